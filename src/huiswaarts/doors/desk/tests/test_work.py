"""What my work says: answers that are due, in Dutch whatever the browser speaks, and the clock."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from huiswaarts.casework.cases.models import Case, Commitment, TeamMember
from huiswaarts.casework.meetings.models import Meeting
from huiswaarts.foundation.common.dates import long_date
from huiswaarts.foundation.common.workdays import workdays_after
from huiswaarts.foundation.events.models import AccessRecord, Event
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


def test_my_week_has_what_stands_on_its_days(client, people, bea, the_case):
    today = timezone.localdate(people.at)
    owner, told = people.seat_of["Samir", "Bea"], {"case": the_case, "made_at": people.at}
    with as_owner():
        for what, days in (("Al geweest", -3), ("Deze week", 2), ("Volgende maand", 30)):
            Commitment.objects.create(
                topic=25, owner=owner, what=what, due_on=today + dt.timedelta(days=days), **told
            )
        Meeting.objects.create(begins_at=people.at + dt.timedelta(days=1), place="home", **told)
    page = sign_in(client, bea).get("/week/").content.decode()
    assert page.index("Nog open van eerder") < page.index("Al geweest") < page.index("Deze week")
    assert "Overleg met Samir Y." in page
    assert "Volgende maand" not in page


def test_a_week_with_much_asks_as_many_queries_as_one_with_little(client, people, bea, the_case):
    browser = sign_in(client, bea)

    def fill(many):
        with as_owner():
            Commitment.objects.bulk_create(
                Commitment(
                    case=the_case, topic=25, owner=people.seat_of["Samir", "Bea"], what=str(n),
                    due_on=timezone.localdate(people.at), made_at=people.at,
                )
                for n in range(many)
            )  # fmt: skip

    def ask():
        with CaptureQueriesContext(connection) as asked:
            browser.get("/week/")
        return len(asked)

    fill(1)
    ask()
    few = ask()
    fill(30)
    assert ask() == few


@pytest.mark.parametrize("who", ["Bo", "Ria", "Wim"])
def test_the_week_of_others_is_not_shown(client, people, the_case, who):
    with as_owner():
        Commitment.objects.create(
            case=the_case, topic=6, owner=people.seat_of["Samir", "Bea"], what="Geheim",
            due_on=timezone.localdate(people.at), made_at=people.at,
        )  # fmt: skip
    assert "Geheim" not in sign_in(client, people.by_name[who]).get("/week/").content.decode()


def test_what_others_did_since_one_looked_is_said_and_marked(client, people, bea, the_case):
    with as_owner():
        ids = {"region_id": the_case.region_id, "case_id": the_case.pk}
        AccessRecord.objects.create(
            action="desk:case", outcome="shown", rule="x", user_id=bea.user.pk,
            at=people.at - dt.timedelta(days=2), **ids,
        )  # fmt: skip
        for kind, who, days in (
            ("cases.next_step_set", people.gerda, 1), ("cases.next_step_done", people.gerda, 3),
            ("cases.target_month_changed", bea, 1),
        ):  # fmt: skip
            Event.objects.create(
                kind=kind, user_id=who.user.pk, membership_id=who.membership.pk,
                at=people.at - dt.timedelta(days=days), **ids,
            )  # fmt: skip
    browser = sign_in(client, bea)
    assert "gebeurde er één ding" in browser.get(f"/casussen/{the_case.number}/").content.decode()
    page = browser.get(f"/casussen/{the_case.number}/tijdlijn/").content.decode()
    assert page.count("Nieuw voor u") == 1


def test_a_meeting_without_the_municipality_is_flagged(client, people, bea, the_case):
    with as_owner():
        meeting = Meeting.objects.create(
            case=the_case, begins_at=people.at, place="home", made_at=people.at
        )
    url = f"/casussen/{the_case.number}/overleg/{meeting.public_id}/"
    browser = sign_in(client, bea)
    assert "Zonder gemeente" not in browser.get(url).content.decode()
    with as_owner():
        TeamMember.objects.filter(case=the_case, kind="municipality").update(
            state="ended", until_at=people.at
        )
    assert "Zonder gemeente" in browser.get(url).content.decode()
