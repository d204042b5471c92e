"""The clock tells a thing once, known by a key; nobody writes that key before the clock does."""

import re
import uuid
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction

import huiswaarts
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from tests.database import as_owner
from tests.people import actor_of

from .test_came_in import clock_of

pytestmark = pytest.mark.django_db
# What the SQL of the clock names its news by: 'promise:' || ...
SAID = re.compile(r"'([a-z_]+):' \|\|")
NEWS_OF = re.compile(r"create (?:or replace )?function app_\w+_news\(.*?\$\$;", re.DOTALL)
A_VERBS_TOO = {"report_ready"}  # the same news, whoever tells it first


def prefixes():
    found = set()
    for path in Path(huiswaarts.__file__).parent.rglob("sql/*.sql"):
        for body in NEWS_OF.findall(path.read_text(encoding="utf-8")):
            found |= set(SAID.findall(body))
    return sorted(found - A_VERBS_TOO)


def insert(person, *, kind, key, case_id):
    with acting(actor_of(person)) as actor, transaction.atomic():
        return Notification.objects.create(
            region_id=actor.own_region_id, user_id=actor.user_id, case_id=case_id, kind=kind,
            membership_id=actor.membership_id, once_key=key, at=actor.at,
        )  # fmt: skip


def test_the_keys_of_the_clock_are_known():
    assert {"promise", "no_follow_up", "empty_support", "came_in", "access_back"} <= set(prefixes())


@pytest.mark.parametrize("who", ["Bea", "Gerda", "Samir"])
def test_nobody_at_the_table_writes_a_key_of_the_clock(people, the_case, who):
    kinds = set(Notification.Kind.values)
    for prefix in prefixes():
        for kind in {prefix, "promise_late", "recovery_asked", "on_paper"} & kinds:
            with pytest.raises(ProgrammingError, match="row-level security"):
                insert(people.by_name[who], kind=kind, key=f"{prefix}:7:x", case_id=the_case.pk)


def test_a_verb_has_the_keys_of_its_own_news(people, the_case):
    for key in (uuid.uuid4().hex, "help_asked:7:2026-12-01:9"):
        assert insert(people.bea, kind="help_asked", key=key, case_id=the_case.pk)
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert(people.bea, kind="help_asked", key="box_waits:7:x", case_id=the_case.pk)


def mail(actor, key):
    OutboxMessage.objects.create(
        user_id=actor.user_id, kind="account_notice", channel="mail", once_key=key,
        created_at=actor.at, due_at=actor.at,
    )  # fmt: skip


def test_nor_of_a_mail_that_the_clock_sends(people):
    with acting(actor_of(people.bea)) as bea:
        mail(bea, uuid.uuid4().hex)
        with pytest.raises(ProgrammingError, match="keys of the clock"), transaction.atomic():
            mail(bea, "recovery:7:mail")
    with acting(clock_of(people)) as clock:
        mail(clock, "recovery:7:mail")


def test_planted_without_the_wall_a_warning_is_kept_back(people, the_case):
    """That the row is refused, is what keeps the warning: nothing else does."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("drop policy own_keys on events_notification")
    assert insert(people.bea, kind="no_follow_up", key="no_follow_up:7:x", case_id=the_case.pk)
