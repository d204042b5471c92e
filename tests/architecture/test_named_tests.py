"""What SECURITY.md promises is held by tests: each that it names is there."""

import ast
import re

from .tree import ROOT, tree

NAMED = re.compile(r"`([\w/]*test_\w+(?:\.py)?)`")


def there():
    """The names of all tests, and of the files in which they stand."""
    files = [path for part in ("src", "tests") for path in (ROOT / part).rglob("test_*.py")]
    for path in files:
        yield path.relative_to(ROOT).as_posix()
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield node.name


def missing(text):
    found = set(there())
    files = [one for one in found if one.endswith(".py")]
    for named in NAMED.findall(text):
        if named.endswith(".py"):
            if not any(f"/{path}".endswith(f"/{named}") for path in files):
                yield named
        elif named not in found:
            yield named


def test_every_test_that_security_names_is_there():
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert len(NAMED.findall(text)) > 50
    assert not list(missing(text))


def test_planted_a_test_that_is_gone():
    text = "`test_nobody_wrote_this` `walls/test_nowhere.py` `architecture/test_named_tests.py`"
    assert list(missing(text)) == ["test_nobody_wrote_this", "walls/test_nowhere.py"]
