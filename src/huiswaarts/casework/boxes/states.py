"""When is a box full, and when not any more? Pure: values in, values out."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from huiswaarts.casework.boxes.content.derive import derived_answers, met_checks
from huiswaarts.casework.boxes.content.rules import Facts, Given
from huiswaarts.casework.boxes.content.types import BoxType, ConfirmRule
from huiswaarts.casework.boxes.kinds import Kind

EMPTY, IN_PROGRESS, PROPOSED = "empty", "in_progress", "proposed"
FILLED, REOPENED, NOT_NEEDED = "filled", "reopened", "not_needed"
YES, NO = "yes", "no"
CLIENT = "client"


@dataclass(frozen=True)
class Stored:
    """One current row of the database: what it is, never what it says."""

    public_id: str
    question: str
    slot: str
    label: int
    version: int
    given: Given
    how: str = ""
    print: str = ""  # md5 of the words, if the judge may read them

    def says_the_same(self, other: "Stored") -> bool:
        same = (self.given.choice, self.given.on, self.given.number, self.print, self.label)
        return same == (
            other.given.choice,
            other.given.on,
            other.given.number,
            other.print,
            other.label,
        )


@dataclass(frozen=True)
class Standing:
    """All there is to judge a box by, also what the judge may not read."""

    version: int
    state: str
    rows: tuple[Stored, ...] = ()
    ticked: frozenset[str] = frozenset()
    said: Mapping[str, str] = field(default_factory=dict)
    filled_boxes: frozenset[str] = frozenset()
    secrecy_withdrawn: bool = False

    def newest(self, question: str, slot: str = CLIENT, max_label: int = 3) -> Stored | None:
        """Of the current rows to a question, the last one within a circle."""
        rows = [
            row
            for row in self.rows
            if row.question == question and row.slot == slot and row.label <= max_label
        ]
        return rows[-1] if rows else None

    def facts(self, today: dt.date) -> Facts:
        """Rows are in the order in which they were said: the last word counts."""
        answers = {row.question: row.given for row in self.rows if row.slot == CLIENT}
        return Facts(today, answers, self.filled_boxes, self.ticked)

    def with_row(self, row: Stored, max_label: int) -> "Standing":
        """After `row` took the place of what its writer could see in its slot."""
        kept = [
            one
            for one in self.rows
            if one.question != row.question or one.slot != row.slot or one.label > max_label
        ]
        return replace(self, rows=(*kept, row))

    def with_tick(self, code: str, *, met: bool) -> "Standing":
        ticked = self.ticked | {code} if met else self.ticked - {code}
        return replace(self, ticked=ticked)

    def with_word(self, code: str, word: str) -> "Standing":
        return replace(self, said={**self.said, code: word})


@dataclass(frozen=True)
class Settled:
    """What follows from a deed."""

    state: str
    reason: str
    met: frozenset[str]
    derived: Mapping[str, str]
    lapsed: frozenset[str]


def with_lapsed(settled: Settled, codes: Collection[str]) -> Settled:
    return replace(settled, lapsed=settled.lapsed | set(codes))


def read(kind: Kind, raw: Mapping[str, Any]) -> Standing:
    """What `app_take_box` gives, in the words of the catalogue."""
    return Standing(
        version=raw["version"],
        state=raw["state"],
        rows=tuple(_stored(kind, row) for row in raw["answers"]),
        ticked=frozenset(kind.checks[pk].code for pk in raw["checks"] if pk in kind.checks),
        said={kind.confirmations[int(pk)].code: word for pk, word in raw["said"].items()},
        filled_boxes=frozenset(raw["filled"]),
        secrecy_withdrawn=raw["secrecy"] == "withdrawn",
    )


def _stored(kind: Kind, row: Mapping[str, Any]) -> Stored:
    on = dt.date.fromisoformat(row["on"]) if row["on"] else None
    words = "…" if row["has_words"] else ""
    return Stored(
        public_id=row["id"],
        question=kind.questions[row["question"]].code,
        slot=row["slot"],
        label=row["label"],
        version=row["version"],
        given=Given(row["choice"], words, on, row["number"]),
        how=row["how"],
        print=row["print"] or "",
    )


def settle(
    box: BoxType, standing: Standing, today: dt.date, *, changed: str = "", reason: str = ""
) -> Settled:
    """Judge the box after a deed.

    `changed` is the question whose answer became another one; `reason` says that the box is
    opened again, and why.
    """
    facts = standing.facts(today)
    met = met_checks(box, facts)
    lapsed = _lapsed(box, standing, changed=changed, reopened=bool(reason))
    said = {code: word for code, word in standing.said.items() if code not in lapsed}
    complete = len(met) == len(box.checks)
    agreed = all(said.get(one.code) == YES for one in box.confirmations if one.required)
    if standing.state == FILLED and not reason:
        reason = _undone(complete=complete, said=said, changed=changed)
        lapsed = _lapsed(box, standing, changed=changed, reopened=bool(reason))
        if reason == "disagreed":
            # the no stands, until who said it says yes
            lapsed = frozenset(code for code in lapsed if standing.said[code] == YES)
    state = _state(standing, reason=reason, complete=complete, agreed=agreed)
    return Settled(
        state=state,
        reason=reason if state == REOPENED else "",
        met=met,
        derived=_derived(box, standing, facts, is_filled=state == FILLED),
        lapsed=lapsed,
    )


def _undone(*, complete: bool, said: Mapping[str, str], changed: str) -> str:
    """Why a full box is full no longer."""
    if changed:
        return "answer_changed"
    if NO in said.values():
        return "disagreed"
    return "" if complete else "check_changed"


def _state(standing: Standing, *, reason: str, complete: bool, agreed: bool) -> str:
    if standing.state == NOT_NEEDED and not reason:
        return NOT_NEEDED
    if reason:
        return REOPENED
    if complete:
        return FILLED if agreed else PROPOSED
    if standing.state == REOPENED:
        return REOPENED
    answered = any(row.slot == CLIENT and row.given.is_answered for row in standing.rows)
    return IN_PROGRESS if answered else EMPTY


def _lapsed(box: BoxType, standing: Standing, *, changed: str, reopened: bool) -> frozenset[str]:
    """Who agreed to something that is different now must be asked again."""
    if not changed and not reopened:
        return frozenset()
    return frozenset(
        one.code
        for one in box.confirmations
        if one.code in standing.said and (not changed or _is_about(box, one, changed))
    )


def _is_about(box: BoxType, rule: ConfirmRule, question: str) -> bool:
    sources = {one.question for one in box.derivations if one.code in rule.covers}
    return not rule.covers or question in sources


def _derived(
    box: BoxType, standing: Standing, facts: Facts, *, is_filled: bool
) -> Mapping[str, str]:
    """What others see now. Out of an answer that was narrowed nothing is derived.

    Words are not known here: left out, so that they stay as who wrote them passed them on.
    """
    narrowed = {row.question for row in standing.rows if row.slot == CLIENT and row.label}
    values = derived_answers(box, facts, is_filled=is_filled)
    shown = {}
    for one, value in zip(box.derivations, values, strict=True):
        if one.question in narrowed:
            shown[one.code] = ""
        elif one.takes != "words" or not facts.given(one.question).words:
            shown[one.code] = value.nl
    return shown
