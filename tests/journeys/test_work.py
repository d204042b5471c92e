"""My work and my cases: what today asks, finding someone, taking the list along."""

import csv
import io
import zipfile

import pytest

from tests.journeys import hands

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_my_work_says_what_to_do(visit, gerda, the_case):
    someone = visit(gerda, "/").sees("Vandaag", "Dit wacht op anderen", "Mijn casussen", "Samir")
    someone.press("Alle 1 en zoeken").sees("Wie het eerst aandacht")


@hands.mainly(hands.KEYBOARD)
def test_whoever_sits_nowhere_reads_why_it_is_empty(visit, bo):
    visit(bo, "/").sees("Hier komt uw werk te staan").press("Meld iemand aan")


def test_finding_filtering_and_taking_along(visit, gerda, the_case):
    someone = visit(gerda, "/casussen/").fill("Zoek op naam of nummer", "sam").press("Toon")
    someone.sees("Samir")
    someone.choose("Fase", "Woning zoeken").press("Toon").sees("Geen casussen gevonden")
    someone.press("Toon alle casussen").tick("Zonder vervolg").press("Toon").sees("Samir")

    name, content = someone.download("CSV")
    assert name.endswith(".csv")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert any("Samir" in cell for row in rows[1:] for cell in row)
    for kind in ("ODS", "XLSX"):
        name, content = someone.download(kind)
        assert name.endswith(f".{kind.lower()}")
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


@hands.mainly(hands.KEYBOARD)
def test_nobody_finds_who_is_not_at_their_table(visit, gerda, people):
    someone = visit(gerda, "/casussen/").fill("Zoek op naam of nummer", "Stan").press("Toon")
    someone.sees("Geen casussen gevonden")
    visit(gerda, f"/casussen/{people.case_of['Stan'].number}/").sees_not("Stan")


@hands.mainly(hands.KEYBOARD)
def test_what_happened_is_told_in_order(visit, gerda, the_case):
    someone = visit(gerda, f"/casussen/{the_case.number}/")
    someone.press("Tijdlijn").sees("Wat er gebeurde")
