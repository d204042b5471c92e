"""Thirty days without a second stop, and a case that always has somebody who moves it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError
from django.utils import timezone

from huiswaarts.casework.cases.actions import questions, seats
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.foundation.access import session
from tests.database import as_owner
from tests.people import actor_of

from .test_questions import NO, YES, Table
from .test_seat_steps import suspends, writes


@pytest.fixture
def table(people, the_case):
    return Table(people, the_case)


def test_a_question_of_ones_own_does_not_wipe_out_the_thirty_days(table):
    table.stops("Bea")
    table.does("Amir", questions.answer_ending, "Bea", reply=NO)
    table.asks("Bea")
    with pytest.raises(PermissionDenied, match="stond kort geleden al stil"):
        table.stops("Bea")
    with pytest.raises(ProgrammingError, match="not a step of yours"):
        writes(table, "Gerda", "Bea", suspends)
    table.stops("Bea", at=timezone.now() + dt.timedelta(days=31))
    assert table.seat("Bea").is_suspended


def test_the_moment_is_written_by_the_database_alone(table):
    table.stops("Bea")
    table.does("Amir", questions.answer_ending, "Bea", reply=NO)
    stopped = table.seat("Bea").stopped_at
    with as_owner():
        TeamMember.objects.filter(pk=table.seat("Bea").pk).update(stopped_at=None)
    assert table.seat("Bea").stopped_at == stopped is not None


def test_a_question_that_went_with_the_access_is_told(table):
    table.asks("Bea")
    table.stops("Bea")
    assert ("Bea", "coordination_settled") in table.told()
    assert ("Amir", "coordination_settled") not in table.told(), "nobody asked him"


@pytest.fixture
def guest_too(table):
    """Gerda coordinates with the seat of the municipality, and is asked as a guest as well."""
    seat = table.seat("Gerda")
    with as_owner():
        TeamMember.objects.create(
            case=table.case, kind="guest", organisation_id=seat.organisation_id,
            membership_id=seat.membership_id, state="active", from_at=seat.from_at,
        )  # fmt: skip


def test_a_guest_seat_does_not_keep_the_coordination(table, guest_too, people):
    with session.acting(actor_of(people.gerda)) as gerda:
        case = Case.objects.visible_to(gerda).select_related("region").get(pk=table.case.pk)
        own = TeamMember.objects.get(pk=people.seat_of["Samir", "Gerda"].pk)
        with pytest.raises(PermissionDenied, match="coördin"):
            seats.end_seat(
                seat=own, reason="", sight=sight_of(gerda, case), by=gerda, at=gerda.at
            )  # fmt: skip
    with pytest.raises(ProgrammingError, match="not a step of yours"):
        writes(table, "Gerda", "Gerda", lambda actor: {"state": "ended", "until_at": actor.at})


def test_and_a_coordinator_with_a_guest_seat_only_is_gone(table, guest_too):
    with as_owner():
        seat = TeamMember.objects.filter(pk=table.seat("Gerda").pk)
        seat.update(state="ended", until_at=timezone.now())
    table.asks("Bea")
    table.does("Amir", questions.answer_coordination, "Bea", reply=YES)
    assert table.coordinator() == "Bea"
