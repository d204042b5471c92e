"""The counts of a region as tables for a page; nobody can be recognised in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huiswaarts.casework.journey.phases import OUTCOMES, PHASES
from huiswaarts.figures.disclosure.merge import Group, merge_neighbours, merge_rest
from huiswaarts.figures.disclosure.tables import suppress_by_name, suppress_counts
from huiswaarts.foundation.access.seats import SEATS, SeatKind
from huiswaarts.insight.monitor.queries import RegionCounts

SEAT_ORDER = (
    SeatKind.BW_PROVIDER,
    SeatKind.AMBULATORY_PROVIDER,
    SeatKind.CORPORATION,
    SeatKind.MUNICIPALITY,
)
PHASE_LABELS = {phase.code: phase.nl for phase in PHASES if phase.code != "closed"}
KICKOFFS = {"in_time": "Op tijd", "late": "Later, met een reden"}
FEW_NAMES = 2  # a group of more is called by its first and last


@dataclass(frozen=True)
class Line:
    label: str
    count: int | None  # None is hidden
    more: str = ""


@dataclass(frozen=True)
class CountTable:
    """One subject: lines in the order of the field, and their total when it may be told."""

    code: str
    title: str
    explanation: str
    lines: tuple[Line, ...]
    total: int | None = None

    @property
    def hides_something(self) -> bool:
        return any(line.count is None for line in self.lines)


def region_tables(counts: RegionCounts) -> list[CountTable]:
    return [_phases(counts), _kickoffs(counts), _empty_seats(counts), _outcomes(counts)]


def _phases(counts: RegionCounts) -> CountTable:
    pairs = [(code, counts.phases.get(code, 0)) for code in PHASE_LABELS]
    groups = merge_neighbours(pairs)
    return CountTable(
        "phases",
        "Casussen per fase",
        "Casussen die nu lopen, ook als het even stil is. Fasen met weinig mensen staan samen.",
        tuple(_group_line(group, PHASE_LABELS, "tot en met") for group in groups),
        _total(groups),
    )


def _outcomes(counts: RegionCounts) -> CountTable:
    groups = merge_rest([(code, counts.outcomes.get(code, 0)) for code in OUTCOMES])
    lines = [
        _group_line(group, OUTCOMES, "")
        if len(group[0]) == 1
        else Line("Iets anders", group[1], ", ".join(OUTCOMES[code] for code in group[0]))
        for group in groups
    ]
    return CountTable(
        "outcomes",
        "Hoe het afliep",
        "Casussen met een uitkomst. Wat weinig voorkomt staat samen.",
        tuple(lines),
        _total(groups),
    )


def _group_line(group: Group, labels: Mapping[str, str], between: str) -> Line:
    names = [labels[code] for code in group[0]]
    if len(names) <= FEW_NAMES:
        return Line(" en ".join(names), group[1])
    return Line(f"{names[0]} {between} {names[-1]}", group[1], ", ".join(names[1:-1]))


def _total(groups: Sequence[Group]) -> int | None:
    return sum(total for _, total in groups) if groups else None


def _kickoffs(counts: RegionCounts) -> CountTable:
    safe, total = suppress_by_name({code: counts.kickoffs.get(code, 0) for code in KICKOFFS})
    return CountTable(
        "kickoffs",
        "Eerste teamoverleg op tijd",
        "Op tijd is minstens zo veel maanden voor de verwachte uitstroom als de regio afsprak.",
        tuple(Line(label, safe[code]) for code, label in KICKOFFS.items()),
        total,
    )


def _empty_seats(counts: RegionCounts) -> CountTable:
    """A case may miss more than one seat: no total, and each line stands alone."""
    lines = tuple(
        Line(SEATS[kind].label, suppress_counts([counts.empty_seats.get(kind, 0)]).cells[0])
        for kind in SEAT_ORDER
    )
    return CountTable(
        "empty_seats",
        "Lege stoelen",
        "Casussen vanaf het eerste overleg waar deze stoel leeg is.",
        lines,
    )
