"""What a client reads in the catalogue, the matrix and the phases is plain Dutch (B1)."""

import re

import pytest

from huiswaarts.casework.boxes.content.parse import catalogue
from huiswaarts.casework.cases.content.matrix import default_matrix
from huiswaarts.figures.guards.plain_dutch import find_jargon, flesch_douma

BOXES = catalogue().boxes


def client_texts(box):
    yield from (box.client_nl, box.intro_nl)
    for question in box.questions:
        yield from (question.nl, question.help_nl, *(choice.nl for choice in question.choices))
    for rule in (*box.checks, *box.confirmations, *box.derivations):
        yield rule.client_nl


def texts():
    for box in BOXES:
        yield from ((box.code, text) for text in client_texts(box) if text)
    for rule in default_matrix().rules:
        yield from (("matrix", rule.purpose), ("matrix", rule.reason))


def test_no_words_to_avoid():
    found = [(place, one.word, text) for place, text in texts() for one in find_jargon(text)]
    assert found == []


def test_no_long_sentences():
    for _, text in texts():
        for sentence in re.split(r"(?<=[.?!:])\s", text):
            assert len(sentence.split()) <= 20, sentence


def test_the_client_is_called_jij():
    for _, text in texts():
        assert not re.search(r"\b(?:u|uw)\b", text, re.IGNORECASE), text


@pytest.mark.parametrize("box", BOXES, ids=lambda box: box.code)
def test_the_box_reads_easily(box):
    textstat = pytest.importorskip("textstat")
    textstat.set_lang("nl")
    text = "\n".join(
        text if text[-1] in ".?!" else text + "." for text in client_texts(box) if text
    )
    assert flesch_douma(text) >= 60
    assert textstat.flesch_reading_ease(text) >= 60
