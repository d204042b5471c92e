"""News: in the inbox at once, and word of it by the way and at the hour that somebody chose."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from huiswaarts.foundation.access.actor import Actor, the_clock
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts import sms
from huiswaarts.foundation.accounts.actions import News, alarm, choose_word, tell, telling
from huiswaarts.foundation.accounts.jobs import send_waiting
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.accounts.news import after_quiet, leaves_at, next_digest
from huiswaarts.foundation.common.workdays import is_workday
from huiswaarts.foundation.events.actions import Recipient
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from tests.database import as_owner

HERE = ZoneInfo("Europe/Amsterdam")
MORNING = dt.datetime(2026, 3, 3, 10, tzinfo=HERE)  # a Tuesday
NIGHT, EARLY = dt.time(21), dt.time(7, 30)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda m: MORNING + dt.timedelta(minutes=m))
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))


def clock(at=MORNING):
    return the_clock(region_id=1, at=at, job="test")


def told(user, kind="meeting_planned", at=MORNING, **more):
    by = clock(at)
    with transaction.atomic(), acting(by):
        return tell(news=News(kind=kind, **more), to=[Recipient(user.pk)], by=by)


def waiting(user):
    return OutboxMessage.objects.waiting().get(user_id=user.pk)


def chosen(user, group="meetings", rhythm="at_once", **ways):
    usual = {"channel": "mail", "phone": "", "quiet_from": NIGHT, "quiet_until": EARLY}
    choose_word(user=user, ways=usual | ways, rhythms={group: rhythm}, at=MORNING)


pytestmark = pytest.mark.django_db


def test_a_meeting_is_told_at_once(worker):
    told(worker)
    assert waiting(worker).due_at == MORNING


def test_not_in_the_quiet_hours(worker):
    told(worker, at=MORNING.replace(hour=23))
    assert waiting(worker).due_at == dt.datetime(2026, 3, 4, 7, 30, tzinfo=HERE)


def test_promises_come_together_in_the_morning(worker):
    told(worker, "promise_made")
    assert waiting(worker).due_at == dt.datetime(2026, 3, 4, 8, tzinfo=HERE)


def test_who_wants_no_word_finds_it_in_the_inbox(worker):
    chosen(worker, rhythm="never")
    told(worker)
    assert not OutboxMessage.objects.exists()
    with as_owner():
        assert Notification.objects.get().user_id == worker.pk


def test_one_word_waits_however_much_there_is_and_the_most_urgent_sets_the_hour(worker):
    told(worker, "promise_made")
    told(worker, "meeting_planned")
    told(worker, "meeting_moved")
    assert waiting(worker).due_at == MORNING
    with as_owner():
        assert Notification.objects.count() == 3
    assert send_waiting(at=MORNING) == 0
    assert len(mail.outbox) == 1


def test_what_comes_after_the_mail_has_left_is_told_again(worker):
    told(worker)
    send_waiting(at=MORNING)
    told(worker, at=MORNING + dt.timedelta(minutes=1))
    send_waiting(at=MORNING + dt.timedelta(minutes=2))
    assert len(mail.outbox) == 2


def test_news_with_a_name_is_told_once(worker):
    told(worker, once="promise:1:7")
    assert told(worker, once="promise:1:7").told == []
    with as_owner():
        assert Notification.objects.count() == 1


def test_not_to_who_did_it(worker):
    by = Actor(user_id=worker.pk, name="", region_id=1, at=MORNING, role="system")
    with transaction.atomic(), acting(by):
        tell(news=News(kind="meeting_planned"), to=[Recipient(worker.pk)], by=by)
        assert not Notification.objects.exists()


def test_who_has_no_address_is_to_be_told_on_paper(resident):
    assert told(resident).on_paper == [Recipient(resident.pk)]
    assert not OutboxMessage.objects.exists()


def test_a_text_message_says_nothing_but_to_look(worker, settings, tmp_path):
    settings.VAR = tmp_path
    chosen(worker, channel="sms", phone="06 12345678")
    OutboxMessage.objects.update(sent_at=MORNING)  # that the number is new, by mail
    told(worker)
    assert waiting(worker).channel == "sms"
    assert send_waiting(at=MORNING) == 0
    (sent,) = (tmp_path / "sms").iterdir()
    assert sent.read_text(encoding="utf-8") == f"06 12345678\n{sms.TEXT}\n"
    assert mail.outbox == []


def test_another_number_is_told_by_the_old_ways(worker, settings, tmp_path):
    """Also when the message leaves later: the account knows the new number only."""
    settings.VAR = tmp_path
    chosen(worker, phone="06 12345678")
    chosen(worker, phone="06 99999999")
    worker.refresh_from_db()
    assert worker.phone == "06 99999999"
    mails = OutboxMessage.objects.filter(user_id=worker.pk, kind="account_notice", channel="mail")
    assert mails.count() == 2, "of the first number, and of the second"
    send_waiting(at=MORNING + dt.timedelta(minutes=1))
    sent = [one.read_text(encoding="utf-8") for one in (tmp_path / "sms").iterdir()]
    assert [one.splitlines()[0] for one in sent] == ["06 12345678"]
    assert set(OutboxMessage.objects.values_list("number", flat=True)) == {""}


def test_the_same_number_or_other_quiet_hours_are_no_news(worker):
    chosen(worker, quiet_from=dt.time(20))
    assert not OutboxMessage.objects.filter(kind="account_notice").exists()


def test_another_way_is_told_and_what_fails_is_not(worker):
    def choose_and_fail():
        with transaction.atomic():
            chosen(worker, channel="none")
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        choose_and_fail()
    assert not OutboxMessage.objects.exists()
    chosen(worker, channel="none")
    assert OutboxMessage.objects.get().kind == "account_notice"


def test_a_planted_message_to_the_new_number_is_caught(monkeypatch, worker, settings, tmp_path):
    """Whoever takes the account over and changes the number would be told, and its owner not."""
    monkeypatch.setattr(
        telling, "alarm_old", lambda *, before, at: alarm(user=before, what="word", at=at)
    )
    with pytest.raises(AssertionError):
        test_another_number_is_told_by_the_old_ways(worker, settings, tmp_path)


def test_nobody_is_told_of_what_did_not_happen(worker):
    def tell_and_fail():
        with transaction.atomic():
            told(worker)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tell_and_fail()
    assert not OutboxMessage.objects.exists()


def test_a_hundred_and_sixty_people_cost_as_many_queries_as_one(connection_of, organisation):
    def ask(many):
        people = User.objects.bulk_create(
            User(username=f"p{many}-{n}", email=f"p{many}-{n}@voorbeeld.nl") for n in range(many)
        )
        by = clock()
        with transaction.atomic(), acting(by), CaptureQueriesContext(connection_of) as asked:
            tell(
                news=News(kind="meeting_planned"),
                to=[Recipient(one.pk) for one in people],
                by=by,
            )
        return len(asked)

    assert ask(160) == ask(1)
    assert OutboxMessage.objects.count() == 161


@given(MOMENTS, TIMES, TIMES)
def test_nothing_leaves_in_the_quiet_hours_nor_much_later(at, quiet_from, quiet_until):
    leaves = after_quiet(at, quiet_from, quiet_until)
    assert at <= leaves <= at + dt.timedelta(hours=25)
    time = timezone.localtime(leaves).time()
    if quiet_from <= quiet_until:
        assert not quiet_from <= time < quiet_until
    elif leaves != at:
        assert time >= quiet_until


@given(MOMENTS)
def test_the_digest_is_at_eight_on_the_next_working_day(at):
    leaves = timezone.localtime(next_digest(at))
    assert leaves > at
    assert leaves.time() == dt.time(8)
    assert is_workday(leaves.date())
    assert leaves - at < dt.timedelta(days=6)
    assert leaves_at("never", at, NIGHT, EARLY) is None


@pytest.mark.parametrize(
    "column", ["email", "password", "is_active", "claimed_at", "session_stamp"]
)
def test_a_choice_about_word_changes_nothing_else_of_an_account(worker, column):
    with pytest.raises(FieldDoesNotExist):
        choose_word(user=worker, ways={column: None}, rhythms={}, at=MORNING)
