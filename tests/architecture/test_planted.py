"""Planted faults, each to be caught: leaks, grants and what else was mended as a kind. They stay.

A planted fault is a row of a list `PLANTED`, or a test whose name begins with `test_planted_` or
`test_without_the_rule`: a hole put back, and the guard that turns red. Here they are counted, so
that none goes silently.
"""

import ast
from collections import Counter

from .tree import ROOT, tree

NAMES = ("test_planted_", "test_without_the_rule")
FEWEST = 30  # of leaks and grants
# where, and what kind of fault is planted there
KINDS = (
    ("tests/leaks/", "leak"),
    ("tests/races/", "race"),
    ("tests/granting/", "grant"),
    ("self_grant", "grant"),
    ("grant", "grant"),
    ("invitations", "grant"),
    ("membership", "grant"),
    ("recovery", "grant"),
    ("seats", "grant"),
    ("coordination", "grant"),
    ("doubles", "leak"),
    ("hostile", "document"),
)


def kind_of(path):
    said = path.relative_to(ROOT).as_posix()
    return next((kind for part, kind in KINDS if part in said), "other")


def is_list(node):
    """`PLANTED = [...]`"""
    return (
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.List | ast.Tuple)
        and [ast.unparse(one) for one in node.targets] == ["PLANTED"]
    )


def planted_in(path):
    for node in tree(path).body:
        if is_list(node):
            yield from map(ast.unparse, node.value.elts)
        elif isinstance(node, ast.FunctionDef) and node.name.startswith(NAMES):
            yield node.name


def planted():
    found = Counter()
    for folder in ("tests", "src"):
        for path in sorted((ROOT / folder).rglob("test_*.py")):
            found[kind_of(path)] += len(set(planted_in(path)))
    return found


def test_as_many_leaks_and_grants_are_planted_as_there_were():
    found = planted()
    assert found["leak"] + found["grant"] >= FEWEST, dict(found)
    assert found["leak"] >= 35, dict(found)
    assert found["grant"] >= 1, dict(found)


def test_a_row_is_counted_once():
    """The list that the leaks stand in is read as it is."""
    rows = list(planted_in(ROOT / "tests/leaks/test_mutants.py"))
    assert len(rows) == len(set(rows))
    assert all("mutants." in row or "cards." in row for row in rows)
