import datetime as dt

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.network.models import Membership, Organisation

CHOSEN = "membership"  # in the session: the number of the membership, or that of no work at all
HOME = "home"


def memberships_of(user: User, *, at: dt.datetime) -> list[Membership]:
    """One's own, in every region: an actor is made from one of these."""
    found = Membership.objects.active(at).filter(user=user)
    return list(found.select_related("organisation", "region").order_by("organisation__name"))


def own_organisation(actor: Actor) -> Organisation:
    return Organisation.objects.visible_to(actor).get(pk=actor.own_organisation_id)


def actor_of_membership(membership: Membership, *, name: str, at: dt.datetime) -> Actor:
    return Actor(
        user_id=membership.user_id,
        name=name,
        region_id=membership.region_id,
        at=at,
        membership_id=membership.pk,
        organisation_id=membership.organisation_id,
        organisation_name=membership.organisation.name,
        role=membership.role,
        why=f"membership:{membership.role}",
    )
