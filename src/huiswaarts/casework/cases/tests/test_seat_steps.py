"""What becomes of a seat goes by steps in the database too, past every policy."""

import datetime as dt

import pytest
from django.db import ProgrammingError, connection, transaction

from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.foundation.access import session
from tests.database import as_owner
from tests.people import actor_of

from .test_questions import Table

INSUFFICIENT_PRIVILEGE = "42501"
NOT_YOURS = "not a step of yours"


@pytest.fixture
def table(people, the_case):
    return Table(people, the_case)


def writes(table, name, of, change):
    """`change` makes the columns from the actor: raw, as whoever found a way past the policies."""
    rows = TeamMember.objects.filter(pk=table.people.seat_of["Samir", of].pk)
    with session.acting(actor_of(table.people.by_name[name])) as actor, transaction.atomic():
        return rows.update(**change(actor))


def written(table, name, of, change):
    try:
        return writes(table, name, of, change) > 0
    except ProgrammingError as no:
        if no.__cause__.sqlstate != INSUFFICIENT_PRIVILEGE:
            raise
        return False


def ends(actor):
    return {"state": "ended", "until_at": actor.at}


def suspends(actor):
    return {
        "state": "suspended",
        "question": "ending",
        "question_by": actor.membership_id,
        "question_at": actor.at,
        "question_until": actor.at + dt.timedelta(days=2),
        "answer": "",
    }


def locks_out(actor):
    """Access stops without a step: the seat stays active, and its time is over."""
    return {"until_at": actor.at}


REFUSED = [
    *(("Amir", of, ends) for of in ("Bea", "Gerda", "Mina", "Samir")),
    ("Mina", "Samir", ends),
    ("Gerda", "Amir", ends),
    ("Samir", "Bea", ends),
    ("Samir", "Samir", ends),
    ("Gerda", "Gerda", ends),
    ("Olga", "Amir", ends),
    ("Amir", "Bea", suspends),
    ("Wim", "Mina", suspends),
    ("Gerda", "Samir", suspends),
    ("Gerda", "Gerda", suspends),
    ("Amir", "Samir", locks_out),
    ("Amir", "Bea", lambda _: {"state": "declined"}),
    ("Amir", "Bea", lambda _: {"state": "requested"}),
    ("Gerda", "Amir", lambda actor: suspends(actor) | {"until_at": actor.at}),
    (
        "Gerda",
        "Amir",
        lambda actor: suspends(actor) | {"question_until": actor.at + dt.timedelta(days=99)},
    ),
]


@pytest.mark.parametrize(("name", "of", "change"), REFUSED)
def test_no_seat_ends_or_stands_still_by_a_row_alone(table, name, of, change):
    assert not written(table, name, of, change)
    assert table.seat(of).state == "active"
    assert table.seat(of).until_at is None


@pytest.mark.parametrize(
    ("name", "of", "change"),
    [
        ("Bea", "Bea", ends),
        ("Olga", "Bea", ends),
        ("Samir", "Mina", ends),
        ("Gerda", "Amir", suspends),
        ("Bea", "Mina", suspends),
    ],
)
def test_whose_step_it_is_takes_it(table, name, of, change):
    assert writes(table, name, of, change) == 1


def test_a_stopped_seat_is_ended_by_its_own_organisation_only(table):
    table.stops("Bea")
    for name in ("Gerda", "Amir", "Samir"):
        with pytest.raises(ProgrammingError, match=NOT_YOURS):
            writes(table, name, "Bea", ends)
    with pytest.raises(ProgrammingError, match=r"not a step|row-level security"):
        writes(table, "Gerda", "Bea", lambda _: {"state": "active", "answer": "no"})
    assert writes(table, "Olga", "Bea", ends) == 1


def test_it_is_not_stopped_again_within_thirty_days(table):
    table.stops("Amir")
    with as_owner():
        rows = TeamMember.objects.filter(pk=table.seat("Amir").pk)
        rows.update(state="active", answer="lapsed")
    with pytest.raises(ProgrammingError, match=NOT_YOURS):
        writes(table, "Gerda", "Amir", suspends)


def test_a_seat_that_is_over_is_not_rewritten(table):
    assert writes(table, "Samir", "Mina", ends) == 1
    with pytest.raises(ProgrammingError, match="is over"):
        writes(table, "Bea", "Mina", lambda _: {"state": "active", "until_at": None})
    with pytest.raises(ProgrammingError, match="is over"):
        writes(table, "Bea", "Mina", lambda _: {"end_reason": "Iets anders"})


def test_a_used_account_keeps_its_seat_and_nobody_takes_it(table, people):
    for name, new in (("Bea", people.bea.user), ("Amir", people.bea.user)):
        with pytest.raises(ProgrammingError, match="whose seat"):
            writes(table, name, "Samir", lambda _, user=new: {"user": user})
    with pytest.raises(ProgrammingError, match="whose seat"):
        writes(table, "Bea", "Mina", lambda _: {"kind": "supporter"})


def test_without_the_trigger_every_one_of_these_was_written(table):
    """The hole planted back."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("drop trigger goes_by_steps on cases_teammember")
    assert writes(table, "Mina", "Samir", ends) == 1
    assert writes(table, "Amir", "Gerda", ends) == 1
