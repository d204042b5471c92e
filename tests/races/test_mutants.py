"""Without its lock or constraint a pair goes wrong: what guards it is there for a reason."""

from contextlib import ExitStack

import pytest
from django.db import DatabaseError

from .guards import BESIDES, CONSTRAINTS, WALL, without
from .pairs import PAIRS
from .rounds import one_round
from .stage import race
from .test_races import TOLD

# One by day for each guard; by night every pair without all of its own.
BY_DAY = (
    "asked twice", "handed over, seat ended", "proposed, work ended", "brought, stopped",
    "both factors removed", "seat offered twice", "work offered twice", "seat accepted, withdrawn",
    "work accepted, withdrawn", "last invitation of the day sent twice", "role proposed twice",
    "role agreed, withdrawn", "both region admins leave", "recovery asked twice",
    "recovery opened, stopped",
)  # fmt: skip


def goes_wrong(name, people):
    """The invariant is broken, or a wall behind the lock refused without a word to the person."""
    outcomes, holds = one_round(PAIRS[name], people, race)
    odd = [one for one in outcomes if isinstance(one, BaseException) and not isinstance(one, TOLD)]
    if WALL in PAIRS[name].guards:
        assert holds, (name, outcomes)
        return bool(odd) and all(isinstance(one, DatabaseError) for one in odd)
    assert not odd, (name, outcomes)
    return not holds


def guards_of(name):
    return [guard for guard in PAIRS[name].guards if guard not in {*BESIDES, WALL}]


@pytest.mark.parametrize(
    "name", [name if name in BY_DAY else pytest.param(name, marks=pytest.mark.nightly)
             for name in PAIRS if not BESIDES & set(PAIRS[name].guards)],
)  # fmt: skip
def test_without_its_guards(committed, name):
    with ExitStack() as stack:
        for guard in sorted(guards_of(name), key=lambda one: one in CONSTRAINTS):
            stack.enter_context(without(guard))
        assert goes_wrong(name, committed)
