"""A recovery of one table or employer neither stands in the way of another's, nor hides it."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator

from huiswaarts.casework.cases.models import Case
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions import recovered
from huiswaarts.foundation.accounts.actions.recovery import stop_recovery
from huiswaarts.foundation.accounts.models import RecoveryRequest, User
from huiswaarts.foundation.network.actions_recovery import ask_reset
from huiswaarts.foundation.network.models import Membership
from tests.database import as_owner
from tests.people import actor_of

from .test_recovery import ask, come_in, second

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def stands(user):
    with as_owner():
        return RecoveryRequest.objects.filter(user=user, stopped_at=None, used_at=None).count()


@pytest.fixture
def elsewhere(people, the_case, mina):
    """Mina sits at another table too, which asked the day before to let her in again."""
    with as_owner():
        other = Case.objects.exclude(pk=the_case.pk).filter(region_id=the_case.region_id).first()
        return RecoveryRequest.objects.create(
            user=mina.user, kind="access", region_id=other.region_id, case_id=other.pk,
            asked_at=people.at - DAY, wide_from=people.at + DAY, expires_at=people.at + 13 * DAY,
        )  # fmt: skip


def test_another_table_is_no_reason_to_be_refused(people, the_case, mina, bea, elsewhere):
    request, half = ask(people, the_case, bea, whose="Mina")
    assert half
    assert stands(mina.user) == 2
    assert request.case_id == the_case.pk


def test_one_that_ran_out_there_does_not_either(people, the_case, mina, bea, elsewhere):
    with as_owner():
        RecoveryRequest.objects.update(expires_at=people.at - dt.timedelta(hours=1))
    ask(people, the_case, bea, whose="Mina")


def test_whoever_is_in_again_ends_what_the_other_table_began(
    people, the_case, mina, bea, gerda, elsewhere
):
    request, first = ask(people, the_case, bea, whose="Mina")
    other = second(request, gerda)
    come_in(first, other, people.at + 1.1 * DAY)
    assert stands(mina.user) == 0
    assert User.objects.get(pk=mina.user.pk).claimed_at is None


@pytest.fixture
def two_employers(people, bea, wim):
    """Bea works for Wim's corporation too, whose admin asked for her second step."""
    with as_owner():
        Membership.objects.create(
            region_id=wim.membership.region_id, organisation=wim.membership.organisation,
            user=bea.user, role=wim.membership.role, from_at=people.at - 30 * DAY,
        )  # fmt: skip
        RecoveryRequest.objects.create(
            user=bea.user, kind="second_factor", region_id=wim.membership.region_id,
            organisation_id=wim.membership.organisation_id, asked_at=people.at - DAY,
            wide_from=people.at, expires_at=people.at + 13 * DAY,
        )  # fmt: skip


def test_one_employer_does_not_shut_the_road_of_the_other(people, bea, olga, two_employers):
    Authenticator.objects.create(user=bea.user, type="totp", data={"secret": "x"})
    with acting(actor_of(olga)) as by:
        ask_reset(membership=bea.membership, by=by)
    assert stands(bea.user) == 2


@pytest.fixture
def both_kinds(people, the_case, samir, bea, olga):
    """Samir works for Olga too: his table asked to let him in again, and she for a second step."""
    with as_owner():
        work = Membership.objects.create(
            region_id=olga.membership.region_id, organisation=olga.membership.organisation,
            user=samir.user, role="support_worker", from_at=people.at - 30 * DAY,
        )  # fmt: skip
    Authenticator.objects.create(user=samir.user, type="totp", data={"secret": "x"})
    access, _ = ask(people, the_case, bea)
    with acting(actor_of(olga)) as by:
        reset = ask_reset(membership=work, by=by)
    return access, reset


def stop_by(person, request):
    with acting(actor_of(person)) as by:
        stop_recovery(
            request=RecoveryRequest.objects.select_related("user").get(pk=request.pk), by=by
        )


def test_an_admin_who_stops_the_reset_does_not_hide_the_recovery(samir, olga, both_kinds):
    stop_by(olga, both_kinds[1])
    assert User.objects.get(pk=samir.user.pk).claimed_at is not None


def test_nor_do_two_who_agree(samir, rob, both_kinds):
    second(both_kinds[1], rob)
    assert User.objects.get(pk=samir.user.pk).claimed_at is not None


def test_and_the_owner_who_stops_the_last_reads_no_more_of_it(samir, olga, both_kinds):
    stop_by(olga, both_kinds[1])
    stop_by(samir, both_kinds[0])
    assert User.objects.get(pk=samir.user.pk).claimed_at is None


def test_planted_a_look_through_the_wall_is_caught(samir, olga, both_kinds, monkeypatch):
    def unclaim(user_id):
        if not RecoveryRequest.objects.filter(user_id=user_id, stopped_at=None, used_at=None):
            User.objects.filter(pk=user_id).update(claimed_at=None)

    monkeypatch.setattr(recovered, "unclaim", unclaim)
    monkeypatch.setattr("huiswaarts.foundation.accounts.actions.recovery.unclaim", unclaim)
    with pytest.raises(AssertionError):
        test_an_admin_who_stops_the_reset_does_not_hide_the_recovery(samir, olga, both_kinds)
