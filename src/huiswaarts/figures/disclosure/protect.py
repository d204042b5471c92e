"""Chooses which more cells to hide, with the attack itself as the test.

Every line of a table is one sum: its cells together minus its total is nothing. A cell is in
two lines, its row and its column. Changing hidden cells without changing what is shown means:
going round from line to line, one cell up and the next one down. So how far a hidden cell can move
is how much can flow round through the other hidden cells, and a cell that can move less than k
gives itself away.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One number of a table: in which two lines it stands, and whether it counts as a minus."""

    row: str
    column: str
    count: int
    is_total: bool = False
    is_margin: bool = False


def protect(entries: Sequence[Entry], k: int) -> set[int]:
    """Which entries to hide: those under k, and others until each hidden one is free to move."""
    small = {n for n, entry in enumerate(entries) if entry.count < k}
    hidden = set(small)
    while (weak := _weakest(entries, hidden, k)) is not None:
        hidden |= _next_to_hide(entries, hidden, weak)
    for n in sorted(hidden - small, key=lambda n: -entries[n].count):
        if _weakest(entries, hidden - {n}, k) is None:
            hidden.remove(n)
    return hidden


def _weakest(entries: Sequence[Entry], hidden: set[int], k: int) -> int | None:
    """A hidden entry of which the possible values are fewer than k apart."""
    return next((n for n in sorted(hidden) if freedom(entries, hidden, n, k) < k), None)


def freedom(entries: Sequence[Entry], hidden: Iterable[int], n: int, enough: int) -> int:
    """How far apart the lowest and highest possible value of a hidden entry are, up to enough."""
    entry = entries[n]
    others = [entries[other] for other in hidden if other != n]
    up, down = _room(entry, enough)
    grows = min(up, _flow(others, entry.column, entry.row, enough))
    shrinks = min(down, _flow(others, entry.row, entry.column, enough))
    return grows + shrinks


def _room(entry: Entry, enough: int) -> tuple[int, int]:
    """How far an entry can go up and down in the sum: a count goes down to nothing at most."""
    down = min(entry.count, enough)
    return (down, enough) if entry.is_total else (enough, down)


def _flow(entries: Iterable[Entry], start: str, end: str, enough: int) -> int:
    """How much can go from one line to another through these entries, up to enough."""
    capacity: dict[str, dict[str, int]] = {}
    for entry in entries:
        up, down = _room(entry, enough)
        for a, b, room in ((entry.row, entry.column, up), (entry.column, entry.row, down)):
            ways = capacity.setdefault(a, {})
            ways[b] = ways.get(b, 0) + room
    total = 0
    while total < enough and (path := _path(capacity, start, end)):
        room = min(capacity[a][b] for a, b in path)
        for a, b in path:
            capacity[a][b] -= room
            back = capacity.setdefault(b, {})
            back[a] = back.get(a, 0) + room
        total += room
    return min(total, enough)


def _path(capacity: dict[str, dict[str, int]], start: str, end: str) -> list[tuple[str, str]]:
    """The shortest way that has room, or nothing."""
    came_from = {start: start}
    queue = deque([start])
    while queue and end not in came_from:
        here = queue.popleft()
        for there, room in capacity.get(here, {}).items():
            if room and there not in came_from:
                came_from[there] = here
                queue.append(there)
    path: list[tuple[str, str]] = []
    while end in came_from and end != start:
        path.append((came_from[end], end))
        end = came_from[end]
    return path[::-1]


def _next_to_hide(entries: Sequence[Entry], hidden: set[int], weak: int) -> set[int]:
    """What to hide for a weak entry at the least loss: no margin if possible, few, small."""
    options = [corners - hidden for corners in _rectangles(entries, weak)]
    options += [{n} for n, entry in enumerate(entries) if _share_a_line(entry, entries[weak])]
    return min((option for option in options if option - hidden), key=lambda o: _loss(entries, o))


def _loss(entries: Sequence[Entry], option: set[int]) -> tuple[int, int, int]:
    chosen = [entries[n] for n in option]
    margins = sum(entry.is_margin or entry.is_total for entry in chosen)
    return margins, len(chosen), sum(entry.count for entry in chosen)


def _share_a_line(one: Entry, other: Entry) -> bool:
    return one.row == other.row or one.column == other.column


def _rectangles(entries: Sequence[Entry], weak: int) -> Iterator[set[int]]:
    """The other three corners of every rectangle with this entry: round it, numbers can move."""
    row, column = entries[weak].row, entries[weak].column
    at = {(entry.row, entry.column): n for n, entry in enumerate(entries)}
    for (other_row, other_column), n in at.items():
        if other_row != row and other_column != column:
            yield {n, at[row, other_column], at[other_row, column]}
