"""What stands behind the word of a field, and pictures of the older drawings from elsewhere."""

import re

import pytest

from huiswaarts.casework.cases.files import docx_parts, fields
from huiswaarts.casework.cases.files.clean import clean
from huiswaarts.casework.cases.files.kinds import RefusedFileError

from .carried import VML
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

    said = between.join(
        one if one.startswith("<") else f"<w:r><w:instrText>{one}</w:instrText></w:r>"
        for one in pieces
    )
    return turn("begin") + said + turn("separate") + P + turn("end")


MERGED = field(r" MERGEFIELD m/v \* Lower ").replace(P, "<w:r><w:t>m</w:t></w:r>")


def drawn(inside):
    return f"<w:r><w:pict {VML}><v:rect>{inside}</v:rect></w:pict></w:r>"


def changed(kind, words, name="delInstrText"):
    """A piece of an instruction that a reader can still take or refuse."""
    return f"<w:{kind}><w:r><w:{name}>{words}</w:{name}></w:r></w:{kind}>"


HOSTILE = {
    "a word that is left": field(changed("del", "HYPER"), 'LINK "https://elders.nl/x.doc"'),
    "another that is left": field("PRINT", changed("del", "DATE"), r" \p page \q x "),
    "a word that was moved": field(changed("moveFrom", "KEYWO", "instrText"), "RDS x.doc"),
    "a text that was put in": field(" IF ", changed("ins", "1", "instrText"), ' = 1 "a" "b" '),
    "a turn that goes": field(" QUOTE ").replace(
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:del><w:r><w:fldChar w:fldCharType="separate"/></w:r></w:del>',
    ),
    "a second word": field(r" PAGE \* MERGEFORMAT INCLUDEPICTURE x "),
    "an address behind it": field(r" PAGE \* MERGEFORMAT INCLUDEPICTURE http://elders.nl "),
    "two bookmarks": field(r" REF _Ref1 _Ref2 \h "),
    "an address as a bookmark": field(' REF "http://elders.nl/x" '),
    "more than is merged": field(" MERGEFIELD Naam INCLUDEPICTURE x "),
    "more than is said": field(' QUOTE "ja" INCLUDEPICTURE x '),
    "more than is compared": field(' IF 1 = 1 "ja" "nee" INCLUDEPICTURE x '),
    "a text in a reckoning": field(' = 1 "x" '),
    "a path": field(r" REF C:\x "),
    "behind a link": field(' HYPERLINK "https://a.nl" INCLUDEPICTURE x '),
    "a place, then an address": field(r' HYPERLINK \l "x" "javascript:elders()" '),
    "an address behind a switch": field(r' HYPERLINK \n "javascript:elders()" '),
    "an instruction in a result": field(" PAGE ").replace(
        P, "<w:r><w:instrText> INCLUDEPICTURE x </w:instrText></w:r>"
    ),
    "an address in a comparison": field(' IF 1 = 1 "http://elders.nl/x" '),
    "over paragraphs": field(" IF 1 = 1 ", "INCLUDE", "PICTURE ", between=P),
    "a picture by src": drawn('<v:imagedata src="http://elders.nl/x.png"/>'),
    "a picture by href": drawn('<v:imagedata o:href="http://elders.nl/x.png"/>'),
    "a fill by src": drawn('<v:fill src="x.png"/>'),
    "a stroke by src": drawn('<v:stroke src="x.png"/>'),
}
ORDINARY = {
    "a page that goes": f"<w:del>{field(' PAGE ').replace(P, '')}</w:del>",
    "an end that was put in": field(" PAGE ").replace(P, "</w:p><w:p><w:ins>") + "</w:ins>",
    "a result that was changed": field(" PAGE ").replace(
        P,
        "<w:del><w:r><w:delText>1</w:delText></w:r></w:del><w:ins><w:r><w:t>2</w:t></w:r></w:ins>",
    ),
    "a page": field(r" PAGE   \* MERGEFORMAT "),
    "a day": field(r' DATE \@ "d MMMM yyyy" '),
    "contents": field(r' TOC \o "1-3" \h \z \u '),
    "a comparison": field(' IF 1 = 1 "ja" "nee" '),
    "what is merged, compared": field(' IF "', MERGED, '" = "m" "heer ', MERGED, '" "mevrouw" '),
    "a bookmark": field(r" REF _Ref123456789 \h  \* MERGEFORMAT "),
    "a name": field(r' MERGEFIELD "Volledige naam" \* Upper \b "Beste " '),
    "a text": field(' QUOTE "Let op: morgen" '),
    "a number": field(r" SEQ Figuur \* ARABIC "),
    "a sum": field(r' =SUM(A1:A3)/2 \# "€ #.##0,00;(0)" '),
    "a fraction": field(r" EQ \f(1;2) "),
    "a sign": field(r' SYMBOL 61623 \f "Symbol" \s 12 '),
    "a head": field(r' STYLEREF "Kop 1" \n '),
    "a link": field(r' HYPERLINK "https://a.nl/?b=c" \l "d" \o "Naar https://a.nl" \t "_blank" '),
    "a place": field(r' HYPERLINK \l "_Toc1" '),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_stands_behind_the_word_is_refused(what):
    with pytest.raises(RefusedFileError) as refused:
        clean(letter(HOSTILE[what]))
    assert refused.value.code == "fetches"


@pytest.mark.parametrize("what", ORDINARY)
def test_what_people_write_passes(what):
    assert clean(letter(ORDINARY[what]))


PLANTED = {
    "a word that is left": (fields, "_CHANGES", frozenset()),
    "a turn that goes": (fields, "_CHANGES", frozenset()),
    "a second word": (fields, "FIELDS", fields.FIELDS | {"PAGE": 9}),
    "more than is compared": (fields, "FIELDS", fields.FIELDS | {"IF": 9}),
    "behind a link": (fields, "_LEADS", re.compile("(?P<to>[^ ]*).*")),
    "an address in a comparison": (fields, "is_outward", lambda *_, **__: False),
    "over paragraphs": (fields, "_BREAKS", frozenset()),
    "a picture by src": (docx_parts, "_PAINTED", frozenset()),
    "a fill by src": (docx_parts, "_PAINTED", frozenset()),
}


@pytest.mark.parametrize("what", PLANTED)
def test_planted_without_its_rule_it_comes_through(monkeypatch, what):
    monkeypatch.setattr(*PLANTED[what])
    assert clean(letter(HOSTILE[what]))
