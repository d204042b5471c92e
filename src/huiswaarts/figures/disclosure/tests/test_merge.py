"""Groups that may be shown: nobody under k, everybody counted once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiswaarts.figures.disclosure.merge import merge_neighbours, merge_rest

COUNTS = st.lists(st.integers(0, 40), max_size=13).map(
    lambda numbers: [(f"c{i}", n) for i, n in enumerate(numbers)]
)


@pytest.mark.parametrize("merge", [merge_neighbours, merge_rest])
@given(counts=COUNTS)
def test_every_group_is_large_and_together_they_are_all(merge, counts):
    groups = merge(counts)
    assert all(total >= 10 for _, total in groups)
    names = [name for group, _ in groups for name in group]
    assert len(names) == len(set(names))
    if groups:
        assert sorted(names) == sorted(name for name, _ in counts)
        assert sum(total for _, total in groups) == sum(n for _, n in counts)
    else:
        assert sum(n for _, n in counts) < 10


def test_neighbours_stay_in_their_order():
    counts = [("a", 3), ("b", 8), ("c", 20), ("d", 2)]
    assert merge_neighbours(counts) == [(("a", "b"), 11), (("c", "d"), 22)]


def test_a_small_rest_takes_the_smallest_of_the_large_along():
    counts = [("a", 30), ("b", 12), ("c", 1)]
    assert merge_rest(counts) == [(("a",), 30), (("c", "b"), 13)]


@pytest.mark.parametrize("merge", [merge_neighbours, merge_rest])
def test_less_than_ten_is_refused(merge):
    with pytest.raises(ValueError, match="not for less"):
        merge([], k=5)
