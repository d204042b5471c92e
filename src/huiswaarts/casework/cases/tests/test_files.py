"""What may be kept of a file, and what not; by its content, never by its name."""

import io
import random
import re
import threading
import zipfile

import pikepdf
import pytest
from PIL import Image

from huiswaarts.casework.cases.files import apart, markup
from huiswaarts.casework.cases.files.apart import clean_apart
from huiswaarts.casework.cases.files.clean import clean
from huiswaarts.casework.cases.files.kinds import MEDIA_TYPES, RefusedFileError
from huiswaarts.casework.cases.files.words import WORDS, refusal
from huiswaarts.casework.cases.forms_documents import name_of_file
from huiswaarts.figures.guards.characters import RefusedTextError
from huiswaarts.foundation.common import normal
from huiswaarts.foundation.common.texts import kept

from .hostile import (
    EICAR,
    GOOD,
    LEFT_OUT,
    REFUSED,
    SECRET,
    acting_pdf,
    docx,
    odt,
    package,
    pdf,
    photo_with_place,
    picture,
    png_with_words,
    relation,
)
from .links import DECEIVES


@pytest.mark.parametrize("name", GOOD)
def test_what_people_send_is_kept(name):
    data, kind = GOOD[name]
    cleaned = clean(data)
    assert cleaned.kind == kind
    assert cleaned.data
    # what was cleaned is clean: once more changes nothing of what it is
    assert clean(cleaned.data).kind == kind


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_do_harm_is_refused_with_the_reason(name):
    data, code = REFUSED[name]
    with pytest.raises(RefusedFileError) as refused:
        clean(data)
    assert refused.value.code == code
    assert refusal(code).endswith(".")


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_nobody_misses_is_left_out(name):
    with zipfile.ZipFile(io.BytesIO(clean(LEFT_OUT[name]).data)) as made:
        whole = b"".join(made.read(part) + part.encode() for part in made.namelist())
    assert b"Hallo" in whole
    assert SECRET.encode() not in whole


def test_a_link_is_followed_by_a_click_and_not_by_opening():
    opens = 'xlink:actuate="onLoad" xlink:show="embed"'
    data = odt(f'<text:a xlink:href="https://a.example/" {opens}>x</text:a>')
    with zipfile.ZipFile(io.BytesIO(clean(data).data)) as made:
        assert b"https://a.example/" in made.read("content.xml")
        assert b"actuate" not in made.read("content.xml")
        assert b"embed" not in made.read("content.xml")


LEADS = ("https://a.nl/@52.1,5.1,9z", "https://a.nl/?van=bea@b.nl", "mailto:bea@a.nl?subject=x y",
         "https://a.nl/een brief%20é.pdf", "tel:+31 30 1234567", "#plek")  # fmt: skip


def linked(to):
    yield docx(**relation("hyperlink", to))
    yield docx(f"<w:fldSimple w:instr='HYPERLINK &quot;{to}&quot;'/>")
    yield odt(f'<text:a xlink:href="{to}">x</text:a>')


@pytest.mark.parametrize("way", DECEIVES)
def test_a_link_that_deceives_is_refused(way):
    for data in linked(DECEIVES[way]):
        with pytest.raises(RefusedFileError) as refused:
            clean(data)
        assert refused.value.code == "fetches"


@pytest.mark.parametrize("way", ["a site before the site", "written in numbers"])
def test_planted_an_address_is_what_begins_as_one(monkeypatch, way):
    monkeypatch.setattr(markup, "_DECEIVES", re.compile("(?!)"))
    assert [clean(data).kind for data in linked(DECEIVES[way])] == ["docx", "docx", "odt"]


@pytest.mark.parametrize("to", LEADS)
def test_a_link_that_says_where_it_leads_is_kept(to):
    assert [clean(data).kind for data in linked(to)] == ["docx", "docx", "odt"]


def test_every_refusal_has_its_words():
    told = {code for _, code in REFUSED.values()}
    assert told <= set(WORDS)
    assert set(WORDS) - told == {"virus", "damaged", "store_down", "busy", "too_many"}


def test_a_photo_loses_where_it_was_and_stands_upright():
    cleaned = clean(photo_with_place())
    assert SECRET.encode() not in cleaned.data
    assert b"Exif" not in cleaned.data
    with Image.open(io.BytesIO(cleaned.data)) as image:
        assert image.size == (40, 60)
        assert not image.getexif()
        assert not {"exif", "comment", "icc_profile", "xmp"} & set(image.info)
        corners = [image.getpixel(at)[0] for at in ((0, 0), (39, 0), (0, 59), (39, 59))]
        assert corners.index(min(corners)) == 1


def test_words_in_a_png_are_gone():
    assert SECRET.encode() in png_with_words()
    assert SECRET.encode() not in clean(png_with_words()).data


def test_so_is_what_was_hidden_in_a_document():
    data = docx(
        **{
            "word/media/foto.jpeg": photo_with_place(),
            "docProps/core.xml": f"<x>{SECRET}</x>",
            "docProps/thumbnail.jpeg": photo_with_place(),
        }
    )
    with zipfile.ZipFile(io.BytesIO(clean(data).data)) as made:
        whole = b"".join(made.read(name) for name in made.namelist())
        assert "docProps/thumbnail.jpeg" not in made.namelist()
        assert b"Hallo" in whole
        assert SECRET.encode() not in whole
        assert {part.date_time[0] for part in made.infolist()} == {2000}


TAILS = (package({"x.js": "alert(1)"}), b"<script>alert(1)</script>")
BODIES = (picture(), picture("PNG"), pdf())


@pytest.mark.parametrize(
    ("data", "tail"),
    [*((data, tail) for data in BODIES for tail in TAILS), (docx(), TAILS[1])],
)
def test_a_file_that_is_two_things_becomes_one(data, tail):
    """A polyglot: what stands behind the end of the one is the other."""
    try:
        cleaned = clean(data + tail)
    except RefusedFileError:
        return
    assert b"alert(1)" not in cleaned.data
    assert b"x.js" not in cleaned.data


def walk(thing, depth=0):
    yield thing
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        children = [thing.get(key) for key in thing.keys()]  # noqa: SIM118
    else:
        children = list(thing) if isinstance(thing, pikepdf.Array) else []
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect and depth < 20:
            yield from walk(child, depth + 1)


def test_a_pdf_does_nothing_any_more():
    cleaned = clean(acting_pdf())
    with pikepdf.open(io.BytesIO(cleaned.data)) as made:
        everything = [one for top in made.objects for one in walk(top)]
        keys = {
            key
            for one in everything
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)
            for key in one.keys()  # noqa: SIM118
        }
        never = (
            "/JS /JavaScript /OpenAction /AA /Launch /EF /EmbeddedFiles /XFA /Metadata /Info /URI"
        )
        assert not set(never.split()) & keys
        assert "/Author" not in made.docinfo
        out = io.BytesIO()
        made.save(out, qdf=True)
    readable = out.getvalue()
    assert SECRET.encode() not in readable
    found = re.findall(rb"JavaScript|Launch|SubmitForm|FileAttachment|elders|cmd\.exe", readable)
    assert not found
    assert b"Samir" in readable  # what was filled in stays


def test_the_pages_and_the_way_through_them_stay():
    def with_bookmark(made):
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Hoofdstuk 2", 1))

    cleaned = clean(pdf(2, change=with_bookmark))
    with pikepdf.open(io.BytesIO(cleaned.data)) as made:
        assert len(made.pages) == 2
        with made.open_outline() as outline:
            assert [one.title for one in outline.root] == ["Hoofdstuk 2"]


@pytest.mark.parametrize(
    ("data", "kind"), [(pdf(), "pdf"), (photo_with_place(), "jpg"), (EICAR, "txt")]
)
def test_in_a_process_of_its_own_the_same(data, kind):
    cleaned = clean_apart(data)
    assert cleaned == clean(data)
    assert cleaned.kind == kind
    assert kind in MEDIA_TYPES


@pytest.mark.parametrize("name", ["pixel flood", "bomb in a DOCX", "nothing", "zip slip"])
def test_and_there_the_same_is_refused(name):
    data, code = REFUSED[name]
    with pytest.raises(RefusedFileError) as refused:
        clean_apart(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "mishap", ["import os; os.abort()", "while 1: pass", "print('{}')", "print('hallo')"]
)
def test_a_parser_that_goes_wrong_is_a_refusal(monkeypatch, mishap):
    """Killed, endless, or talking nonsense: nothing of it reaches us."""
    run = apart.subprocess.run
    monkeypatch.setattr(
        apart.subprocess,
        "run",
        lambda command, **more: run([command[0], "-I", "-c", mishap], **(more | {"timeout": 2})),
    )
    with pytest.raises(RefusedFileError) as refused:
        clean_apart(b"Hallo")
    assert refused.value.code == "broken"


def test_what_takes_too_much_memory_is_refused(monkeypatch):
    run = apart.subprocess.run
    greedy = (
        f"import {apart.__name__} as apart, {clean.__module__} as module\n"
        "apart.stay_within(apart.LIMITS)\n"
        "module.clean = lambda data: bytearray(2 ** 31)\n"
        "apart.main()"
    )
    monkeypatch.setattr(
        apart.subprocess, "run", lambda command, **more: run([command[0], "-c", greedy], **more)
    )
    with pytest.raises(RefusedFileError) as refused:
        clean_apart(b"Hallo")
    assert refused.value.code == "unpacks_too_big"


def test_not_too_many_at_once(monkeypatch):
    monkeypatch.setattr(apart, "turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(apart, "SECONDS", 0.05)
    apart.turns.acquire()
    with pytest.raises(RefusedFileError) as refused:
        clean_apart(b"Hallo")
    assert refused.value.code == "busy"
    apart.turns.release()
    monkeypatch.setattr(apart, "SECONDS", 5)
    assert clean_apart(b"Hallo").kind == "txt"
    with pytest.raises(RefusedFileError):  # a refusal gives its turn back
        clean_apart(b"")
    assert clean_apart(b"Hallo").kind == "txt"


def mutants(data, chance, number):
    """Bytes changed, left out, doubled, and pieces of other files put in."""
    others = [one for one, _ in GOOD.values() if len(one) < 20_000]
    for _ in range(number):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            place, length = chance.randrange(len(changed) + 1), chance.randint(1, 40)
            match chance.randrange(4):
                case 0:
                    changed[place : place + length] = chance.randbytes(length)
                case 1:
                    del changed[place : place + length]
                case 2:
                    changed[place:place] = changed[place : place + length]
                case 3:
                    other = chance.choice(others)
                    start = chance.randrange(len(other))
                    changed[place:place] = other[start : start + 10 * length]
        yield bytes(changed)


@pytest.mark.parametrize("name", [*GOOD, "a PDF that acts"])
def test_a_thousand_broken_files_are_kept_clean_or_refused(name):
    """Never another error, and never something that is no longer what it is said to be."""
    data = acting_pdf() if name == "a PDF that acts" else GOOD[name][0]
    if len(data) > 50_000:
        data = data[:5_000]
    kept = refused = 0
    for mutant in mutants(data, random.Random(name), 60):
        try:
            cleaned = clean(mutant)
        except RefusedFileError as why:
            refused += why.code in WORDS
        else:
            assert clean(cleaned.data).kind == cleaned.kind
            assert b"alert(1)" not in cleaned.data
            kept += 1
    assert kept + refused == 60


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x7f", "\x85x\x9f", "\ud800", "\ufdd0"])
def test_a_name_with_a_sign_that_is_no_text_is_refused(sign):
    """The normal form lets it pass; what is kept does not, typed or from the computer."""
    for name in (normal.file_name(f"brief{sign}"), name_of_file(f"brief{sign}.pdf")):
        with pytest.raises(RefusedTextError):
            kept(name)
