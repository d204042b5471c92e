"""Who changes which column of a case, past every policy of Python: the database holds it."""

import datetime as dt
import re

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from huiswaarts.casework.cases.actions import questions
from huiswaarts.casework.cases.models import Case
from huiswaarts.foundation.access import session
from huiswaarts.foundation.network.models import Region
from tests.database import as_owner
from tests.people import actor_of

from .test_questions import YES, Table

COORDINATES = {"Gerda"}
WORKS_WITH_HIM = {"Gerda", "Bea", "Amir"}
AT_WORK = WORKS_WITH_HIM | {"Wim"}
DAY = dt.date(2031, 5, 1)
NEW = {
    **dict.fromkeys(
        ("phase_since", "review_on", "closed_on", "kickoff_on", "expected_outflow_on",
         "target_month", "follow_up_on", "registered_on"), DAY
    ),
    "phase": "closed", "status": "stopped", "outcome": "unknown", "version": 9,
    "birth_year": 1950, "boxes_filled": 7, "boxes_needed": 7, "death_reported_at": timezone.now(),
    "number": "2222-2222",
}  # fmt: skip
# Column by column; all that is not here is nobody's.
HANDS = {
    **dict.fromkeys(
        ("phase", "phase_since", "status", "status_reason", "review_on", "outcome", "closed_on",
         "kickoff_on", "expected_outflow_on", "kickoff_late_reason", "coordinator_id"), COORDINATES
    ),
    "target_month": WORKS_WITH_HIM,
    "follow_up_on": AT_WORK, "follow_up_what": AT_WORK,
    "version": AT_WORK | {"Samir"},  # his answer about a seat raises it
}  # fmt: skip
REFUSED = (
    "by others in this case|row-level security|permission denied|coordination is handed over"
    "|reported by one"
)


@pytest.fixture
def table(people, the_case):
    return Table(people, the_case)


def writes(table, who, **values):
    """Whether the bare update is admitted."""
    try:
        with session.acting(actor_of(table.people.by_name[who])), transaction.atomic():
            done = Case.objects.filter(pk=table.case.pk).update(**values)
            transaction.set_rollback(True)
    except ProgrammingError as refused:
        if not re.search(REFUSED, str(refused)):
            raise
        return False
    return bool(done)


def columns():
    return [field.attname for field in Case._meta.concrete_fields if not field.primary_key]


def new_value(table, column):
    if column == "coordinator_id":
        return table.people.bea.membership.pk
    if column == "region_id":
        return table.people.regions["drenthe"].pk
    if column.startswith("municipality"):
        return table.people.case_of["Dirk"].municipality_stay_id
    return NEW.get(column, "x")


def strangers_to_the_rule(table):
    """Who writes what should not be theirs, or cannot write what is."""
    team = ("Samir", "Mina", "Sofie", "Bea", "Amir", "Wim", "Gerda", "Gijs", "Eva", "Bo", "Hans")
    for column in columns():
        value = new_value(table, column)
        able = {who for who in team if writes(table, who, **{column: value})}
        if able != HANDS.get(column, set()):
            yield column, sorted(able ^ HANDS.get(column, set()))


def test_every_column_of_a_case_is_in_the_hands_that_are_written_out(table):
    assert len(columns()) > 25
    assert list(strangers_to_the_rule(table)) == []


ROAD = "drop trigger in_whose_hands on cases_case"
PASSES = "drop trigger coordinator_passes on cases_case"
WIDE = "grant update on cases_case to hw_app"
PLANTED = [
    (ROAD, "status", ["Amir", "Bea", "Mina", "Samir", "Sofie", "Wim"]),
    (PASSES, "coordinator_id", ["Amir", "Bea", "Samir", "Wim"]),
    (WIDE, "client_name", ["Amir", "Bea", "Gerda", "Samir", "Wim"]),
]


@pytest.mark.parametrize(("hole", "column", "who"), PLANTED)
def test_a_planted_hole_is_seen(table, hole, column, who):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(hole)
    assert (column, who) in list(strangers_to_the_rule(table))


def coordination_to(table, who):
    work = table.people.by_name[who].membership
    return writes(table, "Gerda", coordinator_id=work.pk)


def test_it_is_handed_to_who_can_coordinate_and_nobody_else(table):
    able = {
        who for who in ("Bea", "Amir", "Wim", "Gijs", "Eva", "Bo") if coordination_to(table, who)
    }
    assert able == {"Bea", "Amir"}


def test_a_corporation_where_the_region_says_so(table):
    with as_owner():
        Region.objects.filter(pk=table.case.region_id).update(corporation_coordinates=True)
    assert coordination_to(table, "Wim")


def test_not_to_who_works_there_no_more_nor_when_the_case_is_over(table, people):
    with as_owner():
        people.bea.membership.until_at = people.at
        people.bea.membership.save()
    assert not coordination_to(table, "Bea")
    with as_owner():
        Case.objects.filter(pk=table.case.pk).update(phase="closed")
    assert not coordination_to(table, "Amir")


def answered(table, who, of):
    """A yes past the policies; the question too."""
    for name, asked in ((of, "select app_ask_coordination(%s, '')"),
                        (who, "select app_answer_seat(%s, 'yes', '')")):  # fmt: skip
        actor = actor_of(table.people.by_name[name])
        with session.acting(actor), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(asked, [table.people.seat_of["Samir", of].pk])
    return table.coordinator()


def test_a_yes_passes_it_on_in_the_same_step(table):
    assert answered(table, "Gerda", "Bea") == "Bea"


def test_no_yes_to_a_corporation_where_the_region_does_not_say_so(table):
    with pytest.raises(ProgrammingError, match="not yours to answer"):
        answered(table, "Gerda", "Wim")
    assert table.coordinator() == "Gerda"


def test_an_answer_of_before_passes_nothing_on_again(table):
    """Bea coordinated by a yes and handed it over: who said yes then has nothing to give now."""
    answered(table, "Gerda", "Bea")
    with as_owner():
        Case.objects.filter(pk=table.case.pk).update(coordinator=table.people.amir.membership)
    assert not coordination_to(table, "Bea")


def test_a_yes_also_before_the_case_begins(table):
    """Gerda, who gives it away, reads no more than the card from then on."""
    table.asks("Bea")
    with as_owner():
        Case.objects.filter(pk=table.case.pk).update(phase="in_view")
    table.does("Gerda", questions.answer_coordination, "Bea", reply=YES)
    assert table.coordinator() == "Bea"
