"""Word that reaches people: told in the inbox, opened, and set to one's own wishes."""

import pytest

from tests.database import as_owner
from tests.journeys import hands

PASSWORD = "vier paarden in de regen"
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_meeting_is_told_to_the_table_and_leads_there(visit, bea, amir, samir, the_case):
    someone = visit(bea, f"/casussen/{the_case.number}/overleg/nieuw/")
    someone.fill("Op welke dag?", "2099-03-03").press("Plan").sees("Het overleg is gepland")
    worker = visit(amir, "/").press("Berichten").sees("1 nieuw bericht", "Overleg met Samir Y.")
    worker.press("Overleg met Samir Y.").sees("3 maart 2099")
    worker.go("/berichten/").sees("Alles is gelezen").press("Kies hoe u bericht krijgt")
    worker.sees("Er staat nooit in waar het over gaat")
    client = visit(samir, f"/mijn/{the_case.number}/").sees("1 nieuw").press("Berichten")
    client.press("Je team ziet elkaar").sees("3 maart 2099")
    client.go("/mijn/berichten/").sees("Je hebt alles gelezen")


@hands.mainly(hands.KEYBOARD)
def test_somebody_chooses_how_word_comes(visit, amir):
    with as_owner():
        amir.user.set_password(PASSWORD)
        amir.user.save()
    someone = visit(amir, "/account/berichten/")
    someone.tick("Per sms").press("Bewaar")
    someone.sees("Vul een mobiel nummer in, of kies een andere manier")
    someone.fill("Mobiel nummer", "06 12345678").press("Bewaar")
    someone.fill("Wachtwoord", PASSWORD).press("Bevestigen").sees("Bewaard")
