"""Works out the answers that others may see in place of the content of a box. Pure."""

from dataclasses import dataclass
from datetime import date

from .rules import Facts, holds
from .types import BoxType, Derivation


@dataclass(frozen=True)
class Derived:
    """A derived answer now; `nl` is what a reader sees, empty when there is nothing to tell."""

    code: str
    topic: int
    value: str
    nl: str


def met_checks(box: BoxType, facts: Facts) -> frozenset[str]:
    """The checks that are met: computed ones by their rule, others as ticked in the facts."""
    return frozenset(
        check.code
        for check in box.checks
        if (holds(check.rule, facts) if check.rule else check.code in facts.met_checks)
    )


def derived_answers(box: BoxType, facts: Facts, *, is_filled: bool) -> tuple[Derived, ...]:
    """All derived answers of a box. An answer that the client narrowed must not be in facts."""
    met = met_checks(box, facts)
    return tuple(_derive(one, facts, met, is_filled=is_filled) for one in box.derivations)


def _derive(
    derivation: Derivation, facts: Facts, met: frozenset[str], *, is_filled: bool
) -> Derived:
    if derivation.question:
        value, text = _from_answer(derivation, facts)
    else:
        is_so = is_filled if derivation.box_state else set(derivation.checks) <= met
        value, text = ("yes", "ja") if is_so else ("no", "nee")
    return Derived(derivation.code, derivation.topic, value, text)


def _from_answer(derivation: Derivation, facts: Facts) -> tuple[str, str]:
    given = facts.given(derivation.question)
    match derivation.takes:
        case "choice":
            return given.choice, dict(derivation.mapping).get(given.choice, "")
        case "date":
            return (given.on.isoformat(), _in_dutch(given.on)) if given.on else ("", "")
        case "number":
            text = "" if given.number is None else str(given.number)
            return text, text
    return given.words, given.words


MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def _in_dutch(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
