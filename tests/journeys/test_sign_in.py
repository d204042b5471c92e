"""From invitation to second step and passkey, in a real browser; and what it leaves behind."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import transaction
from django.utils import timezone

from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts import actions
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import OutboxMessage
from tests.database import as_owner
from tests.journeys.looking import look
from tests.people import actor_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "vier paarden in de regen"


@pytest.fixture
def site(live_server):
    """Passkeys need a name: browsers refuse them on a number."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def link(olga, bo):
    """Olga invites Bo, who was never here."""
    with as_owner():
        User.objects.filter(pk=bo.user.pk).update(password="!")
    by = actor_of(olga)
    with transaction.atomic(), acting(by):
        actions.invite_by_mail(user=bo.user, by=by, at=by.at)
    return f"/uitnodiging/{OutboxMessage.objects.get(user_id=bo.user.pk).secret}/"


def secret_of(page):
    return re.search(r"[A-Z2-7]{32}", page.locator(".hw-sleutel").inner_text()).group()


def code_of(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30 + steps))


def choose_password(page, url):
    page.goto(url)
    look(page)
    page.get_by_label("Nieuw wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_label("Nog een keer").fill(PASSWORD)
    press(page, "Wachtwoord bewaren")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def code(page, value, button):
    page.get_by_label("Code", exact=True).fill(value)
    press(page, button)


def password(page, login, value):
    page.get_by_label("E-mailadres of inlognaam").fill(login)
    page.get_by_label("Wachtwoord", exact=True).fill(value)
    press(page, "Inloggen")
    look(page)


def leave(page, site):
    page.goto(f"{site}/uitloggen/")
    look(page)
    press(page, "Uitloggen")
    page.wait_for_url("**/inloggen/")
    look(page)


def security(page, site):
    """Only who is in gets here."""
    page.wait_for_url(lambda url: "/inloggen/" not in url)
    page.goto(f"{site}/account/beveiliging/")
    assert page.url.endswith("/account/beveiliging/")
    look(page)
    return page.inner_text("main")


@pytest.mark.parametrize("width", [320, 1280])
def test_invited_then_an_app_then_in_again(page, site, link, bo, width):
    page.set_viewport_size({"width": width, "height": 800})
    choose_password(page, site + link)
    assert page.url.endswith("/account/tweede-stap/")
    look(page)
    page.get_by_role("link", name="App instellen").click()
    look(page)
    code(page, "000000", "Klaar")
    look(page)
    secret = secret_of(page)
    code(page, code_of(secret), "Klaar")
    assert page.url.endswith("/account/herstelcodes/")
    look(page)
    security(page, site)
    leave(page, site)
    password(page, bo.user.email, "mis")
    password(page, bo.user.email, PASSWORD)
    code(page, code_of(secret, 1), "Verder")
    assert "vorige keer" in security(page, site)


@pytest.fixture
def finger(page):
    """A passkey that lives in the browser and whose owner is always there."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_signs_in_by_itself_and_as_second_step(page, site, link, bo, finger):
    complaints = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    choose_password(page, site + link)
    page.get_by_role("link", name="Passkey maken").click()
    look(page)
    page.get_by_label("Naam van de passkey").fill("telefoon")
    press(page, "Passkey maken")
    page.wait_for_url("**/account/herstelcodes/")
    assert "telefoon" in security(page, site)
    leave(page, site)
    press(page, "Inloggen met een passkey")
    security(page, site)
    leave(page, site)
    password(page, bo.user.email, PASSWORD)
    press(page, "Passkey gebruiken")
    security(page, site)
    page.get_by_role("link", name="Passkey weghalen").click()
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    press(page, "Bevestigen")
    look(page)
    press(page, "Passkey weghalen")
    assert "enige tweede stap" in page.inner_text("main")
    assert not [text for text in complaints if "Content Security Policy" in text]


def test_pages_for_everyone(page, site):
    for path in (
        "/inloggen/",
        "/inloggen/wachtwoord-vergeten/",
        "/inloggen/wachtwoord-vergeten/?verstuurd=1",
        "/uitnodiging/",
        "/uitnodiging/welkom/",
        "/privacy/",
        "/toegankelijkheid/",
        "/bestaat-niet/",
    ):
        page.set_viewport_size({"width": 320, "height": 700})
        page.goto(site + path)
        look(page)
