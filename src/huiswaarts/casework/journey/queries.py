"""Where a case is on the road, and which gates are open, for whoever may ask."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from huiswaarts.casework.boxes.queries import GateState, gate_states
from huiswaarts.casework.cases.models import Case, GateOverride, PhaseMove
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.journey.phases import GATE_LABELS, PHASES, Position
from huiswaarts.foundation.common.kept import kept


@dataclass(frozen=True)
class Gates:
    """What stands in the way of a case: the boxes not yet full, and team decisions."""

    states: dict[str, GateState]
    overrides: tuple[GateOverride, ...]
    passed: frozenset[str] = frozenset()

    @property
    def open_gates(self) -> frozenset[str]:
        return frozenset(gate for gate, state in self.states.items() if state.is_open)

    def override_of(self, gate: str) -> GateOverride | None:
        """The decision that holds now, for one gate."""
        return next((o for o in self.overrides if o.gate == gate and gate in self.passed), None)


def gates_of(case: Case, sight: Sight, today: dt.date) -> Gates:
    """Two queries. Of the boxes that the actor may not see it tells the name only."""
    overrides = tuple(_overrides(sight.case_id)) if sight.reads_card else ()
    passed = frozenset(o.gate for o in overrides if o.review_on >= today)
    return Gates(gate_states(case), overrides, passed=passed)


@kept
def _overrides(case: Any) -> QuerySet[GateOverride]:
    people = ("by_membership__user", "by_membership__organisation")
    return GateOverride.objects.within(case).select_related(*people).order_by("-at", "-id")


def position_of(case: Case, gates: Gates) -> Position:
    return Position(
        phase=case.phase,
        status=case.status,
        open_gates=gates.open_gates,
        overridden_gates=gates.passed,
        housing_first=case.gates_advise_only,
    )


def moves_of(sight: Sight) -> list[PhaseMove]:
    """Every step so far, newest first."""
    return list(
        PhaseMove.objects.seen_by(sight)
        .select_related("by_membership__user")
        .order_by("-at", "-id")
    )


def road_of(case: Case) -> list[dict[str, str]]:
    """The phases as the drawing of the road wants them."""
    labels = dict(Case.Phase.choices)
    now = [phase.code for phase in PHASES].index(case.phase)
    return [
        {"label": str(labels[phase.code]), "state": _state(number, now)}
        for number, phase in enumerate(PHASES)
    ]


def _state(number: int, now: int) -> str:
    if number == now:
        return "now"
    return "done" if number < now else "later"


@dataclass(frozen=True)
class GateLine:
    """One gate in words: open, passed by a decision, or shut and by which boxes."""

    code: str
    label: str
    is_open: bool
    boxes: tuple[str, ...] = ()
    override: GateOverride | None = None

    @property
    def passed(self) -> bool:
        return self.is_open or self.override is not None


def gate_lines(gates: Gates) -> list[GateLine]:
    return [
        GateLine(
            code=gate,
            label=label,
            is_open=gate in gates.open_gates,
            boxes=tuple(box.name for box in gates.states[gate].blocking),
            override=gates.override_of(gate),
        )
        for gate, label in GATE_LABELS.items()
    ]
