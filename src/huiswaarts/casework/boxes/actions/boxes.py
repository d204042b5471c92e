"""The boxes of a case as a whole: opened, opened again, not needed."""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from django.db import connection

from huiswaarts.casework.boxes import policies, states
from huiswaarts.casework.boxes.actions.base import one_transaction, seen, take, tell, write_settled
from huiswaarts.casework.boxes.entries import InvalidEntryError
from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.common.dates import as_day
from huiswaarts.foundation.events import actions as events

Why = Box.Why
REOPEN_REASONS = (
    Why.SOMETHING_CHANGED,
    Why.SOMETHING_WRONG,
    Why.SOMETHING_MISSING,
    Why.TOO_OLD,
    Why.CLIENT_WISH,
    Why.NEEDED_AFTER_ALL,
)
NOT_NEEDED_REASONS = (Why.NOT_AT_PLAY, Why.ARRANGED_ELSEWHERE, Why.CLIENT_CHOICE)


@one_transaction
def open_boxes(*, case: Case, sight: Sight, by: Actor, at: dt.datetime) -> int:
    """At acceptance, by the coordinator: a box per theme of the region. Again: only new themes.

    Optional boxes wait as "not needed"; that of the children is opened when there are any.
    """
    require(policies.open_boxes(case, sight))
    needed = ["family_children"] if case.household == Case.Household.SINGLE_PARENT else []
    with connection.cursor() as cursor:
        cursor.execute("select app_make_boxes(%s, %s::text[])", [case.pk, needed])
        made = cursor.fetchone()[0]
    if made:
        events.record(
            kind="boxes.boxes_opened",
            by=by,
            case_id=case.pk,
            subject=f"cases.case:{case.pk}",
            number=made,
            on=as_day(at).isoformat(),
        )
    return int(made)


@one_transaction
def reopen(*, box: Box, sight: Sight, why: str, version: int, by: Actor, at: dt.datetime) -> Box:
    """Open a full box again: who agreed is asked again. A box that was not needed begins."""
    held = take(box)
    require(policies.reopen(box, sight))
    seen(held, version)
    _one_of(why, REOPEN_REASONS)
    if held.standing.state == states.NOT_NEEDED:
        started = replace(held.standing, state=states.EMPTY)
        settled = states.settle(held.kind.box, started, as_day(at))
    else:
        settled = states.settle(held.kind.box, held.standing, as_day(at), reason=why)
    write_settled(held, settled)
    tell(held, kind="boxes.box_reopened", by=by, why=why)
    return box


@one_transaction
def mark_not_needed(
    *, box: Box, sight: Sight, why: str, version: int, by: Actor, at: dt.datetime
) -> Box:
    """Put a box aside; the form asks whether the client agrees, and only then calls this."""
    held = take(box)
    require(policies.mark_not_needed(box, sight))
    seen(held, version)
    _one_of(why, NOT_NEEDED_REASONS)
    settled = states.settle(held.kind.box, held.standing, as_day(at))
    aside = replace(
        settled, state=states.NOT_NEEDED, reason=why, lapsed=frozenset(held.standing.said)
    )
    write_settled(held, aside)
    tell(held, kind="boxes.box_marked_not_needed", by=by, why=why)
    return box


@one_transaction
def settle_again(*, box: Box, by: Actor, at: dt.datetime) -> Box:
    """Judge a box as of today: rules about dates may have come to another answer."""
    held = take(box)
    write_settled(held, states.settle(held.kind.box, held.standing, as_day(at)))
    if box.state != held.standing.state:
        tell(held, kind="boxes.box_judged", by=by)
    return box


def _one_of(why: str, allowed: Collection[str]) -> None:
    if why not in allowed:
        raise InvalidEntryError("why", "Kies een reden.")
