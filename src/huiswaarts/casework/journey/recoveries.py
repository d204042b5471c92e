"""What is told of a recovery: to the owner, to those who stated it, and to whoever may. ADR 17.

By the clock: whoever begins one does not know who else may be the second, and the owner who stops
one does not know who was asked. The words to the owner name nobody.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection, transaction

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions import News, alarm, needs_paper, tell
from huiswaarts.foundation.accounts.actions.alarm import What
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.actions import Recipient, write_notices
from huiswaarts.foundation.events.models import Notification

Kind = Notification.Kind
# Not for the owner: for the table that can help, and for whoever was asked or stated it.
OF_OTHERS = (
    Kind.RECOVERY_ASKED,
    Kind.RECOVERY_WIDE,
    Kind.HALF_LAPSED,
    Kind.RECOVERY_STOPPED,
)


@dataclass(frozen=True)
class Turn:
    """A recovery began or was stopped, its code works, or what only the client reads is open."""

    kind: str
    case_id: int | None
    once: str
    owner: int


def tell_recoveries(by: Actor) -> int:
    """One transaction for each, so that a fault in one keeps no other back. Twice is once."""
    with transaction.atomic(), acting(by):
        found = _due()
    for turn, people in found.items():
        with transaction.atomic(), acting(by):
            if turn.kind in OF_OTHERS:
                tell(news=News(turn.kind, turn.case_id, once=turn.once), to=people, by=by)
            else:
                _tell(turn, people, by)
    return len(found)


def _due() -> dict[Turn, list[Recipient]]:
    """Each with the two (or the one) who stated it; of what is for others, with those."""
    with connection.cursor() as cursor:
        cursor.execute("select * from app_recovery_news()")
        rows = cursor.fetchall()
    found: dict[Turn, list[Recipient]] = defaultdict(list)
    for kind, case_id, once, owner, user_id, membership_id in rows:
        staters = found[Turn(kind, case_id, once, owner)]
        if user_id != owner:
            staters.append(Recipient(user_id, membership_id))
    return found


def _tell(turn: Turn, staters: list[Recipient], by: Actor) -> None:
    owner = User.objects.get(pk=turn.owner)
    to = [Recipient(owner.pk)]
    if turn.kind == Kind.ACCESS_BACK:  # good news, by the way that was chosen
        tell(news=News(kind=turn.kind, case_id=turn.case_id, once=turn.once), to=to, by=by)
    else:
        notice = Notification(kind=turn.kind, case_id=turn.case_id)
        write_notices(news=notice, to=to, once=turn.once, by=by)
    if turn.kind == Kind.ACCESS_WORKS:  # of ACCESS_ASKED the alarm went out when it was asked
        alarm(user=owner, what=What.WORKS, at=by.at, once=turn.once)
        tell(news=News(kind=turn.kind, once=turn.once), to=staters, by=by)
    if needs_paper(owner) or not (owner.email or owner.phone):
        _on_paper(turn, {one.user_id for one in staters}, by)


def _on_paper(turn: Turn, staters: set[int], by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select * from app_recovery_hands(%s, %s)", [turn.case_id, sorted(staters)])
        hands = [Recipient(*row) for row in cursor.fetchall()]
    paper = News(
        kind=Kind.ON_PAPER,
        case_id=turn.case_id,
        subject=f"accounts.user:{turn.owner}",
        once=f"paper:{turn.once}",
    )
    tell(news=paper, to=hands, by=by)
