"""Steps on the road: kick-off, moving between phases, standing still, stopping, deciding."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from huiswaarts.casework.boxes.actions.boxes import open_boxes
from huiswaarts.casework.cases.models import Case, GateOverride, PhaseMove
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.journey import policies
from huiswaarts.casework.journey.deaths import report_death
from huiswaarts.casework.journey.phases import (
    BY_CODE,
    CLOSED,
    ON_HOLD_DAYS,
    change_status,
    step_to,
)
from huiswaarts.casework.journey.queries import Gates, gates_of, position_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.events.actions import record
from huiswaarts.foundation.events.actions.versions import save_version

KICKOFF = "kickoff"
REVIEW_DAYS = 183


class MissingError(Exception):
    """A step that asks for more: `field` says what, the text why."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


@dataclass(frozen=True)
class Move:
    """One step to another phase, with what that step asks for."""

    to: str
    version: int
    reason: str = ""
    outcome: str = ""
    kickoff_on: dt.date | None = None
    late_reason: str = ""


@dataclass(frozen=True)
class StatusChange:
    to: str
    version: int
    reason: str = ""
    review_on: dt.date | None = None


def months_between(early: dt.date, late: dt.date) -> int:
    """Whole calendar months from the month of one day to the month of another."""
    return (late.year - early.year) * 12 + late.month - early.month


def is_late(case: Case, kickoff_on: dt.date) -> bool:
    """Less time before the move than the region wants; a matter to explain, not to refuse."""
    return months_between(kickoff_on, case.target_month) < case.region.kickoff_months


@transaction.atomic
def move_phase(*, case: Case, move: Move, sight: Sight, by: Actor, at: dt.datetime) -> Case:
    """One step along the road, forward through an open gate or a team decision, or back."""
    gates = gates_of(case, sight, by.today)
    step = step_to(position_of(case, gates), move.to)
    require(policies.take(step, sight))
    if step.needs_reason and not move.reason:
        raise MissingError("reason", "Schrijf op waarom de casus terug gaat.")
    if step.needs_outcome and not move.outcome:
        raise MissingError("outcome", "Kies hoe het traject is afgelopen.")
    before = (case.phase, case.status)
    values = {"phase": move.to, "phase_since": by.today} | _side_effects(case, move, by)
    save_version(case, version=move.version, **values)
    _write_move(case, before, by=by, at=at, reason=move.reason, override=_used(gates, move.to))
    record(
        kind="journey.phase_moved",
        by=by,
        case_id=case.pk,
        subject=f"cases.case:{case.pk}",
        to=move.to,
        before=before[0],
    )
    if "expected_outflow_on" in values:
        _note_kickoff(case, by)
        open_boxes(case=case, sight=sight, by=by, at=at)
    return case


def _side_effects(case: Case, move: Move, by: Actor) -> dict[str, Any]:
    if move.to == CLOSED:
        return {"outcome": move.outcome, "closed_on": by.today}
    values: dict[str, Any] = {}
    if case.phase == CLOSED:
        values = {"outcome": "", "closed_on": None}
    if move.to == KICKOFF and case.kickoff_on is None:
        values |= _kickoff(case, move, by)
    return values


def _kickoff(case: Case, move: Move, by: Actor) -> dict[str, Any]:
    """What was expected at this moment is kept for good, beside the month that may change."""
    on = move.kickoff_on or by.today
    if on < case.registered_on:
        raise MissingError("kickoff_on", "Het eerste teamoverleg kan niet vóór de aanmelding zijn.")
    late = is_late(case, on)
    if late and not move.late_reason:
        raise MissingError(
            "late_reason",
            f"Dit is minder dan {case.region.kickoff_months} maanden voor de verhuizing. "
            "Schrijf op hoe dat komt.",
        )
    return {
        "kickoff_on": on,
        "expected_outflow_on": case.target_month,
        "kickoff_late_reason": move.late_reason if late else "",
    }


def _note_kickoff(case: Case, by: Actor) -> None:
    record(
        kind="journey.kickoff_held",
        by=by,
        case_id=case.pk,
        subject=f"cases.case:{case.pk}",
        on=str(case.kickoff_on),
        expected=str(case.expected_outflow_on),
        late=bool(case.kickoff_late_reason),
    )


def _used(gates: Gates, to: str) -> GateOverride | None:
    """The team decision without which this step was not possible."""
    shut = [gate for gate in BY_CODE[to].gates if gate not in gates.open_gates]
    return next((found for gate in shut if (found := gates.override_of(gate))), None)


def _write_move(
    case: Case,
    before: tuple[str, str],
    *,
    by: Actor,
    at: dt.datetime,
    reason: str,
    override: GateOverride | None = None,
) -> None:
    PhaseMove.objects.create(
        case=case,
        from_phase=before[0],
        to_phase=case.phase,
        from_status=before[1],
        to_status=case.status,
        reason=reason,
        override=override,
        by_membership_id=by.membership_id,
        at=at,
    )


@transaction.atomic
def set_status(
    *, case: Case, change: StatusChange, sight: Sight, by: Actor, at: dt.datetime
) -> Case:
    """Standing still, falling back, going on, or the end of the road. A death is only reported
    here: another person confirms it (deaths.py).
    """
    step = change_status(position_of(case, gates_of(case, sight, by.today)), change.to)
    require(policies.set_state(case, change.to, step, sight))
    if step.needs_reason and not change.reason:
        raise MissingError("reason", "Schrijf in het kort op waarom.")
    if change.to == Case.Status.DECEASED:
        save_version(case, version=change.version)
        report_death(case=case, reason=change.reason, by=by)
        return case
    review_on = _review_day(change, by.today)
    before = (case.phase, case.status)
    save_version(
        case,
        version=change.version,
        status=change.to,
        status_reason=change.reason,
        review_on=review_on,
    )
    _write_move(case, before, by=by, at=at, reason=change.reason)
    record(
        kind="journey.status_changed",
        by=by,
        case_id=case.pk,
        subject=f"cases.case:{case.pk}",
        to=change.to,
        before=before[1],
    )
    return case


def _review_day(change: StatusChange, today: dt.date) -> dt.date | None:
    if change.to != Case.Status.ON_HOLD:
        return None
    last = today + dt.timedelta(days=ON_HOLD_DAYS)
    if change.review_on is None or not today < change.review_on <= last:
        raise MissingError("review_on", "Kies een dag binnen zes weken om opnieuw te kijken.")
    return change.review_on


@transaction.atomic
def override_gate(
    *,
    case: Case,
    gate: str,
    why: str,
    review_on: dt.date,
    sight: Sight,
    by: Actor,
) -> GateOverride:
    """The team decides to go on with boxes that are not full. Shown for ever."""
    gates = gates_of(case, sight, by.today)
    is_open = gate in gates.open_gates or gate in gates.passed
    require(policies.override(case, gate, is_open=is_open, sight=sight))
    last = by.today + dt.timedelta(days=REVIEW_DAYS)
    if not by.today < review_on <= last:
        raise MissingError("review_on", "Kies een dag in de toekomst, binnen een half jaar.")
    decision = GateOverride.objects.create(
        case=case,
        gate=gate,
        why=why,
        review_on=review_on,
        by_membership=case.coordinator,  # who else may not decide
        at=by.at,
    )
    record(
        kind="journey.gate_overridden",
        by=by,
        case_id=case.pk,
        subject=f"cases.gateoverride:{decision.pk}",
        gate=gate,
    )
    return decision
