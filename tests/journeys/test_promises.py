"""What is agreed at the table: laid down, on somebody's day, done; and read by the client."""

import pytest
from django.utils import timezone

from tests.journeys import hands

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_promise_from_the_table_to_done(visit, bea, amir, samir, the_case):
    front = f"/casussen/{the_case.number}/"
    someone = visit(bea, front).press("Afspraken").sees("Er staat niets open")
    someone.press("Leg een afspraak vast").press("Leg vast").sees("Wie doet het")
    someone.fill("Wat spreken jullie af?", "Samen naar het spreekuur")
    someone.choose("Wie doet het?", "Amir Tester, Thuis Erbij").fill(
        "Uiterlijk op welke dag?", "2099-03-04"
    )
    someone.press("Leg vast").sees("De afspraak is vastgelegd", "Samen naar het spreekuur", "Amir")

    client = visit(samir, f"/mijn/{the_case.number}/").press("Wat is er afgesproken")
    client.sees("Dit gaat gebeuren", "Samen naar het spreekuur", "Amir")

    worker = visit(amir, f"{front}afspraken/").press("Gedaan").sees("Dat is gedaan")
    worker.sees("Wat is afgerond").press("Zet weer open").sees("De afspraak staat weer open")
    worker.press("Verander").fill("Waarom verandert dit?", "Het spreekuur is verzet")
    worker.fill("Uiterlijk op welke dag?", "2099-04-05").press("Bewaar").sees("5 april 2099")
    worker.press("Vervalt").fill("Waarom hoeft dit niet meer?", "Het is al geregeld")
    worker.press("Laat vervallen").sees("Vervallen", "Het is al geregeld")
    client.go(f"/mijn/{the_case.number}/afspraken/").sees("Hoeft niet meer")


@hands.mainly(hands.KEYBOARD)
def test_samir_does_his_own_part(visit, bea, samir, the_case):
    someone = visit(bea, f"/casussen/{the_case.number}/afspraken/nieuw/")
    someone.fill("Wat spreken jullie af?", "Opschrijven wat ik meeneem")
    someone.choose("Wie doet het?", "Samir Yilmaz, cliënt")
    someone.fill("Uiterlijk op welke dag?", "2099-03-04").press("Leg vast")
    client = visit(samir, f"/mijn/{the_case.number}/afspraken/").press("Dit heb ik gedaan")
    client.sees("Dit is klaar").press("Toch nog niet klaar").sees("Dit heb ik gedaan")


@hands.only(hands.KEYBOARD)
def test_a_worker_leaves_and_the_promise_moves_on(visit, bea, gerda, samir, the_case):
    front, today = f"/casussen/{the_case.number}/", timezone.localdate().isoformat()
    someone = visit(bea, f"{front}afspraken/").press("Leg een afspraak vast")
    someone.fill("Wat spreken jullie af?", "Bellen over de huur")
    someone.choose("Wie doet het?", "Bea Tester, ik zelf")
    someone.fill("Uiterlijk op welke dag?", today).press("Leg vast").sees("Bea Tester")

    leaving = visit(bea, f"{front}team/").press("Verlaat de tafel")
    leaving.fill("Waarom?", "Bea gaat ergens anders werken.").press("Verlaat de tafel")
    coordinator = visit(gerda, "/")
    coordinator.sees("Bellen over de huur")
    coordinator.go(f"{front}afspraken/").sees("Bellen over de huur", "Gerda Tester")
    assert someone.page.goto(f"{someone.site}{front}afspraken/").status == 404
    client = visit(samir, f"/mijn/{the_case.number}/afspraken/")
    client.sees("Bellen over de huur", "Gerda Tester")
    coordinator.press("Gedaan").sees("Dat is gedaan")
