"""The counts of a region as tables for a page, with small numbers hidden."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huiswaarts.casework.journey.phases import OUTCOMES, PHASES
from huiswaarts.figures.disclosure.tables import suppress_by_name, suppress_counts
from huiswaarts.foundation.access.seats import SEATS, SeatKind
from huiswaarts.insight.monitor.queries import RegionCounts

SEAT_ORDER = (
    SeatKind.BW_PROVIDER,
    SeatKind.AMBULATORY_PROVIDER,
    SeatKind.CORPORATION,
    SeatKind.MUNICIPALITY,
)


@dataclass(frozen=True)
class Line:
    label: str
    count: int | None  # None is hidden


@dataclass(frozen=True)
class CountTable:
    """One subject: a line per code in the order of the field, and the total of what is shown."""

    code: str
    title: str
    explanation: str
    lines: tuple[Line, ...]
    total: int | None

    @property
    def hides_something(self) -> bool:
        return any(line.count is None for line in self.lines)


def region_tables(counts: RegionCounts) -> list[CountTable]:
    return [
        _table(
            "phases",
            "Casussen per fase",
            "Casussen die nu lopen, ook als het even stil is.",
            [(phase.code, phase.nl) for phase in PHASES if phase.code != "closed"],
            counts.phases,
        ),
        _table(
            "kickoffs",
            "Eerste teamoverleg op tijd",
            "Op tijd is minstens zo veel maanden voor de verwachte uitstroom als de regio afsprak.",
            [("in_time", "Op tijd"), ("late", "Later, met een reden")],
            counts.kickoffs,
        ),
        _empty_seats(counts),
        _table(
            "outcomes",
            "Hoe het afliep",
            "Casussen met een uitkomst.",
            list(OUTCOMES.items()),
            counts.outcomes,
        ),
    ]


def _empty_seats(counts: RegionCounts) -> CountTable:
    """A case may miss more than one seat: no total, and each line stands alone."""
    lines = tuple(
        Line(
            SEATS[kind].label, suppress_by_name({"one": counts.empty_seats.get(kind, 0)})[0]["one"]
        )
        for kind in SEAT_ORDER
    )
    return CountTable(
        "empty_seats",
        "Lege stoelen",
        "Casussen vanaf het eerste overleg waar deze stoel leeg is.",
        lines,
        None,
    )


def _alone(count: int) -> int | None:
    """One number that no total is shown with."""
    return suppress_counts([count]).cells[0]


def _table(
    code: str,
    title: str,
    explanation: str,
    labels: Iterable[tuple[str, str]],
    counts: Mapping[str, int],
) -> CountTable:
    order = list(labels)
    safe, total = suppress_by_name({key: counts.get(key, 0) for key, _ in order})
    lines = tuple(Line(label, safe[key]) for key, label in order)
    return CountTable(code, title, explanation, lines, total)
