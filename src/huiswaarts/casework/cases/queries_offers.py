"""Invitations to an address, read by whoever holds the link, the address, or invited."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.queries import visible_offers
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.accounts.asked import Asked
from huiswaarts.foundation.network.models import Membership, Offer

COLUMNS = "is_work, organisation, role, kind, inviter, address, invited_at, expires_at"
LINK_WORKS = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Letter(Asked):
    """What the link alone says, before anybody signed in."""

    address: str
    invited_at: dt.datetime
    ends_at: dt.datetime  # of the offer; the link ends before that

    @property
    def until(self) -> dt.datetime:
        return min(self.invited_at + LINK_WORKS, self.ends_at)


@dataclass(frozen=True)
class Waiting:
    """An offer as its owner reads it: who asks, and for what."""

    offer: Offer
    organisation: str
    kind: str = ""  # of the seat
    first_name: str = ""  # of the client, for whom they would be there

    @property
    def is_own_plan(self) -> bool:
        return self.kind == SeatKind.CLIENT


def letter_of(code_hash: str, *, at: dt.datetime) -> Letter | None:
    with connection.cursor() as cursor:
        cursor.execute(f"select {COLUMNS} from app_offer_of(%s, %s)", [code_hash, at])  # noqa: S608  no input
        found = cursor.fetchone()
    return Letter(*found) if found else None


def waiting_for(actor: Actor) -> list[Waiting]:
    """Three queries, however many there are. What lapsed is no longer theirs to answer."""
    found = Offer.objects.to(actor).standing(actor.at)
    offers = list(found.select_related("organisation").order_by("-invited_at"))
    with connection.cursor() as cursor:
        cursor.execute("select offer_id, kind, first_name from app_offered_seats()")
        seats = {row[0]: row[1:] for row in cursor.fetchall()}
    inviters = Membership.objects.filter(
        pk__in=[offer.invited_by_membership_id for offer in offers]
    ).values_list("pk", "organisation__name")
    parties = dict(inviters)
    return [
        Waiting(
            offer,
            offer.organisation.name
            if offer.organisation
            else parties.get(offer.invited_by_membership_id or 0, ""),
            *seats.get(offer.pk, ("", "")),
        )
        for offer in offers
        if offer.is_work or offer.pk in seats
    ]


def find_waiting(actor: Actor, public_id: str) -> Waiting | None:
    return next((one for one in waiting_for(actor) if one.offer.public_id == public_id), None)


def sent_for(actor: Actor, case: Case) -> dict[int, Offer]:
    """The newest of each seat of a case, for those who may invite there."""
    rows = visible_offers(actor).filter(case_id=case.pk).exclude(typed="")
    rows = rows.with_standing(actor.at).order_by("invited_at", "id")
    return {offer.seat_id: offer for offer in rows if offer.seat_id}


def find_sent(actor: Actor, public_id: str) -> Offer | None:
    """One of the own organisation."""
    rows = visible_offers(actor).filter(organisation_id=actor.own_organisation_id)
    return rows.filter(public_id=public_id).first()


def sent_by_organisation(actor: Actor, *, since: dt.datetime) -> Iterable[Offer]:
    """Of work in the own organisation: what waits, and what was answered not long ago."""
    rows = visible_offers(actor).filter(organisation_id=actor.own_organisation_id)
    rows = rows.exclude(typed="").with_standing(actor.at)  # without those that were wiped
    rows = rows.filter(Q(state=Offer.State.OPEN) | Q(invited_at__gt=since))
    # whoever took over what a kit prepared stands among the people
    rows = rows.exclude(state=Offer.State.ACCEPTED, membership__isnull=False)
    return rows.select_related("membership").order_by("-invited_at")
