"""Whoever looks around in the demo finds an invitation and a proposal that wait."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiswaarts.doors.console.lively_offers import set_offers
from huiswaarts.foundation.network.models import Membership, Offer, RoleProposal
from tests.database import as_owner
from tests.people import _user, sign_in

pytestmark = pytest.mark.django_db


def page(person, name):
    return sign_in(Client(), person).get(reverse(name)).content.decode()


def test_an_invitation_and_a_proposal_wait_on_the_pages_of_personas(people, rob):
    town = people.organisations["Gemeente Zuidveen"]
    with as_owner():
        Membership.objects.create(
            region=town.region, organisation=town, user=_user("Rik", name="Rik Tester"),
            role="region_admin", from_at=people.at,
        )  # fmt: skip
        set_offers(timezone.now())
        offer = Offer.objects.get(region=town.region)
        proposal = RoleProposal.objects.get(region=town.region)
        set_offers(timezone.now())
        assert (Offer.objects.count(), RoleProposal.objects.count()) == (1, 1)
    by_id = {one.user.pk: one for one in people.by_name.values()}
    inviter = by_id[offer.invited_by_user_id]
    invited = next(one for one in by_id.values() if one.user.email == offer.address)
    assert "wacht op antwoord" in page(inviter, "desk:people")
    assert f"Werken bij {inviter.membership.organisation.name}" in page(invited, "offers")
    seen = sign_in(Client(), rob).get(reverse("desk:role_proposal", args=[proposal.public_id]))
    assert "Akkoord" in seen.content.decode()
