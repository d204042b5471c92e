"""Ticking a point by hand, saying "dit klopt" or "klopt niet"."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from huiswaarts.casework.boxes import policies, states
from huiswaarts.casework.boxes.actions.base import (
    Held,
    one_transaction,
    seen,
    take,
    tell,
    write_settled,
)
from huiswaarts.casework.boxes.content.types import CheckRule, ConfirmRule
from huiswaarts.casework.boxes.entries import InvalidEntryError
from huiswaarts.casework.boxes.models import Answer, Box, Check, Confirmation
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.figures.guards.characters import RefusedTextError
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.common.dates import as_day
from huiswaarts.foundation.common.texts import kept

MAX_REASON = 500


class NoSuchRuleError(LookupError):
    """The box has no check or confirmation with this code."""


@dataclass(frozen=True)
class Word:
    """What someone says of a point or of the whole box, having seen this version of it."""

    code: str
    yes: bool
    version: int
    reason: str = ""


@one_transaction
def tick_check(*, box: Box, sight: Sight, word: Word, by: Actor, at: dt.datetime) -> Check:
    """A point that people judge, ticked or unticked by a party that may."""
    held = take(box)
    rule_id = _rule_id(held.kind.checks, word.code)
    rule = held.kind.checks[rule_id]
    require(policies.tick(box, sight, rule, withdrawn=held.withdrawn))
    seen(held, word.version)
    standing = held.standing.with_tick(rule.code, met=word.yes)
    write_settled(held, states.settle(held.kind.box, standing, as_day(at)))
    check, _ = Check.objects.update_or_create(
        box=box,
        rule_id=rule_id,
        defaults={
            "case_id": box.case_id,
            "topic": box.topic,
            "met": word.yes,
            "user_id": by.user_id,
            "organisation_id": by.organisation_id,
            "at": at,
        },
    )
    tell(
        held,
        kind="boxes.check_ticked",
        by=by,
        subject=f"boxes.check:{check.pk}",
        met=word.yes,
    )
    return check


@one_transaction
def confirm(*, box: Box, sight: Sight, word: Word, by: Actor, at: dt.datetime) -> Confirmation:
    """Say "dit klopt": one of the parties of the rule, or a helper with the client."""
    held = take(box)
    rule_id = _rule_id(held.kind.confirmations, word.code)
    rule = held.kind.confirmations[rule_id]
    settled = states.settle(held.kind.box, held.standing, as_day(at))
    points = policies.open_points(
        held.kind.box, rule, met=settled.met, derived=answered_derivations(held)
    )
    require(policies.confirm(box, sight, rule, open_points=points))
    seen(held, word.version)
    return _say(held, sight, replace(word, reason="", yes=True), by, at)


@one_transaction
def disagree(*, box: Box, sight: Sight, word: Word, by: Actor, at: dt.datetime) -> Confirmation:
    """Say "klopt niet" with why, for the next meeting. A full box opens again."""
    held = take(box)
    rule = held.kind.confirmations[_rule_id(held.kind.confirmations, word.code)]
    require(policies.judge(box, sight, rule))
    seen(held, word.version)
    try:
        reason = kept(word.reason, max_length=MAX_REASON)
    except RefusedTextError as error:
        raise InvalidEntryError("reason", str(error)) from None
    if not reason:
        raise InvalidEntryError("reason", "Vertel waarom het niet klopt.")
    return _say(held, sight, replace(word, reason=reason, yes=False), by, at)


def _say(held: Held, sight: Sight, word: Word, by: Actor, at: dt.datetime) -> Confirmation:
    box, rule_id = held.box, _rule_id(held.kind.confirmations, word.code)
    rule = held.kind.confirmations[rule_id]
    said = Confirmation.Said.YES if word.yes else Confirmation.Said.NO
    standing = held.standing.with_word(rule.code, said)
    settled = states.settle(held.kind.box, standing, as_day(at))
    # the word before this one is history, whoever said it
    earlier = {rule.code} if rule.code in held.standing.said else set()
    write_settled(held, states.with_lapsed(settled, earlier))
    party = policies.confirms_as(sight, rule)
    saying = Confirmation.objects.create(
        case_id=box.case_id,
        topic=box.topic,
        label=0,
        box=box,
        rule_id=rule_id,
        said=said,
        reason=word.reason,
        seat_kind=party,
        how=_how(party, sight),
        user_id=by.user_id,
        organisation_id=by.organisation_id,
        at=at,
    )
    kind = "boxes.box_confirmed" if word.yes else "boxes.box_disputed"
    tell(held, kind=kind, by=by, rule=rule.code, party=party)
    return saying


def answered_derivations(held: Held) -> set[str]:
    """The derived answers that there are: their question has an answer for all to see."""
    answered = set()
    for one in held.kind.box.derivations:
        row = held.standing.newest(one.question) if one.question else None
        if row is not None and not row.label and row.given.is_answered:
            answered.add(one.code)
    return answered


def _how(party: str, sight: Sight) -> str:
    for_client = party == SeatKind.CLIENT and not sight.is_client
    return Answer.How.TOGETHER if for_client else Answer.How.ALONE


def _rule_id(rules: Mapping[int, CheckRule | ConfirmRule], code: str) -> int:
    found = next((pk for pk, one in rules.items() if one.code == code), None)
    if found is None:
        raise NoSuchRuleError
    return found
