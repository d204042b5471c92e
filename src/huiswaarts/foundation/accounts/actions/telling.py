"""Telling people that there is news: in their inbox, and by the way and at the hour they chose."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import transaction

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.accounts.actions.alarm import alarm_old
from huiswaarts.foundation.accounts.actions.locks import lock_account
from huiswaarts.foundation.accounts.models import Channel, MailWish, User
from huiswaarts.foundation.accounts.news import GROUP_OF, GROUPS, leaves_at
from huiswaarts.foundation.accounts.queries import works
from huiswaarts.foundation.events.actions import Errand, Recipient, queue_ready, write_notices
from huiswaarts.foundation.events.models import Notification, OutboxMessage

# Of whom a death was reported: word waits, until that was undone or for so long.
HELD = dt.timedelta(days=30)
NUMBER_WAITS = dt.timedelta(days=1)  # before a code to another number gives a new password


# All that somebody chooses here about word; no other column of the account.
CHOSEN = frozenset({"channel", "phone", "quiet_from", "quiet_until"})


@dataclass(frozen=True)
class News:
    """One thing to tell, in ids. `once` names it: who was told of it is not told again."""

    kind: str
    case_id: int | None = None
    subject: str = ""
    number: int = 0
    once: str = ""
    # A calendar file for one address, as neutral as the mail; then it is a mail of its own.
    enclosure: Callable[[str], str] | None = None


@dataclass(frozen=True)
class Reached:
    """Who was told now; `on_paper` are those whom no mail or text message reaches."""

    told: list[Recipient]
    on_paper: list[Recipient]


@transaction.atomic
def tell(*, news: News, to: Iterable[Recipient], by: Actor) -> Reached:
    """Not to the one who did it. Five queries, for one person as for hundreds."""
    others = [one for one in to if one.user_id != by.user_id]
    notice = Notification(
        kind=news.kind, case_id=news.case_id, subject=news.subject, number=news.number
    )
    told = write_notices(news=notice, to=others, once=news.once, by=by) if others else []
    if not told:
        return Reached([], [])
    ids = {one.user_id for one in told}
    people = User.objects.filter(pk__in=ids, is_active=True).in_bulk()
    group = GROUP_OF[news.kind]
    wishes = MailWish.objects.filter(user_id__in=ids, group=group)
    rhythms = dict(wishes.values_list("user_id", "rhythm"))
    errands, paper = [], set()
    at_home = {one.user_id for one in told if one.membership_id is None}
    said_dead = {who for who in at_home & set(people) if _is_held(people[who], by.at)}
    for person in people.values():
        rhythm = rhythms.get(person.pk, GROUPS[group].usual)
        leaves = leaves_at(rhythm, by.at, person.quiet_from, person.quiet_until)
        if leaves is not None and person.pk in said_dead:
            if not needs_paper(person) and person.channel != Channel.NONE:
                held = person.death_reported_at + HELD if person.death_reported_at else leaves
                errands.append(_errand(person, news, max(leaves, held)))
        elif leaves is not None and needs_paper(person):
            paper.add(person.pk)
        elif leaves is not None and person.channel != Channel.NONE:
            errands.append(_errand(person, news, leaves))
    queue_ready(errands=errands, at=by.at)
    return Reached(told, [one for one in told if one.user_id in paper])


def _is_held(person: User, at: dt.datetime) -> bool:
    """Said to have died, and no word goes out to them; whoever also works, is seen at work."""
    return person.death_reported_at is not None and not works(person, at)


def needs_paper(person: User) -> bool:
    """Chosen, or nothing else reaches this person."""
    if person.channel == Channel.SMS:
        return not person.phone
    return person.channel == Channel.PAPER or (person.channel == Channel.MAIL and not person.email)


def _errand(person: User, news: News, leaves: dt.datetime) -> Errand:
    if person.channel == Channel.SMS:
        return Errand(person.pk, leaves, channel=OutboxMessage.Channel.SMS)
    if news.enclosure is None:
        return Errand(person.pk, leaves)
    return Errand(
        person.pk,
        leaves,
        kind=OutboxMessage.Kind.MEETING,
        enclosure=news.enclosure(person.email or ""),
    )


def _ways_of(user: User) -> Iterable[tuple[str, str]]:
    return (("channel", user.channel), ("phone", user.phone))


@transaction.atomic
def choose_word(
    *, user: User, ways: Mapping[str, Any], rhythms: Mapping[str, str], at: dt.datetime
) -> None:
    """How word reaches this person: the way, the quiet hours, and how soon for each group. Another
    number or way is told by the old ones: whoever has a number gets a new password by it.
    """
    before = lock_account(user.pk)
    if any(ways.get(name, was) != was for name, was in _ways_of(before)):
        alarm_old(before=before, at=at)
    for name, value in ways.items():
        if name not in CHOSEN:
            raise FieldDoesNotExist(name)
        setattr(user, name, value)
    user.save(update_fields=list(ways))
    if ways.get("phone", before.phone) != before.phone:
        user.phone_from = at + NUMBER_WAITS if user.phone else None
        user.save(update_fields=["phone_from"])
    for group, rhythm in rhythms.items():
        MailWish.objects.update_or_create(user=user, group=group, defaults={"rhythm": rhythm})
