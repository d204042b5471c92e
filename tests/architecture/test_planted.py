"""Planted faults, each to be caught: leaks, grants and what else was mended as a kind. They stay.

A planted fault is a row of a `PLANTED`, or a test whose name says so (`SAYS_SO`): a hole put back,
and the guard that turns red. Here they are counted, so that none goes silently.
"""

import ast
import re
from collections import Counter

from .tree import ROOT, tree

SAYS_SO = re.compile(
    r"^test_(planted_|without_|mutant_|.*(_is_caught|_is_seen|_planted_back|_no_refusal)$)"
)
# As many as there are now; lower a number only for a fault that cannot be made any more.
FEWEST = 30  # of leaks and grants: so many were asked for
FLOORS = {"leak": 52, "grant": 53, "document": 19}
# where, and what kind of fault is planted there
KINDS = (
    ("tests/leaks/", "leak"),
    ("doubles", "leak"),
    ("address_oracle", "leak"),
    ("tests/races/", "race"),
    *(
        (part, "grant")
        for part in (
            "tests/grants/",
            "self_grant",
            "membership",
            "recovery",
            "death",
            "offers",
            "role",
            "seat",
            "in_whose_hands",
            "casework_only",
            "tables_left",
            "account_columns",
        )
    ),
    *((part, "document") for part in ("field_words", "pdf_links", "carriers", "test_files")),
)


def kind_of(path):
    where = path.relative_to(ROOT).as_posix()
    return next((kind for part, kind in KINDS if part in where), "other")


def rows_of(node):
    """Of `PLANTED = [...]`, also as a tuple or a dict; nothing of another statement."""
    if not isinstance(node, ast.Assign) or [ast.unparse(n) for n in node.targets] != ["PLANTED"]:
        return []
    value = node.value
    return value.keys if isinstance(value, ast.Dict) else getattr(value, "elts", [])


def runs_a_list(node):
    """A test over the rows of a `PLANTED`: those are counted, and not the test as well."""
    return any("PLANTED" in ast.unparse(one) for one in node.decorator_list)


def planted_in(path):
    for node in tree(path).body:
        yield from map(ast.unparse, rows_of(node))
        if isinstance(node, ast.FunctionDef) and SAYS_SO.match(node.name) and not runs_a_list(node):
            yield node.name


def planted():
    found = Counter()
    for folder in ("tests", "src"):
        for path in sorted((ROOT / folder).rglob("test_*.py")):
            found[kind_of(path)] += len(set(planted_in(path)))
    return found


def test_as_many_are_planted_as_there_were():
    found = planted()
    assert {kind: found[kind] for kind in FLOORS if found[kind] < FLOORS[kind]} == {}
    assert FLOORS["leak"] + FLOORS["grant"] >= FEWEST


def test_a_row_is_counted_once():
    """The list that the leaks stand in is read as it is."""
    rows = list(planted_in(ROOT / "tests/leaks/test_mutants.py"))
    assert len(rows) == len(set(rows))
    assert all("mutants." in row or "cards." in row for row in rows)
