"""Mail to send, written with the change it tells of; it leaves after commit, or not at all."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F

from huiswaarts.foundation.common.queue import later
from huiswaarts.foundation.events import outbox
from huiswaarts.foundation.events.models import OutboxMessage

Kind = OutboxMessage.Kind
NEWS = (Kind.SOMETHING_READY, Kind.MEETING)  # all that is not about signing in
PAUSES = tuple(dt.timedelta(seconds=seconds) for seconds in (30, 60, 120, 300, 900))


@dataclass(frozen=True)
class Errand:
    """One message: to whom, from when, which way; with what it carries."""

    user_id: int
    due_at: dt.datetime
    channel: str = OutboxMessage.Channel.MAIL
    kind: str = Kind.SOMETHING_READY
    enclosure: str = ""  # a calendar file, as neutral as the mail itself
    once_key: str = ""
    number: str = ""  # a text message to this one, whatever that of the account is by then


def queue_mail(
    *,
    kind: str,
    user_id: int,
    at: dt.datetime,
    once_key: str = "",
    secret: str = "",
    channel: str = OutboxMessage.Channel.MAIL,
) -> OutboxMessage | None:
    """With a `once_key` the same mail is queued once; None when it was."""
    key = once_key or uuid.uuid4().hex
    try:
        with transaction.atomic():
            message = OutboxMessage.objects.create(
                user_id=user_id,
                kind=kind,
                channel=channel,
                secret=secret,
                once_key=key,
                created_at=at,
                due_at=at,
            )
    except IntegrityError:
        return None
    _call_the_postman({user_id: None})
    return message


def queue_invitations(*, letters: Iterable[tuple[str, str]], at: dt.datetime) -> None:
    """To addresses, each with its single-use code; whose they are is not looked up."""
    messages = [
        OutboxMessage(
            user_id=None,
            address=address,
            kind=Kind.INVITATION,
            secret=secret,
            once_key=uuid.uuid4().hex,
            created_at=at,
            due_at=at,
        )
        for address, secret in letters
    ]
    OutboxMessage.objects.bulk_create(messages)
    if messages:
        _call_the_postman({None: None})


def queue_ready(*, errands: Iterable[Errand], at: dt.datetime) -> None:
    """Many at once, in three queries. Of "er staat iets klaar" one waits a person, at the earliest
    moment that was asked for: it says nothing, so a second one would say nothing more.
    """
    errands = list(errands)
    if not errands:
        return
    messages = [
        OutboxMessage(
            user_id=one.user_id,
            kind=one.kind,
            channel=one.channel,
            enclosure=one.enclosure,
            number=one.number,
            once_key=one.once_key or uuid.uuid4().hex,
            created_at=at,
            due_at=one.due_at,
        )
        for one in errands
    ]
    OutboxMessage.objects.bulk_create(messages, ignore_conflicts=True)
    for due_at in {one.due_at for one in errands if one.kind == Kind.SOMETHING_READY}:
        people = [one.user_id for one in errands if one.due_at == due_at]
        sooner = OutboxMessage.objects.waiting().filter(kind=Kind.SOMETHING_READY)
        sooner.filter(user_id__in=people, due_at__gt=due_at).update(due_at=due_at)
    _call_the_postman({one.user_id: one.due_at if one.due_at > at else None for one in errands})


def _call_the_postman(people: Mapping[int | None, dt.datetime | None]) -> None:
    task = outbox.postman()
    if task is not None:
        later(task, [({"user_id": user_id}, moment) for user_id, moment in people.items()])


def claim_mail(
    *, at: dt.datetime, after: int = 0, user_id: int | None = None
) -> OutboxMessage | None:
    """The next one that may go, locked for this transaction; two senders never get the same."""
    waiting = OutboxMessage.objects.waiting().due(at).filter(pk__gt=after)
    if user_id is not None:
        waiting = waiting.filter(user_id=user_id)
    return waiting.select_for_update(skip_locked=True).order_by("pk").first()


def stop_mail(*, user_ids: Iterable[int], at: dt.datetime) -> int:
    """News that waits for these people does not leave any more. How many that were. What is about
    signing in goes on.
    """
    waiting = OutboxMessage.objects.waiting().filter(user_id__in=list(user_ids), kind__in=NEWS)
    return waiting.update(
        sent_at=at, secret="", enclosure="", address="", number="", last_error="stopped"
    )


def hold_mail(*, user_id: int, until: dt.datetime, at: dt.datetime) -> int:
    """News that waits for this person stays here until then; what is about signing in goes on."""
    waiting = OutboxMessage.objects.waiting().filter(user_id=user_id, kind__in=NEWS)
    return waiting.filter(created_at__lte=at).update(due_at=until)


def release_mail(*, user_id: int, at: dt.datetime) -> int:
    """What was held may go now."""
    waiting = OutboxMessage.objects.waiting().filter(user_id=user_id, due_at__gt=at)
    held = waiting.update(due_at=at)
    if held:
        _call_the_postman({user_id: None})
    return held


def mark_mail_sent(*, message: OutboxMessage, at: dt.datetime) -> None:
    message.sent_at = at
    message.secret = message.enclosure = message.address = message.number = ""
    message.attempts += 1
    message.save(update_fields=["sent_at", "secret", "enclosure", "address", "number", "attempts"])


def mark_mail_failed(*, message: OutboxMessage, error: str, at: dt.datetime) -> None:
    """Kept, and tried again later. The kind of error only: a server's words may hold an address."""
    pause = PAUSES[min(message.attempts, len(PAUSES) - 1)]
    OutboxMessage.objects.filter(pk=message.pk).update(
        attempts=F("attempts") + 1, last_error=error[:200], failed_at=at, due_at=at + pause
    )
