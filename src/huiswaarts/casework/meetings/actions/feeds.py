"""The own calendar follows: a link is made, shown once, and stopped."""

import secrets

from django.db import transaction

from huiswaarts.casework.meetings.models import CalendarFeed
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.accounts.codes import print_of
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.actions import record


class MadeMeanwhileError(Exception):
    """Another screen made a link since this one was opened: that one works."""


@transaction.atomic
def make_feed(*, by: Actor, instead_of: str | None = None) -> str:
    """The secret of the link, this once. An earlier link stops: the one that was seen, if given."""
    User.objects.select_for_update().get(pk=by.user_id)
    current = CalendarFeed.objects.visible_to(by).current().first()
    if instead_of is not None and instead_of != (str(current.pk) if current else ""):
        raise MadeMeanwhileError
    stop_feed(by=by)
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(
        user_id=by.user_id,
        membership_id=by.membership_id,
        token_hash=print_of(secret),
        made_at=by.at,
    )
    record(kind="meetings.feed_made", by=by)
    return secret


@transaction.atomic
def stop_feed(*, by: Actor) -> bool:
    """Whether there was one."""
    feeds = CalendarFeed.objects.visible_to(by).current()
    stopped = bool(feeds.update(revoked_at=by.at))
    if stopped:
        record(kind="meetings.feed_stopped", by=by)
    return stopped


def note_read(*, feed: CalendarFeed, by: Actor) -> None:
    feed.read_at = by.at
    feed.save(update_fields=["read_at"])
