"""People and seats of one organisation, for its admin: no case, no client."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Exists, Min, OuterRef, QuerySet

from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.role_rules import REGION_WIDE
from huiswaarts.foundation.accounts.queries import FACTORS
from huiswaarts.foundation.events.models import OutboxMessage
from huiswaarts.foundation.network.models import Membership, Offer
from huiswaarts.foundation.network.queries import region_admins

RECENT = dt.timedelta(hours=1)  # the postman tries more often than that


@dataclass
class Person:
    membership: Membership
    signed_up: bool
    has_factor: bool
    is_self: bool
    is_over_region: bool  # whose role a region admin ends
    is_unwanted: bool = False  # prepared for somebody who said no, or let it lapse
    seats: list[TeamMember] = field(default_factory=list)


def roles_over_region(membership: Membership, *, at: dt.datetime) -> list[Membership]:
    """Of the same person at the same organisation: these stay when their other work here ends."""
    same = Membership.objects.active(at).filter(
        user_id=membership.user_id, organisation_id=membership.organisation_id
    )
    return list(same.filter(role__in=REGION_WIDE).exclude(pk=membership.pk))


def people_of(actor: Actor) -> list[Person]:
    """The people who work for the organisation of the admin, with their seats. Three queries.

    With work that a kit prepared for somebody who does not come: it asks for somebody else. What
    still waits for an answer stands with the invitations.
    """
    from allauth.mfa.models import Authenticator  # noqa: PLC0415  needs ready apps

    offers = Offer.objects.filter(membership=OuterRef("pk"))
    waiting = offers.open(actor.at)
    begun = offers.filter(state=Offer.State.ACCEPTED)
    memberships = list(
        Membership.objects.visible_to(actor)
        .active(actor.at)
        .filter(~Exists(waiting), organisation_id=actor.own_organisation_id)
        .annotate(is_unwanted=Exists(offers) & ~Exists(begun))
        .select_related("user")
        .order_by("user__name", "id")
    )
    users = [membership.user_id for membership in memberships]
    factors = set(
        Authenticator.objects.filter(user_id__in=users, type__in=FACTORS).values_list(
            "user_id", flat=True
        )
    )
    seats: dict[int, list[TeamMember]] = {}
    for seat in seats_of(actor).filter(membership__isnull=False).order_by("from_at"):
        seats.setdefault(seat.membership_id or 0, []).append(seat)
    return [
        Person(
            membership=membership,
            signed_up=membership.user.has_usable_password() or membership.user_id in factors,
            has_factor=membership.user_id in factors,
            is_self=membership.user_id == actor.user_id,
            is_over_region=membership.role in REGION_WIDE,
            is_unwanted=getattr(membership, "is_unwanted", False),
            seats=seats.get(membership.pk, []),
        )
        for membership in memberships
    ]


def seats_of(actor: Actor) -> QuerySet[TeamMember]:
    """Seats of the organisation that are held, proposed or asked for."""
    open_states = (
        TeamMember.State.ACTIVE,
        TeamMember.State.SUSPENDED,
        TeamMember.State.PROPOSED,
        TeamMember.State.REQUESTED,
    )
    return TeamMember.objects.visible_to(actor).filter(
        organisation_id=actor.own_organisation_id, state__in=open_states
    )


def names_of_region_admins(actor: Actor) -> list[str]:
    """Whom to ask what no organisation does alone."""
    found = region_admins(actor.own_region_id, at=actor.at)
    return sorted(found.values_list("user__name", flat=True))


def mail_stuck_since(at: dt.datetime) -> dt.datetime | None:
    """Since when mail cannot leave; None while it goes. Of the whole machine, without a number."""
    stuck = OutboxMessage.objects.waiting().filter(failed_at__gt=at - RECENT)
    since: dt.datetime | None = stuck.aggregate(since=Min("created_at"))["since"]
    return since
