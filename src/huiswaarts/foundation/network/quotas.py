"""What one person may do so often a day. Who may do no more is told why; the privacy officers of
the region hear it with the last time, and nobody is told that they did where there are none.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.accounts.actions import News, tell
from huiswaarts.foundation.accounts.actions.lockout import (
    DOUBLES,
    INVITED,
    Limit,
    is_last,
    take_tries,
)
from huiswaarts.foundation.events.actions import Recipient
from huiswaarts.foundation.events.models import Notification
from huiswaarts.foundation.network.models import Membership


@dataclass(frozen=True)
class Quota:
    limit: Limit
    kind: str  # of the notice to the privacy officers
    used_up: Callable[[Actor, int], str]


class UsedUpError(PermissionDenied):
    """No more today. Says so by itself on the page of a refusal, so no form can forget it."""


def _asked(_by: Actor, tries: int) -> str:
    return (
        f"U hebt in 24 uur {tries} keer gevraagd of iemand al bekend is, bij aanmelden of bij "
        "herstel van toegang. Meer kan niet. Over deze persoon is niets opgezocht. Morgen kan het "
        "weer."
    )


def _invited(by: Actor, tries: int) -> str:
    if by.is_professional:
        return (
            f"U hebt in 24 uur {tries} uitnodigingen per e-mail gestuurd. Meer kan niet. Er is nu "
            "niets verstuurd en niets bewaard. Morgen kan het weer."
        )
    return _(
        "Je hebt in 24 uur %(tries)s uitnodigingen per e-mail gestuurd. Meer kan niet. Er is nu "
        "niets verstuurd en niets bewaard. Morgen kan het weer. Uitnodigen op papier kan nu ook."
    ) % {"tries": tries}


KNOWN = Quota(DOUBLES, Notification.Kind.MANY_QUESTIONS, _asked)
INVITATIONS = Quota(INVITED, Notification.Kind.MANY_INVITATIONS, _invited)


@transaction.atomic
def take(quota: Quota, *, by: Actor, at: dt.datetime) -> None:
    """One of those of today, counted under a lock."""
    claim = (quota.limit, f"{by.user_id}")
    if take_tries(claims=[claim], at=at) is None:
        words = quota.used_up(by, quota.limit.tries)
        if _officers(by, at).exists():
            told = _("De functionaris gegevensbescherming van de regio heeft bericht gekregen.")
            words = f"{words} {told}"
        raise UsedUpError(words)
    if is_last(claim=claim, at=at):
        news = News(
            kind=quota.kind,
            subject=f"network.membership:{by.membership_id}" if by.membership_id else "",
            once=f"{quota.kind}:{by.membership_id or f'home-{by.user_id}'}:{by.today}",
        )
        tell(news=news, to=[Recipient(one.user_id, one.pk) for one in _officers(by, at)], by=by)


def _officers(by: Actor, at: dt.datetime) -> QuerySet[Membership]:
    """Not who asks: nobody watches over themself."""
    found = Membership.objects.active(at).filter(
        region_id=by.region_id, role="privacy_officer", user__is_active=True
    )
    return found.exclude(user_id=by.user_id)
