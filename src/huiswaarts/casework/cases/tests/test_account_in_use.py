"""A worker cannot take over the account of a client who uses it."""

import datetime as dt
import uuid

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.foundation.accounts.models import Invitation, User
from huiswaarts.foundation.accounts.queries import was_used
from huiswaarts.foundation.network.models import Offer
from tests.database import as_owner
from tests.people import sign_in


@pytest.fixture
def invite_url(the_case):
    return reverse("cases:invite_client", args=[the_case.number])


@pytest.fixture
def in_use(samir):
    with as_owner():
        samir.user.set_password("een lang wachtwoord")
        samir.user.save()
    return samir


def form(way, email=""):
    return {"way": way, "email": email, "key": str(uuid.uuid4())}


def test_bea_cannot_send_the_link_to_another_address(bea, in_use, invite_url):
    answer = sign_in(Client(), bea).post(invite_url, form("email", "bea@voorbeeld.nl"))
    assert answer.status_code == 200
    in_use.user.refresh_from_db()
    assert in_use.user.email == "samir@voorbeeld.nl"
    other = sign_in(Client(), bea).post(invite_url, form("email", "ander@voorbeeld.nl"))
    assert "gebruikt Mijn Thuis al" in other.content.decode()
    assert not Invitation.objects.exists()


def test_bea_gets_no_code_on_paper_for_him(bea, in_use, invite_url):
    answer = sign_in(Client(), bea).post(invite_url, form("paper"))
    assert "gebruikt Mijn Thuis al" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_nor_when_he_has_no_email_and_no_address_of_her_choice(bea, in_use, invite_url):
    with as_owner():
        in_use.user.email = None
        in_use.user.save()
    page = sign_in(Client(), bea).post(invite_url, form("paper")).content.decode()
    assert "met het herstelblad" in page
    sign_in(Client(), bea).post(invite_url, form("email", "bea2@voorbeeld.nl"))
    in_use.user.refresh_from_db()
    assert in_use.user.email is None
    assert not Invitation.objects.exists()


@pytest.fixture
def unused(samir):
    """As a kit made it: nobody came in yet."""
    with as_owner():
        samir.user.set_unusable_password()
        samir.user.save()
    return samir


def test_a_seat_that_nobody_came_in_for_is_offered_to_another_address(bea, unused, invite_url):
    answer = sign_in(Client(), bea).post(invite_url, form("email", "ander@voorbeeld.nl"))
    assert answer.status_code == 302
    unused.user.refresh_from_db()
    assert unused.user.email == "samir@voorbeeld.nl"
    with as_owner():
        assert Offer.objects.get().address == "ander@voorbeeld.nl"


def test_a_code_on_paper_never_opens_an_account_with_an_address(bea, people, unused, invite_url):
    """It may have work elsewhere; only its mailbox opens it."""
    sign_in(Client(), bea).post(invite_url, form("paper"))
    assert not Invitation.objects.filter(user=unused.user).exists()
    with as_owner():
        seat = TeamMember.objects.get(pk=people.seat_of["Samir", "Samir"].pk)
    assert seat.user.email is None
    assert Invitation.objects.filter(user=seat.user).count() == 1


def test_no_invitation_is_offered_for_an_account_in_use(bea, samir, in_use, the_case, people):
    """A true sentence in its place; beside it a seat that nobody came in with is invited."""
    with as_owner():
        people.mina.user.set_unusable_password()
        people.mina.user.save()
        type(people.mina.user).objects.filter(pk=people.mina.user.pk).update(last_login=None)
    team = sign_in(Client(), bea).get(reverse("cases:team", args=[the_case.number]))
    page, mina = team.content.decode(), people.seat_of["Samir", "Mina"]
    assert reverse("cases:invite_client", args=[the_case.number]) + '"' not in page
    assert "Logt zelf in: een uitnodiging is niet nodig" in page
    assert reverse("cases:invite", args=[the_case.number, mina.public_id]) in page
    form_page = sign_in(Client(), bea).get(reverse("cases:invite_client", args=[the_case.number]))
    assert "gebruikt Mijn Thuis al" in form_page.content.decode()
    assert "<form" not in form_page.content.decode().split("<main")[1].split("</main")[0]


@pytest.mark.parametrize("used", [True, False])
def test_nor_is_it_to_a_client_for_a_relative_who_signs_in(samir, the_case, people, used):
    with as_owner():
        people.mina.user.password = "!"
        people.mina.user.last_login = people.at if used else None
        people.mina.user.save()
    seat = people.seat_of["Samir", "Mina"]
    browser = sign_in(Client(), samir)
    page = browser.get(reverse("portal:party", args=[the_case.number, seat.public_id]))
    invite = reverse("portal:invite", args=[the_case.number, seat.public_id])
    assert (invite in page.content.decode()) is not used
    assert ("een uitnodiging is niet nodig" in page.content.decode()) is used


@pytest.mark.parametrize("way", ["never", "password", "signed in", "factor", "invitation"])
def test_both_languages_call_an_account_used_alike(people, way):
    """Also when two admins took the password away again."""
    with as_owner():
        user = User.objects.create_user(email="nieuw@voorbeeld.nl")
        if way == "password":
            user.set_password("vier paarden in de regen")
        if way == "signed in":
            user.last_login = people.at
        user.save()
        if way == "factor":
            Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
        if way == "invitation":
            Invitation.objects.create(
                user=user, kind="email", code_hash="x", created_at=people.at, used_at=people.at,
                expires_at=people.at + dt.timedelta(days=1),
            )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("select app_never_used(%s)", [user.pk])
            (never,) = cursor.fetchone()
    assert never == (way == "never") != was_used(user)
