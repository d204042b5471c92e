"""From a session to an actor: which membership, or which seat, someone acts with."""

import datetime as dt
from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet

from huiswaarts.casework.cases.queries import seat_of_user
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.kept import kept
from huiswaarts.foundation.network.models import Membership
from huiswaarts.foundation.network.queries import CHOSEN, HOME, actor_of_membership


def actor_of(request: Any, *, at: dt.datetime) -> Actor | None:
    """One side at a time: the chosen membership or the own seats, never both. Who has one side
    acts from there, who has more says which. None for whoever has neither.
    """
    user = request.user
    memberships: list[Any] = [*_memberships(user.pk, at)]
    request.memberships, request.must_choose = memberships, False
    # has a seat of their own too
    request.at_home = not memberships or memberships[0].at_home
    chosen = request.session.get(CHOSEN)
    if request.at_home and (chosen == HOME or not memberships):
        home = seat_of_user(user, at=at)
        if home is not None or not memberships:
            return home
        request.at_home = False
    membership = next((m for m in memberships if m.pk == chosen), None)
    request.must_choose = membership is None and len(memberships) + request.at_home > 1
    return actor_of_membership(membership or memberships[0], name=user.name, at=at)


@kept
def _memberships(user: Any, at: Any) -> QuerySet[Membership]:
    home = Func(F("user_id"), at, function="app_has_home", output_field=BooleanField())
    rows = Membership.objects.active(at).filter(user_id=user).annotate(at_home=home)
    return rows.select_related("organisation").order_by("id")
