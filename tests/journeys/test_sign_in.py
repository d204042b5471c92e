"""From invitation to second step and passkey, and out again, leaving nothing behind."""

import datetime as dt
import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.utils import timezone

from huiswaarts.foundation.accounts.jobs import send_waiting
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.network.models import Membership
from tests.database import as_owner
from tests.journeys import hands

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "vier paarden in de regen"
INSIDE = re.compile(r"^(?!.*/inloggen/)")
LOGIN = "E-mailadres of inlognaam"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def mailed_link():
    """What came by mail, and nothing but a link: no name, no subject matter."""
    assert send_waiting(at=timezone.now()) == 0
    message = mail.outbox[-1]
    assert "Robin" not in message.subject + message.body
    return re.search(r"https?://[^/\s]+(/\S+)", message.body).group(1)


def secret_of(page):
    return re.search(r"[A-Z2-7]{32}", page.locator(".hw-sleutel").inner_text()).group()


def code_of(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30 + steps))


def choose_password(someone):
    someone.fill("Nieuw wachtwoord", PASSWORD).fill("Nog een keer hetzelfde wachtwoord", PASSWORD)
    return someone.press("Wachtwoord bewaren")


def sign_in(someone, email, password=PASSWORD):
    someone.fill(LOGIN, email).fill("Wachtwoord", password)
    return someone.press("Inloggen")


@pytest.fixture
def bo_knows_the_password(bo):
    with as_owner():
        user = User.objects.get(pk=bo.user.pk)
        user.set_password(PASSWORD)
        user.save()


def test_invited_by_mail_then_an_app_and_in_again(visit, olga):
    admin = visit(olga, "/beheer/mensen/")
    admin.press("Nodig een collega uit")
    admin.fill("Naam", "Robin de Wit").fill("E-mailadres van het werk", "robin@deluwte.example")
    admin.choose("Wat doet deze persoon?", "begeleider")
    admin.press("Nodig uit").sees("Robin de Wit")

    robin = visit(None, mailed_link()).sees("Olga Tester nodigt u uit als begeleider")
    choose_password(robin).sees("Er is een uitnodiging").press("Stel de tweede stap in")
    robin.press("App instellen").picture("inloggen-app", tall=1200)
    robin.fill("Code", "000000").press("Klaar").sees("klopt niet")
    secret = secret_of(robin.page)
    robin.fill("Code", code_of(secret)).press("Klaar").sees("Herstelcodes")
    robin.go("/account/beveiliging/").go("/uitloggen/").press("Uitloggen")

    sign_in(robin, "robin@deluwte.example", "mis").sees("Dit klopt niet")
    sign_in(robin, "robin@deluwte.example")
    robin.fill("Code", code_of(secret, 1)).press("Verder")
    assert robin.path == "/uitnodigingen/"  # where the invitation still waits
    robin.press("Ja, aannemen").sees("Aangenomen.")
    robin.go("/account/beveiliging/").sees("De vorige keer ingelogd")


@hands.mainly(hands.KEYBOARD)
def test_the_link_of_an_invitation_works_once(visit, olga):
    admin = visit(olga, "/beheer/mensen/uitnodigen/")
    admin.fill("Naam", "Robin de Wit").fill("E-mailadres van het werk", "robin@deluwte.example")
    admin.choose("Wat doet deze persoon?", "begeleider").press("Nodig uit")
    link = mailed_link()
    choose_password(visit(None, link))
    again = visit(None, link)
    assert not again.page.get_by_label("Nieuw wachtwoord").count()


@hands.only(hands.KEYBOARD)
def test_a_passkey_is_made_and_signs_in_by_itself(visit, olga):
    admin = visit(olga, "/beheer/mensen/uitnodigen/")
    admin.fill("Naam", "Robin de Wit").fill("E-mailadres van het werk", "robin@deluwte.example")
    admin.choose("Wat doet deze persoon?", "begeleider").press("Nodig uit")

    robin = visit()
    devtools = robin.page.context.new_cdp_session(robin.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    choose_password(robin.go(mailed_link())).press("Stel de tweede stap in").press("Passkey maken")
    robin.fill("Naam van de passkey", "telefoon")
    robin.press("Passkey maken", lands="**/account/herstelcodes/")
    robin.go("/uitnodigingen/").press("Ja, aannemen").sees("Aangenomen.")
    robin.go("/account/beveiliging/").sees("telefoon")
    robin.picture("inloggen-veiligheid", tall=1300)

    robin.go("/uitloggen/").press("Uitloggen")
    robin.press("Inloggen met een passkey", lands=INSIDE)
    robin.go("/account/beveiliging/").sees("telefoon")
    # as second step, after the password
    sign_in(robin.go("/uitloggen/").press("Uitloggen"), "robin@deluwte.example")
    robin.press("Passkey gebruiken", lands=INSIDE)
    robin.go("/account/beveiliging/").press("Passkey weghalen")
    robin.fill("Wachtwoord", PASSWORD).press("Bevestigen")
    robin.press("Passkey weghalen").sees("enige tweede stap")


@hands.only(hands.KEYBOARD)
@pytest.mark.usefixtures("bo_knows_the_password")
def test_after_ten_wrong_tries_it_says_what_one_can_do(visit, bo):
    someone = visit(path="/inloggen/")
    for _ in range(10):
        sign_in(someone, bo.user.email, "mis").sees("Dit klopt niet")
    sign_in(someone, bo.user.email).sees("Wacht een kwartier", "passkey kan wel")
    assert someone.path == "/inloggen/"


def test_one_who_works_for_two_chooses_for_whom(visit, people, bo):
    organisation = people.organisations["Thuis Erbij"]
    with as_owner():
        Membership.objects.create(
            region=organisation.region, organisation=organisation, user=bo.user,
            role="support_worker", external_key="bo-2", from_at=people.at - dt.timedelta(days=9),
        )  # fmt: skip
    someone = visit(bo, "/kies-organisatie/").sees("Voor wie werkt u nu?")
    someone.tick(re.compile("Thuis Erbij")).press("Verder")
    assert "Thuis Erbij" in someone.page.inner_text("header")


def test_out_is_out_also_for_the_back_button(visit, bea, the_case):
    someone = visit(bea, f"/casussen/{the_case.number}/").sees("Samir")
    someone.go("/uitloggen/")
    with someone.page.expect_response("**/uitloggen/") as answered:
        someone.press("Uitloggen")
    headers = answered.value.all_headers()
    assert {'"cache"', '"storage"'} <= set(re.split(r",\s*", headers["clear-site-data"]))
    someone.page.go_back()
    someone.page.go_back()
    someone.arrive().sees_not("Samir")
    assert someone.path.startswith("/inloggen/")


@hands.only(hands.BARE)
@pytest.mark.parametrize(
    "path",
    [
        "/inloggen/",
        "/inloggen/wachtwoord-vergeten/",
        "/inloggen/wachtwoord-vergeten/?verstuurd=1",
        "/uitnodiging/",
        "/uitnodiging/welkom/",
        "/privacy/",
        "/toegankelijkheid/",
        "/bestaat-niet/",
    ],
)
def test_pages_for_everyone(visit, path):
    visit(path=path)
