"""A bottleneck: noted by one organisation, recognised by another, and that taken back."""

import pytest

from tests.journeys import hands

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@hands.mainly(hands.KEYBOARD)
def test_noted_recognised_and_taken_back(visit, bea, wim):
    someone = visit(bea, "/knelpunten/").sees("Geen knelpunten").press("Noteer een knelpunt")
    someone.sees("Schrijf geen namen op").fill("Wat gaat er steeds mis?", "Geen kleine woningen")
    someone.choose("Waar hoort het bij?", "Woning")
    someone.fill("Wat gebeurt er dan?", "Onder de huurgrens is niets te vinden.").press("Noteer")
    someone.sees("Het knelpunt staat in het register", "De Luwte")
    other = visit(wim, "/knelpunten/").press("Geen kleine woningen").press("Dit herken ik")
    other.sees("uw organisatie herkent dit", "Woonstee").press("Toch niet").sees("Dit herken ik")
