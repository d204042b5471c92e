"""Ordinary letters come through: every word, and everything that makes them look as they do."""

import collections
import io
import re
import zipfile

import pikepdf
import pypdf
from lxml import etree
from PIL import Image

from huiswaarts.casework.cases.files.clean import clean

from .hostile import SECRET
from .ordinary import (
    LINK,
    PAGE_WORDS,
    open_letter,
    printed_letter,
    scan_of_a_letter,
    word_letter,
)
from .outsider import does


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def seen(data, *beginnings):
    """The words and the elements of the parts that are seen, however those parts are called."""
    words, elements = [], collections.Counter()
    for name, content in sorted(parts(data).items()):
        if re.sub(r"\d", "", name) in beginnings:
            for one in etree.fromstring(content).iter():
                words.append((one.text or "").strip())
                elements[etree.QName(one).localname] += 1
    return sorted(filter(None, words)), elements


STORIES = ("document", "header", "footnotes", "comments", "styles")


def test_a_letter_of_word():
    data = word_letter()
    cleaned = clean(data).data
    names = [f"word/{one}.xml" for one in STORIES]
    before, after = seen(data, *names), seen(cleaned, *names)
    assert after[0] == before[0]
    # a form forgets where its answer came from, a picture its newer twin, a word that it is a place
    assert before[1] - after[1] == {
        "dataBinding": 1, "extLst": 1, "ext": 1, "smartTag": 1,
    }  # fmt: skip
    assert not after[1] - before[1]
    made = parts(cleaned)
    whole = b"".join(made.values())
    assert b'Target="https://www.rijksoverheid.nl/"' in whole  # a link that one clicks
    assert SECRET.encode() not in whole
    assert not re.search(rb"Bea Bos|Sjablonen|gfxdata|w16x:new|rsids", whole)
    settings = next(one for name, one in made.items() if name.startswith("word/settings"))
    assert b"defaultTabStop" in settings
    assert b'w:uri="http://schemas.microsoft.com/office/word"' in settings


def test_every_part_of_a_letter_is_declared_and_pointed_at():
    made = parts(clean(word_letter()).data)
    declared = set(re.findall(r'PartName="/([^"]+)"', made["[Content_Types].xml"].decode()))
    assert declared == {name for name in made if not re.search(r"\.rels$|Content_Types", name)}
    rels = made["word/_rels/document.xml.rels"].decode()
    targets = set(re.findall(r'Target="([^"]+)"', rels)) - {"https://www.rijksoverheid.nl/"}
    assert {f"word/{one}" for one in targets} == declared - {"word/document.xml"}


def test_a_letter_of_libreoffice():
    data = open_letter()
    cleaned = clean(data).data
    before, after = (seen(one, "content.xml", "styles.xml") for one in (data, cleaned))
    assert after[0] == before[0]
    unseen = {"scripts", "forms", "theme", "theme-colors", "color"}
    assert set(before[1] - after[1]) <= unseen
    assert not after[1] - before[1]
    made = parts(cleaned)
    (picture,) = (one for name, one in made.items() if name.startswith("Pictures/"))
    assert Image.open(io.BytesIO(picture)).size == (60, 40)
    assert b"rijksoverheid.nl" in made["content.xml"]


def drawn(data):
    """What is drawn on the pages, to the last pixel of a picture."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as made:
        for page in made.pages:
            found.append(page.obj.get("/MediaBox").unparse())
            found.append(b"".join(one.read_bytes() for one in [page.get("/Contents")] if one))
            for name, image in _images(page).items():
                found.append((name, pikepdf.PdfImage(image).as_pil_image().tobytes()))
    return found


def test_a_printed_letter():
    data = printed_letter()
    cleaned = clean(data).data
    assert drawn(cleaned) == drawn(data)
    assert PAGE_WORDS in drawn(cleaned)
    before, after = (pypdf.PdfReader(io.BytesIO(one)) for one in (data, cleaned))
    assert [p.extract_text() for p in after.pages] == [p.extract_text() for p in before.pages]
    assert "Beste Samir" in after.pages[0].extract_text()
    assert after.get_fields() == before.get_fields()
    assert after.get_fields()["naam"].value == "Samir"
    assert [one.title for one in after.outline] == ["Tweede"]
    assert after.get_destination_page_number(after.outline[0]) == 1
    assert after.pages[0]["/Annots"][3]["/A"]["/URI"] == LINK  # one clicks on it
    assert "URI" not in does(cleaned)
    assert shape(cleaned) == shape(data)  # nothing at all went from it but what the photo tells
    assert SECRET.encode() in b"".join(photos(data))
    assert SECRET.encode() not in b"".join(photos(cleaned))


def photos(data):
    with pikepdf.open(io.BytesIO(data)) as made:
        return [image.read_raw_bytes() for image in _images(made.pages[0]).values()]


def _images(page):
    inside = page.obj.get("/Resources", {}).get("/XObject", {})
    return {name: one for name, one in inside.items() if one.Subtype == "/Image"}


def shape(data):
    """Every key of every object."""
    with pikepdf.open(io.BytesIO(data)) as made:
        keys = collections.Counter(
            key
            for one in made.objects
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)
            and one.get("/Type") not in ("/ObjStm", "/XRef")
            for key in one.keys()  # noqa: SIM118
        )
    return {key: number for key, number in keys.items() if key not in ("/Filter", "/Length")}


def test_a_scan():
    data = scan_of_a_letter()
    assert drawn(clean(data).data) == drawn(data)


def test_a_scan_of_sixteen_bits_stays_grey():
    grey = Image.new("I;16", (4, 1))
    for x, value in enumerate((0, 20_000, 40_000, 65_535)):
        grey.putpixel((x, 0), value)
    out = io.BytesIO()
    grey.save(out, "PNG")
    with Image.open(io.BytesIO(clean(out.getvalue()).data)) as image:
        assert [image.convert("L").getpixel((x, 0)) for x in range(4)] == [0, 78, 156, 255]


def test_what_stands_before_a_pdf_is_no_reason():
    cleaned = clean(b"\xef\xbb\xbf\r\n" + scan_of_a_letter())
    assert cleaned.kind == "pdf"
    assert cleaned.data.startswith(b"%PDF-")
