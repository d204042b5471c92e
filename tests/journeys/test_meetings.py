"""A meeting from the day that is planned to the report that the client reads first."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from huiswaarts.casework.meetings.models import Meeting, Report
from huiswaarts.foundation.common.dates import long_date
from tests.database import as_owner
from tests.journeys import hands

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting(people, the_case):
    with as_owner():
        return Meeting.objects.create(
            case=the_case, begins_at=people.at - dt.timedelta(hours=1), place="home",
            made_at=people.at,
        )  # fmt: skip


def test_planned_and_a_point_of_the_client(visit, bea, samir, the_case):
    someone = visit(bea, f"/casussen/{the_case.number}/").press("Overleg")
    someone.sees("Nog geen overleg gepland").press("Plan een overleg")
    day = timezone.localdate() + dt.timedelta(days=20)
    someone.fill("Op welke dag?", day.isoformat()).press("Plan").sees("Het overleg is gepland")
    client = visit(samir, f"/mijn/{the_case.number}/").press("Wanneer zien we elkaar")
    client.press(long_date(day).capitalize()).press("Schrijf mijn punt op")
    client.fill("Waar wil jij het over hebben?", "Mag mijn kat mee?").press("Zet op de agenda")
    client.sees("Je punt staat op de agenda", "Mag mijn kat mee?")
    someone.go(someone.page.url).sees("Mag mijn kat mee?", "Staat er vanzelf op")
    someone.press("Verzet het overleg").press("Bewaar").sees("Het overleg is verzet")
    someone.press("Zeg het overleg af").fill("Waarom gaat het niet door?", "Iedereen is ziek")
    someone.press("Zeg af").sees("Het overleg is afgezegd", "Iedereen is ziek")


def test_held_reported_and_read_by_the_client_first(visit, bea, samir, the_case, meeting):
    front = f"/casussen/{the_case.number}/overleg/{meeting.public_id}/"
    someone = visit(bea, front).press("Begin het overleg").sees("Is Samir erbij?")
    someone.press("Sluit het overleg af").sees("Geef eerst aan of de cliënt erbij was")
    someone.tick("Ja, aan tafel").press("Bewaar wie er is").sees("Wie er is, is bewaard")
    someone.press("Schrijf een punt of een eis op")
    someone.fill("Waar wilt u het over hebben?", "Twee jaar bewind")
    someone.tick("Dit is een voorwaarde of eis").press("Zet op de agenda").sees("achter de eis")
    someone.fill("Welke zorg, wens of beperking zit hierachter?", "Wie belt bij een achterstand?")
    someone.press("Zet op de agenda").sees("Wat hierachter zit")
    someone.press("Besproken").press("Toch niet")
    someone.press("Schrijf een belofte op").fill("Wat spreken jullie af?", "Ilse belt op dag vijf")
    someone.choose("Wie doet het?", "Wim Tester, Woonstee")
    someone.fill("Uiterlijk op welke dag?", "2099-03-04").press("Schrijf op")
    someone.sees("Ilse belt op dag vijf")
    someone.fill("Kort: wat is afgesproken?", "De kat mag mee.").press("Bewaar het verslag")
    someone.sees("Bewaard om")
    someone.press("Sluit het overleg af").sees("Samir leest het als eerste", "De kat mag mee.")

    client = visit(samir, f"/mijn/{the_case.number}/overleg/{meeting.public_id}/")
    client.sees("De kat mag mee.", "Jij leest dit als eerste").press("Schrijf mijn kijk erbij")
    client.fill("Hoe kijk jij hierop?", "En mijn hond?").press("Bewaar mijn kijk")
    client.sees("En mijn hond?").press("Dit is goed zo").sees("Jij vond dit goed")
    someone.go(front).sees("En mijn hond?", "vindt dit verslag goed", "Ilse belt op dag vijf")


@hands.only(hands.PHONE)
def test_a_kickoff_from_planning_to_the_report_with_the_client_on_a_phone(
    visit, bea, amir, samir, the_case, people
):
    someone = visit(bea, f"/casussen/{the_case.number}/").press("Overleg").press("Plan een overleg")
    day = timezone.localdate() + dt.timedelta(days=9)
    someone.choose("Wat voor overleg?", "eerste overleg").fill("Op welke dag?", day.isoformat())
    someone.press("Plan").sees("Het overleg is gepland")
    client = visit(samir, "/mijn/berichten/").press("Je team ziet elkaar op")
    client.press("Schrijf mijn punt op").fill("Waar wil jij het over hebben?", "Mag mijn kat mee?")
    client.press("Zet op de agenda").sees("Mag mijn kat mee?")

    with as_owner():  # the day comes
        Meeting.objects.update(begins_at=people.at - dt.timedelta(hours=1))
    someone.go(someone.page.url).press("Begin het overleg").sees("Mag mijn kat mee?")
    someone.tick("Ja, aan tafel").press("Bewaar wie er is").sees("Wie er is, is bewaard")
    someone.fill("Kort: wat is afgesproken?", "De kat mag mee.").press("Bewaar het verslag")
    someone.sees("Bewaard om").press("Sluit het overleg af").sees("Samir leest het als eerste")

    client.go("/mijn/berichten/").press("Het verslag staat klaar").sees("De kat mag mee.")
    client.press("Dit is goed zo").sees("Jij vond dit goed")
    reader = visit(amir, "/berichten/").press("Het verslag van het overleg")
    reader.sees("De kat mag mee.", "vindt dit verslag goed")


def saved(someone):
    expect(someone.page.get_by_text("Bewaard om")).to_be_visible()


@hands.only(hands.KEYBOARD)
def test_two_write_at_once_and_a_lost_line_loses_nothing(visit, bea, wim, the_case, meeting):
    now = f"/casussen/{the_case.number}/overleg/{meeting.public_id}/nu/"
    first, second = visit(bea, now), visit(wim, now)
    saved(first.fill("Kort: wat is afgesproken?", "Bea belt."))
    saved(second.fill("Kort: wat is afgesproken?", "Wim zoekt."))
    assert second.page.get_by_label("Kort: wat is afgesproken?").input_value() == (
        "Bea belt.\nWim zoekt."
    )
    second.page.context.set_offline(True)
    second.fill("Kort: wat is afgesproken?", "Bea belt.\nWim zoekt.\nMorgen verder.")
    warning = second.page.get_by_text("Dit is nog niet bewaard")
    expect(warning).to_be_visible()
    second.page.context.set_offline(False)
    expect(warning).to_be_hidden(timeout=15_000)
    with as_owner():
        text = Report.objects.get(meeting=meeting).text
    assert text == "Bea belt.\nWim zoekt.\nMorgen verder."
