"""Hides every count under k, and as many more as needed so that none can be worked out again.

Zero is hidden as well. "Nobody" tells something about everyone who was counted elsewhere, and
where zeros are shown a hidden cell is known to hold one to nine. So nothing under k is shown, of
a total neither.

What is promised: who has the shown numbers, and knows that counts are whole and not negative,
cannot narrow a hidden cell down to fewer than k possible values. Not covered: two tables that
overlap, or the same table on two days; publish fixed tables at fixed times.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .protect import Entry, protect

LEAST = 10
HIDDEN_NL = "niet getoond"


@dataclass(frozen=True)
class SafeCounts:
    """A row of counts with their total; None is hidden."""

    cells: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True)
class SafeTable:
    """A table with its margins; None is hidden."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def suppress_counts(counts: Sequence[int], *, k: int = LEAST) -> SafeCounts:
    """Hide the small ones of a row of counts that is shown with its total."""
    _check(counts, k)
    if not counts:
        return SafeCounts((), None)
    entries = [Entry("row", "loose", count) for count in counts]
    entries.append(Entry("row", "loose", sum(counts), is_total=True))
    shown = _shown(entries, k)
    return SafeCounts(tuple(shown[:-1]), shown[-1])


def suppress_by_name(
    counts: Mapping[str, int], *, k: int = LEAST
) -> tuple[dict[str, int | None], int | None]:
    """Hide the small ones of named counts; gives the counts and their total."""
    safe = suppress_counts(list(counts.values()), k=k)
    return dict(zip(counts, safe.cells, strict=True)), safe.total


def suppress_table(rows: Sequence[Sequence[int]], *, k: int = LEAST) -> SafeTable:
    """Hide the small ones of a table that is shown with the totals of rows and columns."""
    width = len(rows[0]) if rows else 0
    if not width or any(len(row) != width for row in rows):
        raise ValueError("a table has rows of the same length")
    for row in rows:
        _check(row, k)
    if width == 1:
        column = suppress_counts([row[0] for row in rows], k=k)
        lines = tuple((cell,) for cell in column.cells)
        return SafeTable(lines, column.cells, (column.total,), column.total)
    if len(rows) == 1:
        line = suppress_counts(rows[0], k=k)
        return SafeTable((line.cells,), (line.total,), line.cells, line.total)
    return _suppress_wide(rows, width, k)


def _suppress_wide(rows: Sequence[Sequence[int]], width: int, k: int) -> SafeTable:
    whole = [[*row, sum(row)] for row in rows]
    whole.append([sum(column) for column in zip(*whole, strict=True)])
    shown = _shown(_entries(whole), k)
    lines = [shown[start : start + width + 1] for start in range(0, len(shown), width + 1)]
    return SafeTable(
        cells=tuple(tuple(line[:-1]) for line in lines[:-1]),
        row_totals=tuple(line[-1] for line in lines[:-1]),
        column_totals=tuple(lines[-1][:-1]),
        total=lines[-1][-1],
    )


def _check(counts: Sequence[int], k: int) -> None:
    if k < LEAST:
        raise ValueError(f"a region may ask for more than {LEAST}, not for less")
    if any(count < 0 for count in counts):
        raise ValueError("a count is not negative")


def _entries(whole: list[list[int]]) -> list[Entry]:
    bottom, right = len(whole) - 1, len(whole[0]) - 1
    return [
        # a margin stands with a minus in the sum of its line; the total of all with two
        Entry(
            f"row {i}",
            f"column {j}",
            count,
            is_total=(i == bottom) != (j == right),
            is_margin=i == bottom or j == right,
        )
        for i, line in enumerate(whole)
        for j, count in enumerate(line)
    ]


def _shown(entries: list[Entry], k: int) -> list[int | None]:
    hidden = protect(entries, k)
    return [None if n in hidden else entry.count for n, entry in enumerate(entries)]
