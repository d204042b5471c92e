"""The search itself: what it must find."""

import base64
import io
import urllib.parse
import zipfile

import pytest
from django.http import HttpResponse
from django.utils.html import escape

from .canaries import canary, found_in, texts_of

BIRD = canary("samir", 6, "answer")
OTHER = canary("stan", 6, "answer")


@pytest.mark.parametrize(
    "wrap",
    [
        str,
        str.upper,
        lambda t: escape(f"<b>{t}</b>"),
        lambda t: urllib.parse.quote(f"/zoek?q={t} é"),
        lambda t: t.encode().hex(),
        lambda t: t.encode().hex().upper(),
        lambda t: t.encode("utf-16-le").hex(),
        *(
            lambda t, pad=pad: base64.b64encode(b"x" * pad + t.encode() + b" and more").decode()
            for pad in range(3)
        ),
        *(
            lambda t, pad=pad: base64.b64encode(b"x" * pad + t.encode()).decode()
            for pad in range(3)
        ),
    ],
)
def test_it_is_found_in_every_wrapping(wrap):
    assert found_in(f"before {wrap(BIRD)} after", {BIRD, OTHER}) == {BIRD}


def test_it_is_found_in_a_workbook_a_header_and_a_cookie():
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as folder:
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as inside:
            inside.writestr("sheet.xml", f"<c>{BIRD}</c>")
        folder.writestr("book.xlsx", inner.getvalue())
    assert found_in("".join(texts_of(HttpResponse(box.getvalue()))), {BIRD}) == {BIRD}
    response = HttpResponse("nothing")
    response["X-Why"] = base64.b64encode(BIRD.encode()).decode()
    assert found_in("".join(texts_of(response)), {BIRD}) == {BIRD}
    response = HttpResponse("nothing")
    response.set_cookie("seen", BIRD)
    assert found_in("".join(texts_of(response)), {BIRD}) == {BIRD}


def test_nothing_is_found_where_nothing_is():
    assert found_in("qzx kw, een gewone tekst over Samir", {BIRD, OTHER}) == set()
