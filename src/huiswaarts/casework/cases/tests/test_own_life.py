"""Nobody works at the table of their own life: refused with the reason, before the database is."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.actions import offers, seats
from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.network.models import Membership
from tests.database import as_owner
from tests.people import actor_of, sign_in

NIGHTLY = pytest.mark.nightly
OWN = ("Mina", *(pytest.param(name, marks=NIGHTLY) for name in ("Samir", "Sofie")))
REASON = "een eigen stoel"


@pytest.fixture(params=OWN)
def both(request, people, bea):
    """Somebody at this table who begins to work for the organisation of Bea."""
    with as_owner():
        return Membership.objects.create(
            region_id=bea.membership.region_id,
            organisation_id=bea.membership.organisation_id,
            user=people.by_name[request.param].user,
            role="support_worker",
            from_at=people.at,
        )


def proposed(bea, case, both):
    with as_owner():
        return TeamMember.objects.create(
            case=case, kind="bw_provider", organisation_id=both.organisation_id, membership=both,
            state="proposed", asked_at=both.from_at, proposed_by=bea.membership.pk,
        )  # fmt: skip


def admit(person, at, seat):
    actor = actor_of(person, at=at)
    with transaction.atomic(), acting(actor):
        mine = TeamMember.objects.select_related("case", "membership").get(pk=seat.pk)
        seats.admit(seat=mine, sight=sight_of(actor, mine.case), by=actor, at=at)


def test_who_sits_there_hears_why_not(bea, gerda, the_case, both):
    page = reverse("cases:propose", args=[the_case.number, "bw_provider"])
    answer = sign_in(Client(), bea).post(
        page, {"colleague": both.public_id, "key": str(uuid.uuid4())}
    )
    assert REASON in answer.content.decode()
    assert not TeamMember.objects.filter(membership=both).exists()
    seat = proposed(bea, the_case, both)
    chair = sign_in(Client(), gerda)
    assert REASON in chair.get(reverse("cases:team", args=[the_case.number])).content.decode()
    page = reverse("cases:admit", args=[the_case.number, seat.public_id])
    answer = chair.post(page, {"version": seat.version, "key": str(uuid.uuid4())})
    assert answer.status_code != 503
    assert REASON in answer.content.decode()


def test_the_action_refuses_it_and_without_it_the_database(
    bea, gerda, people, the_case, both, monkeypatch
):
    seat = proposed(bea, the_case, both)
    with pytest.raises(PermissionDenied, match=REASON):
        admit(gerda, people.at, seat)
    monkeypatch.setattr(seats, "sits_as_themself", lambda *_: False)  # the hole, planted back
    with pytest.raises(IntegrityError, match=offers.ONE_SIDE):
        admit(gerda, people.at, seat)


def test_access_that_stands_still_counts(bea, gerda, people, the_case, both):
    """A seat that may open again after two days is on a side already."""
    with as_owner():
        TeamMember.objects.filter(case=the_case, user_id=both.user_id).update(
            state="suspended", question="ending", question_until=people.at
        )
    with pytest.raises(PermissionDenied, match=REASON):
        admit(gerda, people.at, proposed(bea, the_case, both))


def test_who_has_no_seat_there_does_not_learn_of_it(bea, both, people, the_case):
    """An admin may name them: whose life it is, is known to the table alone."""
    olga = actor_of(people.olga, at=people.at)
    new = TeamMember(case=the_case, kind="bw_provider", organisation_id=both.organisation_id)
    assert policies.colleague_fits(new, both, olga)
