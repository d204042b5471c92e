"""Who and when, told to the database for one transaction: the key to the second lock."""

from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

from huiswaarts.foundation.access.actor import Actor, the_clock

if TYPE_CHECKING:
    from collections.abc import Iterator

_SET = """select set_config('app.membership', %s, true), set_config('app.user', %s, true),
    set_config('app.region', %s, true), set_config('app.organisation', %s, true),
    set_config('app.role', %s, true), set_config('app.at', %s, true),
    set_config('app.second_step', %s, true),
    set_config('app.focus', '', true), set_config('plan_cache_mode', 'force_custom_plan', true),
    app_unread(%s, %s), app_offers_waiting(%s, %s)"""
# One case: what the wall compares with is short, so a plan made once is right for everyone.
# Else it may be thousands, and each question is planned for whoever asks.
_FOCUS = "select set_config('app.focus', %s, true), set_config('plan_cache_mode', %s, true)"
FORGET_PLANS, KEEP_PLANS = "force_custom_plan", "auto"


def _text(value: object) -> str:
    return "" if value is None else str(value)


class Waiting(NamedTuple):
    """What the header of every page shows: messages not read, invitations not answered."""

    unread: int = 0
    offers: int = 0


def enter(actor: Actor) -> Waiting:
    """Until the end of this transaction the database knows who asks. Nothing set = nothing seen."""
    values = (
        actor.membership_id,
        actor.user_id,
        actor.region_id,
        actor.organisation_id,
        actor.role,
        actor.at.isoformat(),
        "yes" if actor.second_step else "",
    )
    with connection.cursor() as cursor:
        header = (actor.user_id, actor.membership_id, actor.user_id, actor.at)
        cursor.execute(_SET, [*map(_text, values), *header])
        row = cursor.fetchone()
    return Waiting(*map(int, row[-2:])) if row else Waiting()


def leave() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, [*[""] * 7, None, None, None, None])


def focus(case_ids: Iterable[int] | None) -> None:
    """A lens for speed: look at these cases only. It narrows what a seat gives, never widens."""
    ids = None if case_ids is None else [str(int(i)) for i in case_ids]
    text = "" if ids is None else f"{{{','.join(ids)}}}"
    with connection.cursor() as cursor:
        cursor.execute(_FOCUS, [text, KEEP_PLANS if ids and len(ids) == 1 else FORGET_PLANS])


@contextmanager
def acting(actor: Actor) -> "Iterator[Actor]":
    """For jobs, commands and tests, inside a transaction."""
    enter(actor)
    try:
        yield actor
    finally:
        leave()


@contextmanager
def as_the_clock(by: Actor, *, job: str) -> "Iterator[Actor]":
    """Whoever did it may see nobody of those who hear of it. In the same transaction; afterwards
    the database knows `by` again.
    """
    clock = the_clock(region_id=by.own_region_id, at=by.at, job=job)
    with acting(replace(clock, user_id=by.user_id)) as teller:
        yield teller
    enter(by)
