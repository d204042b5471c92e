"""Two who are really two, and a stop that stops: what somebody alone tries with a recovery."""

import datetime as dt
import inspect

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions import (
    InvitationClosedError,
    accept_invitation,
    invitations,
    recovery,
)
from huiswaarts.foundation.accounts.actions.recovery import open_recovery, stop_recovery
from huiswaarts.foundation.accounts.models import Invitation, RecoveryRequest
from huiswaarts.foundation.network.actions_recovery import ask_reset
from huiswaarts.foundation.network.models import Membership, Offer
from tests.database import as_owner
from tests.people import actor_of

from .test_recovery import PASSWORD, ask, come_in, second

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
Refused = (PermissionDenied, ProgrammingError, IntegrityError)


@pytest.fixture
def asked(people, the_case, bea):
    return ask(people, the_case, bea)


def on_paper(guest, giver, at):
    """As `invite_on_paper` leaves it once it was used."""
    with as_owner():
        return Invitation.objects.create(
            user=guest.user, kind="paper", code_hash=f"x{guest.user.pk}", region_id=1,
            created_by_user_id=giver.user.pk, created_at=at - 3 * DAY, used_at=at - 2 * DAY,
            expires_at=at - 2 * DAY,
        )  # fmt: skip


def onto_the_seat(people, guest, giver):
    seat = people.seat_of["Samir", guest.name]
    with as_owner():
        return Offer.objects.create(
            region=seat.case.region, typed="s@example.nl", address="s@example.nl", code_hash="y",
            case_id=seat.case_id, seat_id=seat.pk, state="accepted",
            invited_by_user_id=giver.user.pk, answered_by_user_id=guest.user.pk,
            invited_at=people.at - 3 * DAY, expires_at=people.at + DAY,
        )  # fmt: skip


def states(people, request, who):
    try:
        with transaction.atomic():
            return bool(second(request, who))
    except PermissionDenied:
        return False


def test_no_supporter_whom_the_first_or_a_colleague_invited(people, sofie, bo, bea, asked):
    """Bea, or Bo of her organisation, could be the one who signs in as this supporter."""
    paper = on_paper(sofie, bo, people.at)
    assert not states(people, asked[0], sofie)
    with as_owner():
        paper.delete()
    offer = onto_the_seat(people, sofie, bea)
    assert not states(people, asked[0], sofie)
    with as_owner():
        offer.delete()
    assert states(people, asked[0], sofie)


def test_nor_the_other_way_round(people, the_case, sofie, bo, bea, gerda):
    on_paper(sofie, bo, people.at)
    request, _ = ask(people, the_case, sofie)
    assert not states(people, request, bea)
    assert states(people, request, gerda), "somebody who had no part in it"


def test_an_inviter_who_left_counts_too(people, sofie, bo, bea, asked):
    on_paper(sofie, bo, people.at)
    with as_owner():
        Membership.objects.filter(pk=bo.membership.pk).update(until_at=people.at - DAY)
    assert not states(people, asked[0], sofie)


def test_a_new_admin_does_not_agree_with_the_one_who_invited(people, bea, olga, bo, rob):
    """An admin makes a second one and is both: that takes a region admin for two weeks."""
    with as_owner():
        row = Membership.objects.create(
            user=bo.user, organisation=bo.membership.organisation, role="organisation_admin",
            region_id=bo.membership.region_id, from_at=people.at - DAY,
        )  # fmt: skip
        bo.membership = row
    with acting(actor_of(olga)) as by:
        request = ask_reset(membership=bea.membership, by=by)
    with pytest.raises(PermissionDenied), transaction.atomic():
        second(request, bo)
    with as_owner():
        Membership.objects.filter(pk=row.pk).update(from_at=people.at - 15 * DAY)
    second(request, bo)


def test_the_second_step_of_work_outlives_a_recovery_by_the_table(people, samir, gerda, asked):
    """The table knows the client; the second step is for those whom Samir works with."""
    with as_owner():
        Authenticator.objects.create(user=samir.user, type="totp", data={"secret": "x"})
        Membership.objects.create(
            user=samir.user, organisation=people.gijs.membership.organisation,
            role="support_worker", region_id=people.gijs.membership.region_id,
            from_at=people.at - DAY,
        )  # fmt: skip
    user = come_in(asked[1], second(asked[0], gerda), people.at + 1.1 * DAY)
    assert user.check_password(PASSWORD)
    assert Authenticator.objects.filter(user=user).exists()


def test_this_is_not_me_also_stops_what_both_halves_opened(people, samir, gerda, asked):
    later = people.at + 1.1 * DAY
    invitation = open_recovery(first=asked[1], second=second(asked[0], gerda), at=later).invitation
    with acting(actor_of(samir, at=later)) as me:
        stop_recovery(request=RecoveryRequest.objects.get(pk=asked[0].pk), by=me)
    with pytest.raises(InvitationClosedError):
        accept_invitation(invitation=invitation, password=PASSWORD, at=later)


def test_the_new_password_and_the_end_of_the_request_are_one(people, gerda, asked, monkeypatch):
    """Cut between the two, and neither happened."""
    later = people.at + 1.1 * DAY
    invitation = open_recovery(first=asked[1], second=second(asked[0], gerda), at=later).invitation

    def cut(**_):
        raise OSError

    monkeypatch.setattr(invitations, "finish_recovery", cut)
    with pytest.raises(OSError):
        accept_invitation(invitation=invitation, password=PASSWORD, at=later)
    people.samir.user.refresh_from_db()
    assert not people.samir.user.check_password(PASSWORD)


def row(people, by, **more):
    fields = {
        "user_id": people.samir.user.pk, "kind": "access", "region_id": by.own_region_id,
        "case_id": people.case_of["Samir"].pk, "asked_at": by.at, "wide_from": by.at + DAY,
        "expires_at": by.at + DAY,
    }  # fmt: skip
    return RecoveryRequest(**fields | more)


def test_the_database_takes_no_request_about_somebody_who_sits_elsewhere(people, bea, hetty, olga):
    wrong = (
        (bea, {"user_id": people.stan.user.pk}),
        (hetty, {"user_id": people.stan.user.pk}),
        (hetty, {"case_id": people.case_of["Dirk"].pk, "user_id": people.dirk.user.pk}),
        (bea, {"case_id": people.case_of["Stan"].pk, "user_id": people.stan.user.pk}),
        (olga, {"kind": "second_factor", "user_id": people.wim.user.pk, "case_id": None,
                "organisation_id": olga.membership.organisation_id}),
    )  # fmt: skip
    for person, more in wrong:
        by = actor_of(person)
        with acting(by), pytest.raises(Refused), transaction.atomic():
            row(people, by, **more).save()
    by = actor_of(bea)
    with acting(by), transaction.atomic():
        row(people, by).save()


def test_the_database_lets_no_bystander_stop_or_confirm(people, amir, bea, gerda, asked):
    for person in (amir, people.hetty, people.sofie):
        by = actor_of(person)
        with acting(by):
            mine = RecoveryRequest.objects.filter(pk=asked[0].pk)
            assert mine.update(stopped_at=by.at) == 0
            assert mine.update(confirmed_at=by.at, works_from=by.at + DAY) == 0
    second(asked[0], gerda)
    by = actor_of(bea)
    for more in ({"works_from": by.at + 2 * DAY}, {"confirmed_at": by.at - 5 * DAY},
                 {"stopped_at": by.at - DAY}):  # fmt: skip
        with acting(by), pytest.raises(Refused), transaction.atomic():
            RecoveryRequest.objects.filter(pk=asked[0].pk).update(**more)


def run(sql):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql)


def whoever_let_them_in(_patch):
    run("""create or replace function app_let_in(giver bigint, guest bigint, of_case bigint)
        returns boolean language sql stable as 'select false'""")


def an_admin_of_today(_patch):
    run("""create or replace function app_stand_apart(of_request bigint)
        returns boolean language sql stable as 'select true'""")


def work_loses_its_second_step(patch):
    patch.setattr(invitations, "works", lambda user, at: False)


def a_stop_that_comes_late(patch):
    patch.setattr(recovery, "withdraw_for", lambda requests, at: None)


def anybody_moves_it(_patch):
    run("alter policy edit on accounts_recoveryrequest using (true) with check (true)")


def about_anybody(_patch):
    run("""create or replace function app_belongs(of_user bigint, of_case bigint,
        of_organisation bigint)
        returns boolean language sql stable as 'select true'""")


PLANTED = [
    (whoever_let_them_in, test_no_supporter_whom_the_first_or_a_colleague_invited),
    (an_admin_of_today, test_a_new_admin_does_not_agree_with_the_one_who_invited),
    (work_loses_its_second_step, test_the_second_step_of_work_outlives_a_recovery_by_the_table),
    (a_stop_that_comes_late, test_this_is_not_me_also_stops_what_both_halves_opened),
    (anybody_moves_it, test_the_database_lets_no_bystander_stop_or_confirm),
    (about_anybody, test_the_database_takes_no_request_about_somebody_who_sits_elsewhere),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: p[0].__name__)
def test_a_planted_way_around_is_caught(request, monkeypatch, planted):
    mutant, check = planted
    request.getfixturevalue("people")
    mutant(monkeypatch)
    names = inspect.signature(check).parameters
    wanted = {name: request.getfixturevalue(name) for name in names}
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        check(**wanted)
