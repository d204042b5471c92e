"""An error is logged with where it was, and without what anybody wrote."""

import pytest
from django.db import DatabaseError, connection, transaction

from huiswaarts.casework.cases.models import Case
from huiswaarts.doors.desk import views_work

from .canaries import found_in
from .rows import ROWS


def refused_by_the_database(town):
    """A real refusal: PostgreSQL repeats what it could not read."""
    with connection.cursor() as cursor:
        cursor.execute("select %s::text::bigint", [town.people.case_of["Samir"].client_name])


def test_the_database_itself_does_repeat_it(town):
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        refused_by_the_database(town)
    assert town.people.case_of["Samir"].client_name in str(refusal.value)


@pytest.mark.parametrize(
    "error",
    [
        refused_by_the_database,
        lambda town: (_ for _ in ()).throw(ValueError(town.people.case_of["Samir"].client_name)),
        lambda town: {}[town.people.case_of["Samir"].client_name],
        lambda town: Case.objects.get(client_name=town.people.case_of["Samir"].client_name, pk=0),
    ],
    ids=["database", "value", "key", "lookup"],
)
def test_what_breaks_a_page_is_logged_without_its_words(town, visitors, monkeypatch, error):
    monkeypatch.setattr(views_work, "work_of", lambda *_: error(town))
    answer = visitors.ask("Bea", ROWS["desk:my_work"].path("desk:my_work", town))
    assert answer.status in (500, 503)
    assert "views_work.py" in answer.logs, "where it was is said"
    assert not found_in(answer.logs, town.tokens)
    assert not answer.seen & {t for t in town.tokens if "Samir" in town.items[t].what}
