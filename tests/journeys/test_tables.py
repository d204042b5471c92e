"""A case that goes to the case table and comes back with a decision."""

import pytest

from tests.journeys import hands

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@hands.mainly(hands.KEYBOARD)
def test_to_the_case_table_and_back(visit, petra, tina, gerda, samir, the_case):
    policy = visit(petra, "/tafels/").press("Maak een tafel")
    policy.fill("Hoe heet de tafel?", "Tafel Zuid").fill("Waar is de tafel voor?", "Lastige vragen")
    policy.choose("Wie zit de tafel voor?", "Tina Tester, Gemeente Zuidveen").press("Maak de tafel")
    policy.sees("Tina Tester zit haar voor")

    chair = visit(tina, "/tafels/").press("Tafel Zuid").press("Zet iemand aan tafel")
    chair.choose("Wie komt erbij?", "Wim Tester, Woonstee")
    chair.fill("Waarover mag deze persoon beslissen?", "Voorrang").press("Geef een stoel")
    chair.sees("Wim Tester zit aan tafel")

    worker = visit(gerda, f"/casussen/{the_case.number}/").press("Naar de casustafel")
    worker.fill("Wat is al geprobeerd?", "Drie aanbieders gevraagd")
    worker.fill("Wat vraagt u aan de tafel?", "Mag dit met voorrang?")
    worker.tick("weet het en komt mee").press("Breng in").sees("Ingebracht bij Tafel Zuid")

    chair.go("/tafels/").press("Tafel Zuid").press("Samir Y.: Mag dit met voorrang?")
    chair.sees("Drie aanbieders gevraagd")
    chair.fill("Wat besluit de tafel?", "Ja, binnen zes weken").tick("eenmalig")
    chair.press("Leg het besluit vast").sees("Het besluit gaat terug naar het team")

    worker.go(f"/casussen/{the_case.number}/casustafel/").sees("Ja, binnen zes weken", "eenmalig")
    client = visit(samir, f"/mijn/{the_case.number}/overleg/")
    client.sees("Mag dit met voorrang?", "Ja, binnen zes weken")
