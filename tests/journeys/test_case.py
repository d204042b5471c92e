"""A case as a professional meets it: from "is this person known already" to the last seat."""

import datetime as dt

import pytest
from django.utils import timezone

from huiswaarts.casework.cases.models import Case, TeamMember
from tests.database import as_owner
from tests.journeys import hands

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def month_from_now(months):
    return (timezone.localdate() + dt.timedelta(days=31 * months)).strftime("%Y-%m")


def fill_in(someone, name):
    someone.fill("Naam van de cliënt", name).fill("Geboortejaar", "1990")
    someone.choose("Waar woont de cliënt nu?", dict(Case.Setting.choices)["bw"])
    someone.tick(dict(Case.Trajectory.choices)["team_thuis"])
    someone.choose("Met wie gaat de cliënt wonen?", dict(Case.Household.choices)["single"])
    someone.choose("Gemeente van herkomst", "Zuidveen")
    someone.choose("Gemeente van verblijf nu", "Zuidveen")
    someone.choose("Gemeente waar de cliënt wil wonen", "Zuidveen")
    someone.fill("In welke maand wil de cliënt verhuizen?", month_from_now(3))
    return someone


def test_registering_says_only_that_someone_may_be_known(visit, bea, people):
    someone = visit(bea, "/casussen/nieuw/")
    someone.press("Meld aan")  # nothing filled in: what is missing is said, and focused
    fill_in(someone, "Samir Yilmaz").picture("casus-aanmelden", tall=1300)
    someone.press("Meld aan").sees("Mogelijk al bekend, neem contact op met Gemeente Zuidveen")
    someone.sees_not(people.case_of["Samir"].number)
    someone.tick("Ik heb gevraagd of dit dezelfde persoon is. Dat is niet zo.")
    someone.press("Meld aan").sees("Samir gaat naar huis", "Lege stoel")


@hands.mainly(hands.KEYBOARD)
def test_a_case_begins_too_late_and_says_why(visit, bea):
    someone = fill_in(visit(bea, "/casussen/nieuw/"), "Noor de Vries").press("Meld aan")
    someone.sees("Noor gaat naar huis").press("Zet een stap")
    someone.press("Ga naar Eerste teamoverleg")
    someone.fill("Op welke dag is het eerste teamoverleg?", timezone.localdate().isoformat())
    someone.press("Ga naar Eerste teamoverleg").sees("Waarom minder dan 6 maanden")
    someone.fill("Waarom minder dan 6 maanden", "De kamer wordt eerder opgezegd.")
    someone.press("Ga naar Eerste teamoverleg").sees("De kamer wordt eerder opgezegd.")
    # what was expected then stays, whatever month comes after
    front = someone.press("Voorkant").sees("Bij de start verwacht")
    front.press("Verander de verhuismaand")
    front.fill("In welke maand wil de cliënt verhuizen?", month_from_now(9)).press("Bewaar")
    front.sees("Bij de start verwacht")


def test_a_gate_is_shut_until_the_team_decides(visit, gerda, the_case):
    someone = visit(gerda, f"/casussen/{the_case.number}/fase/").sees("kan nog niet")
    someone.press("Teambesluit over aanmelden voor een woning")
    someone.press("Leg het besluit vast")
    someone.fill("Waarom gaat het team toch verder?", "De woning komt nu vrij.")
    review = timezone.localdate() + dt.timedelta(days=60)
    someone.fill("Wanneer kijkt het team opnieuw?", review.isoformat())
    someone.tick("Het team heeft dit samen besloten, met de cliënt erbij")
    someone.picture("casus-teambesluit").press("Leg het besluit vast")
    someone.sees("Teambesluit", "De woning komt nu vrij.")
    someone.press("Ga naar Woning zoeken").press("Ga naar Woning zoeken")
    someone.sees("Nu: Woning zoeken", "Met een teambesluit")
    # shown for ever, also on the front page
    visit(gerda, f"/casussen/{the_case.number}/").sees("De woning komt nu vrij.")


@hands.mainly(hands.KEYBOARD)
def test_a_seat_is_asked_proposed_admitted_and_ended(visit, gerda, amir, olga, the_case):
    team = f"/casussen/{the_case.number}/team/"
    someone = visit(gerda, team).sees("Aan tafel bij Samir")
    someone.press("Vraag een gast").choose("Welke organisatie?", "De Luwte")
    someone.press("Vraag deze organisatie").sees("Gevraagd: De Luwte")

    admin = visit(olga, "/beheer/mensen/").sees("Gevraagde stoelen")
    admin.press("Noem iemand").choose("Welke collega?", "Bo Tester").press("Stel voor")
    admin.sees_not("Gevraagde stoelen").sees_not("Samir")

    someone.go(team).sees("Voorgesteld: Bo Tester").press("Laat toe").press("Laat toe")
    someone.sees("Bo Tester zit nu aan tafel")
    someone.press("Zet de toegang stil van Bo Tester").fill("Waarom?", "De vraag is beantwoord.")
    someone.press("Zet de toegang stil").sees("Toegang staat stil", "De vraag is beantwoord.")
    # a second person, of another organisation, ends it
    second = visit(amir, team).sees("Toegang staat stil").press("Antwoord: Bo Tester")
    second.tick("Ja").press("Bewaar het antwoord")
    second.sees("Wie er zat", "De vraag is beantwoord.").sees_not("Toegang staat stil")


@hands.mainly(hands.KEYBOARD)
def test_the_next_step_is_planned_and_done(visit, gerda, the_case):
    someone = visit(gerda, f"/casussen/{the_case.number}/").press("Plan de volgende stap")
    someone.press("Bewaar").sees("Schrijf op wat er als eerste gebeurt")
    someone.fill("Wat gebeurt er als eerste?", "Bea belt de corporatie.")
    someone.fill("Op welke dag?", timezone.localdate().isoformat()).press("Bewaar")
    someone.sees("Bea belt de corporatie.")
    visit(gerda, "/").sees("Bea belt de corporatie.")


def test_an_invitation_on_paper_for_who_has_no_mail(visit, bea, the_case):
    with as_owner():
        TeamMember.objects.filter(case=the_case, kind="client").update(user=None)
    someone = visit(bea, f"/casussen/{the_case.number}/team/").press("Nodig uit")
    someone.tick("Op papier, met een code om over te nemen").press("Nodig uit")
    someone.sees("Je inlognaam", "Je code").picture("casus-uitnodiging-papier")
    login, code = someone.page.locator("dd").all_inner_texts()

    client = visit(None, "/uitnodiging/")
    client.fill("Code", code).press("Verder")
    client.sees(login)
    password = "vier paarden in de regen"
    client.fill("Nieuw wachtwoord", password).fill("Nog een keer hetzelfde wachtwoord", password)
    client.press("Wachtwoord bewaren").sees("Je herstelblad")
    client.press("Nu niet, verder").sees("Hoi Samir", "Maak je herstelblad")
    again = visit(None, "/uitnodiging/").fill("Code", code)
    again.press("Verder").sees("Deze code werkt niet")
