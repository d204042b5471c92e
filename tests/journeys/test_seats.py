"""Who coordinates is given by another; and a seat ends with a second person, or opens again."""

import pytest

from huiswaarts.casework.cases.jobs import open_lapsed
from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.foundation.network.models import Region
from tests.database import as_owner
from tests.journeys import hands

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@hands.mainly(hands.KEYBOARD)
def test_a_corporation_asks_and_access_stops_until_another_says(visit, people, the_case):
    team = f"/casussen/{the_case.number}/team/"
    with as_owner():
        Region.objects.filter(pk=the_case.region_id).update(corporation_coordinates=True)
    wim = visit(people.wim, team).press("Vraag om te coördineren")
    wim.fill("Waarom?", "Het gaat nu over de woning.").press("Vraag het").sees("is gesteld")

    gerda = visit(people.gerda, "/berichten/").press("Wim Tester wil coördineren")
    gerda.tick("Ja").press("Bewaar het antwoord").sees("Uw antwoord is bewaard")
    gerda.sees("Wim Tester, Woonstee").go("/berichten/")
    samir = visit(people.samir, "/mijn/berichten/").sees("Wim Tester bewaakt nu je plan")

    wim.go(team).press("Zet de toegang stil van Amir Tester").fill("Waarom?", "Een andere baan.")
    wim.press("Zet de toegang stil").sees("Toegang staat stil")
    amir = visit(people.amir, "/berichten/").sees("Uw toegang tot een casus staat stil")
    assert amir.page.goto(f"{amir.site}{team}").status == 404
    samir.go("/mijn/").sees("Amir Tester", "ziet nu even niets")

    with as_owner():
        until = TeamMember.objects.get(pk=people.seat_of["Samir", "Amir"].pk).question_until
    assert open_lapsed(at=until) == 1
    amir.go(team).sees("Amir Tester").sees_not("Toegang staat stil")
    bea = visit(people.bea, "/berichten/").sees("De toegang van Amir Tester", "is weer open")
    bea.press("De vraag over de stoel van Amir Tester").sees("Niemand zei op tijd ja")
    samir.go("/mijn/berichten/").sees("Amir Tester kijkt weer mee in je team")
    samir.go("/mijn/").sees_not("ziet nu even niets")

    wim.go(team).sees("Stilzetten kan weer na").press("Zet de toegang stil van Bea Tester")
    wim.fill("Waarom?", "Werkt nu elders.").press("Zet de toegang stil")
    gerda.go("/berichten/").press("Mag de stoel van Bea Tester").tick("Ja")
    gerda.press("Bewaar het antwoord").sees_not("Toegang staat stil")
    samir.go("/mijn/berichten/").sees("Bea Tester zit niet meer in je team")
