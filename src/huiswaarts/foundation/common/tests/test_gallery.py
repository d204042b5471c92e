"""The bases and every component render; an error page needs no request and no database."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from huiswaarts.foundation.common import gallery

ERRORS = ["400", "403", "403_csrf", "404", "409", "413", "429", "500", "503", "503_late"]


def page(template, context):
    return render_to_string(template, context | {"request": RequestFactory().get("/onderdelen/")})


def test_the_professional_page_shows_every_component():
    html = page("hw/gallery.html", gallery.professional())
    for part in ("hw-weg__lijn", "hw-stoel--leeg", "hw-zicht", "hw-fouten", "hw-bladeren"):
        assert part in html
    assert html.count("<h1") == 1
    assert "Wissel" in html


def test_the_client_page_has_its_ways_out():
    html = page("hw/gallery_client.html", gallery.client())
    assert "Snel weg" in html
    assert "Bel 112" in html
    assert 'hreflang="en"' in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize("code", ERRORS)
def test_an_error_page_needs_nothing(code, django_db_blocker):
    html = render_to_string(f"{code}.html")
    assert "<h1" in html
    assert "Naar het begin" in html


def test_an_error_page_gives_the_reason():
    assert "Vraag het Noor." in render_to_string("403.html", {"reason": "Vraag het Noor."})
