"""A client on a phone adds a photo of a letter; the team reads it; it is taken away and back."""

import io

import pytest
from PIL import Image

from huiswaarts.casework.cases.tests.hostile import SECRET, pdf, photo_with_place
from tests.journeys import hands

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PHOTO = {"name": "IMG_2001.jpg", "mimeType": "image/jpeg", "buffer": photo_with_place()}


def choose_file(someone, label, file):
    someone.field(label).set_input_files(file)
    return someone


@hands.mainly(hands.PHONE, later=(hands.BARE, hands.DARK))
def test_a_client_adds_a_photo_on_a_phone(visit, bea, samir, the_case):
    client = visit(samir, f"/mijn/{the_case.number}/dozen/finances/")
    client.press("Voeg een document of foto toe").sees("geen medische informatie")
    client.press("Bewaar").sees("Kies wat het is", "Kies een bestand")
    client.choose("Wat is het?", "Een kopie van een identiteitsbewijs")
    choose_file(client, "Kies je bestand", PHOTO).press("Bewaar").sees("bewaren wij niet")
    client.choose("Wat is het?", "Een brief").fill("Hoe noem je het?", "Brief over mijn geld")
    choose_file(client, "Kies je bestand", PHOTO).press("Bewaar")
    client.sees("Je document is bewaard", "Brief over mijn geld", "Van jou", "Haal weg")
    client.picture("client-document", at="#documenten")

    someone = visit(bea, f"/casussen/{the_case.number}/dozen/finances/")
    someone.sees("Brief over mijn geld", "Samir Yilmaz")
    name, content = someone.download("Brief over mijn geld")
    assert name == "Brief over mijn geld.jpg"
    assert SECRET.encode() not in content
    assert Image.open(io.BytesIO(content)).size == (40, 60)

    client.press("Haal weg").sees("Je kunt het terugzetten")
    someone.go(f"/casussen/{the_case.number}/dozen/finances/").sees_not("Brief over mijn geld")
    client.press("Zet terug").sees("Het document staat er weer")
    someone.go(f"/casussen/{the_case.number}/dozen/finances/").sees("Brief over mijn geld")


def test_a_worker_adds_a_document_and_takes_it_back(visit, bea, the_case):
    someone = visit(bea, f"/casussen/{the_case.number}/dozen/suitable_home/")
    someone.sees("Nog geen documenten").press("Voeg een document toe")
    someone.choose("Wat is het?", "Een plan of overzicht")
    bad = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"MZ is geen PDF"}
    choose_file(someone, "Kies het bestand", bad).press("Voeg toe").sees("Dit is een programma")
    good = {"name": "plan van Samir.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    choose_file(someone, "Kies het bestand", good).press("Voeg toe")
    someone.sees("Het document is toegevoegd", "plan van Samir")
    someone.press("Trek terug").sees("Teruggetrokken").press("Zet terug").sees("staat er weer")
