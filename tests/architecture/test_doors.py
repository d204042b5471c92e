"""No page without a door, and one door for everything with a case number in its URL."""

import re

from .tree import urls

DOORS = ("public", "keyed", "signed_in", "member:", "seat", "case", "own_case")


def door(pattern):
    return getattr(pattern.callback, "door", None)


def test_every_url_says_who_may_enter():
    without = [name for name, _, pattern in urls() if not str(door(pattern)).startswith(DOORS)]
    assert not without


def test_a_case_number_is_looked_up_by_the_door_of_cases():
    """The door finds the case through `visible_to`, or 404; no view does that by itself."""
    beside = [
        name
        for name, route, pattern in urls()
        if "<str:number>" in route and door(pattern) not in ("case", "own_case")
    ]
    assert not beside


def test_only_a_case_number_is_called_number():
    assert not [route for _, route, _ in urls() if re.search(r"<(?!str:)\w*:?number>", route)]


def test_no_url_takes_a_database_id():
    """Random public ids only: what can be counted can be tried."""
    counted = r"<int:(pk|id|\w+_id)>"
    assert not [route for _, route, _ in urls() if re.search(counted, route)]


def test_every_url_has_its_own_name():
    names = [name for name, _, _ in urls()]
    assert not [name for name in names if name.endswith("?")]
    assert not sorted({name for name in names if names.count(name) > 1})
