"""What my work says: answers that are due, in Dutch whatever the browser speaks, and the clock."""

import datetime as dt

import pytest
from django.utils import timezone

from huiswaarts.casework.cases.models import Case
from huiswaarts.foundation.common.dates import long_date
from huiswaarts.foundation.common.workdays import workdays_after
from tests.database import as_owner
from tests.people import sign_in


@pytest.fixture
def as_(client, people):
    return lambda name: sign_in(client, people.by_name[name])


def registered(case, days_ago):
    """The registration of Samir waits since so many days."""
    today = timezone.localdate()
    with as_owner():
        Case.objects.filter(pk=case.pk).update(
            phase="registration", phase_since=today - dt.timedelta(days=days_ago),
            follow_up_on=today + dt.timedelta(days=30), follow_up_what="Kijken", review_on=None,
        )  # fmt: skip


def page(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_gerda_of_the_municipality_sees_an_answer_that_is_late(as_, the_case):
    registered(the_case, 40)
    shown = page(as_("Gerda"), "/")
    assert "Antwoord op de aanmelding van Samir Y." in shown
    assert "Te laat" in shown
    assert "1 ding voor vandaag" in shown
    front = page(as_("Gerda"), f"/casussen/{the_case.number}/")
    assert "De gemeente antwoordt op de aanmelding" in front


def test_a_fresh_registration_is_no_work_yet_but_its_term_is_said(as_, the_case):
    registered(the_case, 0)
    assert "Antwoord op de aanmelding" not in page(as_("Gerda"), "/")
    due = workdays_after(timezone.localdate(), 10)
    front = page(as_("Gerda"), f"/casussen/{the_case.number}/")
    assert f"Uiterlijk {long_date(due)}" in front


def test_bea_who_does_not_answer_for_the_municipality_is_not_asked(as_, the_case):
    registered(the_case, 40)
    assert "Antwoord op de aanmelding" not in page(as_("Bea"), "/")


def test_once_answered_it_is_gone(as_, the_case):
    registered(the_case, 40)
    with as_owner():
        Case.objects.filter(pk=the_case.pk).update(phase="kickoff")
    assert "Antwoord op de aanmelding" not in page(as_("Gerda"), "/")


@pytest.mark.parametrize("path", ["", "dozen/", "wie-ziet-wat/"])
def test_an_english_browser_gets_dutch_pages_at_work(as_, the_case, path):
    client = as_("Bea")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en-GB"
    shown = page(client, f"/casussen/{the_case.number}/{path}")
    assert "Geld en huur" in shown
    assert "Money and rent" not in shown


def test_the_page_knows_when_the_time_is_up(as_, the_case, settings):
    assert f'data-idle="{settings.SESSION_IDLE_AT_WORK}"' in page(as_("Bea"), "/")
    assert f'data-idle="{settings.SESSION_IDLE_AT_HOME}"' in page(
        as_("Samir"), f"/mijn/{the_case.number}/"
    )


def test_an_invitation_stands_with_the_team(as_, the_case):
    shown = page(as_("Bea"), f"/casussen/{the_case.number}/uitnodiging/")
    assert 'team/" aria-current="page"' in shown
