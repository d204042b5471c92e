import datetime as dt

from django.db import connection
from django.db.models import QuerySet

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.network.models import Membership, Offer, Organisation, Region

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


def region_admins(region_id: int, *, at: dt.datetime) -> QuerySet[Membership]:
    """Those who are it now."""
    people = Membership.objects.active(at).filter(region_id=region_id, role="region_admin")
    return people.filter(user__is_active=True)


def region_admins_invited(region_id: int, *, at: dt.datetime) -> QuerySet[Offer]:
    """Offered, and not answered yet. One in a kit has a membership that counts already."""
    offers = Offer.objects.open(at).filter(region_id=region_id, role="region_admin")
    return offers.filter(membership=None)


def lock_words(words: str) -> None:
    """Until the end of the transaction nobody else passes here with the same words: for what is
    looked for and then made. One person after another sees what the other made.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [words])


def lock_region(region_id: int) -> None:
    """Two who appoint at once count the same people."""
    Region.objects.select_for_update().get(pk=region_id)


def central_municipality(region: Region) -> Organisation | None:
    """The organisation that works in the municipality which leads the region."""
    found = Organisation.objects.filter(
        region=region,
        kind=Organisation.Kind.MUNICIPALITY,
        areas__municipality__code=region.lead_municipality,
    )
    return found.order_by("pk").first()
