"""How a seat begins is held by the database too, past every policy."""

import pytest
from django.db import ProgrammingError, connection, transaction

from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.foundation.access import session
from tests.database import as_owner
from tests.people import actor_of

from .test_questions import Table


@pytest.fixture
def table(people, the_case):
    return Table(people, the_case)


def adds(table, name, columns):
    """Raw, as whoever found a way past the policies; `columns` makes them from the actor."""
    with session.acting(actor_of(table.people.by_name[name])) as actor, transaction.atomic():
        begins = {"asked_at": actor.at, "proposed_by": actor.membership_id}
        row = {**begins, **columns(table, actor)}
        return TeamMember.objects.create(case=table.case, **row)


def colleague(table, _actor):
    """A seat of the provider for somebody who does not sit there yet."""
    work = table.people.by_name["Bo"].membership
    return {"kind": "bw_provider", "organisation_id": work.organisation_id, "membership": work}


def proposed(table, actor):
    return colleague(table, actor) | {"state": "proposed"}


def stopped(table, actor):
    """Access that stands still, which the clock opens by itself."""
    asked = {"question": "ending", "question_by": actor.membership_id, "question_at": actor.at}
    return colleague(table, actor) | asked | {"state": "suspended", "question_until": actor.at}


def another(table, actor):
    """Proposed, it says, by the coordinator: then whoever wrote it may admit it."""
    return proposed(table, actor) | {"proposed_by": table.people.gerda.membership.pk}


def active(table, actor):
    return colleague(table, actor) | {"state": "active", "from_at": actor.at}


def relative(table, actor):
    here = {"state": "active", "from_at": actor.at, "admitted_by": actor.membership_id}
    return here | {"kind": "relative", "name": "Tante Rita"}


REFUSED = [
    ("Mina", stopped),
    ("Bea", stopped),
    ("Bea", another),
    ("Amir", proposed),
    ("Mina", proposed),
    ("Gerda", active),
    ("Amir", lambda table, actor: colleague(table, actor) | {"state": "requested"}),
    ("Bea", lambda table, actor: proposed(table, actor) | {"admitted_by": actor.membership_id}),
    ("Bea", lambda table, actor: proposed(table, actor) | {"question": "coordination"}),
    ("Bea", lambda table, actor: proposed(table, actor) | {"answer": "yes"}),
    (
        "Bea",
        lambda table, actor: relative(table, actor) | {"user": table.people.by_name["Bo"].user},
    ),
    ("Bea", lambda table, actor: relative(table, actor) | {"kind": "guest"}),
]


@pytest.mark.parametrize(("name", "columns"), REFUSED)
def test_no_seat_begins_by_a_row_alone(table, name, columns):
    with pytest.raises(ProgrammingError, match=r"not how a seat begins|row-level security"):
        adds(table, name, columns)


@pytest.mark.parametrize(
    ("name", "columns"), [("Bea", proposed), ("Bea", relative), ("Samir", relative)]
)
def test_whose_seat_it_is_to_begin_begins_it(table, name, columns):
    assert adds(table, name, columns).pk


def test_without_the_trigger_they_were_written(table):
    """The hole planted back."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("drop trigger begins on cases_teammember")
    seat = adds(table, "Mina", stopped)
    with as_owner():
        seat.delete()
    assert adds(table, "Bea", another).pk
