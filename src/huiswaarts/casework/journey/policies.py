"""May this person move this case along the road? Pure; every no has its reason."""

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.journey.phases import GATE_LABELS, Step
from huiswaarts.foundation.access.decisions import YES, Decision, first_no, no

REPORTED = (
    "Er is al een melding van overlijden. Een ander bevestigt die. Op de pagina Team staat de link "
    "naar die melding: daar kunt u haar ook ongedaan maken."
)


def coordinates(sight: Sight) -> Decision:
    """The coordinator writes down the steps that the team takes."""
    return YES if sight.is_coordinator else no("Alleen de coördinator van deze casus kan dit.")


def take(step: Step, sight: Sight) -> Decision:
    return first_no(coordinates(sight), YES if step.allowed else no(step.reason))


def set_state(case: Case, to: str, step: Step, sight: Sight) -> Decision:
    """Nobody ends what is somebody's on their own word: a report of death waits for another."""
    return first_no(
        take(step, sight),
        YES
        if case.death_reported_at is None or Case.Status.DECEASED not in (to, case.status)
        else no(REPORTED),
    )


def override(case: Case, gate: str, *, is_open: bool, sight: Sight) -> Decision:
    """The team passes a gate with boxes that are not full."""
    if gate not in GATE_LABELS:
        return no("Deze poort bestaat niet.")
    return first_no(
        coordinates(sight),
        YES if not case.shows_card_only else no("Deze casus is nog niet begonnen, of voorbij."),
        YES
        if not case.gates_advise_only
        else no("Bij Housing First houdt geen poort iemand tegen. Een besluit is niet nodig."),
        YES if not is_open else no("Deze poort is open. Een besluit is niet nodig."),
    )
