"""Work that ended after somebody began to act, and before their turn came, has ended."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from huiswaarts.casework.cases.actions import seats
from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.network.models import Membership
from tests.database import as_owner
from tests.people import actor_of


@pytest.fixture
def before():
    """The moment at which the request came in."""
    return timezone.now()


@pytest.fixture
def bo_left(bo, before):
    with as_owner():
        Membership.objects.filter(pk=bo.membership.pk).update(
            until_at=before + dt.timedelta(milliseconds=5)
        )
    while timezone.now() <= before + dt.timedelta(milliseconds=5):
        pass
    return bo


def propose(bea, bo, case, at):
    actor = actor_of(bea, at=at)
    seat = TeamMember(case=case, kind="bw_provider", organisation=bea.membership.organisation)
    with transaction.atomic(), acting(actor):
        seats.propose_member(
            seat=seat, colleague=bo.membership, sight=sight_of(actor, case), by=actor, at=at
        )


def test_who_left_meanwhile_is_not_proposed(bea, bo_left, the_case, before):
    with pytest.raises(PermissionDenied, match="werkt niet bij"):
        propose(bea, bo_left, the_case, before)


def test_judged_by_the_moment_of_asking_it_would_pass(bea, bo_left, the_case, before, monkeypatch):
    """The hole, planted back."""
    monkeypatch.setattr(seats, "waited", lambda by: by)
    propose(bea, bo_left, the_case, before)
    with as_owner():
        assert TeamMember.objects.filter(membership=bo_left.membership, state="proposed").exists()


def test_who_left_meanwhile_is_not_admitted(bea, bo_left, gerda, the_case, before):
    with as_owner():
        seat = TeamMember.objects.create(
            case=the_case, kind="bw_provider", membership=bo_left.membership,
            organisation=bea.membership.organisation, state="proposed", asked_at=before,
            proposed_by=bea.membership.pk,
        )  # fmt: skip
    actor = actor_of(gerda, at=before)
    with transaction.atomic(), acting(actor):
        mine = TeamMember.objects.select_related("case", "membership").get(pk=seat.pk)
        with pytest.raises(PermissionDenied):
            seats.admit(seat=mine, sight=sight_of(actor, mine.case), by=actor, at=before)
