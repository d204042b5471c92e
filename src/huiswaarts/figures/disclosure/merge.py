"""Puts small neighbours together until every group may be shown: one table, nothing hidden.

A table of a small region would be nothing but hidden cells. Groups of at least k next to each
other say more, and nothing can be worked out by subtraction, since every count is in one group.
"""

from collections.abc import Sequence

from .tables import LEAST

Group = tuple[tuple[str, ...], int]


def merge_neighbours(counts: Sequence[tuple[str, int]], *, k: int = LEAST) -> list[Group]:
    """Groups of neighbours in their order, each of at least k; none when all are fewer than k.

    What remains at the end goes with the group before it.
    """
    if k < LEAST:
        raise ValueError(f"a region may ask for more than {LEAST}, not for less")
    groups: list[Group] = []
    names: tuple[str, ...] = ()
    total = 0
    for name, count in counts:
        names, total = (*names, name), total + count
        if total >= k:
            groups.append((names, total))
            names, total = (), 0
    if names and groups:
        before, held = groups.pop()
        groups.append(((*before, *names), held + total))
    return groups


def merge_rest(counts: Sequence[tuple[str, int]], *, k: int = LEAST) -> list[Group]:
    """The large ones alone, largest first, and the rest together as the last group.

    A rest under k takes the smallest of the large ones along, so that it cannot be worked out.
    """
    if k < LEAST:
        raise ValueError(f"a region may ask for more than {LEAST}, not for less")
    shown = sorted((c for c in counts if c[1] >= k), key=lambda c: (-c[1], c[0]))
    rest = [c for c in counts if c[1] < k]
    while rest and shown and sum(count for _, count in rest) < k:
        rest.append(shown.pop())
    groups: list[Group] = [((name,), count) for name, count in shown]
    if rest and sum(count for _, count in rest) >= k:
        groups.append((tuple(name for name, _ in rest), sum(count for _, count in rest)))
    return groups
