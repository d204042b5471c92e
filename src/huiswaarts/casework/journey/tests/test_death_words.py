"""What the pages say of a report of death is true for each who reads it, at each moment."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases.models import Case, PhaseMove
from huiswaarts.casework.cases.tests.test_offer_told import words
from huiswaarts.casework.journey.deaths import confirm_death
from tests.database import as_owner
from tests.people import sign_in

from .test_deaths import act, report, said  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db


def page_of(person, name="desk:deaths", *args):
    return words(sign_in(Client(), person).get(reverse(name, args=args)))


def press(person, name, *args, **form):
    return words(sign_in(Client(), person).post(reverse(name, args=args), form, follow=True))


def test_who_must_confirm_reads_why_and_the_help_desk_does_not(people, said, bea, hetty):  # noqa: F811
    assert "door Gerda Tester: Overleden." in page_of(bea)
    assert "Overleden." not in page_of(hetty)


def test_the_reason_stands_in_the_name_of_whoever_wrote_it(people, the_case, said, bea, gerda):  # noqa: F811
    act(confirm_death, said, bea)
    with as_owner():
        moved = PhaseMove.objects.get(case=the_case, to_status="deceased")
    assert (moved.reason, moved.by_membership_id) == ("Overleden", gerda.membership.pk)


def test_whoever_confirmed_it_reads_about_whom(people, said, bea):  # noqa: F811
    act(confirm_death, said, bea)
    assert "Samir Y., kenmerk" in page_of(bea)


def test_who_reports_it_twice_reads_how_it_stands(people, the_case, said, gerda):  # noqa: F811
    with as_owner():
        version = Case.objects.get(pk=the_case.pk).version
    form = {"reason": "Overleden", "version": version, "key": str(uuid.uuid4())}
    page = press(gerda, "journey:status", the_case.number, "deceased", **form)
    assert "Dit is al gedaan. U leest hier hoe de melding staat." in page
    assert "Wacht op iemand van een andere organisatie" in page


@pytest.mark.parametrize("confirmed", [False, True])
def test_undone_it_opens_only_what_was_shut(people, said, bea, samir, confirmed):  # noqa: F811
    if confirmed:
        act(confirm_death, said, bea)
    assert ("Alles gaat weer open." in page_of(samir)) == confirmed
    page = press(samir, "desk:death_undo", said.public_id)
    assert ("zijn weer open." in page) == confirmed
    assert ("Er was nog niets dicht." in page) != confirmed


def test_who_is_asked_to_confirm_it_says_that_it_is_not_so(people, said, bea, gerda, wim):  # noqa: F811
    assert "Dit klopt niet, maak het ongedaan" in page_of(bea)
    assert "Er was nog niets dicht." in press(bea, "desk:death_undo", said.public_id)
    assert "Een melding is ongedaan gemaakt: het was niet zo" in page_of(gerda, "desk:inbox")
