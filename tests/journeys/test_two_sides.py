"""Whoever has an account is invited to work somewhere: yes adds a side, no changes nothing."""

import re

import pytest

from huiswaarts.foundation.network.models import Membership
from tests.database import as_owner
from tests.journeys import hands
from tests.journeys.test_sign_in import code_of, mailed_link, secret_of, sign_in
from tests.people import PASSWORD, Person, _user

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ada(people):
    """The admin of an organisation that does not sit at Samir's table."""
    place = people.organisations["De Haven"]
    with as_owner():
        user = _user("Ada", name="Ada Tester")
        work = Membership.objects.create(
            region=place.region, organisation=place, user=user, role="organisation_admin",
            from_at=people.at,
        )  # fmt: skip
    return Person("Ada", user, work)


def invite(admin, name, email):
    admin.go("/beheer/mensen/uitnodigen/").fill("Naam", name)
    admin.fill("E-mailadres van het werk", email).choose("Wat doet deze persoon?", "begeleider")
    return admin.press("Nodig uit").sees(f"uitgenodigd op {email}", "wacht op antwoord")


def works_at(user):
    with as_owner():
        rows = Membership.objects.filter(user_id=user.pk, until_at=None)
        return set(rows.values_list("organisation__name", flat=True))


def to_the_offer(visitor, email):
    """From the link in the mail, past signing in with what they already had."""
    visitor.go(mailed_link()).sees("Ada Tester nodigt u uit als begeleider")
    return sign_in(visitor.press("Inloggen"), email, PASSWORD).sees("Werken bij De Haven")


@hands.mainly(hands.KEYBOARD)
def test_a_client_becomes_a_worker_elsewhere_and_keeps_mijn_thuis(visit, ada, samir, the_case):
    admin = invite(visit(ada), "Samir Yilmaz", samir.user.email)
    at_home = sign_in(visit(path="/inloggen/"), samir.user.email, PASSWORD)  # a password alone
    at_home.sees("Hoi Samir").press("Uitnodiging").sees("Werken bij De Haven")
    at_home.go("/mijn/").sees("Hoi Samir")  # what waits asks nothing of Mijn Thuis

    client = to_the_offer(visit(), samir.user.email)
    client.press("Stel de tweede stap in").press("App instellen")
    client.fill("Wachtwoord", PASSWORD).press("Bevestigen")  # it is about signing in itself
    secret = secret_of(client.page)
    client.fill("Code", code_of(secret)).press("Klaar").sees("Herstelcodes")
    assert works_at(samir.user) == set()
    client.go("/uitnodigingen/").press("Ja, aannemen").sees("Aangenomen.").sees_not("Hoi Samir")
    assert works_at(samir.user) == {"De Haven"}
    client.go(f"/casussen/{the_case.number}/").sees_not("Samir")
    admin.go("/beheer/mensen/").press("Eerder uitgenodigd")
    admin.sees(f"uitgenodigd op {samir.user.email}: aangenomen")

    choose_home(client.go("/kies-organisatie/"))
    client.go(f"/mijn/{the_case.number}/team/").sees("Bea Tester", "Mina Yilmaz")


def choose_home(visitor):
    visitor.sees("Waarvoor bent u hier?").tick(re.compile("Mijn Thuis")).press("Verder")
    return visitor.sees("Hoi Samir", "Mijn plan")


@hands.mainly(hands.KEYBOARD)
def test_whoever_says_no_keeps_everything_as_it_was(visit, ada, samir, the_case):
    admin = invite(visit(ada), "Samir Yilmaz", samir.user.email)
    visitor = visit()  # with the code of the mail, and without signing in
    visitor.go(mailed_link()).sees("Werken bij De Haven").press("Nee, dit wil ik niet")
    visitor.sees("Het antwoord is nee", "Er is niets veranderd")
    visitor.go(mailed_link()).sees("Deze uitnodiging werkt niet meer")
    client = sign_in(visit(path="/inloggen/"), samir.user.email, PASSWORD)
    client.sees("Hoi Samir", "Mijn plan")
    assert not client.page.get_by_role("link", name="Uitnodiging").count()

    admin.go("/berichten/").sees("De uitnodiging aan", "is niet aangenomen")
    admin.go("/beheer/mensen/").press("Eerder uitgenodigd")
    admin.sees(f"uitgenodigd op {samir.user.email}: niet aangenomen")
    assert works_at(samir.user) == set()
    client.go("/kies-organisatie/").sees("Hoi Samir")  # there is nothing to choose
