"""Pressing a second time, or in a second tab, is no error: it says how it stands now."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.tests.test_questions import Table
from huiswaarts.foundation.events.models import AccessRecord
from tests.database import as_owner
from tests.people import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(people, the_case):
    return Table(people, the_case)


class Tab:
    """Somebody's browser, with the form of one seat."""

    def __init__(self, table, who, name, of):
        self.page = sign_in(Client(), table.people.by_name[who])
        seat = table.people.seat_of["Samir", of]
        self.url = reverse(name, args=[table.case.number, seat.public_id])

    def press(self, key=None, **form):
        sent = {"key": key or str(uuid.uuid4()), **form}
        return self.page.post(self.url, sent, follow=True)


def handed_over(table):
    with as_owner():
        version = Case.objects.get(pk=table.case.pk).version
    tab, key = Tab(table, "Gerda", "cases:hand_over", "Bea"), str(uuid.uuid4())
    assert "coördineert nu deze casus" in tab.press(key, version=version).content.decode()
    return tab, key, version


def test_the_same_form_again_is_done_already(table):
    tab, key, version = handed_over(table)
    again = tab.press(key, version=version)
    assert again.status_code == 200
    assert "Dit is al gedaan." in again.content.decode()


def test_from_another_tab_it_says_how_it_stands(table):
    tab, _, version = handed_over(table)
    again = tab.press(version=version).content.decode()
    assert "Deze collega coördineert de casus al." in again
    assert "Nu coördineert Bea" in again
    assert "Deze deur is dicht" not in again
    with as_owner():
        refused = AccessRecord.objects.filter(action="cases:hand_over", outcome="refused")
        assert refused.exists(), "it is still a refusal in the record"


def test_planted_a_second_sending_that_nobody_recognises_is_caught(table, monkeypatch):
    monkeypatch.setattr("huiswaarts.config.middleware.sent_before", lambda **_: "")
    with pytest.raises(AssertionError):
        test_the_same_form_again_is_done_already(table)


def test_of_somebody_elses_form_nothing_is_told(table):
    """The key of another person opens nothing and says nothing."""
    _, key, version = handed_over(table)
    other = Tab(table, "Wim", "cases:hand_over", "Bea").press(key, version=version)
    assert other.status_code == 403
    assert "Dit is al gedaan." not in other.content.decode()


def test_who_left_the_table_and_presses_again_is_told(table):
    tab, key = Tab(table, "Amir", "cases:end_seat", "Amir"), str(uuid.uuid4())
    form = {"version": table.seat("Amir").version, "reason": "Andere baan"}
    assert tab.press(key, **form).status_code == 200
    again = tab.press(key, **form)
    assert again.status_code == 200
    assert "Dit is al gedaan." in again.content.decode()


def test_stopping_access_from_a_second_tab_says_that_it_stands_still(table):
    tab = Tab(table, "Gerda", "cases:end_seat", "Amir")
    form = {"version": table.seat("Amir").version, "reason": "Andere baan"}
    tab.press(**form)
    again = tab.press(**form).content.decode()
    assert "De toegang staat al stil" in again
    assert "Deze stoel is al beëindigd" not in again


def test_a_late_answer_says_that_it_was_decided(table):
    table.stops("Amir")
    form = {"version": table.seat("Amir").version, "answer": "ja", "reason": ""}
    tab = Tab(table, "Bea", "cases:answer_seat", "Amir")
    assert tab.press(**form).status_code == 200
    assert "Hierover is al beslist" in tab.press(**form).content.decode()


@pytest.mark.parametrize(
    ("answer", "says"), [("yes", "niet meer in je team"), ("no", "zit in je team")]
)
def test_the_client_who_answers_twice_reads_how_it_stands(table, answer, says):
    table.stops("Amir")
    tab = Tab(table, "Samir", "portal:answer_seat", "Amir")
    tab.press(answer=answer, why="")
    again = tab.press(answer=answer, why="")
    assert again.status_code == 200
    assert says in again.content.decode()


def test_the_client_who_ends_a_seat_twice_reads_that_it_ended(table):
    tab = Tab(table, "Samir", "portal:end_seat", "Mina")
    tab.press()
    again = tab.press()
    assert again.status_code == 200
    assert "Dit is al gedaan: Mina" in again.content.decode()


def test_of_a_seat_about_which_nothing_was_asked_there_is_no_page(table):
    tab = Tab(table, "Samir", "portal:answer_seat", "Bea")
    assert tab.press(answer="yes", why="").status_code == 404
