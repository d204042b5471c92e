"""Planted ways in, kept for ever: mistakes that somebody could make, each to be caught."""

import datetime as dt
import inspect

import pytest
from django.db import connection

from huiswaarts.casework.cases.tests import test_account_in_use
from huiswaarts.foundation.accounts.actions import invitations, recovery
from tests.database import as_owner

from . import test_recovery
from .test_recovery import asked, colleague  # noqa: F401  the fixtures of the checks

pytestmark = pytest.mark.django_db
Failed = pytest.fail.Exception
ANYBODY = """create or replace function app_statement_number(of_request bigint, as_party text)
  returns integer language sql stable security definer set search_path = public, pg_temp
  as 'select 1 + count(*)::integer from accounts_recoverystatement where request_id = of_request'"""
in_use, invite_url = test_account_in_use.in_use, test_account_in_use.invite_url


def run(sql):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql)


def one_organisation_is_enough(patch):
    run(ANYBODY)
    patch.setattr(recovery, "parties_of", lambda request, by: [f"person:{by.user_id}"])


def one_worker_has_the_whole_code(patch):
    patch.setattr(recovery.codes, "paper_code", lambda: "2222-2222-2222")


def no_day_passes(patch):
    run("alter table accounts_recoveryrequest drop constraint recovery_waits_a_day")
    patch.setattr(recovery, "WAITS", dt.timedelta(0))


def sealed_answers_open_at_once(patch):
    patch.setattr(invitations, "SEALED", dt.timedelta(0))


def a_paper_code_for_an_account_in_use(patch):
    patch.setattr(invitations, "was_used", lambda user: False)
    patch.setattr("huiswaarts.casework.cases.actions.people.was_used", lambda user: False)


def one_admin_alone_resets(patch):
    real = recovery.note

    def note(kind, request, by):
        real(kind, request, by)
        if request.kind == "second_factor" and kind.endswith("asked"):
            recovery.Authenticator.objects.filter(user=request.user).delete()

    patch.setattr(recovery, "note", note)


PLANTED = [
    (one_organisation_is_enough, test_recovery.test_one_party_is_not_two),
    (one_worker_has_the_whole_code, test_recovery.test_two_halves_and_a_day_give_a_new_password),
    (no_day_passes, test_recovery.test_two_halves_and_a_day_give_a_new_password),
    (sealed_answers_open_at_once, test_recovery.test_what_only_he_reads_stays_shut_for_a_week),
    (
        a_paper_code_for_an_account_in_use,
        test_account_in_use.test_nor_when_he_has_no_email_and_no_address_of_her_choice,
    ),
    (one_admin_alone_resets, test_recovery.test_a_colleague_is_helped_by_two_admins),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: p[0].__name__)
def test_a_planted_way_in_is_caught(request, monkeypatch, planted):
    mutant, check = planted
    request.getfixturevalue("people")
    mutant(monkeypatch)
    asked_for = {
        name: request.getfixturevalue(name) for name in inspect.signature(check).parameters
    }
    with pytest.raises((AssertionError, Failed)):
        check(**asked_for)
