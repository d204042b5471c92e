"""Whoever loses a seat, the chair, a meeting or the whole table of a region hears of it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiswaarts.casework.cases.tests.test_offer_told import words
from huiswaarts.casework.tables.actions import tables as actions
from huiswaarts.casework.tables.models import Table, TableMeeting, TableSeat
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.models import Notification
from tests.database import as_owner
from tests.people import actor_of, sign_in

from .test_table_news import seated, tables  # noqa: F401  fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(people, tables):  # noqa: F811
    """Tina chairs it; Wim and Bea sit there; Amir did until yesterday."""
    with as_owner():
        seated(people, tables["case_table"], "Bea")
        seated(people, tables["case_table"], "Amir", until=people.at)
    return tables["case_table"]


def told(people):
    names = {one.user.pk: name for name, one in people.by_name.items()}
    with as_owner():
        return sorted((names[one.user_id], one.kind) for one in Notification.objects.all())


def does(person, action, **told):
    with acting(actor_of(person)) as by:
        return action(by=by, **told)


def seat_of(table, person):
    return TableSeat.objects.select_related("table", "membership").get(
        table=table, membership=person.membership
    )


def inbox(person):
    return words(sign_in(Client(), person).get(reverse("desk:inbox")))


def test_whose_seat_ended(people, table, petra, bea):
    does(petra, lambda by: actions.end_table_seat(seat=seat_of(table, bea), by=by))
    assert told(people) == [("Bea", "table_left")]
    assert "geen stoel meer aan" in inbox(bea)


def test_not_whoever_ends_it_twice(people, table, petra, bea):
    for _ in range(2):
        does(petra, lambda by: actions.end_table_seat(seat=seat_of(table, bea), by=by))
    assert told(people) == [("Bea", "table_left")]


@pytest.mark.parametrize("who", ["petra", "tina"])
def test_who_chaired_it_hears_that_another_does(people, table, bea, who):
    def hand_over(by):
        fresh = Table.objects.get(pk=table.pk)
        seat = seat_of(table, bea)
        actions.hand_over_chair(table=fresh, seat=seat, version=fresh.version, by=by)

    does(people.by_name[who.capitalize()], hand_over)
    lost = [("Tina", "table_unchaired")] if who == "petra" else []
    assert told(people) == [("Bea", "table_chaired"), *lost]


def test_everybody_there_hears_that_a_meeting_is_off(people, table, tina):
    with as_owner():
        meeting = TableMeeting.objects.create(table=table, begins_at=timezone.now(), minutes=60)

    def cancel(by):
        found = TableMeeting.objects.select_related("table").get(pk=meeting.pk)
        actions.cancel_table_meeting(meeting=found, by=by)

    for _ in range(2):
        does(tina, cancel)
    assert told(people) == [("Bea", "table_meeting_off"), ("Wim", "table_meeting_off")]


def test_and_that_the_table_stopped(people, table, petra, wim):
    def stop(by):
        fresh = Table.objects.get(pk=table.pk)
        actions.stop_table(table=fresh, version=fresh.version, by=by)

    does(petra, stop)
    assert told(people) == [(name, "table_stopped") for name in ("Bea", "Tina", "Wim")]
    assert "De tafel case_table is gestopt." in inbox(wim)
