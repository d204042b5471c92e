"""The pages of the boxes, as a browser without a script meets them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiswaarts.casework.cases.models import Sharing
from huiswaarts.foundation.events.models import AccessRecord
from tests.database import as_owner
from tests.people import sign_in

from .table import at

HTMX = {"HX-Request": "true"}


@pytest.fixture
def url(the_case):
    return f"/casussen/{the_case.number}/dozen/"


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def seen_in(response):
    return re.search(r'name="seen" value="(\w*)"|name="seen"', response.content.decode())[1] or ""


def version_in(response):
    return re.search(r'name="version" value="(\d+)"', response.content.decode())[1]


def queries_of(client, url):
    client.get(url)  # the catalogue is read once
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]


def test_all_boxes_with_state_and_who_sees_them(client, bea, url):
    page = text_of(sign_in(client, bea).get(url))
    assert "0 van 11 klaar" in page
    assert page.count("Zichtbaar voor:") == 11
    assert "Een passende woning" in page


def test_one_box_with_what_was_said_by_whom(client, samir, bea, the_case, url):
    with at(samir, the_case) as box:
        box.answers(1, choice="stable", text="Elke maand hetzelfde.")
    page = text_of(sign_in(client, bea).get(f"{url}finances/"))
    assert "Elke maand hetzelfde." in page
    assert "Samir, zelf ingevuld," in page
    assert "1 van 13 vragen beantwoord" in page
    assert "Deze doos moet klaar zijn vóór aanmelden voor een woning" in page


def test_with_housing_first_a_box_is_a_help_and_no_condition(client, bea, the_case, url):
    with as_owner():
        type(the_case).objects.filter(pk=the_case.pk).update(trajectory="housing_first")
    page = text_of(sign_in(client, bea).get(f"{url}finances/"))
    assert "Het helpt als deze doos klaar is vóór" in page
    assert "moet klaar zijn" not in page


def test_who_sees_the_state_sees_that_and_what_is_derived(client, samir, wim, the_case, url):
    with at(samir, the_case) as box:
        box.fills_all()
        box.answers(1, choice="stable", text="KANARIE")
        box.answers(5, choice="guardian", text="KANARIE")
    page = text_of(sign_in(client, wim).get(f"{url}finances/"))
    assert "KANARIE" not in page
    assert "U ziet van deze doos alleen of die klaar is" in page
    assert "bewindvoerder betaalt" in page
    assert 'klopt/payment/"' in page
    for path in ("vraag/1/", "vraag/1/aanvullen/", "vraag/1/geschiedenis/"):
        assert client.get(f"{url}finances/{path}").status_code == 404
    assert "KANARIE" not in text_of(client.get(f"{url}op-papier/"))


def test_an_answer_is_given_changed_and_remembered(client, bea, the_case, url):
    sign_in(client, bea)
    question = f"{url}finances/vraag/8/"
    for words in ("Bel Bea.", "Bel Bea of Bo."):
        form = client.get(question)
        sent = {"seen": seen_in(form), "how": "together", "text": words, "label": "0"}
        answer = client.post(question, sent)
        assert answer.status_code == 302
        assert answer.url == f"{url}finances/#v8"
    page = text_of(client.get(f"{url}finances/"))
    assert "Bel Bea of Bo." in page
    assert "Opgeschreven door Bea Tester, met Samir erbij" in page
    history = text_of(client.get(f"{question}geschiedenis/"))
    assert history.index("Bel Bea of Bo.") < history.index("Bel Bea.</p>")


def test_an_addition_stands_below_the_answer(client, samir, bea, the_case, url):
    with at(samir, the_case) as box:
        box.answers(8, text="Bel mij.")
    sign_in(client, bea)
    client.post(f"{url}finances/vraag/8/aanvullen/", {"seen": "", "text": "Ik bel ook."})
    page = text_of(client.get(f"{url}finances/"))
    assert page.index("Bel mij.") < page.index("Ik bel ook.")
    assert "Aangevuld door Bea Tester, De Luwte" in page


def test_the_second_of_two_gets_both_texts_and_chooses(client, samir, bea, the_case, url):
    sign_in(client, bea)
    question = f"{url}finances/vraag/8/"
    form = client.get(question)
    with at(samir, the_case) as box:
        box.answers(8, text="Bel mij eerst.")
    sent = {"seen": seen_in(form), "how": "together", "text": "Bel De Luwte.", "label": "0"}
    merge = client.post(question, sent)
    assert merge.status_code == 409
    page = text_of(merge)
    assert "Bel mij eerst." in page
    assert page.count("Bel De Luwte.") == 2  # beside the other, and in the form
    with at(samir, the_case) as box:
        assert box.current(8).text == "Bel mij eerst."
    chosen = client.post(question, {**sent, "seen": seen_in(merge)})
    assert chosen.status_code == 302
    with at(bea, the_case) as box:
        assert box.current(8).text == "Bel De Luwte."


def test_the_merge_can_put_both_texts_below_each_other(client, samir, bea, the_case, url):
    sign_in(client, bea)
    with at(samir, the_case) as box:
        box.answers(8, text="Bel mij eerst.")
    sent = {"seen": "", "how": "together", "text": "Bel De Luwte.", "doe": "samen"}
    both = client.post(f"{url}finances/vraag/8/", sent)
    assert "Bel mij eerst. Bel De Luwte.</textarea>" in text_of(both)
    with at(samir, the_case) as box:
        assert box.current(8).text == "Bel mij eerst."
        assert seen_in(both) == box.current(8).public_id


def test_a_bsn_is_refused_and_what_was_typed_stays(client, bea, url):
    sent = {"seen": "", "how": "together", "text": "Nummer 111222333.", "label": "0"}
    answer = sign_in(client, bea).post(f"{url}finances/vraag/8/", sent)
    assert answer.status_code == 422
    page = text_of(answer)
    assert "burgerservicenummer (BSN)" in page
    assert "Nummer 111222333.</textarea>" in page
    assert 'href="#v8-text"' in page


def test_medical_words_are_shown_and_kept_only_with_a_second_press(client, bea, the_case, url):
    sign_in(client, bea)
    question = f"{url}finances/vraag/8/"
    sent = {"seen": "", "how": "together", "text": "Bij een psychose bel Bea.", "label": "0"}
    shown = client.post(question, {**sent, "toch": "ja"})
    assert shown.status_code == 422
    assert "<strong>psychose</strong>" in text_of(shown)
    # the second press is for the words that were shown, not for others
    other = {**sent, "found": "psychose", "toch": "ja", "text": "Psychose en lithium."}
    assert client.post(question, other).status_code == 422
    assert client.post(question, {**sent, "found": "psychose", "toch": "ja"}).status_code == 302


def test_in_place_it_is_the_same_without_the_rest_of_the_page(client, bea, url):
    sign_in(client, bea)
    question = f"{url}finances/vraag/8/"
    form = client.get(question, headers=HTMX)
    assert "<html" not in text_of(form)
    sent = {"seen": "", "how": "together", "text": "Bel Bea.", "label": "0"}
    saved = client.post(question, sent, headers=HTMX)
    page = text_of(saved)
    assert saved.status_code == 200
    assert "<html" not in page
    assert "Bel Bea." in page
    assert 'id="nog-nodig" data-hx-swap-oob="true"' in page
    stale = client.post(question, {**sent, "text": "Iets anders."}, headers=HTMX)
    assert stale.status_code == 200
    assert "Iemand was net eerder" in text_of(stale)


def test_agreeing_and_not_agreeing(client, samir, gerda, the_case, url):
    with at(samir, the_case) as box:
        box.fills_all()
    sign_in(client, gerda)
    box_url = f"{url}finances/"
    version = version_in(client.get(box_url))
    assert client.post(f"{box_url}klopt/money/", {"version": version}).status_code == 302
    assert "Akkoord: Gerda Tester, Gemeente Zuidveen" in text_of(client.get(box_url))
    form = client.get(f"{box_url}klopt-niet/money/")
    no = {"version": version_in(form), "reason": ""}
    assert client.post(f"{box_url}klopt-niet/money/", no).status_code == 422
    no["reason"] = "Er is nog een boete."
    assert client.post(f"{box_url}klopt-niet/money/", no).status_code == 302
    assert "Er is nog een boete." in text_of(client.get(box_url))


def test_who_agrees_saw_what_it_is_about(client, samir, gerda, the_case, url):
    with at(samir, the_case) as box:
        box.fills_all()
    sign_in(client, gerda)
    version = version_in(client.get(f"{url}finances/"))
    with at(samir, the_case) as box:
        box.answers(3, choice="arranged")
    answer = client.post(f"{url}finances/klopt/money/", {"version": version}, follow=True)
    assert "Intussen is er iets veranderd in deze doos" in text_of(answer)
    assert "Akkoord: Gerda" not in text_of(answer)


def test_opening_again_and_putting_aside(client, samir, bea, the_case, url):
    with at(samir, the_case) as box:
        box.fills_all()
    sign_in(client, bea)
    form = client.get(f"{url}finances/heropenen/")
    sent = {"version": version_in(form), "why": "too_old"}
    assert client.post(f"{url}finances/heropenen/", sent).status_code == 302
    assert "Weer open:</strong> de antwoorden zijn oud, Bea Tester" in text_of(
        client.get(f"{url}finances/")
    )
    stale = client.post(f"{url}finances/niet-nodig/", {**sent, "why": "not_at_play"})
    assert stale.status_code == 422  # the client must agree
    agreed = {"version": "1", "why": "not_at_play", "client_agrees": "on"}
    assert client.post(f"{url}finances/niet-nodig/", agreed).status_code == 409


def test_who_may_not_is_told_why_and_refused(client, wim, url):
    sign_in(client, wim)
    page = text_of(client.get(f"{url}finances/heropenen/"))
    assert "Deze doos is al open." in page
    sent = {"version": "1", "why": "too_old"}
    assert client.post(f"{url}finances/heropenen/", sent).status_code == 403
    assert client.post(f"{url}finances/klopt/client/", {"version": "1"}).status_code == 403
    assert client.post(f"{url}finances/klopt/niets/", {"version": "1"}).status_code == 404


@pytest.mark.parametrize("who", ["stan", "hans", "ria", "bo", "eva", "petra", "samir"])
def test_for_everyone_else_there_is_nothing(client, people, who, url):
    """Also for Samir: his own pages are elsewhere."""
    sign_in(client, people.by_name[who.capitalize()])
    for path in ("", "op-papier/", "finances/", "finances/vraag/1/", "finances/heropenen/"):
        response = client.get(url + path)
        assert response.status_code in (404, 302), path
        assert "Geld en huur" not in response.content.decode()


@pytest.mark.parametrize("path", ["onzin/", "finances/vraag/99/", "finances/vraag/0/"])
def test_what_is_not_there_is_not_found(client, bea, url, path):
    assert sign_in(client, bea).get(url + path).status_code == 404


def test_the_page_notes_what_it_showed(client, samir, bea, the_case, url):
    with at(samir, the_case) as box:
        answer = box.answers(1, choice="stable")
    sign_in(client, bea).get(f"{url}finances/")
    with as_owner():
        record = AccessRecord.objects.filter(action="boxes:box").get()
    assert record.case_id == the_case.pk
    assert f"boxes.answer:{answer.pk}" in record.items
    assert record.user_id == bea.user.pk


def test_what_the_client_closes_is_closed_on_the_next_request(client, samir, bea, the_case, url):
    with at(samir, the_case) as box:
        box.answers(1, choice="stable", text="Elke maand.")
    sign_in(client, bea)
    assert "Elke maand." in text_of(client.get(f"{url}finances/"))
    with as_owner():
        Sharing.objects.filter(case=the_case, topic=2, seat_kind="bw_provider").update(level=1)
    assert "Elke maand." not in text_of(client.get(f"{url}finances/"))


def test_on_paper_there_is_a_line_for_what_is_not_known(client, samir, bea, the_case, url):
    with at(samir, the_case) as box:
        box.answers(1, choice="stable")
    page = text_of(sign_in(client, bea).get(f"{url}op-papier/"))
    assert "Inkomen: <strong>Ja, elke maand ongeveer hetzelfde</strong>" in page
    assert "nog niet ingevuld" in page


def test_a_box_page_asks_fifteen_questions_of_the_database_however_full(
    client, samir, bea, the_case, url
):
    sign_in(client, bea)
    empty = queries_of(client, f"{url}finances/")
    with at(samir, the_case) as box:
        box.fills_all()
    full = queries_of(client, f"{url}finances/")
    assert len(empty) == len(full) <= 15


def test_saving_an_answer_asks_fifteen_questions_of_the_database(client, bea, the_case, url):
    sign_in(client, bea)
    question = f"{url}finances/vraag/8/"
    for words in ("Eerst.", "Toen."):
        sent = {"seen": seen_in(client.get(question)), "how": "together", "text": words}
        with CaptureQueriesContext(connection) as queries:
            assert client.post(question, sent).status_code == 302
    assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) <= 15
