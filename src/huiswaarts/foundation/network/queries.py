import datetime as dt

from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.network.models import Membership


def memberships_of(user: User, *, at: dt.datetime) -> list[Membership]:
    """One's own, in every region: an actor is made from one of these."""
    found = Membership.objects.active(at).filter(user=user)
    return list(found.select_related("organisation", "region").order_by("organisation__name"))
