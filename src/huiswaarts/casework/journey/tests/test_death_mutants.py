"""Planted: one person alone ends the seat of a client. Each mistake is to be caught by day."""

import inspect

import pytest
from django.db import connection

from huiswaarts.casework.journey import deaths
from tests.database import as_owner

from . import test_deaths
from .test_deaths import said  # noqa: F401  the fixture of the checks

pytestmark = pytest.mark.django_db
Failed = pytest.fail.Exception
ANYBODY = """create or replace function {}(of_report bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as 'select true'"""


def run(sql):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql)


def one_alone_ends_the_seat(patch):
    real = deaths.report_death

    def report(*, case, reason, by):
        found = real(case=case, reason=reason, by=by)
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(
                "update cases_teammember set state = 'ended', until_at = %s where id = %s",
                [by.at, found.seat_id],
            )
        return found

    patch.setattr("huiswaarts.casework.journey.actions.report_death", report)


def who_reported_confirms(patch):
    run("alter table journey_deathreport drop constraint death_confirmed_by_another")
    run(ANYBODY.format("app_may_confirm_death"))


def anybody_undoes_for_good(patch):
    run(ANYBODY.format("app_may_undo_death"))


def the_app_writes_it_itself(patch):
    run("drop trigger death_needs_two on cases_case")


def mended(name, was, now):
    """The function as it is in the database, with one condition gone."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select pg_get_functiondef(oid) from pg_proc where proname = %s", [name])
        body = cursor.fetchone()[0]
        assert was in body
        cursor.execute(body.replace(was, now))


def who_was_stopped_does_not_count(patch):
    mended("death_seconds", "('active', 'suspended')", "('active')")


def a_colleague_confirms(patch):
    mended("death_apart", "not exists", "true or not exists")


def a_colleague_confirms_beside_others(patch):
    mended("death_desk", "where d.apart or", "where true or")


def nobody_is_left(patch):
    mended("death_desk", "or (d.role = 'help_desk'", "or (false")


def whom_the_reporter_seated_confirms(patch):
    mended("death_seconds", "not death_gave(s,", "not false and not death_gave(null,")


def word_goes_on(patch):
    patch.setattr(deaths, "hold_mail", lambda **_: 0)


PLANTED = [
    (one_alone_ends_the_seat, test_deaths.test_one_person_alone_ends_nothing, {}),
    (who_reported_confirms, test_deaths.test_others_do_not_confirm, {"who": "Gerda"}),
    (anybody_undoes_for_good, test_deaths.test_others_do_not_undo_it, {"who": "Amir"}),
    (
        the_app_writes_it_itself,
        test_deaths.test_the_database_refuses_it_past_the_functions,
        {"values": {"status": "deceased"}},
    ),
    (
        who_was_stopped_does_not_count,
        test_deaths.test_stopping_the_others_does_not_open_the_desk,
        {},
    ),
    (a_colleague_confirms, test_deaths.test_a_colleague_at_the_desk_does_not_confirm, {}),
    (
        a_colleague_confirms_beside_others,
        test_deaths.test_a_colleague_at_the_desk_does_not_confirm,
        {},
    ),
    (
        nobody_is_left,
        test_deaths.test_when_all_are_colleagues_the_help_desk_confirms_after_all,
        {},
    ),
    (
        whom_the_reporter_seated_confirms,
        test_deaths.test_a_seat_that_the_reporter_gave_does_not_confirm,
        {"giver": "admitted_by"},
    ),
    (word_goes_on, test_deaths.test_word_waits_and_leaves_when_it_was_not_so, {}),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: p[0].__name__)
def test_one_person_alone_is_caught(request, monkeypatch, planted):
    mutant, check, more = planted
    request.getfixturevalue("people")
    mutant(monkeypatch)
    names = [name for name in inspect.signature(check).parameters if name not in more]
    asked_for = {name: request.getfixturevalue(name) for name in names}
    with pytest.raises((AssertionError, Failed)):
        check(**asked_for, **more)
