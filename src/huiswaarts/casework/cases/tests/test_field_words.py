"""What stands behind the word of a field, and pictures of the older drawings from elsewhere."""

import pytest

from huiswaarts.casework.cases.files import docx_parts, fields
from huiswaarts.casework.cases.files.clean import clean
from huiswaarts.casework.cases.files.kinds import RefusedFileError

from .carriers import VML
from .hostile import RELS, R, W, package

P = "</w:p><w:p>"


def letter(body):
    text = (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body><w:p>{body}</w:p></w:body></w:document>'
    )
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": text,
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}"/>',
        }
    )


def field(*pieces, between=""):
    def turn(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    said = between.join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in pieces)
    return turn("begin") + said + turn("separate") + P + turn("end")


def drawn(inside):
    return f"<w:r><w:pict {VML}><v:rect>{inside}</v:rect></w:pict></w:r>"


HOSTILE = {
    "a second word": field(r" PAGE \* MERGEFORMAT INCLUDEPICTURE x "),
    "an address behind it": field(r" PAGE \* MERGEFORMAT INCLUDEPICTURE http://elders.nl "),
    "an address in a comparison": field(' IF 1 = 1 "http://elders.nl/x" '),
    "over paragraphs": field(" IF 1 = 1 ", "INCLUDE", "PICTURE ", between=P),
    "a picture by src": drawn('<v:imagedata src="http://elders.nl/x.png"/>'),
    "a picture by href": drawn('<v:imagedata o:href="http://elders.nl/x.png"/>'),
    "a fill by src": drawn('<v:fill src="x.png"/>'),
    "a stroke by src": drawn('<v:stroke src="x.png"/>'),
}
ORDINARY = {
    "a page": field(r" PAGE   \* MERGEFORMAT "),
    "a day": field(r' DATE \@ "d MMMM yyyy" '),
    "contents": field(r' TOC \o "1-3" \h \z \u '),
    "a comparison": field(' IF 1 = 1 "ja" "nee" '),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_stands_behind_the_word_is_refused(what):
    with pytest.raises(RefusedFileError) as refused:
        clean(letter(HOSTILE[what]))
    assert refused.value.code == "fetches"


@pytest.mark.parametrize("what", ORDINARY)
def test_what_people_write_passes(what):
    assert clean(letter(ORDINARY[what]))


def test_planted_without_the_lists_they_come_through(monkeypatch):
    monkeypatch.setattr(fields, "_BARE", frozenset())
    monkeypatch.setattr(docx_parts, "_PAINTED", frozenset())
    for what in ("a second word", "a picture by src", "a fill by src"):
        assert clean(letter(HOSTILE[what]))
