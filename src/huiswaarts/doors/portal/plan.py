"""The road of a case in six steps that a client recognises. Pure."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from huiswaarts.casework.cases.models import Case

Phase = Case.Phase
# The client's steps, each with the phases that it covers.
STEPS = (
    (Phase.IN_VIEW, Phase.REGISTRATION, Phase.KICKOFF),
    (Phase.PREPARATION,),
    (Phase.HOME_SEARCH,),
    (Phase.AGREEMENT,),
    (Phase.MOVE_IN, Phase.CARE_HANDOVER),
    (Phase.LIVING, Phase.CONVERSION, Phase.PILOT_LIGHT, Phase.CLOSED),
)


def names() -> tuple[str, ...]:
    return (
        _("Kennismaken met het team"),
        _("Dozen vullen"),
        _("Een huis zoeken"),
        _("Samen tekenen"),
        _("Verhuizen"),
        _("Thuis wonen, met de waakvlam aan"),
    )


def step_name(phase: str) -> str:
    """The step that a phase belongs to, as the client knows it."""
    return next((names()[i] for i, phases in enumerate(STEPS) if phase in phases), phase)


def steps_of(case: Case) -> list[dict[str, Any]]:
    """For `{% pad %}`: label, state, note; home is the last one."""
    here = next(i for i, phases in enumerate(STEPS) if case.phase in phases)
    last = len(STEPS) - 1
    shown: list[dict[str, Any]] = []
    for i, label in enumerate(names()):
        state = "done" if i < here else "now" if i == here else "later"
        shown.append({"label": label, "state": state, "note": _note(case, i, here)})
    shown[last]["home"] = True
    return shown


def _note(case: Case, step: int, here: int) -> str:
    if step == here == 1:
        return _("nu, %(filled)s van %(needed)s klaar") % {
            "filled": case.boxes_filled,
            "needed": case.boxes_needed,
        }
    if step == here:
        return _("nu")
    return _("klaar") if step < here else ""


def next_task(boxes: Sequence[Any]) -> Any | None:
    """The box to go on with: one that was begun, else an empty one."""
    for state in ("reopened", "in_progress", "empty"):
        for box in boxes:
            if box.state == state:
                return box
    return None
