"""What is hidden is not found by what it costs either: the same questions, and the same time."""

import re
import statistics
import time
from itertools import zip_longest

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from .rows import ROWS
from .test_matrix import UNKNOWN

OUTSIDE = ("Bo", "Eva", "Olga", "Hans", "Ria", "Stan", "Mina")
OF_A_CASE = sorted(name for name, row in ROWS.items() if "number" in row.fill)
VALUES = re.compile(r"'(?:[^']|'')*'(?:::\w+(?:\[\])?)?|\bs\d+_x\d+\b|\b\d+\b")
PAIRS, GAP = 200, 0.005  # seconds


def paths(town, name, whose="Samir"):
    row = ROWS[name]
    return row.path(name, town, whose), row.path(name, town, number=UNKNOWN["number"])


def questions(visitors, who, path):
    """What the database was asked, without the values."""
    with CaptureQueriesContext(connection) as asked:
        visitors.ask(who, path)
    return [VALUES.sub("?", query["sql"]) for query in asked.captured_queries]


@pytest.mark.slow
@pytest.mark.parametrize("who", OUTSIDE)
def test_hidden_and_unknown_ask_the_database_the_same(town, visitors, who):
    differ = []
    for name in OF_A_CASE:
        whose = "Stan" if who == "Mina" else "Samir"
        there, nowhere = paths(town, name, whose)
        visitors.ask(who, there)  # what is kept for later is kept now
        first, second = questions(visitors, who, there), questions(visitors, who, nowhere)
        if first != second:
            apart = [pair for pair in zip_longest(first, second) if pair[0] != pair[1]]
            differ.append(f"{name}: {len(first)} and {len(second)}, first {apart[0]}")
    assert not differ, "\n".join(differ)


def test_it_would_be_seen_when_the_door_asked_once_more(town, visitors, monkeypatch):
    """Control: one question more for what is there."""
    from huiswaarts.casework.cases import doors
    from huiswaarts.casework.cases.models import Case

    real = doors.find_case

    def nosy(number, actor, **more):
        if number != UNKNOWN["number"]:
            Case.objects.filter(number=number).exists()
        return real(number, actor, **more)

    monkeypatch.setattr(doors, "find_case", nosy)
    there, nowhere = paths(town, "desk:case")
    assert questions(visitors, "Hans", there) != questions(visitors, "Hans", nowhere)


@pytest.mark.nightly
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", ["desk:case", "boxes:box", "portal:plan"])
def test_hidden_and_unknown_take_the_same_time(town, visitors, name):
    who = "Stan" if name.startswith("portal") else "Hans"
    there, nowhere = paths(town, name)
    took = {there: [], nowhere: []}
    for turn in range(PAIRS):
        for path in (there, nowhere) if turn % 2 else (nowhere, there):
            begun = time.perf_counter()
            visitors.ask(who, path)
            took[path].append(time.perf_counter() - begun)
    gap = abs(statistics.median(took[there]) - statistics.median(took[nowhere]))
    assert gap < GAP, f"{gap * 1000:.2f} ms"
