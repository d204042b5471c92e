"""From a session to an actor: which membership, or which seat, someone acts with."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from huiswaarts.casework.cases.queries import seat_of_user
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.kept import kept
from huiswaarts.foundation.network.models import Membership
from huiswaarts.foundation.network.queries import actor_of_membership

MEMBERSHIP = "membership"  # in the session: the membership that was chosen


def actor_of(request: HttpRequest, *, at: dt.datetime) -> Actor | None:
    """The chosen membership, else the only or oldest one, else a seat as client or relative."""
    user: Any = request.user
    memberships = _memberships(user.pk, at)
    request.memberships = memberships  # type: ignore[attr-defined]  # for the header
    if not memberships:
        return seat_of_user(user, at=at)
    chosen = request.session.get(MEMBERSHIP)
    membership = next((m for m in memberships if m.pk == chosen), None)
    request.must_choose = membership is None and len(memberships) > 1  # type: ignore[attr-defined]
    return actor_of_membership(membership or memberships[0], name=user.name, at=at)


@kept
def _memberships(user: Any, at: Any) -> QuerySet[Membership]:
    rows = Membership.objects.active(at).filter(user_id=user)
    return rows.select_related("organisation").order_by("id")
