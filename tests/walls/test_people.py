"""The people of the tests see what the story says."""

from django.db import connection

from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.foundation.access.session import acting
from tests.people import actor_of


def test_each_sees_their_own_table(people):
    seen = {}
    for person in people:
        with acting(actor_of(person)):
            seen[person.name] = {case.client_name.split()[0] for case in Case.objects.all()}
    # Gijs, a guest, has the contact card (test_card.py)
    at_samirs = {"Samir", "Mina", "Sofie", "Bea", "Amir", "Wim", "Gerda"}
    assert {name for name, cases in seen.items() if cases == {"Samir"}} == at_samirs
    assert {name for name, cases in seen.items() if cases == {"Stan"}} == {"Stan", "Hans"}
    assert {name for name, cases in seen.items() if cases == {"Dirk"}} == {"Dirk", "Ria"}


def test_without_anybody_there_is_nothing(people):
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from cases_case")
        assert cursor.fetchone() == (0,)


def test_the_boxes_are_open(bea, the_case, people):
    with acting(actor_of(bea)):
        assert Box.objects.count() == 11
        assert TeamMember.objects.filter(case=the_case).count() == 9


def test_the_client_has_a_plan(samir, the_case):
    with acting(actor_of(samir)):
        assert Case.objects.get() == the_case
