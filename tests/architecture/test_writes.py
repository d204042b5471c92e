"""Only models and actions write: whoever else saves skips policy, event and transaction."""

import ast
import re

import pytest

from .tree import SRC, name, python_files, tree, words

WRITES = {
    "save", "delete", "create", "get_or_create", "update_or_create",
    "bulk_create", "bulk_update", "acreate", "asave", "adelete", "aupdate",
}  # fmt: skip
WRITERS = {"models", "actions"}
# Loading a kit and making the roles are writing by nature; both run as the owner.
ALSO = (
    "doors/console/kits/load",
    "doors/console/kits/catalogue.py",
    "doors/console/prepare.py",
    "doors/console/cluster.py",
)
SQL_WRITES = re.compile(
    r"\b(insert\s+into|update\s+\w+\s+set|delete\s+from|truncate)\b", re.IGNORECASE
)
READERS = [p for p in python_files() if not WRITERS & words(p) and not name(p).startswith(ALSO)]
VIEWS = [p for p in python_files() if {"views", "forms", "urls", "templatetags"} & words(p)]


def is_write(call):
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr == "update":  # of a dict it takes one thing, of a query named columns
        return bool(call.keywords) and not call.args
    if call.func.attr in ("delete", "save") and call.args:
        return False  # a key of a cache, the path of a workbook
    return call.func.attr in WRITES


def raw_write(node):
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(SQL_WRITES.search(node.value))
    )


def found(path, test):
    return [f"{name(path)}:{node.lineno}" for node in ast.walk(tree(path)) if test(node)]


@pytest.mark.parametrize("path", READERS, ids=name)
def test_does_not_write(path):
    assert not found(path, lambda n: isinstance(n, ast.Call) and is_write(n))
    assert not found(path, raw_write)


def unfiltered(node):
    """`Thing.objects.filter(…)`: a view takes `.objects.visible_to(actor)` or asks `queries`."""
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr in ("objects", "_default_manager", "_base_manager")
        and node.attr != "visible_to"
    )


@pytest.mark.parametrize("path", VIEWS, ids=name)
def test_a_page_reads_through_visible_to(path):
    assert not found(path, unfiltered)


def test_the_tests_would_see_it():
    """A guard that cannot fail guards nothing."""
    bad = ast.parse("Case.objects.filter(pk=1).update(phase='x')\nX.objects.create(a=1)\nx.save()")
    calls = [n for n in ast.walk(bad) if isinstance(n, ast.Call)]
    assert sum(map(is_write, calls)) == 3
    good = ast.parse("{}.update(a)\nhash.update(b'x')\nstorage.delete('key')\nbook.save(path)")
    assert not any(map(is_write, (n for n in ast.walk(good) if isinstance(n, ast.Call))))
    assert any(map(unfiltered, ast.walk(ast.parse("Case.objects.get(pk=1)"))))
    assert not any(map(unfiltered, ast.walk(ast.parse("Case.objects.visible_to(actor)"))))
    assert SQL_WRITES.search("UPDATE cases_case SET x = 1")
    assert SRC.is_dir()
    assert len(READERS) > 40
