"""A link in a PDF: to an address that one clicks it stays, and nothing comes along with it."""

import io

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name

from huiswaarts.casework.cases.files import markup, pdf, pdf_lists
from huiswaarts.casework.cases.files.clean import clean

from .carried import CANARY
from .hostile import pdf as made_pdf
from .links import CLICKED, DECEIVES, clicked
from .outsider import does, sent_to

KEPT = (
    "https://a.nl/?b=c&d#e",
    "HTTP://a.nl/",
    "mailto:bea@a.nl",
    "tel:+31301234567",
)
STAYS = {"next", "more in it", "shared with opening", "behind a page"}


def hostile(what):
    return made_pdf(change=lambda made: clicked(made, what))


def address(action):
    def change(made):
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action(made))
        made.pages[0].obj.Annots = Array([link])

    return made_pdf(change=change)


def leads(data):
    """The action of the first link, as another library reads it."""
    links = pypdf.PdfReader(io.BytesIO(data)).pages[0].get("/Annots", [])
    return links[0].get_object().get("/A") if links else None


@pytest.mark.parametrize("to", KEPT)
def test_where_one_clicks_to_stays(to):
    data = address(lambda _: Dictionary(S=Name.URI, URI=to, IsMap=False))
    cleaned = clean(data).data
    assert leads(cleaned) == {"/S": "/URI", "/URI": to}
    assert does(cleaned) == []


def test_an_address_that_stands_elsewhere_is_written_in_its_place():
    data = address(
        lambda made: made.make_indirect(
            Dictionary(S=Name.URI, URI=made.make_indirect(pikepdf.String(f" {KEPT[0]}")))
        )
    )
    assert does(data) == ["URI"]
    cleaned = clean(data).data
    assert does(cleaned) == []
    assert leads(cleaned).raw_get("/URI") == KEPT[0]


@pytest.mark.parametrize("what", CLICKED)
def test_everything_else_goes(what):
    data = hostile(what)
    assert does(data)  # the reader sees it, however it is written
    cleaned = clean(data).data
    assert sent_to(cleaned, CANARY) + does(cleaned) == []
    left = leads(cleaned)
    assert left is None or left.get("/S") == "/GoTo" or what in STAYS


@pytest.mark.parametrize("way", DECEIVES)
def test_a_link_that_deceives_goes(way):
    to = DECEIVES[way].replace("&amp;", "&").replace("&#10;", "\n")
    data = address(lambda _: Dictionary(S=Name.URI, URI=to))
    assert CANARY in str(leads(data))
    assert leads(clean(data).data) is None


def test_the_reader_lets_one_thing_pass():
    """An action that something else points at as well is no link that one clicks."""
    assert does(address(lambda _: Dictionary(S=Name.URI, URI=KEPT[0]))) == []
    elsewhere = address(lambda made: made.make_indirect(Dictionary(S=Name.URI, URI=KEPT[0])))
    assert does(elsewhere) == []
    assert "URI" in does(hostile("shared with opening"))


def more(kind, **keys):
    kinds = pdf_lists.KINDS
    added = {f"/{key}": below for key, below in keys.items()}
    return pdf_lists, "KINDS", kinds | {kind: kinds[kind] | added}


PLANTED = {
    "program": (pdf, "is_address", lambda _: True),
    "place": (pdf, "is_address", markup.is_link),
    "long": (markup, "LONGEST_LINK", 9_999),
    "control": (
        pdf, "_leads_to_an_address",
        lambda action: str(action.get("/URI", "")).startswith("https://elders.nl/"),
    ),
    "form field": more("annotation", A="click"),
    "bookmark": more("bookmark", A="click"),
    "on opening": more("catalog", OpenAction="click"),
    "next": more("address", Next="content", JS="plain"),
}  # fmt: skip


@pytest.mark.parametrize("what", PLANTED)
def test_planted_each_is_seen(monkeypatch, what):
    monkeypatch.setattr(*PLANTED[what])
    cleaned = clean(hostile(what)).data
    assert sent_to(cleaned, CANARY) + does(cleaned)
