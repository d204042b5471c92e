"""Two first calendars at the same moment: both get a page, and one link works."""

import contextlib
import threading
from unittest import mock

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from huiswaarts.casework.meetings.actions import feeds
from huiswaarts.casework.meetings.models import CalendarFeed
from huiswaarts.casework.meetings.queries import feed_of
from huiswaarts.foundation.access import session
from tests.database import as_owner
from tests.people import actor_of, make_people


def race(monkeypatch):
    """Both have looked before either writes, unless one is made to wait."""
    with transaction.atomic():
        bea = actor_of(make_people().by_name["Bea"])
    between, real, made = threading.Barrier(2), feeds.secrets.token_urlsafe, []

    def wait(size):
        with contextlib.suppress(threading.BrokenBarrierError):  # the other waits for a lock
            between.wait(0.7)
        return real(size)

    def make():
        try:
            with transaction.atomic(), session.acting(bea):
                made.append(feeds.make_feed(by=bea))
        except IntegrityError as error:
            made.append(error)
        finally:
            connections.close_all()

    monkeypatch.setattr(feeds.secrets, "token_urlsafe", wait)
    both = [threading.Thread(target=make) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(20)
    return made


@pytest.mark.django_db(transaction=True)
def test_two_first_calendars_at_once(monkeypatch):
    first, second = race(monkeypatch)
    with transaction.atomic():
        assert feed_of(second, at=timezone.now())
        assert feed_of(first, at=timezone.now()) is None
        with as_owner():
            assert CalendarFeed.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_planted_without_the_lock_one_of_them_breaks(monkeypatch):
    monkeypatch.setattr(feeds, "User", mock.MagicMock())
    assert any(isinstance(one, IntegrityError) for one in race(monkeypatch))
