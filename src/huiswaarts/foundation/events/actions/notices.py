"""News for people, in their inbox: ids only; the words are made when it is read."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.events.models import Notification


@dataclass(frozen=True)
class Recipient:
    """A person, in the work that the news belongs to; None for a client or relative."""

    user_id: int
    membership_id: int | None = None


def write_notices(
    *, news: Notification, to: Iterable[Recipient], once: str = "", by: Actor
) -> list[Recipient]:
    """Written with the change. With `once` everybody gets this news one time; who gets it now."""
    people = list(dict.fromkeys(to))
    keys = {one: f"{once}:{one.user_id}" if once else uuid.uuid4().hex for one in people}
    if once:
        had = Notification.objects.filter(once_key__in=keys.values())
        told = set(had.values_list("once_key", flat=True))
        people = [one for one in people if keys[one] not in told]
    Notification.objects.bulk_create(
        (
            Notification(
                region_id=by.own_region_id,
                user_id=one.user_id,
                membership_id=one.membership_id,
                kind=news.kind,
                case_id=news.case_id,
                subject=news.subject,
                number=news.number,
                once_key=keys[one],
                at=by.at,
            )
            for one in people
        ),
        ignore_conflicts=True,
    )
    return people


def mark_read(*, notice: Notification, by: Actor) -> Notification:
    """Seen by whom it is for. The first time counts."""
    if notice.read_at is None:
        notice.read_at = by.at
        notice.save(update_fields=["read_at"])
    return notice


def mark_all_read(*, by: Actor) -> int:
    return Notification.objects.visible_to(by).filter(read_at=None).update(read_at=by.at)
