"""Who answers about a seat is a second person, in both locks; and who asked is not rewritten."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from huiswaarts.casework.cases import queries_questions
from huiswaarts.casework.cases.actions import questions
from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.foundation.access import session
from tests.database import as_owner
from tests.people import actor_of

from .test_questions import NO, YES, Table

OLD_SQL = Path(queries_questions.__file__).parent / "sql" / "questions.sql"


@pytest.fixture
def table(people, the_case):
    return Table(people, the_case)


@pytest.fixture
def bo(table, people):
    """Bea's colleague, with a seat at the same table."""
    with as_owner():
        seat = TeamMember.objects.get(pk=people.seat_of["Samir", "Bea"].pk)
        seat.pk, seat.public_id = None, TeamMember._meta.get_field("public_id").get_default()
        seat.membership = people.bo.membership
        seat.save()
    return seat


def by_sql(table, name, of, reply):
    """Past every policy."""
    seat, actor = table.people.seat_of["Samir", of].pk, actor_of(table.people.by_name[name])
    with session.acting(actor), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select app_answer_seat(%s, %s, '')", [seat, reply])
        return cursor.fetchone()[0]


def as_it_was():
    """The function that was landed before: the mutant."""
    found = re.search(
        r"create (function app_answer_seat.*?end \$\$;)",
        OLD_SQL.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"create or replace {found.group(1)}")


@pytest.mark.parametrize("reply", [YES, NO])
def test_a_colleague_of_who_was_stopped_is_no_second(table, bo, reply):
    table.stops("Bea")
    with pytest.raises(PermissionDenied, match="organisatie van deze persoon"):
        table.does("Bo", questions.answer_ending, "Bea", reply=reply)
    with pytest.raises(ProgrammingError, match="not yours to answer"):
        by_sql(table, "Bo", "Bea", reply.code)
    assert table.seat("Bea").is_suspended


def test_nor_is_the_colleague_asked(table, bo, people):
    table.stops("Bea")
    assert "Bo" not in {who for who, kind in table.told() if kind == "seat_end_asked"}
    for name, asked in (("Bo", 0), ("Amir", 1)):
        with session.acting(actor_of(people.by_name[name])), connection.cursor() as cursor:
            cursor.execute("select count(*) from app_my_questions(9)")
            assert cursor.fetchone()[0] == asked


@pytest.mark.parametrize("name", ["Gijs", "Mina", "Sofie"])
@pytest.mark.parametrize("of", ["Amir", "Bea"])
def test_no_guest_relative_or_supporter_in_the_database(table, name, of):
    """Whether it is about an ending (Amir) or about coordinating (Bea)."""
    if of == "Amir":
        table.stops("Amir")
    else:
        table.asks("Bea")
    with pytest.raises(ProgrammingError, match="not yours to answer"):
        by_sql(table, name, of, "yes")


def test_nor_another_party_about_coordinating_while_somebody_coordinates(table):
    table.asks("Bea")
    with pytest.raises(ProgrammingError, match="not yours to answer"):
        by_sql(table, "Amir", "Bea", "yes")
    assert by_sql(table, "Gerda", "Bea", "yes")


@pytest.mark.parametrize("who", ["Bo", "Gijs", "Mina"])
def test_the_old_function_let_them(table, bo, who):
    """The hole planted back: what the tests above would meet."""
    table.stops("Bea")
    as_it_was()
    assert by_sql(table, who, "Bea", "no")


@pytest.mark.parametrize(
    "change", [{"question_by": "Wim"}, {"question_by": "Bea"}, {"proposed_by": "Wim"}]
)
def test_who_asked_and_who_proposed_is_not_rewritten(table, people, change):
    table.stops("Amir")
    values = {column: people.by_name[name].membership.pk for column, name in change.items()}

    def rewrite():
        with session.acting(actor_of(people.bea)), transaction.atomic():
            rows = TeamMember.objects.filter(pk=people.seat_of["Samir", "Amir"].pk)
            return rows.update(**values)

    with pytest.raises(ProgrammingError, match="not rewritten"):
        rewrite()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("drop trigger keeps_who on cases_teammember")
    assert rewrite() == 1  # the mutant: without the trigger it is written


def test_the_term_is_not_moved_while_access_stands_still(table, people):
    table.stops("Amir")
    rows = TeamMember.objects.filter(pk=people.seat_of["Samir", "Amir"].pk)
    with (
        session.acting(actor_of(people.bea)),
        pytest.raises(ProgrammingError, match="not rewritten"),
        transaction.atomic(),
    ):
        rows.update(question_until=timezone.now())
