"""Filling a moving box: alone, together, checked, agreed upon; and two people at once."""

import pytest

from tests.journeys import hands

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PAY = "Hoe betaal je straks de huur?"
AREAS = "In welke wijk of plaats wil je graag wonen?"


def box(case, code="suitable_home"):
    return f"/casussen/{case.number}/dozen/{code}/"


def answer(someone, question, text, save="Bewaar antwoord"):
    someone.press(f"Beantwoord deze vraag: {question}")
    someone.fill(question, text)
    return someone.press(save)


def test_together_on_behalf_and_below(visit, bea, amir, samir, the_case):
    someone = visit(bea, f"/casussen/{the_case.number}/dozen/")
    someone.press("Een passende woning")
    someone.press(f"Beantwoord deze vraag: {AREAS}")
    someone.fill(AREAS, "In Zuidveen-Noord").tick("Ik vul dit in namens Samir")
    someone.press("Bewaar antwoord").sees("namens Samir")
    someone.press(f"Nieuw antwoord: {AREAS}").fill(AREAS, "In Noord, bij de markt")
    someone.tick("Samir, ik schrijf het op").press("Bewaar antwoord").sees("In Noord, bij de")
    # words of the client make place for newer words of the client only
    someone.press(f"Nieuw antwoord: {AREAS}").fill(AREAS, "Overal")
    someone.tick("Ik vul dit in namens Samir").press("Bewaar antwoord")
    someone.sees("Dit zijn de woorden van de cliënt").press("Niet bewaren")
    someone.press(f"Eerdere antwoorden: {AREAS}").sees("In Zuidveen-Noord", "Dit geldt nu")

    other = visit(amir, box(the_case)).press(f"Vul aan: {AREAS}")
    other.fill("Wat wilt u aanvullen?", "De bus stopt daar.").press("Bewaar antwoord")
    other.sees("De bus stopt daar.", "In Noord, bij de markt")

    mine = visit(samir, f"/mijn/{the_case.number}/dozen/suitable_home/")
    mine.sees("In Noord, bij de markt", "De bus stopt daar.")


@hands.mainly(hands.KEYBOARD)
def test_a_bsn_is_refused_and_medical_detail_pointed_out(visit, bea, the_case):
    someone = visit(bea, box(the_case))
    answer(someone, AREAS, "Mijn nummer is 111222333.").sees("burgerservicenummer")
    someone.fill(AREAS, "Rustig, want ik heb schizofrenie.").press("Bewaar antwoord")
    someone.sees("Er staat misschien iets medisch in uw tekst").picture("doos-medisch", at="#v2")
    someone.fill(AREAS, "Rustig, aan een hof.").press("Bewaar de veranderde tekst")
    someone.sees("Rustig, aan een hof.").sees_not("schizofrenie")


def test_two_people_in_one_box_and_nothing_is_lost(visit, bea, samir, the_case):
    first, second = visit(bea, box(the_case)), visit(samir, f"/mijn/{the_case.number}/dozen/")
    first.press(f"Beantwoord deze vraag: {AREAS}").fill(AREAS, "In Noord")
    second.press("Mijn nieuwe huis").press(f"Geef antwoord: {AREAS}").fill(AREAS, "In Zuid")
    second.press("Bewaar en ga verder")
    first.press("Bewaar antwoord").sees("Iemand was net eerder", "In Noord", "In Zuid")
    first.picture("doos-samen", tall=1000, at="#v2")
    first.fill(AREAS, "In Noord of in Zuid").press("Bewaar wat in dit formulier staat")
    first.sees("In Noord of in Zuid")
    second.go(f"/mijn/{the_case.number}/dozen/suitable_home/").sees("In Noord of in Zuid")


@hands.mainly(hands.KEYBOARD)
def test_a_box_is_filled_agreed_and_opened_again(visit, bea, samir, the_case):
    someone = visit(bea, box(the_case, "health")).sees("alleen vinkjes en datums")
    for question in someone.page.locator(".hw-vraag h3").all_inner_texts():
        someone.press(f"Beantwoord deze vraag: {question}").tick("Ja").press("Bewaar antwoord")
    while someone.page.get_by_role("button", name="Vink af").count():
        someone.press("Vink af")
    while someone.page.get_by_role("button", name="Dit klopt").count():
        someone.press("Dit klopt")
    mine = visit(samir, f"/mijn/{the_case.number}/dozen/health/")
    if mine.page.get_by_role("button", name="Dit klopt", exact=True).count():
        mine.press("Dit klopt").sees("Jij zei: dit klopt")
    someone.go(box(the_case, "health")).sees("Klaar")

    someone.press("Open deze doos weer").press("Open de doos weer")
    reasons = someone.page.get_by_role("radio")
    someone.tick(reasons.first).press("Open de doos weer")
    someone.sees("Weer open")


@hands.mainly(hands.KEYBOARD)
def test_a_box_that_is_not_needed_the_client_may_want_after_all(visit, bea, samir, the_case):
    someone = visit(bea, box(the_case, "family_children")).press("Deze doos is niet nodig")
    someone.tick(someone.page.get_by_role("radio").first)
    someone.tick("De cliënt is het hiermee eens")
    someone.submit().sees("Niet nodig")
    mine = visit(samir, f"/mijn/{the_case.number}/dozen/family_children/")
    mine.press("Ik wil deze doos toch vullen").sees_not("Ik wil deze doos toch vullen")


@hands.only(hands.BARE)
def test_the_corporation_sees_what_follows_not_what_was_said(visit, bea, wim, the_case):
    someone = visit(bea, box(the_case, "finances")).press(f"Beantwoord deze vraag: {PAY}")
    someone.tick("De bewindvoerder betaalt").fill("Wilt u er iets bij zeggen?", "Na de schulden.")
    someone.press("Bewaar antwoord")
    corporation = visit(wim, box(the_case, "finances")).sees("bewindvoerder betaalt")
    corporation.sees_not("Na de schulden", "Beantwoord deze vraag")
    visit(wim, box(the_case, "health")).sees("u ziet alleen hoe ver deze doos is")
    visit(bea, f"/casussen/{the_case.number}/dozen/op-papier/").sees("op papier")
