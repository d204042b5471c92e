import re
from pathlib import Path

import pytest

import huiswaarts
from huiswaarts.doors.desk.timeline import SENTENCES, SILENT, Names, lines_of
from huiswaarts.foundation.events.models import Event

WINGS = ("casework", "foundation", "institutions")
SOURCES = [Path(huiswaarts.__file__).parent / wing for wing in WINGS]
KIND = re.compile(
    r"\"((?:cases|boxes|meetings|tables|journey|bottlenecks)\.[a-z]+_[a-z_]+"
    r"|accounts\.recovery_[a-z]+)\""
)


def kinds():
    files = [p for s in SOURCES for p in s.rglob("*.py") if "tests" not in p.parts]
    return {kind for p in files for kind in KIND.findall(p.read_text(encoding="utf-8"))}


def test_every_event_of_a_case_has_a_sentence_or_says_why_not():
    assert len(kinds()) > 20
    assert kinds() - set(SENTENCES) - SILENT == set()


def test_no_sentence_is_about_an_event_that_nobody_records():
    assert set(SENTENCES) - kinds() == set()


@pytest.mark.parametrize("kind", SENTENCES)
def test_a_sentence_stands_when_nothing_is_known(kind):
    [line] = lines_of([Event(kind=kind, codes={}, subject="", topic=0)], Names())
    assert line.who == "Iemand van het team"
    assert "{" not in line.what
