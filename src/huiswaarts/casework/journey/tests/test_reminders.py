"""What the clock tells: before the day and after, to whom, once, and nothing to nobody else."""

import datetime as dt

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from huiswaarts.casework.cases.actions.telling import tell_table
from huiswaarts.casework.cases.models import Case, Commitment, GuestPass, TeamMember
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.journey.actions import StatusChange, set_status
from huiswaarts.casework.journey.deaths import confirm_death
from huiswaarts.casework.journey.jobs import due, remind_region
from huiswaarts.casework.journey.models import DeathReport
from huiswaarts.casework.meetings.models import (
    Attendance,
    DatePoll,
    Meeting,
    PollAnswer,
    PollDay,
    Report,
)
from huiswaarts.foundation.access.actor import the_clock
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions import News
from huiswaarts.foundation.accounts.models import MailWish
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from tests.database import as_owner
from tests.people import actor_of, sign_in

DAY = dt.timedelta(days=1)


@pytest.fixture
def clock(people):
    """Of the region of Samir, today and a number of days from now."""
    region = people.case_of["Samir"].region_id
    return lambda days=0: the_clock(region_id=region, at=people.at + days * DAY, job="remind")


@pytest.fixture(autouse=True)
def calm(people):
    """Every case has a next step, and a new support worker: nothing to tell but of the test."""
    with as_owner():
        Case.objects.update(follow_up_on=timezone.localdate(people.at) + 90 * DAY)
        Case.objects.exclude(client_name__startswith="Samir").update(status="on_hold")


@pytest.fixture
def promised(people, the_case):
    def make(owner, days):
        with as_owner():
            return Commitment.objects.create(
                case=the_case, topic=25, owner=people.seat_of["Samir", owner], what="Bellen",
                due_on=timezone.localdate(people.at) + days * DAY, made_at=people.at,
            )  # fmt: skip

    return make


def told(people, clock):
    """Who is told what, by name: {("Bea", "promise_soon", 0), …}."""
    remind_region(clock)
    names = {one.user.pk: name for name, one in people.by_name.items()}
    with as_owner():
        rows = Notification.objects.values_list("user_id", "kind", "number")
        return {(names[user], kind, number) for user, kind, number in rows}


def test_a_promise_is_told_before_its_day_and_only_to_who_keeps_it(people, clock, promised):
    promised("Bea", 2)
    promised("Amir", 3)
    assert told(people, clock()) == {("Bea", "promise_soon", 0)}


@pytest.mark.parametrize(
    ("days", "who"),
    [
        (1, set()),
        (7, {("Bea", "promise_late", 7)}),
        (14, {("Bea", "promise_late", 14), ("Olga", "colleague_late", 14)}),
        (
            28,
            {
                ("Bea", "promise_late", 28),
                ("Olga", "colleague_late", 28),
                ("Gerda", "promise_late", 28),
            },
        ),
    ],
)
def test_a_late_promise_reaches_more_people_the_later_it_gets(people, clock, promised, days, who):
    promised("Bea", -days)
    assert told(people, clock()) == who


def test_a_late_promise_of_the_client_goes_to_the_coordinator_not_to_an_organisation(
    people, clock, promised
):
    promised("Samir", -14)
    assert told(people, clock()) == {
        ("Samir", "promise_late", 14),
        ("Gerda", "promise_late", 14),
    }


def test_who_left_leaves_the_reminder_to_a_colleague_at_the_table(people, clock, promised):
    promised("Eva", -7)
    assert told(people, clock()) == {("Bea", "promise_late", 7)}


def test_a_job_that_runs_twice_tells_once(people, clock, promised):
    promised("Bea", -7)
    first = told(people, clock())
    remind_region(clock())
    with as_owner():
        assert Notification.objects.count() == len(first) == 1
    assert OutboxMessage.objects.count() == 1


def test_another_day_for_the_promise_is_another_reminder(people, clock, promised):
    promise = promised("Bea", -7)
    told(people, clock())
    with as_owner():
        Commitment.objects.filter(pk=promise.pk).update(
            due_on=timezone.localdate(people.at) + 2 * DAY
        )
    assert ("Bea", "promise_soon", 0) in told(people, clock())


def test_two_days_before_a_meeting_who_may_know_of_it_is_told(people, clock, the_case):
    with as_owner():
        Meeting.objects.create(
            case=the_case, begins_at=people.at + 2 * DAY, place="home", made_at=people.at
        )
    assert {name for name, kind, _ in told(people, clock()) if kind == "meeting_soon"} == {
        "Samir", "Mina", "Sofie", "Bea", "Amir", "Wim", "Gerda",
    }  # fmt: skip


@pytest.fixture
def poll(people, the_case):
    """Asked three days ago; Bea answered."""
    with as_owner():
        asked = DatePoll.objects.create(
            case=the_case, kind="regular", minutes=60, place="home", made_at=people.at - 3 * DAY
        )
        day = PollDay.objects.create(case=the_case, poll=asked, begins_at=people.at + 5 * DAY)
        PollAnswer.objects.create(
            case=the_case, day=day, seat=people.seat_of["Samir", "Bea"], can="no",
            answered_at=people.at,
        )  # fmt: skip
    return asked


def asked_again(people, clock):
    return {name for name, kind, _ in told(people, clock()) if kind == "days_asked"}


def test_who_said_nothing_about_a_day_is_asked_once_more(people, clock, poll):
    quiet = {"Samir", "Mina", "Sofie", "Amir", "Wim", "Gerda"}
    assert asked_again(people, clock) == quiet
    with as_owner():
        before = Notification.objects.filter(kind="days_asked").count()
    assert asked_again(people, clock) == quiet
    with as_owner():
        assert Notification.objects.filter(kind="days_asked").count() == before


@pytest.mark.parametrize("why", ["chosen", "young", "passed", "over"])
def test_and_nobody_when_there_is_nothing_to_answer(people, clock, the_case, poll, why):
    with as_owner():
        if why == "chosen":
            DatePoll.objects.update(ended_at=people.at)
        elif why == "young":
            DatePoll.objects.update(made_at=people.at - 2 * DAY)
        elif why == "passed":
            PollDay.objects.update(begins_at=people.at - DAY)
        else:
            Case.objects.filter(pk=the_case.pk).update(status="deceased")
    assert asked_again(people, clock) == set()


def test_a_guest_is_reminded_of_the_own_point_only(people, clock, the_case):
    told_at = {"case": the_case, "topic": 25, "seat": people.seat_of["Samir", "Gijs"]}
    with as_owner():
        for days, ended in ((2, None), (2, people.at), (5, None)):
            GuestPass.objects.create(
                begins_at=people.at + days * DAY, minutes=60, place="x", given_at=people.at,
                ended_at=ended, **told_at,
            )  # fmt: skip
    told(people, clock())
    with as_owner():
        reminded = Notification.objects.filter(kind="guest_invited")
        assert [one.user_id for one in reminded] == [people.gijs.user.pk]


def test_a_report_that_nobody_agreed_is_told_when_it_is_public_to_who_reads_reports(
    people, clock, the_case
):
    with as_owner():
        meeting = Meeting.objects.create(
            case=the_case, begins_at=people.at - 3 * DAY, place="home", status="held",
            client_presence="present", made_at=people.at - 9 * DAY,
        )  # fmt: skip
        Report.objects.create(
            case=the_case, topic=25, meeting=meeting, ready_at=people.at - 2 * DAY,
            public_from=people.at - DAY,
        )  # fmt: skip
    who = {name for name, kind, _ in told(people, clock()) if kind == "report_ready"}
    assert {"Bea", "Amir", "Gerda"} <= who
    assert not who & {"Samir", "Eva", "Bo"}


def test_a_case_that_nobody_moves_is_told_to_the_coordinator_each_week(people, clock, the_case):
    with as_owner():
        Case.objects.filter(pk=the_case.pk).update(
            follow_up_on=None, phase_since=timezone.localdate(people.at) - 15 * DAY
        )
    assert told(people, clock()) == {("Gerda", "no_follow_up", 0)}
    remind_region(clock(7))
    with as_owner():
        assert Notification.objects.count() == 2


def test_no_new_support_worker_three_months_before_the_move_raises_itself(people, clock, the_case):
    with as_owner():
        TeamMember.objects.filter(case=the_case, kind="ambulatory_provider").update(
            state="ended", until_at=people.at
        )
        Case.objects.filter(pk=the_case.pk).update(
            target_month=timezone.localdate(people.at) + 80 * DAY
        )
    assert told(people, clock()) == {("Gerda", "empty_support", 0)}


def test_for_a_client_without_e_mail_the_support_workers_are_asked_to_hand_it_over(
    people, clock, promised
):
    with as_owner():
        people.samir.user.email = None
        people.samir.user.save()
    promised("Samir", 2)
    found = told(people, clock())
    assert found == {
        ("Samir", "promise_soon", 0), ("Bea", "on_paper", 0), ("Amir", "on_paper", 0),
    }  # fmt: skip


@pytest.mark.parametrize("who", ["Bea", "Gerda", "Samir", "Olga", "Fred"])
def test_nobody_but_the_clock_is_told_what_is_due(people, promised, who):
    promised("Bea", -28)
    with acting(actor_of(people.by_name[who])) as actor:
        assert due(actor) == []


def test_the_clock_of_another_region_hears_nothing(people, promised):
    promised("Bea", -28)
    other = people.case_of["Dirk"].region_id
    with acting(the_clock(region_id=other, at=people.at, job="remind")) as actor:
        assert due(actor) == []


def test_the_inbox_says_what_it_is_about_and_opening_it_marks_it_read(people, clock, promised):
    promised("Bea", -7)
    remind_region(clock())
    bea = sign_in(Client(), people.bea)
    page = bea.get("/berichten/").content.decode()
    assert "Al 7 dagen over de datum, bij Samir Y.: Bellen" in page
    assert "1 nieuw bericht" in page
    with as_owner():
        message = Notification.objects.get()
    answer = bea.get(f"/berichten/{message.public_id}/")
    assert answer.url == f"/casussen/{people.case_of['Samir'].number}/afspraken/"
    assert "Alles is gelezen" in bea.get("/berichten/").content.decode()
    assert sign_in(Client(), people.amir).get(f"/berichten/{message.public_id}/").status_code == 404


def test_who_lost_the_seat_reads_nothing_of_it_any_more(people, clock, promised):
    promised("Bea", -7)
    remind_region(clock())
    with as_owner():
        seat = people.seat_of["Samir", "Bea"]
        TeamMember.objects.filter(pk=seat.pk).update(state="ended", until_at=people.at)
    page = sign_in(Client(), people.bea).get("/berichten/").content.decode()
    assert "iets wat u niet meer ziet" in page
    assert "Bellen" not in page
    assert "Samir" not in page


def test_the_client_reads_it_in_own_words(people, clock, promised):
    promised("Samir", -7)
    remind_region(clock())
    page = sign_in(Client(), people.samir).get("/mijn/berichten/").content.decode()
    assert "Dit staat nog open: Bellen" in page


def test_after_a_death_nothing_goes_to_the_client_or_the_relatives(people, the_case):
    """Also not what waited; the team is told as always."""
    with acting(actor_of(people.gerda)) as by, transaction.atomic():
        news = News(kind="meeting_planned", case_id=the_case.pk)
        tell_table(news=news, case_id=the_case.pk, which=lambda _: True, by=by)
        sight = sight_of(by, the_case)
        change = StatusChange(to="deceased", reason="Overleden", version=the_case.version)
        set_status(case=the_case, change=change, sight=sight, by=by, at=by.at)
    with acting(actor_of(people.bea)) as by, transaction.atomic():
        confirm_death(report=DeathReport.objects.get(case=the_case), by=by)
    with acting(actor_of(people.gerda)) as by, transaction.atomic():
        tell_table(news=news, case_id=the_case.pk, which=lambda _: True, by=by)
    at_home = {people.samir.user.pk, people.mina.user.pk, people.sofie.user.pk}
    waiting = set(OutboxMessage.objects.waiting().values_list("user_id", flat=True))
    assert not waiting & at_home
    assert people.amir.user.pk in waiting


@pytest.mark.parametrize("status", ["deceased", "stopped", "transferred"])
def test_of_a_case_that_is_over_the_clock_tells_nothing(people, clock, the_case, promised, status):
    promised("Bea", -14)
    with as_owner():
        Meeting.objects.create(
            case=the_case, begins_at=people.at + DAY, place="home", made_at=people.at
        )
        Case.objects.filter(pk=the_case.pk).update(status=status)
    assert told(people, clock()) == set()


def test_a_letter_is_for_the_client_alone(people, clock, promised):
    """A relative without e-mail looks in Mijn Thuis: nobody hands them what is the client's."""
    with as_owner():
        people.mina.user.email = None
        people.mina.user.save()
    promised("Mina", 2)
    assert told(people, clock()) == {("Mina", "promise_soon", 0)}


def test_who_wants_no_word_of_it_gets_no_letter_either(people, clock, promised):
    with as_owner():
        people.samir.user.email = None
        people.samir.user.save()
        MailWish.objects.create(user=people.samir.user, group="promises", rhythm="never")
    promised("Samir", 2)
    assert told(people, clock()) == {("Samir", "promise_soon", 0)}


@pytest.mark.parametrize("how", ["left_out", "welcome"])
def test_who_is_left_out_is_not_reminded_of_a_meeting(people, clock, the_case, how):
    with as_owner():
        meeting = Meeting.objects.create(
            case=the_case, begins_at=people.at + DAY, place="home", made_at=people.at
        )
        Attendance.objects.create(
            case=the_case, topic=25, meeting=meeting, seat=people.seat_of["Samir", "Mina"], how=how
        )
    reminded = {name for name, kind, _ in told(people, clock()) if kind == "meeting_soon"}
    assert {"Samir", "Bea", "Sofie"} <= reminded
    assert ("Mina" in reminded) == (how == "welcome")
