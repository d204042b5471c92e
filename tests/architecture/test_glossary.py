"""The code says `Box`, the screen says 'verhuisdoos', and the glossary says so."""

import re

from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.access.seats import SEATS

from .tree import ROOT, own_models

TEXT = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\w+) \| ([^|]+?) \| ([^|]+?) \|", TEXT, re.MULTILINE)
DUTCH = {code: dutch for code, dutch, _ in ROWS if code != "code" and set(code) != {"-"}}


def test_models_speak_as_the_glossary():
    models = {m.__name__: str(m._meta.verbose_name) for m in own_models()}
    glossary = {code: dutch for code, dutch in DUTCH.items() if code[0].isupper()}
    glossary.pop("Actor")  # has no table
    assert models == glossary


def test_roles_and_seats_speak_as_the_glossary():
    labels = {key: role.label for key, role in ROLES.items()}
    labels |= {str(kind): info.label for kind, info in SEATS.items()}
    assert labels == {code: DUTCH[code] for code in labels}


def test_every_word_is_there_once():
    codes = [code for code, _, _ in ROWS if code != "code"]
    assert not {code for code in codes if codes.count(code) > 1}
