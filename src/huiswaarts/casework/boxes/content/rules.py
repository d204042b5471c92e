"""The small language in which a check says when it is met. Pure: no Django, no clock."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from huiswaarts.foundation.common.reading import Reader

Op = Literal[
    "answered", "answered_any", "choice", "days_ahead", "at_most_age", "box_filled", "all", "any"
]
OPS: tuple[str, ...] = (
    "answered",
    "answered_any",
    "choice",
    "days_ahead",
    "at_most_age",
    "box_filled",
    "all",
    "any",
)


@dataclass(frozen=True)
class Rule:
    """One condition. Which fields count depends on `op`; `parts` is for all and any."""

    op: str
    questions: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    days: int = 0
    box: str = ""
    parts: tuple["Rule", ...] = ()

    def all_questions(self) -> Iterator[str]:
        yield from self.questions
        for part in self.parts:
            yield from part.all_questions()

    def all_boxes(self) -> Iterator[str]:
        if self.box:
            yield self.box
        for part in self.parts:
            yield from part.all_boxes()


@dataclass(frozen=True)
class Given:
    """What was answered to one question, as far as a rule may look at it."""

    choice: str = ""
    words: str = ""
    on: date | None = None
    number: int | None = None

    @property
    def is_answered(self) -> bool:
        has_value = self.on is not None or self.number is not None
        return bool(self.choice or self.words.strip()) or has_value


NOTHING = Given()


@dataclass(frozen=True)
class Facts:
    """All that a rule or a derived answer may look at, on one day."""

    today: date
    answers: Mapping[str, Given] = field(default_factory=dict)
    filled_boxes: frozenset[str] = frozenset()
    met_checks: frozenset[str] = frozenset()

    def given(self, question: str) -> Given:
        return self.answers.get(question, NOTHING)


def holds(rule: Rule, facts: Facts) -> bool:
    """Say whether a rule is met by the facts."""
    match rule.op:
        case "all":
            return all(holds(part, facts) for part in rule.parts)
        case "any":
            return any(holds(part, facts) for part in rule.parts)
        case "box_filled":
            return rule.box in facts.filled_boxes
        case _:
            return _answers_hold(rule, facts)


def _answers_hold(rule: Rule, facts: Facts) -> bool:
    given = [facts.given(code) for code in rule.questions]
    match rule.op:
        case "answered":
            return all(one.is_answered for one in given)
        case "answered_any":
            return any(one.is_answered for one in given)
        case "choice":
            return given[0].choice in rule.values
        case "days_ahead":
            on = given[0].on
            return on is not None and on >= facts.today + timedelta(days=rule.days)
        case "at_most_age":
            on = given[0].on
            return on is not None and facts.today - timedelta(days=rule.days) <= on <= facts.today
    raise ValueError(rule.op)


def parse_rule(reader: Reader, data: object) -> Rule | None:
    """Read a rule as it is written in the content: one operator and its operands."""
    operators = [key for key in data if key in OPS] if isinstance(data, dict) else []
    if not isinstance(data, dict) or len(operators) != 1:
        reader.fault(f"a rule has exactly one of {', '.join(OPS)}, found {data!r}")
        return None
    op = operators[0]
    if op in {"all", "any"}:
        reader.mapping(data, {op})
        parts = tuple(parse_rule(reader, part) for part in reader.items(data, op))
        return Rule(op, parts=tuple(part for part in parts if part))
    return _parse_leaf(reader, op, data)


def _parse_leaf(reader: Reader, op: str, data: dict[str, Any]) -> Rule:
    if op == "box_filled":
        reader.mapping(data, {op})
        return Rule(op, box=reader.text(data, op))
    if op in {"answered", "answered_any"}:
        reader.mapping(data, {op})
        questions = tuple(str(code) for code in reader.items(data, op))
        if not questions:
            reader.fault(f"{op} names no question")
        return Rule(op, questions=questions)
    if op == "choice":
        reader.mapping(data, {op, "in"})
        values = tuple(str(value) for value in reader.items(data, "in"))
        return Rule(op, questions=(reader.text(data, op),), values=values)
    reader.mapping(data, {op, "days"})
    return Rule(op, questions=(reader.text(data, op),), days=reader.number(data, "days"))


def rule_as_data(rule: Rule) -> dict[str, Any]:
    """Give the form in which a rule is stored; `parse_rule` reads it back."""
    if rule.op in {"all", "any"}:
        return {rule.op: [rule_as_data(part) for part in rule.parts]}
    if rule.op == "box_filled":
        return {rule.op: rule.box}
    if rule.op in {"answered", "answered_any"}:
        return {rule.op: list(rule.questions)}
    if rule.op == "choice":
        return {rule.op: rule.questions[0], "in": list(rule.values)}
    return {rule.op: rule.questions[0], "days": rule.days}
