"""Nothing that is given out fetches or runs anything: seen by a reader that is not ours."""

import pytest

from huiswaarts.casework.cases.files import (
    docx,
    docx_lists,
    fields,
    odt,
    odt_lists,
    pdf,
    pdf_lists,
)
from huiswaarts.casework.cases.files.clean import clean
from huiswaarts.casework.cases.files.kinds import RefusedFileError
from huiswaarts.casework.cases.files.words import WORDS

from .carried import CANARY
from .carriers import NUMBER, WAYS, hostile
from .outsider import does, sent_to


def gets_through(seed: int) -> str:
    """What is wrong with what is given out for this file; nothing when all is well."""
    one = hostile(seed)
    try:
        cleaned = clean(one.data)
    except RefusedFileError as refused:
        return "" if refused.code in WORDS else f"{one.what}: {refused.code} has no words"
    told = sent_to(cleaned.data, CANARY) + does(cleaned.data)
    return f"{one.what} ({seed}): {told}" if told else ""


def test_the_word_is_in_every_file_that_is_made():
    for seed in range(NUMBER):
        one = hostile(seed)
        if "the word of a field" not in one.what:
            assert sent_to(one.data, CANARY), one.what


def test_nothing_fetches_or_runs():
    """Forty by day: every third way of every kind of file."""
    assert [bad for seed in range(0, NUMBER, NUMBER // 40) if (bad := gets_through(seed))] == []


@pytest.mark.nightly
def test_five_hundred_files_by_night():
    assert [bad for seed in range(500) if (bad := gets_through(seed))] == []


# Each list of what is good, widened by one hole.
W, M = f"{{{docx_lists.W}}}", docx_lists
TEXT, DRAW = f"{{{odt_lists.TEXT}}}", f"{{{odt_lists.DRAW}}}"


def more(where, name, *added):
    return where, name, getattr(where, name) | frozenset(added)


def kind(name, key, inside):
    """A key more in one kind of dictionary of a PDF, with whatever stands behind it."""
    holds = dict.fromkeys(["/F", "/UF", "/JS", "/URI", "/1.3", "/Version"], "file") | {
        "/S": "plain"
    }
    kinds = pdf_lists.KINDS | {"file": holds | pdf_lists.KINDS["content"]}
    return pdf_lists, "KINDS", kinds | {name: kinds[name] | {key: inside}}


def word(name):
    """A field more, with whatever stands behind it."""
    return fields, "FIELDS", fields.FIELDS | {name: 9}


WIDENED = {
    "field INCLUDEPICTURE": word("INCLUDEPICTURE"),
    "field DDE": word("DDE"),
    "field DATABASE": word("DATABASE"),
    "mail merge": more(M, "ELEMENTS", f"{W}mailMerge", f"{W}query"),
    "data binding": more(M, "ELEMENTS", f"{W}dataBinding"),
    "v:shape href": more(M, "DRAWN", "gfxdata"),
    "click": (docx, "is_link", lambda _: True),
    "text:database-display": more(odt_lists, "ELEMENTS", f"{TEXT}database-display"),
    "text:dde-connection": more(odt_lists, "ELEMENTS", f"{TEXT}dde-connection"),
    "text:a": (odt, "is_link", lambda _: True),
    "formula": (odt_lists, "RECKONED", frozenset()),
    "formula, with an address": (odt, "is_outward", lambda *_, **__: False),
    "kept Ref": kind("drawing", "/Ref", "file"),
    "kept OPI": kind("drawing", "/OPI", "file"),
    "kept F of a stream": kind("drawing", "/F", "file"),
    "kept Metadata": kind("pages", "/Metadata", "content"),
    "kept Extensions": kind("catalog", "/Extensions", "file"),
    "action Launch": more(pdf_lists, "ACTIONS", "/Launch"),
    "action JavaScript": more(pdf_lists, "ACTIONS", "/JavaScript"),
    "link": (pdf, "is_address", lambda _: True),
    "annotation RichMedia": more(pdf_lists, "ANNOTATIONS", "/RichMedia"),
    "annotation FileAttachment": more(pdf_lists, "ANNOTATIONS", "/FileAttachment"),
}  # fmt: skip


@pytest.mark.parametrize("way", WIDENED)
def test_a_list_that_is_widened_is_seen(monkeypatch, way):
    """The guard turns red for every hole: what was closed stays closed by this list alone."""
    ours = [seed for seed in range(60 * NUMBER) if is_way(seed, way)]
    assert [bad for seed in ours[:2] if (bad := gets_through(seed))] == []
    monkeypatch.setattr(*WIDENED[way])
    assert any(gets_through(seed) for seed in ours)


def is_way(seed, way):
    what = WAYS[seed % NUMBER]
    way = way.partition(",")[0]
    return what == way or (way.startswith("field ") and what in ("field", "simple field"))
