"""The day of a moment is the day in the Netherlands: `as_day`, never `.date()` of a stored time."""

import ast

import pytest

from .tree import SRC

OF_UTC = {"date", "time", "strftime"}


def days_of_utc(source):
    """`….from_at.date()`: the name of the field is how a moment is known."""
    for call in ast.walk(ast.parse(source)):
        func = getattr(call, "func", None)
        if isinstance(func, ast.Attribute) and func.attr in OF_UTC:
            name = getattr(func.value, "attr", "") or getattr(func.value, "id", "")
            if name == "at" or name.endswith("_at"):
                yield f"{call.lineno}: {ast.unparse(call)}"


def test_no_day_is_that_of_another_country():
    wrong = [
        f"{path.name}:{line}"
        for path in SRC.rglob("*.py")
        if "tests" not in path.parts
        for line in days_of_utc(path.read_text(encoding="utf-8"))
    ]
    assert not wrong


@pytest.mark.parametrize("planted", ["seat.from_at.date()", "at.date()", "x.begins_at.time()"])
def test_a_planted_one_is_seen(planted):
    assert list(days_of_utc(planted))
