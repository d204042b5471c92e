"""Documents that ask for something when they are opened: every way that is known to do it, in every
place where it can stand, in every spelling. One number makes one file, always the same.

Each carries the word CANARY where it points or what it would run. Nothing that is given out may
hold that word: a reader that knows nothing of our lists looks for it (`outsider.py`).
"""

# ruff: noqa: E501  marks are read more easily when they are not cut
import random

from .carried import TARGETS, Hostile
from .carriers_odf import ODF, odf
from .carriers_pdf import ACTING, KEPT_ELSEWHERE, STRANGE, acting_pdf
from .carriers_word import WORD, word
from .hostile import W, package


def hostile(seed: int) -> Hostile:
    chance = random.Random(seed)
    # one after the other, so that a short run has every kind
    kinds = [(one, make) for make, names in MAKERS.items() for one in names]
    what, make = kinds[seed % len(kinds)]
    return make(what, chance)


# Other office files, which are never taken

OTHERS = ("external link", "connection", "query table", "formula", "video in slides", "action in slides",
          "both a sheet and a letter")  # fmt: skip


def _other(what, chance):
    to = chance.choice(TARGETS)
    parts = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}
    parts |= {
        "external link": {"xl/externalLinks/externalLink1.xml": f"<x>{to}</x>"},
        "connection": {"xl/connections.xml": f'<x url="{to}"/>'},
        "query table": {"xl/queryTables/queryTable1.xml": f'<x url="{to}"/>'},
        "formula": {"xl/worksheets/sheet1.xml": f"<f>WEBSERVICE({to})</f><f>RTD({to})</f>"},
        "video in slides": {"ppt/slides/slide1.xml": f'<p:video href="{to}"/>'},
        "action in slides": {"ppt/slides/slide1.xml": '<a action="ppaction://program?elders"/>'},
        "both a sheet and a letter": {
            "xl/connections.xml": f'<x url="{to}"/>',
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body/></w:document>',
        },
    }[what]
    return Hostile(f"office: {what}", package(parts))


MAKERS = {
    word: WORD,
    odf: ODF,
    acting_pdf: (
        *(f"action {kind}" for kind in ACTING),
        *(f"annotation {kind}" for kind in STRANGE),
        *(f"kept {kind}" for kind in KEPT_ELSEWHERE),
        "link",
    ),
    _other: OTHERS,
}
WAYS = [what for ways in MAKERS.values() for what in ways]
NUMBER = len(WAYS)
