"""Roles over the region: proposed, agreed, withdrawn and ended."""

from django.utils import timezone

from huiswaarts.casework.journey.leaving import end_role
from huiswaarts.foundation.accounts.models import Attempt
from huiswaarts.foundation.events.models import Event
from huiswaarts.foundation.network.models import Membership, Offer, RoleProposal
from huiswaarts.foundation.network.queries import region_admins
from huiswaarts.foundation.network.region.actions.roles import (
    agree_role,
    propose_role,
    withdraw_role,
)

from .rounds import Pair, colleague

CENTRAL = "Gemeente Zuidveen"


def propose(round_):
    def do(actor):
        propose_role(
            email="pim@voorbeeld.nl", name="Pim", role="policy_officer",
            organisation=round_.people.organisations[CENTRAL], by=actor,
        )  # fmt: skip

    return do


def _answers(action):
    def make(round_):
        def do(actor):
            action(proposal=RoleProposal.objects.get(pk=round_.proposal.pk), by=actor)

        return do

    return make


agree, withdraw = _answers(agree_role), _answers(withdraw_role)


def give_up(name):
    def make(round_):
        def do(actor):
            mine = Membership.objects.get(pk=round_.people.by_name[name].membership.pk)
            end_role(membership=mine, reason="x", by=actor)

        return do

    return make


def two_admins(round_):
    """Rob and Rik, and nothing that waits."""
    at = round_.people.at
    RoleProposal.objects.filter(state="open").update(state="withdrawn", answered_at=at)
    Offer.objects.filter(state="open").update(state="withdrawn", answered_at=at)
    Attempt.objects.all().delete()
    colleague(round_, "Rik", CENTRAL, "region_admin")


def proposed(round_):
    two_admins(round_)
    rob = round_.people.rob
    round_.proposal = RoleProposal.objects.create(
        region=round_.case.region, typed="pim@voorbeeld.nl", address="pim@voorbeeld.nl",
        name="Pim", role="policy_officer", organisation=round_.people.organisations[CENTRAL],
        proposed_by_user_id=rob.user.pk, proposed_by=rob.membership, proposed_at=round_.people.at,
    )  # fmt: skip


def one_proposal_waits(round_):
    return RoleProposal.objects.filter(state="open").count() == 1


def answered_once(round_):
    of_it = Event.objects.filter(subject=f"network.roleproposal:{round_.proposal.pk}")
    kinds = ("network.role_agreed", "network.role_withdrawn")
    (kind,) = [*of_it.filter(kind__in=kinds).values_list("kind", flat=True), ""][:1]
    once = of_it.filter(kind__in=kinds).count() == 1
    return once and Offer.objects.filter(state="open").exists() == kind.endswith("agreed")


def an_admin_is_left(round_):
    return region_admins(round_.case.region_id, at=timezone.now()).count() == 1


ROWS = {
    "role proposed twice": Pair(
        ("Rob", propose, "work"), ("Rik", propose, "work"), one_proposal_waits, two_admins,
        ("words", "role_proposal_once"),
    ),
    "role agreed twice": Pair(
        ("Rik", agree, "work"), ("Rik", agree, "work"), answered_once, proposed,
        ("proposal", "open proposal"),
    ),
    "role agreed, withdrawn": Pair(
        ("Rik", agree, "work"), ("Rob", withdraw, "work"), answered_once, proposed,
        ("proposal", "open proposal"),
    ),
    "both region admins leave": Pair(
        ("Rob", give_up("Rob"), "work"), ("Rik", give_up("Rik"), "work"), an_admin_is_left,
        two_admins, ("last admin",),
    ),
}  # fmt: skip
