"""A mail about an account says nothing; the site says what happened, to its owner alone."""

import inspect
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

import huiswaarts
from huiswaarts.casework.cases.tests.test_offer_told import words
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions.alarm import What, alarm
from huiswaarts.foundation.accounts.actions.recovery import stop_recovery
from huiswaarts.foundation.accounts.actions.sheets import make_sheet
from huiswaarts.foundation.accounts.jobs import compose
from huiswaarts.foundation.accounts.models import AccountChange, RecoveryRequest
from huiswaarts.foundation.events.models import OutboxMessage
from tests.database import as_owner
from tests.people import actor_of, sign_in

from .test_recovery_whom import ask, second

pytestmark = pytest.mark.django_db
PAGE = "mfa_index"


def page_of(person):
    return words(sign_in(Client(), person).get(reverse(PAGE)))


def changes(person):
    with as_owner():
        rows = AccountChange.objects.filter(user=person.user).order_by("pk")
        return list(rows.values_list("what", flat=True))


def test_each_step_of_a_recovery_stands_on_the_page_of_its_owner(people, the_case, samir):
    asked = ask(people, the_case, "Samir")
    second(people.hetty, asked, login=samir.user.email)
    with acting(actor_of(samir)) as by:
        stop_recovery(request=RecoveryRequest.objects.get(pk=asked.pk), by=by)
    assert changes(samir) == [What.ASKED, What.CONFIRMED, What.STOPPED]
    page = page_of(samir)
    for words_of in (What.ASKED, What.CONFIRMED, What.STOPPED):
        assert str(words_of.label) in page


def test_of_nobody_else_it_is_read(people, the_case, samir, bea):
    ask(people, the_case, "Samir")
    assert str(What.ASKED.label) not in page_of(bea)
    with acting(actor_of(bea)), connection.cursor() as cursor:
        cursor.execute("select count(*) from accounts_accountchange")
        assert cursor.fetchone() == (0,)


def test_nothing_happened_yet(samir):
    assert "Nog niets. Verandert er iets aan het inloggen, dan staat het hier." in page_of(samir)


def test_the_mail_leads_there(people, samir):
    make_sheet(user=samir.user, at=people.at)
    make_sheet(user=samir.user, at=people.at)
    with as_owner():
        message = OutboxMessage.objects.filter(kind="account_notice").latest("pk")
    assert reverse(PAGE) in compose(message, samir.user).body
    assert changes(samir) == [What.SHEET]


def test_the_wall_lets_nobody_write_another_moment_or_take_it_away(people, samir, bea):
    for sql in (
        "insert into accounts_accountchange (user_id, what, at) values (%s, 'sheet', '2026-01-01')",
        "update accounts_accountchange set what = 'word' where user_id = %s",
        "delete from accounts_accountchange where user_id = %s",
    ):
        with acting(actor_of(bea)), pytest.raises(ProgrammingError), transaction.atomic():
            connection.cursor().execute(sql, [samir.user.pk])


def test_no_word_about_an_account_leaves_without_a_trace():
    """By construction: what sends it writes what it was about."""
    assert inspect.signature(alarm).parameters["what"].default is inspect.Parameter.empty
    root = Path(huiswaarts.__file__).parent
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if "/tests/" not in path.as_posix()
        and "OutboxMessage.Kind.ACCOUNT_NOTICE" in path.read_text(encoding="utf-8")
    }
    forgotten = "foundation/accounts/actions/invitations.py"  # its mail says what it is
    assert found == {"foundation/accounts/actions/alarm.py", forgotten}
