"""Reading boxes: the fronts of a case, the contents of one, its history, what a gate waits for."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from huiswaarts.casework.boxes import kept
from huiswaarts.casework.boxes.circle import Circle, VisibleFor
from huiswaarts.casework.boxes.content.types import GATES
from huiswaarts.casework.boxes.kinds import Kind, say
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import (
    Answer,
    Box,
    BoxType,
    Check,
    Confirmation,
    DerivedAnswer,
)
from huiswaarts.casework.boxes.querysets import reach_of
from huiswaarts.casework.cases.models import Case, Consent
from huiswaarts.casework.cases.queries_documents import Shown, documents_of
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import Label
from huiswaarts.foundation.access.topics import DERIVED, Level, Topic, scope_key
from huiswaarts.foundation.common.components.drawings import box_word
from huiswaarts.foundation.common.dates import language


@dataclass(frozen=True)
class Front:
    """A box as it stands on the floor. Counts are None for whoever sees only the state."""

    box: Box
    kind: Kind
    name: str
    state: str
    word: str
    level: Level
    visible_for: VisibleFor
    answered: int | None = None
    total: int | None = None

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def fill(self) -> float:
        if self.state in (Box.State.FILLED, Box.State.PROPOSED):
            return 1.0
        return (self.answered or 0) / self.total if self.total else 0.0

    @property
    def gate_words(self) -> str:
        return BoxType.Gate(self.kind.box.gate).label

    @property
    def may_read(self) -> bool:
        return self.level >= Level.READ


@dataclass(frozen=True)
class GateBox:
    code: str
    topic: int
    name: str


@dataclass(frozen=True)
class GateState:
    """Which boxes still stand before a gate; none made yet is shut as well."""

    gate: str
    blocking: tuple[GateBox, ...]
    total: int

    @property
    def is_open(self) -> bool:
        return self.total > 0 and not self.blocking


def gate_states(case: Case) -> dict[str, GateState]:
    """Every gate with the boxes of it and of those before it, also boxes the asker may not see."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select box_type_id, blocks from app_gate_boxes(%s, %s::text[])", [case.pk, list(GATES)]
        )
        rows = [(kind_of(box_type_id), blocks) for box_type_id, blocks in cursor.fetchall()]
    return {gate: _gate_state(gate, rows) for gate in GATES}


def _gate_state(gate: str, rows: list[tuple[Kind, bool]]) -> GateState:
    upto = GATES[: GATES.index(gate) + 1]
    here = [(kind, blocks) for kind, blocks in rows if kind.box.gate in upto]
    blocking = (kind for kind, blocks in here if blocks)
    boxes = tuple(GateBox(kind.code, kind.topic, say(kind.box)) for kind in blocking)
    return GateState(gate, boxes, len(here))


def gate_state(case: Case, gate: str) -> GateState:
    return gate_states(case)[gate]


def open_gates(case: Case) -> frozenset[str]:
    return frozenset(gate for gate, state in gate_states(case).items() if state.is_open)


def boxes_of(case: Case, sight: Sight, *, counted: bool = True) -> list[Front]:
    """The boxes that the actor sees, in the order of the catalogue. Two queries; one when how
    many questions are answered does not matter.
    """
    boxes = kept.boxes(*reach_of(sight, Level.STATUS))
    circle = circle_of(case, sight)
    if not counted:
        return [_front(box, None, circle, sight) for box in boxes]
    answered = _answered(sight)
    return [_front(box, answered.get(box.pk, 0), circle, sight) for box in boxes]


def _front(box: Box, answered: int | None, circle: Circle, sight: Sight) -> Front:
    kind = kind_of(box.box_type_id)
    readable = sight.may_read(box.topic)
    return Front(
        box=box,
        kind=kind,
        name=say(kind.box, client=sight.is_client, language=language()),
        state=box.state,
        word=box_word(box.state),
        level=sight.level(box.topic),
        visible_for=circle.of_box(kind),
        answered=answered if readable else None,
        total=len(kind.readable(sight.max_label)) if readable else None,
    )


def _answered(sight: Sight) -> dict[int, int]:
    rows = kept.numbers(*reach_of(sight, Level.READ), sight.max_label)
    return {row["box_id"]: row["number"] for row in rows}


def circle_of(case: Case, sight: Sight) -> Circle:
    """Who sees what of the boxes. No query: the door read the rules."""
    return Circle(case, sight.rules, client=sight.is_client)


def box_names(case: Case, actor: Actor) -> dict[int, str]:
    """By id, in the words for whoever reads it; for lists of who looked. One query."""
    rows = Box.objects.visible_to(actor).filter(case=case).values_list("pk", "box_type_id")
    client = not actor.is_professional
    return {
        pk: say(kind_of(type_id).box, client=client, language=language()) for pk, type_id in rows
    }


def kinds_of_case(case: Case, actor: Actor) -> dict[int, Kind]:
    """By topic: what the boxes of this case are. One query."""
    rows = Box.objects.visible_to(actor).filter(case=case).values_list("topic", "box_type_id")
    return {topic: kind_of(type_id) for topic, type_id in rows}


def find_box(
    case: Case, code: str, actor: Actor, sight: Sight | None = None, *, to_show: bool = True
) -> Box | None:
    """One box of this case, if the actor sees at least its state.

    `to_show` also reads what a page says about secrecy; the actions see to that themselves.
    """
    if sight is None:
        found = list(Box.objects.visible_to(actor).filter(case=case, box_type__code=code))
    else:
        secrecy = scope_key(case.pk, Topic.COMMON, Label.CARE_CIRCLE)
        who = actor.organisation_id or 0
        scopes, _, _ = reach_of(sight, Level.STATUS)
        shape = to_show and actor.is_professional
        found = kept.box(scopes, case.pk, code, secrecy, who, with_secrecy=shape)
    for box in found:
        box.case = case
    return found[0] if found else None


def documents_in(box: Box, sight: Sight) -> list[Shown]:
    """Of a box from `find_box`. One query, and none when nothing stands there."""
    if not box.has_documents or not sight.may_read(box.topic):
        return []
    return documents_of(box.case, sight, box.topic)


def is_withdrawn(box: Box) -> bool:
    """Of a box from `find_box`: the client took back that this organisation may tell others."""
    return getattr(box, "secrecy", None) == Consent.Said.WITHDRAWN


@dataclass(frozen=True)
class Contents:
    """All of one box that the actor may see; what they may not see is not read at all."""

    answers: dict[int, list[Answer]]
    checks: dict[int, Check]
    words: dict[int, list[Confirmation]]  # newest last
    derived: dict[int, DerivedAnswer]

    def newest(self, question_id: int) -> Answer | None:
        rows = [one for one in self.answers.get(question_id, ()) if one.is_clients]
        return rows[-1] if rows else None

    def mark(self, question_id: int) -> Answer | None:
        rows = [row for row in self.answers.get(question_id, ()) if row.slot == Answer.MARK_SLOT]
        return rows[-1] if rows else None

    def additions(self, question_id: int) -> list[Answer]:
        return [row for row in self.answers.get(question_id, ()) if row.slot.startswith("org:")]


def contents_of(box: Box, sight: Sight, *, with_derived: bool = True) -> Contents:
    """At most four queries."""
    readable = sight.may_read(box.topic)
    about = (*reach_of(sight, Level.READ, box.topic), box.pk)
    answers: dict[int, list[Answer]] = {}
    for row in kept.answers(*about):
        answers.setdefault(row.question_id, []).append(row)
    words: dict[int, list[Confirmation]] = {}
    for word in kept.words(*about):
        words.setdefault(word.rule_id, []).append(word)
    checks = kept.checks(*about) if readable else []
    derived = (
        kept.derived(*about)
        if with_derived
        and kind_of(box.box_type_id).derivations
        and sight.may_read(box.topic + DERIVED)
        else []
    )
    return Contents(
        answers,
        {check.rule_id: check for check in checks},
        words,
        {one.derivation_id: one for one in derived},
    )


def _told(rows: Any, box: Box) -> Any:
    """With who said it, oldest first."""
    return rows.filter(box=box).told().order_by("at", "id")


def current_answer(box: Box, question_id: int, actor: Actor, slot: str) -> Answer | None:
    """The newest answer of one voice that the actor may read. One query."""
    rows = _told(Answer.objects.visible_to(actor), box).filter(question_id=question_id, slot=slot)
    found: Answer | None = rows.filter(is_current=True).last()
    return found


def history_of(box: Box, question_id: int, actor: Actor) -> list[Answer]:
    """Every version of every voice that the actor may read, newest first. One query."""
    rows = _told(Answer.objects.visible_to(actor), box).filter(question_id=question_id)
    return list(rows.reverse())


def answers_of_case(case: Case, actor: Actor) -> dict[int, list[Answer]]:
    """For print: the current answers of all boxes, by box. One query."""
    found: dict[int, list[Answer]] = {}
    rows = Answer.objects.visible_to(actor).current().filter(case=case)
    for row in rows.told().order_by("at", "id"):
        found.setdefault(row.box_id, []).append(row)
    return found
