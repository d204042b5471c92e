"""Who has a role over the region, what was proposed, and who may agree."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import Decision
from huiswaarts.foundation.access.role_rules import REGION_WIDE, may_second
from huiswaarts.foundation.events.actions import Recipient
from huiswaarts.foundation.network import policies
from huiswaarts.foundation.network.models import (
    Membership,
    Offer,
    Organisation,
    Region,
    RoleProposal,
)
from huiswaarts.foundation.network.queries import central_municipality
from huiswaarts.foundation.network.querysets import own_address

Pair = tuple[int, int]
KEPT_IN_VIEW = dt.timedelta(days=30)  # of proposals that were answered


@dataclass(frozen=True)
class Proposed:
    """A proposal as read by somebody who may see it."""

    proposal: RoleProposal
    may_answer: Decision
    may_withdraw: Decision
    waits_for: list[str]  # who can agree, by name
    stands: bool  # who proposed it is a region admin still
    offer: str = ""  # what its owner answered, in words, once it was sent

    @property
    def is_open(self) -> bool:
        return self.proposal.state == RoleProposal.State.OPEN

    @property
    def word(self) -> str:
        """What became of it. Of whoever is no region admin any more nobody takes it back."""
        one = self.proposal
        lapsed = one.answered_at is not None and not policies.still_proposed(one, one.answered_at)
        withdrawn = one.state == RoleProposal.State.WITHDRAWN
        return str(_("vervallen") if withdrawn and lapsed else one.get_state_display())


@dataclass(frozen=True)
class Invited:
    """An invitation that no organisation made alone, with who made it, by name."""

    offer: Offer
    makers: list[str]
    may_withdraw: Decision


def central_of(actor: Actor) -> Organisation | None:
    return central_municipality(Region.objects.get(pk=actor.own_region_id))


def admins_of(organisation: Organisation, *, at: dt.datetime) -> QuerySet[Membership]:
    people = Membership.objects.active(at).filter(
        organisation=organisation, role="organisation_admin"
    )
    return people.filter(user__is_active=True)


def holders(actor: Actor) -> list[Membership]:
    """Of the roles over the region, now."""
    rows = Membership.objects.visible_to(actor).active(actor.at).filter(role__in=REGION_WIDE)
    rows = rows.filter(user__is_active=True).select_related("user", "organisation")
    return list(rows.order_by("role", "user__name", "pk"))


def find_holder(actor: Actor, public_id: str) -> Membership | None:
    return next((one for one in holders(actor) if one.public_id == public_id), None)


def seconds_of(proposal: RoleProposal, *, at: dt.datetime) -> list[Recipient]:
    found, apart = _possible(proposal.region_id, at), _apart([proposal])
    return [Recipient(one.user_id, one.pk) for one in found if _may_second(one, proposal, apart)]


def stands_apart(actor: Actor, proposal: RoleProposal) -> bool:
    return (proposal.pk, actor.own_membership_id) in _apart([proposal])


def _apart(found: list[RoleProposal]) -> set[Pair]:
    """Each proposal with the memberships that stand apart from who proposed it: in the database,
    which asks it again when the answer is written.
    """
    if not found:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("select * from app_role_seconds(%s)", [[one.pk for one in found]])
        return set(cursor.fetchall())


def _possible(region_id: int, at: dt.datetime) -> list[Membership]:
    roles = ("region_admin", "organisation_admin")
    rows = Membership.objects.active(at).filter(region_id=region_id, role__in=roles)
    rows = rows.filter(user__is_active=True).select_related("user").order_by("user__name")
    return list(rows.annotate(low=Lower("user__email")))


def _may_second(one: Membership, proposal: RoleProposal, apart: set[Pair]) -> bool:
    there = one.organisation_id == proposal.organisation_id
    gains = getattr(one, "low", None) == proposal.address
    other = (proposal.pk, one.pk) in apart and not gains
    return other and may_second(proposal.role, acting=one.role, works_there=there)


def proposals(actor: Actor) -> list[Proposed]:
    """What waits, and what was answered not long ago. Six queries, however many there are."""
    rows = RoleProposal.objects.visible_to(actor).exclude(answered_at__lt=actor.at - KEPT_IN_VIEW)
    rows = rows.select_related("organisation", "proposed_by__user", "answered_by__user")
    found = list(rows.order_by("-proposed_at", "-pk"))
    possible = _possible(actor.own_region_id, actor.at) if found else []
    mine = set(own_address(actor)) if found else set()
    waiting = [one for one in found if one.state == RoleProposal.State.OPEN]
    apart = _apart([one for one in waiting if policies.still_proposed(one, actor.at)])
    sent = _sent(found, actor.at)
    return [
        Proposed(
            one,
            policies.answer_role(
                actor,
                one,
                is_own=one.address in mine,
                apart=(one.pk, actor.own_membership_id) in apart,
            ),
            policies.withdraw_role(actor, one),
            sorted({who.user.name for who in possible if _may_second(who, one, apart)}),
            policies.still_proposed(one, actor.at),
            sent.get((one.address, one.organisation_id, one.role, one.answered_at), ""),
        )
        for one in found
    ]


def _sent(found: list[RoleProposal], at: dt.datetime) -> dict[tuple[object, ...], str]:
    """The offer that followed, by what it was for; it was sent when the second person agreed."""
    addresses = [one.address for one in found if one.state == RoleProposal.State.AGREED]
    offers = Offer.objects.filter(address__in=addresses, proposed_by_user_id__isnull=False)
    return {
        (o.address, o.organisation_id, o.role, o.invited_at): o.state_at(at)
        for o in offers.with_standing(at)
    }


def invited(actor: Actor) -> list[Invited]:
    """To a role over the region, or proposed by a region admin; not answered yet. Three queries."""
    wide = Q(role__in=REGION_WIDE) | Q(proposed_by_user_id__isnull=False)
    rows = Offer.objects.visible_to(actor).open(actor.at).standing(actor.at).filter(wide)
    rows = rows.filter(region_id=actor.own_region_id).select_related("organisation")
    offers = list(rows.order_by("-invited_at", "-pk"))
    ids = {pk for o in offers for pk in _makers(o)}
    people = Membership.objects.filter(pk__in=ids).select_related("user")
    names = {one.pk: one.user.name for one in people}
    mine = set(own_address(actor)) if offers else set()
    return [
        Invited(
            o,
            [names[pk] for pk in _makers(o) if pk in names],
            policies.manage_offer(
                actor, o, is_own=o.address in mine or o.claimed_by_user_id == actor.user_id
            ),
        )
        for o in offers
    ]


def find_invited(actor: Actor, public_id: str) -> Offer | None:
    """Also what was answered since, so that a second press reads how it stands."""
    wide = Q(role__in=REGION_WIDE) | Q(proposed_by_user_id__isnull=False)
    rows = Offer.objects.visible_to(actor).filter(wide, region_id=actor.own_region_id)
    return rows.filter(public_id=public_id).first()


def _makers(offer: Offer) -> list[int]:
    """Who proposed it, and who agreed; nobody of what the operator sent."""
    both = (offer.proposed_by_membership_id, offer.invited_by_membership_id)
    return [pk for pk in both if pk is not None]


def find_proposal(actor: Actor, public_id: str) -> Proposed | None:
    return next((one for one in proposals(actor) if one.proposal.public_id == public_id), None)
