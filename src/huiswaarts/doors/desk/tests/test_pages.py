"""The desk: where one lands, the list, the front page and the timeline."""

import datetime as dt
import html
import re
import urllib.parse

import pytest
from django.utils import timezone

from huiswaarts.casework.cases.models import Case
from tests.database import as_owner

from .desk_world import looks, now

pytestmark = pytest.mark.django_db


# landing


@pytest.mark.parametrize(
    ("who", "where"), [("pieter", "/regio/"), ("olga", "/beheer/mensen/"), ("gerda", "/inzage/")]
)
def test_who_does_no_casework_lands_elsewhere(as_, who, where):
    assert as_(who).get("/").url == where


def test_an_empty_first_day_explains_itself(as_):
    page = as_("bram").get("/").content.decode()
    assert "Hier komt uw werk te staan" in page
    assert "/casussen/nieuw/" in page


def test_ilse_is_not_offered_to_register(as_):
    page = as_("ilse").get("/").content.decode()
    assert "/casussen/nieuw/" not in page
    assert as_("ilse").get("/casussen/nieuw/").status_code == 404


def test_my_work_shows_what_is_late(as_, world, case):
    with as_owner():
        Case.objects.update(
            follow_up_on=timezone.localdate() - dt.timedelta(days=4), follow_up_what="Bel de bank"
        )
    page = as_("noor").get("/").content.decode()
    assert "Bel de bank" in page
    assert "4 dagen te laat" in page


def test_what_my_work_showed_is_on_record(as_, case):
    as_("noor").get("/")
    [look] = looks(action="desk:my_work")
    assert look.items == [f"cases.case:{case.pk}"]


# the list


def test_the_list_shows_own_seats_only(as_, world, case):
    other = world.case("farid", at=now(), seat_kind="municipality", client_name="Piet Ander")
    page = as_("noor").get("/casussen/").content.decode()
    assert case.number in page
    assert other.number not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?fase=registration", True),
        ("?fase=living", False),
        ("?gemeente=GM0002", True),
        ("?gemeente=GM0001", False),
        ("?van=self", True),
        ("?van=organisation", True),
        ("?laat=on", False),
        ("?zonder=on", True),
        ("?voorbij=on", True),
    ],
)
def test_the_list_narrows(as_, case, query, found):
    page = as_("noor").get(f"/casussen/{query}").content.decode()
    assert (case.number in page) is found


def found(browser, **asked):
    """As sent with the form: the address that it leads to, and the page there."""
    sent = browser.post("/casussen/", asked)
    assert sent.status_code == 302
    return sent["Location"], browser.get(sent["Location"]).content.decode()


@pytest.mark.parametrize(
    ("name", "there"),
    [("daan", True), ("Piet", False), ("DAAN", True), ("{number}", True), ("{loose}", True)],
)
def test_a_name_or_number_is_found_and_stands_in_no_address(as_, case, name, there):
    typed = name.format(number=case.number, loose=case.number.lower().replace("-", " "))
    address, page = found(as_("noor"), zoek=typed, voorbij="on")
    assert (f"/casussen/{case.number}/" in page) is there
    assert f'value="{typed}"' in page
    assert "voorbij=on" in address
    assert typed.lower() not in urllib.parse.unquote_plus(address).lower()


def test_pages_and_tables_of_what_was_found_hold_no_name_either(as_, world, case):
    for n in range(51):
        world.case(at=now(), client_name=f"Daan Nummer {n}")
    noor = as_("noor")
    _, page = found(noor, zoek="daan")
    links = [html.unescape(link) for link in re.findall(r'href="([^"]*zoek=[^"]*)"', page)]
    assert len(links) == 4
    assert not [link for link in links if "daan" in link.lower()]
    following = next(link for link in links if "pagina=2" in link)
    assert "Bladzijde 2 van 2" in noor.get(f"/casussen/{following}").content.decode()
    table = noor.get(next(link for link in links if "als=csv" in link)).content.decode()
    assert table.count("Daan") == 52


def test_another_session_does_not_open_the_words(as_, case):
    address, _ = found(as_("noor"), zoek="daan")
    other = as_("bram").get(address, follow=True)
    assert "geldt niet meer" in other.content.decode()
    assert other.redirect_chain == [("/casussen/", 302)]


@pytest.mark.parametrize("words", ["daan", "x" * 300, "gAAAAA=="])
def test_words_in_the_open_are_not_looked_for(as_, case, words):
    assert as_("noor").get("/casussen/", {"zoek": words})["Location"] == "/casussen/"


@pytest.mark.parametrize(
    "query",
    ["?fase=x", "?gemeente=GM9", "?van=x", "?pagina=0", "?pagina=-1", "?pagina=z", "?als=x"],
)
def test_a_filter_that_does_not_exist_is_not_found(as_, case, query):
    assert as_("noor").get(f"/casussen/{query}").status_code == 404


def test_an_empty_seat_is_named_on_the_list(as_, case):
    with as_owner():
        day = timezone.localdate()
        Case.objects.update(phase="preparation", follow_up_on=day + dt.timedelta(days=9))
    assert "Lege stoel" in as_("noor").get("/casussen/").content.decode()


@pytest.mark.parametrize("kind", ["csv", "ods", "xlsx"])
def test_the_list_is_saved_as_a_table_and_that_is_on_record(as_, case, kind):
    response = as_("noor").get(f"/casussen/?als={kind}")
    assert response["Content-Disposition"].endswith(f'.{kind}"')
    assert len(response.content) > 50
    [look] = looks(action="desk:case_list.export")
    assert look.items == [f"cases.case:{case.pk}"]


# the front page


def test_the_front_page_shows_the_table_with_its_empty_seats(as_, case):
    page = as_("noor").get(f"/casussen/{case.number}/").content.decode()
    assert "Daan gaat naar huis" in page
    assert page.count("Lege stoel") >= 3
    assert "Daan ziet dat u deze pagina vandaag opende" in page


def test_the_front_page_is_on_record(as_, case):
    as_("noor").get(f"/casussen/{case.number}/")
    [look] = looks(action="desk:case")
    assert look.case_id == case.pk
    assert f"cases.case:{case.pk}" in look.items
    assert look.rule == "seat:bw_provider"


@pytest.mark.parametrize("who", ["bram", "farid", "ilse", "olga", "pieter", "gerda"])
@pytest.mark.parametrize(
    "path", ["", "tijdlijn/", "team/", "fase/", "volgende-stap/", "verhuismaand/", "uitnodiging/"]
)
def test_without_a_seat_there_is_nothing(as_, case, who, path):
    assert as_(who).get(f"/casussen/{case.number}/{path}").status_code == 404


def test_the_timeline_tells_what_was_done_in_sentences(as_, case):
    page = as_("noor").get(f"/casussen/{case.number}/tijdlijn/").content.decode()
    assert "Noor meldde de casus aan." in page


@pytest.mark.parametrize("page", ["0", "-1", "x", "9999999", "²"])
def test_a_page_of_the_timeline_that_cannot_be_is_not_found(as_, case, page):
    url = f"/casussen/{case.number}/tijdlijn/?pagina={page}"
    assert as_("noor").get(url).status_code == 404


def test_every_page_of_the_timeline_keeps_its_query_count(as_, case, django_assert_max_num_queries):
    noor = as_("noor")
    with django_assert_max_num_queries(20):
        noor.get(f"/casussen/{case.number}/tijdlijn/")
