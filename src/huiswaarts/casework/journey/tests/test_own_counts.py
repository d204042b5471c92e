"""What waits is counted for whoever acts, and for nobody else; the second lock says so too."""

from importlib import import_module

import pytest
from django.db import connection, transaction

from huiswaarts.casework.cases.tests.test_offers import invite
from huiswaarts.foundation.access.session import Waiting, acting, enter, leave
from huiswaarts.foundation.events.models import Notification
from tests.database import as_owner
from tests.people import actor_of

pytestmark = pytest.mark.django_db
ASKED = """select app_unread(%(user)s, %(work)s), app_unread_of(%(user)s),
    app_offers_waiting(%(user)s, now())"""


@pytest.fixture
def waiting(people, olga, bo):
    """One message and one invitation wait for Bo."""
    invite(olga, bo.user.email)
    with as_owner():
        Notification.objects.filter(user_id=bo.user.pk).delete()
        Notification.objects.create(
            region_id=bo.membership.region_id, user_id=bo.user.pk, kind="table_seated",
            membership_id=bo.membership.pk, subject="tables.table:1", once_key="x", at=people.at,
        )  # fmt: skip


def counted(of):
    with connection.cursor() as cursor:
        cursor.execute(ASKED, {"user": of.user.pk, "work": of.membership.pk})
        return cursor.fetchone()


def counts(by, of):
    with transaction.atomic(), acting(actor_of(by)):
        return counted(of)


def test_whoever_acts_counts_for_themself_alone(waiting, olga, bo, bea):
    assert counts(bo, bo) == (1, 1, 1)
    for other in (olga, bea):
        assert counts(other, bo) == (0, 0, 0)


def test_the_header_counts_in_the_statement_that_says_who_acts(waiting, bo):
    with transaction.atomic():
        assert enter(actor_of(bo)) == Waiting(1, 1)


def test_where_nobody_acts_a_job_counts_what_was_not_read(waiting, bo):
    leave()
    assert counted(bo) == (0, 1, 0)


def test_planted_counts_for_any_number_are_caught(waiting, olga, bo, bea):
    before = import_module("huiswaarts.casework.cases.migrations.0042_own_counts").AS_IT_WAS
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(before)
    with pytest.raises(AssertionError):
        test_whoever_acts_counts_for_themself_alone(waiting, olga, bo, bea)
