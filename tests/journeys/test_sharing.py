"""Who sees what: the client decides, and it holds from the very next click."""

import pytest

from tests.journeys import hands
from tests.journeys.test_boxes import AREAS, answer, box

CALL = "Wie zijn belangrijk voor je? Wie mogen wij bellen?"
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def party(someone, case, name):
    return someone.go(f"/mijn/{case.number}/team/").press(name)


def test_what_the_client_closes_is_shut_in_a_session_that_is_open(
    visit, bea, amir, samir, the_case
):
    answer(visit(bea, box(the_case, "network_neighbourhood")), CALL, "Mijn buurvrouw")
    other = visit(amir, box(the_case, "network_neighbourhood")).sees("Mijn buurvrouw")
    client = party(visit(samir), the_case, "Amir")
    client.press("Stop met delen", within="Mijn mensen en buurt")
    other.go(box(the_case, "network_neighbourhood")).sees_not("Mijn buurvrouw")
    client.press("Deel dit", within="Mijn mensen en buurt")
    other.go(box(the_case, "network_neighbourhood")).sees("Mijn buurvrouw")


def test_stopping_with_a_party_shows_first_what_cannot_be_undone(visit, wim, samir, the_case):
    corporation = visit(wim, box(the_case)).sees(AREAS)
    client = party(visit(samir), the_case, "Wim").press("Stop of deel weer met")
    client.sees("Dit gaat meteen dicht", "Dit blijft open", "Dit kun je niet terugdraaien")
    client.sees("Stoppen heeft geen gevolg voor je huis").picture("client-stoppen", tall=1300)
    client.press("Stop met delen")
    corporation.go(box(the_case)).sees_not(AREAS)


@hands.mainly(hands.KEYBOARD)
def test_one_page_says_what_every_party_sees_and_why(visit, bea, the_case):
    someone = visit(bea, f"/casussen/{the_case.number}/wie-ziet-wat/")
    someone.sees("Delen is nooit een voorwaarde voor een huis", "Woonstee", "Thuis Erbij")
    someone.press("Waarom").sees("Doel:", "Sinds")
    someone.press("Stop of hervat delen met").sees("Dit kan niet ongedaan worden")


@hands.mainly(hands.KEYBOARD)
def test_three_kinds_of_yes_are_three_things(visit, bea, samir, the_case):
    client = party(visit(samir), the_case, "Bea").sees("Wat jij hierover zegt")
    groups = client.page.locator("fieldset legend").all_inner_texts()
    assert len(groups) == 2, "lifting secrecy and agreeing to help, apart from the data above"
    for legend in groups:
        client.press("Ja", within=legend)
    client.press("Toch niet", within=groups[0]).sees("Ja", "Toch niet")
    someone = visit(bea, f"/casussen/{the_case.number}/wie-ziet-wat/")
    someone.sees("drie verschillende dingen", "Beroepsgeheim", "Instemming met hulp")
