"""Nobody confirms whom they do not know: named at the table, said by the person elsewhere."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases.actions.recovery import ask_at_table
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.cases.tests.test_offer_told import words
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions.lockout import DOUBLES
from huiswaarts.foundation.accounts.actions.recovery import Seen
from huiswaarts.foundation.accounts.models import RecoveryStatement
from huiswaarts.foundation.events.models import Notification
from tests.database import as_owner
from tests.people import actor_of, sign_in

pytestmark = pytest.mark.django_db


def ask(people, case, whom):
    with acting(actor_of(people.bea)) as bea:
        seat = people.seat_of["Samir", whom]
        seen = Seen(on=bea.today, place="home")
        return ask_at_table(case=case, seat=seat, seen=seen, sight=sight_of(bea, case), by=bea)[0]


def second(person, asked, **more):
    url = reverse("desk:recovery_second", args=[asked.public_id])
    form = {"seen_on": str(actor_of(person).today), "place": "counter", "key": str(uuid.uuid4())}
    return words(sign_in(Client(), person).post(url, form | more))


def statements(asked):
    with as_owner():
        return RecoveryStatement.objects.filter(request_id=asked.pk).count()


def seen_by(person, name, *args):
    return words(sign_in(Client(), person).get(reverse(name, args=args)))


@pytest.mark.parametrize(
    ("whom", "name"),
    [("Samir", "Samir Y."), ("Mina", "Mina Yilmaz, naaste van Samir Y.")],
)
def test_at_the_table_everybody_reads_who_it_is(people, the_case, whom, name):
    asked = ask(people, the_case, whom)
    for person in (people.bea, people.gerda):
        assert f"{name}, kenmerk" in seen_by(person, "desk:recoveries")
    assert f"Zag u {name} ook?" in seen_by(people.gerda, "desk:recovery_second", asked.public_id)
    assert "Inlognaam" not in seen_by(people.gerda, "desk:recovery_second", asked.public_id)


def test_the_help_desk_is_told_no_name_and_asks_for_it(people, the_case):
    asked = ask(people, the_case, "Samir")
    assert "Iemand in deze regio, kenmerk" in seen_by(people.hetty, "desk:recoveries")
    page = seen_by(people.hetty, "desk:recovery_second", asked.public_id)
    assert "Inlognaam of e-mailadres" in page
    assert "Samir" not in page
    assert "Je halve code" not in second(people.hetty, asked)
    assert statements(asked) == 1


@pytest.mark.parametrize("login", ["stan", "nobody@elders.nl"])
def test_another_login_name_confirms_nothing(people, the_case, login):
    """Of somebody else and of nobody the answer is the same."""
    asked = ask(people, the_case, "Samir")
    login = people.stan.user.email if login == "stan" else login
    page = second(people.hetty, asked, login=login)
    assert "Dit verzoek hoort niet bij deze inlognaam." in page
    assert people.samir.user.email not in page
    assert statements(asked) == 1


def test_who_says_the_name_confirms_and_reads_it_afterwards(people, the_case):
    asked = ask(people, the_case, "Samir")
    login = people.samir.user.email.upper()
    assert "Je halve code" in second(people.hetty, asked, login=login)
    assert statements(asked) == 2
    mine = seen_by(people.hetty, "desk:recoveries")
    assert f"Inlognaam {people.samir.user.email}, kenmerk" in mine


def test_tries_are_counted_and_the_privacy_officer_hears(people, the_case):
    asked = ask(people, the_case, "Samir")
    for turn in range(DOUBLES.tries + 1):
        page = second(people.hetty, asked, login=f"naam.{turn}@elders.nl")
    assert "Meer kan niet." in page
    login = people.samir.user.email
    assert "Je halve code" not in second(people.hetty, asked, login=login)
    with as_owner():
        rows = Notification.objects.filter(kind="many_questions")
        assert set(rows.values_list("user_id", flat=True)) == {people.fred.user.pk}
