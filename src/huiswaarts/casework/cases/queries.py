"""Reading over cases: who sits where, what happened, who looked."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.access.session import enter


def seat_of_user(user: Any, *, at: dt.datetime) -> Actor | None:
    """The actor of a client or relative: their newest active seat says in which region.

    The wall lets users read their own seats, so the database is told first who asks.
    """
    bare = Actor(user_id=user.pk, name="", region_id=None, at=at)
    enter(bare)
    seat = (
        TeamMember.objects.active(at)
        .filter(user_id=user.pk, membership=None)
        .select_related("case")
        .order_by("-from_at", "-id")
        .first()
    )
    if seat is None:
        return None
    name = seat.case.client_name if seat.kind == SeatKind.CLIENT else seat.name
    return Actor(
        user_id=user.pk,
        name=name,
        region_id=seat.case.region_id,
        at=at,
        role=seat.kind,
        why=f"seat:{seat.kind}",
    )


def own_seat(actor: Actor, case_id: int) -> TeamMember | None:
    """The seat through which the actor sits in this case; the strongest when there are two."""
    from huiswaarts.casework.cases.querysets import own_seats  # noqa: PLC0415

    seats: QuerySet[TeamMember] = TeamMember.objects.filter(own_seats(actor), case_id=case_id)
    return seats.select_related("organisation").order_by("id").first()
