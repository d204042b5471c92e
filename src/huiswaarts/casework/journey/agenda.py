"""The agenda that fills itself: what an evaluation asks, is open in the boxes, late, or empty."""

from collections.abc import Iterable

from huiswaarts.casework.boxes.queries import Front
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.queries_promises import Kept
from huiswaarts.casework.cases.queries_team import Place
from huiswaarts.casework.meetings.models import AgendaItem

MOST_BOXES = 3


def suggested(
    case: Case,
    fronts: Iterable[Front],
    promises: Iterable[Kept],
    places: Iterable[Place],
    left: Iterable[AgendaItem] = (),
    questions: Iterable[object] = (),
) -> list[str]:
    """Points in words, first how the client is; nothing that the reader may not see."""
    fronts = list(fronts)
    waiting = [one for one in fronts if one.state == "proposed"]
    filling = [one for one in fronts if one.state in ("in_progress", "reopened")]
    return [
        f"Hoe gaat het met jou, {case.first_name}?",
        *map(str, questions),
        *(f"Te laat: {one.promise.what} ({one.name})" for one in promises if one.late),
        *(f"Knelpunt, nog niet besproken: {item.what}" for item in left),
        *(f"Klopt de doos {one.name}?" for one in waiting[:MOST_BOXES]),
        *(f"Verder met de doos {one.name}" for one in filling[:MOST_BOXES]),
        *(f"De lege stoel: {one.label}" for one in places if one.member is None),
        "Wanneer zien wij elkaar weer?",
    ]
