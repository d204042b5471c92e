"""What the clock tells of a recovery: to the owner, the two, and on paper; each of it once."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse

from huiswaarts.casework.cases.actions.recovery import ask_at_desk
from huiswaarts.casework.journey import recoveries
from huiswaarts.casework.journey.recoveries import tell_recoveries
from huiswaarts.foundation.access.actor import the_clock
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions.recovery import Seen, stop_recovery
from huiswaarts.foundation.accounts.models import RecoveryRequest
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from tests.database import as_owner
from tests.people import actor_of, sign_in

from .test_recovery import ask, come_in, second

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def asked(people, the_case, bea):
    return ask(people, the_case, bea)


def told(people, *kinds):
    names = {one.user.pk: name for name, one in people.by_name.items()}
    with as_owner():
        rows = Notification.objects.filter(kind__in=kinds).order_by("kind", "user_id")
        return sorted((names[one.user_id], one.kind) for one in rows)


def alarms(user):
    rows = OutboxMessage.objects.filter(user_id=user.pk, kind="account_notice")
    return sorted(rows.values_list("channel", flat=True))


def reach(user, **ways):
    with as_owner():
        for name, value in ways.items():
            setattr(user, name, value)
        user.save()


def test_the_owner_and_the_two_hear_once_that_the_code_works(people, gerda, samir, asked, tick):
    reach(samir.user, phone="0612345678")
    second(asked[0], gerda)
    tick(0.9)
    assert told(people, "access_works") == []
    before = alarms(samir.user)
    assert tick(1.1) == 1
    assert told(people, "access_works") == [
        ("Bea", "access_works"), ("Gerda", "access_works"), ("Samir", "access_works"),
    ]  # fmt: skip
    assert sorted(alarms(samir.user)) == sorted([*before, "mail", "sms"])


def test_of_what_was_stopped_or_used_nothing_is_told(people, samir, gerda, asked, tick):
    second(asked[0], gerda)
    with acting(actor_of(samir)) as me:
        stop_recovery(request=RecoveryRequest.objects.get(), by=me)
    tick(1.1)
    assert told(people, "access_works") == []


def test_who_was_asked_and_who_stated_it_hear_once_that_it_was_stopped(
    people, samir, gerda, asked, tick
):
    tick(0)
    second(asked[0], gerda)
    heard = {name for name, _ in told(people, "recovery_asked")}
    assert {"Gerda", "Hetty"} <= heard
    with acting(actor_of(samir)) as me:
        stop_recovery(request=RecoveryRequest.objects.get(), by=me)
    assert tick(0.1) == 1
    assert {name for name, _ in told(people, "recovery_stopped")} == {*heard, "Bea"}
    assert len(told(people, "recovery_stopped")) == len(heard) + 1, "each of them once"


def test_who_stopped_it_needs_no_news_of_that(people, bea, asked, tick):
    tick(0)
    with acting(actor_of(bea)) as by:
        stop_recovery(request=RecoveryRequest.objects.get(), by=by)
    tick(0.1)
    assert "Bea" not in {name for name, _ in told(people, "recovery_stopped")}
    assert told(people, "recovery_stopped")


def test_begun_at_the_desk_it_is_told_at_the_table(people, samir, hetty, tick):
    """To those who may be the second; the municipality is the employer of the desk too."""
    by = actor_of(hetty)
    with acting(by):
        ask_at_desk(user=samir.user, seen=Seen(), by=by)
    assert told(people, "recovery_asked") == []
    tick(0.1)
    assert {name for name, _ in told(people, "recovery_asked")} == {"Amir", "Bea", "Sofie"}


def test_planted_a_clock_that_tells_the_owner_alone_is_caught(people, samir, hetty, tick):
    """The function as it was before: the table hears nothing of what the desk began."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "create or replace function app_recovery_others(t timestamptz) returns table"
            " (kind text, case_id bigint, once text, owner bigint, user_id bigint,"
            " membership_id bigint) language sql as $$ select null::text, 1::bigint, '', 1::bigint,"
            " 1::bigint, 1::bigint where false $$"
        )
    with pytest.raises(AssertionError):
        test_begun_at_the_desk_it_is_told_at_the_table(people, samir, hetty, tick)


def test_after_a_week_the_owner_hears_that_all_is_open(people, gerda, asked, tick):
    other = second(asked[0], gerda)
    come_in(asked[1], other, people.at + 1.1 * DAY)
    tick(8)
    assert told(people, "access_back") == []
    assert tick(8.2) == 1
    assert told(people, "access_back") == [("Samir", "access_back")]


def test_who_has_neither_mail_nor_phone_is_warned_on_paper(
    people, the_case, samir, asked, client, tick
):
    """By a support worker; not by the one who began it, so here the municipality."""
    reach(samir.user, email=None, phone="")
    tick(0.1)
    papers = told(people, "on_paper")
    assert papers
    assert "Bea" not in {name for name, _ in papers}
    letter = reverse("desk:letter", args=[the_case.number])
    for name, _ in papers:
        page = sign_in(client, people.by_name[name]).get(letter)
        assert "Er is gevraagd om jouw account weer open te maken" in page.content.decode()


def test_who_is_reached_otherwise_gets_no_paper(people, samir, asked, tick):
    tick(0.1)
    assert told(people, "on_paper") == []
    assert told(people, "access_asked") == [("Samir", "access_asked")]


def test_the_clock_of_elsewhere_and_a_person_are_told_nothing(people, the_case, bea, asked):
    elsewhere = the_clock(region_id=the_case.region_id + 1000, at=people.at, job="recoveries")
    assert tell_recoveries(elsewhere) == 0
    assert tell_recoveries(actor_of(bea)) == 0


def test_planted_telling_twice_is_caught(monkeypatch, people, gerda, samir, asked, tick):
    """Without the key by which news is told once, each run of the job tells it again."""
    real = recoveries.write_notices
    monkeypatch.setattr(
        recoveries, "write_notices", lambda *, once, **more: bool(once) and real(**more)
    )
    with pytest.raises(AssertionError):
        test_the_owner_and_the_two_hear_once_that_the_code_works(people, gerda, samir, asked, tick)
