"""Mijn Thuis: the plan, the boxes, the team, what is recorded, and taking it all along."""

import io
import json
import zipfile

import pytest

from tests.journeys import hands

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_the_plan_and_one_question_a_page(visit, samir, the_case):
    client = visit(samir, "/mijn/").sees("Hoi Samir", "Mijn plan")
    client.press("Bekijk alle").press("Mijn nieuwe huis")
    client.press("Ga verder met vraag")
    client.fill("Waar voel je je prettig?", "Bij het water")
    client.press("Bewaar en ga verder").press("Sla over").press("Vraag hulp aan")
    client.go(f"/mijn/{the_case.number}/dozen/suitable_home/").sees("Bij het water")
    client.press("Dit klopt niet").press("Zeg dat het niet klopt")
    client.fill("Wat klopt er niet?", "Ik wil toch liever in de stad.")
    client.press("Zeg dat het niet klopt").sees("Jij zei: dit klopt niet")


def test_the_client_asks_someone_along_and_chooses_what_they_see(visit, samir, the_case):
    client = visit(samir, f"/mijn/{the_case.number}/").press("Wie ziet wat")
    client.press("Vraag iemand erbij")
    client.press("Vraag deze persoon erbij").sees("Vul een naam in")
    client.fill("Hoe heet deze persoon?", "Tante Jo").tick("Familie, een vriend of een vriendin")
    client.tick("Op papier, ik geef het zelf").press("Vraag deze persoon erbij")
    client.sees("Vul deze code in").picture("client-uitnodiging")
    client.go(f"/mijn/{the_case.number}/team/").press("Tante Jo").press("Deel dit")
    client.sees("Stop met delen")


def test_who_looked_and_what_is_recorded(visit, bea, samir, the_case):
    visit(bea, f"/casussen/{the_case.number}/dozen/suitable_home/")
    client = visit(samir, f"/mijn/{the_case.number}/gegevens/")
    client.press("Wie heeft gekeken?").sees("Je begeleider nu, De Luwte opende om").picture(
        "client-gekeken"
    )
    client.go(f"/mijn/{the_case.number}/gegevens/").press("Alles wat er over mij staat")
    client.sees("Samir Yilmaz", "Mijn team", "Wat ik koos")
    name, content = client.go(f"/mijn/{the_case.number}/gegevens/").download(
        "Download mijn gegevens"
    )
    assert name.endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(content)) as bag:
        names = bag.namelist()
        whole = "".join(bag.read(one).decode() for one in names if one.endswith((".json", ".html")))
        assert any(one.endswith(".html") for one in names)
        for one in names:
            if one.endswith(".json"):
                json.loads(bag.read(one))
    assert "Samir Yilmaz" in whole
    assert "De Luwte" in whole


def test_a_relative_sees_what_was_opened_and_no_more(visit, mina, the_case):
    sister = visit(mina, "/mijn/").sees("Samir gaat naar huis", "Zo kun je Samir helpen")
    sister.sees_not("Rond met geld").press("Een passende woning")


@hands.only(hands.BARE)
def test_mijn_thuis_in_english(visit, samir, the_case):
    client = visit(samir, f"/mijn/{the_case.number}/").press("English")
    assert client.page.locator("html").get_attribute("lang") == "en"
    for path in ("dozen/", "dozen/suitable_home/", "team/", "gegevens/", "gegevens/gekeken/"):
        client.go(f"/mijn/{the_case.number}/{path}")
