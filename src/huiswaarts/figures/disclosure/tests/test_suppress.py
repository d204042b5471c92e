import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiswaarts.figures.disclosure import (
    SafeTable,
    suppress_by_name,
    suppress_counts,
    suppress_table,
)

from .attack import all_tables, bounds, determined, lines_of

COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 200))


def tables(height=6, width=6, cells=COUNTS):
    return st.integers(1, width).flatmap(
        lambda w: st.lists(st.lists(cells, min_size=w, max_size=w), min_size=1, max_size=height)
    )


def naive(rows, k=10):
    """What not to do: only the small cells hidden, all totals shown."""
    return SafeTable(
        tuple(tuple(n if n >= k else None for n in row) for row in rows),
        tuple(sum(row) for row in rows),
        tuple(sum(column) for column in zip(*rows, strict=True)),
        sum(map(sum, rows)),
    )


def narrow(table, k=10):
    """Hidden numbers that an attacker narrows down to fewer than k values."""
    values, lines = lines_of(table)
    return {name for name, (low, high) in bounds(values, lines).items() if high - low < k}


@pytest.mark.parametrize(
    ("counts", "cells", "total"),
    [
        ([20, 30, 40], (20, 30, 40), 90),
        ([20, 3, 40], (None, None, 40), 63),
        ([20, 3, 4], (None, None, None), 27),
        ([20, 9, 9, 30], (20, None, None, 30), 68),
        ([20, 0, 40], (None, None, 40), 60),
        ([3], (None,), None),
        ([30], (30,), 30),
        ([3, 4], (None, None), None),
        ([0, 0], (None, None), None),
        ([], (), None),
    ],
)
def test_a_row_of_counts(counts, cells, total):
    safe = suppress_counts(counts)
    assert (safe.cells, safe.total) == (cells, total)


def test_by_name_keeps_the_names_and_their_order():
    safe, total = suppress_by_name({"zoeken": 25, "wonen": 4, "klaar": 60})
    assert safe == {"zoeken": None, "wonen": None, "klaar": 60}
    assert list(safe) == ["zoeken", "wonen", "klaar"]
    assert total == 89


def test_a_region_asks_for_more_and_not_for_less():
    assert suppress_counts([15, 15, 40], k=20).cells == (None, None, 40)
    with pytest.raises(ValueError, match="not for less"):
        suppress_counts([15], k=5)


@pytest.mark.parametrize("rows", [[], [[]], [[1, 2], [3]]])
def test_what_is_no_table(rows):
    with pytest.raises(ValueError, match="same length"):
        suppress_table(rows)


def test_one_small_cell_takes_three_with_it():
    safe = suppress_table([[3, 50, 60], [70, 80, 90], [40, 45, 55]])
    hidden = sum(cell is None for row in safe.cells for cell in row)
    assert hidden == 4
    assert None not in (*safe.row_totals, *safe.column_totals, safe.total)


def test_a_safe_table_is_left_alone():
    safe = suppress_table([[10, 20], [30, 40]])
    assert safe == SafeTable(((10, 20), (30, 40)), (30, 70), (40, 60), 100)


def test_a_table_of_one_line_is_a_row_of_counts():
    assert suppress_table([[20, 3, 40, 50]]).column_totals == (None, None, 40, 50)
    standing = suppress_table([[20], [3], [40], [50]])
    assert standing.cells == ((None,), (None,), (40,), (50,))
    assert standing.row_totals == (None, None, 40, 50)
    assert (standing.column_totals, standing.total) == ((113,), 113)


@given(tables())
@settings(max_examples=150, deadline=None)
def test_no_attack_narrows_a_hidden_number(rows):
    safe = suppress_table(rows)
    values, lines = lines_of(safe)
    assert all(value is None or value >= 10 for value in values.values())
    if None in values.values():
        assert determined(values, lines) == set()
    assert narrow(safe) == set()


@given(tables())
@settings(max_examples=100, deadline=None)
def test_what_is_shown_is_true(rows):
    safe, plain = suppress_table(rows), naive(rows, k=0)
    for shown, real in zip(lines_of(safe)[0].values(), lines_of(plain)[0].values(), strict=True):
        assert shown in (None, real)


@given(tables(2, 3, st.integers(0, 14)))
@settings(max_examples=40, deadline=None)
def test_among_all_tables_that_show_the_same_every_hidden_cell_takes_many_values(rows):
    """The whole truth, for tiny tables: try every table there is."""
    safe = suppress_table(rows)
    hidden = [(i, j) for i, row in enumerate(safe.cells) for j, c in enumerate(row) if c is None]
    if len(hidden) > 4:
        return
    seen = {place: set() for place in hidden}
    for table in all_tables(safe, top=24):
        for i, j in hidden:
            seen[i, j].add(table[i][j])
    assert all(max(values) - min(values) >= 10 for values in seen.values())


@given(st.lists(COUNTS, max_size=12))
def test_the_attack_on_a_row_fails(counts):
    safe = suppress_counts(counts)
    values = dict(enumerate((*safe.cells, safe.total)))
    line = (list(range(len(counts))), len(counts))
    if counts and None in values.values():
        assert determined(values, [line]) == set()
    for low, high in bounds(values, [line]).values():
        assert high - low >= 10 or not counts


def test_the_attacks_do_break_what_is_hidden_naively():
    """A test of the tests: they must be able to fail."""
    bad = naive([[3, 50, 60], [70, 80, 90]])
    values, lines = lines_of(bad)
    assert determined(values, lines) == {(0, 0)}
    assert narrow(bad) == {(0, 0)}
    # by counts that cannot be negative alone: two hidden cells with nothing to share
    assert narrow(naive([[0, 0, 60], [0, 0, 90]])) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_a_table_of_a_region_takes_no_more_than_seconds():
    rows = [[(i * 37 + j * 11) % 43 for j in range(12)] for i in range(20)]
    start = time.process_time()
    safe = suppress_table(rows)
    assert time.process_time() - start < 20
    assert narrow(safe) == set()
