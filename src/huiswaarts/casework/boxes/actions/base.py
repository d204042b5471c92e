"""What every deed on a box has in common: take it, judge it, write what follows."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from huiswaarts.casework.boxes import states
from huiswaarts.casework.boxes.actions import notices
from huiswaarts.casework.boxes.kinds import Kind
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.boxes.states import Settled, Standing
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.events import actions as events

P = ParamSpec("P")
R = TypeVar("R")


class StaleBoxError(Exception):
    """The box changed since it was shown: look again before judging it."""

    def __init__(self, box: Box) -> None:
        super().__init__(f"changed meanwhile: {box.pk}")
        self.box = box


def one_transaction(action: Callable[P, R]) -> Callable[P, R]:
    """One transaction: that of the request, or a new one for jobs and tests.

    No savepoint: every refusal comes before the first write, and a failure ends the request.
    """

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:
            return action(*args, **kwargs)
        with transaction.atomic():
            return action(*args, **kwargs)

    return whole


@dataclass
class Held:
    """A box that nobody else can change until the transaction ends."""

    box: Box
    kind: Kind
    standing: Standing

    @property
    def withdrawn(self) -> bool:
        return self.standing.secrecy_withdrawn


def take(box: Box) -> Held:
    with connection.cursor() as cursor:
        cursor.execute("select app_take_box(%s)", [box.pk])
        raw = cursor.fetchone()[0]
    if raw is None:
        raise PermissionDenied("Deze doos wordt niet met u gedeeld.")
    kind = kind_of(box.box_type_id)
    standing = states.read(kind, json.loads(raw))
    box.version, box.state = standing.version, standing.state
    return Held(box, kind, standing)


def seen(held: Held, version: int) -> None:
    if held.standing.version != version:
        raise StaleBoxError(held.box)


def write_settled(held: Held, settled: Settled, words: Mapping[str, str] | None = None) -> None:
    """Checks, derived answers, lapsed confirmations and the state: one call.

    `words` are derived answers that are someone's own words, by code.
    """
    kind, box = held.kind, held.box
    by_code = {one.code: pk for pk, one in kind.derivations.items()}
    values = {**settled.derived, **(words or {})}
    derived = {str(by_code[code]): value for code, value in values.items()}
    met = [pk for pk, one in kind.checks.items() if one.code in settled.met]
    unmet = [pk for pk, one in kind.checks.items() if one.code not in settled.met]
    lapsed = [pk for pk, one in kind.confirmations.items() if one.code in settled.lapsed]
    with connection.cursor() as cursor:
        cursor.execute(
            "select app_settle_box(%s, %s, %s, %s::bigint[], %s::bigint[], %s::jsonb,"
            " %s::bigint[])",
            [box.pk, settled.state, settled.reason, met, unmet, json.dumps(derived), lapsed],
        )
    box.version += 1
    box.state, box.state_reason = settled.state, settled.reason


TOLD = {
    states.PROPOSED: "boxes.box_proposed",
    states.FILLED: "boxes.box_filled",
    states.REOPENED: "boxes.box_reopened",
}


def tell(held: Held, *, kind: str, by: Actor, subject: str = "", **codes: Any) -> None:
    """The deed, and when it brought the box to another state that too. No words, only codes."""
    box, before = held.box, held.standing.state
    facts: dict[str, Any] = {"by": by, "case_id": box.case_id, "topic": box.topic}
    subject = subject or f"boxes.box:{box.pk}"
    events.record(kind=kind, subject=subject, **facts, **codes)
    changed = TOLD.get(box.state, "")
    if box.state != before and box.state == states.PROPOSED:
        notices.box_waits(box, by)
    if box.state != before and changed not in ("", kind):
        events.record(kind=changed, subject=f"boxes.box:{box.pk}", **facts, why=box.state_reason)
