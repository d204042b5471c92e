"""One full stop, also after a name or a text that has its own."""

import re

import pytest

from huiswaarts.foundation.common.sentences import ends, filled
from tests.architecture.tree import name, templates

# Texts that people wrote, and names that end in a letter with a full stop: `|zin` ends those.
WRITTEN = re.compile(r"\{\{[^}|]*(?:_why|_reason|short_name|\.who|line\.what)\s*\}\}\.")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Ineke S.", "Ineke S."), ("Bea", "Bea."), ("Dat wil ik! ", "Dat wil ik!"), ("", "")],
)
def test_it_ends_once(text, shown):
    assert ends(text) == shown


def test_a_name_with_a_stop_ends_the_sentence():
    assert filled("Bij {who}. Wat nu?", {"who": "Ineke S."}) == "Bij Ineke S. Wat nu?"
    assert filled("Wacht... {who}", {"who": "Bea"}) == "Wacht... Bea"


@pytest.mark.parametrize("path", templates(), ids=name)
def test_no_template_ends_a_written_text_by_hand(path):
    assert not WRITTEN.search(path.read_text(encoding="utf-8")), "use |zin"


def test_a_planted_stop_is_seen():
    assert WRITTEN.search("{{ seat.question_why }}. Zegt niemand ja")
