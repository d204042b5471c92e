"""Promises: made, kept, moved to another day or person, withdrawn. Nothing is thrown away."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from huiswaarts.casework.cases import policies_promises as policies
from huiswaarts.casework.cases.actions.telling import tell_owner
from huiswaarts.casework.cases.models import Case, Commitment, TeamMember
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.common.texts import kept
from huiswaarts.foundation.events.actions import record
from huiswaarts.foundation.events.actions.versions import save_version

MOST = 200  # characters
State = Commitment.State


@dataclass(frozen=True)
class Promise:
    """What is agreed: exactly one owner and one day; `topic` is a box, or the whole plan."""

    what: str
    owner: TeamMember
    due_on: dt.date
    topic: int = int(Topic.REPORT)


@dataclass(frozen=True)
class Change:
    """Another day, another person, or both; with the reason."""

    owner: TeamMember
    due_on: dt.date
    why: str


@transaction.atomic
def make_promise(*, case: Case, promise: Promise, sight: Sight, by: Actor) -> Commitment:
    """Raises `RefusedTextError` for a text that may not be kept."""
    require(policies.make(case, sight, promise.topic))
    require(policies.fits_owner(sight, promise.owner, promise.topic))
    made = Commitment.objects.create(
        case=case,
        topic=promise.topic,
        what=kept(promise.what, max_length=MOST),
        owner=promise.owner,
        due_on=promise.due_on,
        made_by_id=by.membership_id,
        made_at=by.at,
    )
    _note("cases.promise_made", made, by, owner=promise.owner.pk)
    tell_owner(promise=made, by=by)
    return made


@transaction.atomic
def keep_promise(*, promise: Commitment, version: int, sight: Sight, by: Actor) -> Commitment:
    require(policies.settle(promise.case, sight, promise))
    if promise.is_open:  # a second press changes nothing
        save_version(promise, version=version, state=State.KEPT, settled_at=by.at)
        _note("cases.promise_kept", promise, by)
    return promise


@transaction.atomic
def reopen_promise(*, promise: Commitment, version: int, sight: Sight, by: Actor) -> Commitment:
    """It was not done after all, or it does count after all."""
    require(policies.settle(promise.case, sight, promise))
    if not promise.is_open:
        save_version(promise, version=version, state=State.OPEN, settled_at=None)
        _note("cases.promise_reopened", promise, by)
    return promise


@transaction.atomic
def change_promise(
    *, promise: Commitment, change: Change, version: int, sight: Sight, by: Actor
) -> Commitment:
    require(policies.change(promise.case, sight, promise))
    require(policies.fits_owner(sight, change.owner, promise.topic))
    before, had = promise.due_on, promise.owner_id
    save_version(
        promise,
        version=version,
        owner=change.owner,
        due_on=change.due_on,
        why=kept(change.why, max_length=MOST),
    )
    codes = {"owner": change.owner.pk, "before": before.isoformat()}
    _note("cases.promise_changed", promise, by, to=promise.due_on.isoformat(), **codes)
    if promise.owner_id != had:
        tell_owner(promise=promise, by=by)
    return promise


@transaction.atomic
def withdraw_promise(
    *, promise: Commitment, why: str, version: int, sight: Sight, by: Actor
) -> Commitment:
    """No longer needed. It stays to be read, with the reason."""
    require(policies.change(promise.case, sight, promise))
    why = kept(why, max_length=MOST)
    save_version(promise, version=version, state=State.WITHDRAWN, settled_at=by.at, why=why)
    _note("cases.promise_withdrawn", promise, by)
    return promise


def _note(kind: str, promise: Commitment, by: Actor, **codes: object) -> None:
    record(
        kind=kind,
        by=by,
        case_id=promise.case_id,
        topic=promise.topic,
        subject=f"cases.commitment:{promise.pk}",
        **codes,
    )
