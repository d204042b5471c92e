"""Small enough to read at once. EXEMPT may only shrink."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.conftest import ON_PHONES
from tests.plugin import TOGETHER

from .tree import ROOT, SRC, name, python_files, templates, tree

MAX_FILE, MAX_FUNCTION, MAX_TEMPLATE = 400, 50, 200
# path or path::function -> reason
EXEMPT: dict[str, str] = {}


def too_long():
    for path in python_files():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MAX_FILE:
            yield name(path), lines
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > MAX_FUNCTION:
                    yield f"{name(path)}::{node.name}", length


def test_files_and_functions_stay_small():
    long = dict(too_long())
    assert not set(long) - set(EXEMPT), long
    assert not set(EXEMPT) - set(long), "no longer needs its exemption"


def long_tests(root):
    """Also what tests share: their worlds, generators and hands."""
    for path in (*root.glob("src/**/tests/**/*.py"), *root.glob("tests/**/*.py")):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MAX_FILE:
            yield path.relative_to(root).as_posix(), lines


def test_files_of_tests_stay_small_too():
    assert dict(long_tests(ROOT)) == {}


def test_planted_a_long_file_of_tests(tmp_path):
    for where in ("src/huiswaarts/x/tests", "tests/x"):
        (tmp_path / where).mkdir(parents=True)
        (tmp_path / where / "shared.py").write_text("\n" * (MAX_FILE + 1))
    assert len(dict(long_tests(tmp_path))) == 2


def gone(paths):
    return [path for path in paths if not (ROOT / path).is_file()]


def test_files_that_lists_name_are_there():
    phones = [f"tests/journeys/{stem}.py" for stem in ON_PHONES]
    assert gone([*TOGETHER, *phones]) == []
    assert gone(["tests/leaks/test_nowhere.py"]) == ["tests/leaks/test_nowhere.py"]


@pytest.mark.parametrize("path", templates(), ids=name)
def test_templates_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_TEMPLATE


# The linter counts branches and arguments; here a `noqa` does not silence it.
EXEMPT_RULES: dict[str, str] = {}  # "path rule" -> reason


def test_complexity_and_arguments_also_where_the_linter_was_silenced():
    beside = Path(sys.executable).with_name("ruff")
    ruff = str(beside) if beside.exists() else shutil.which("ruff")
    result = subprocess.run(
        [ruff, "check", "--select", "C901,PLR0913", "--ignore-noqa", "--output-format", "json",
         "--no-cache", str(SRC)],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    faults = {
        f"{name(Path(one['filename']))} {one['code']}": one["message"]
        for one in json.loads(result.stdout)
        if "/tests/" not in one["filename"]
    }
    assert not set(faults) - set(EXEMPT_RULES), faults
    assert not set(EXEMPT_RULES) - set(faults), "no longer needs its exemption"


def test_the_import_contract_is_checked_with_everything_else():
    assert "lint-imports" in (ROOT / "bin" / "test").read_text(encoding="utf-8")
