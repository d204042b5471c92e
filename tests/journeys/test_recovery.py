"""A client who lost everything gets back in, with the help of two people of two organisations."""

import datetime as dt

import pytest
from django.urls import reverse

from huiswaarts.casework.journey.jobs import recoveries_each
from huiswaarts.foundation.accounts.models import RecoveryRequest, User
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from tests.database import as_owner
from tests.journeys import hands

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "negen wolken boven het plein"


def half(someone):
    return someone.page.locator("dl dd").nth(1).inner_text().strip()


def a_day_passes():
    with as_owner():
        asked = RecoveryRequest.objects.get()
        day = dt.timedelta(days=1, minutes=1)
        asked.asked_at -= day
        asked.confirmed_at -= day
        asked.works_from -= day
        asked.save()


def the_clock_tells(*who):
    """The job of every five minutes; to whom it told, once, that the code works now."""
    recoveries_each(0)
    recoveries_each(0)
    with as_owner():
        told = Notification.objects.filter(kind="access_works").values_list("user_id", flat=True)
        assert sorted(told) == sorted(one.user.pk for one in who)


def mails_to(person):
    with as_owner():
        mine = OutboxMessage.objects.filter(user_id=person.user.pk, kind="account_notice")
        return mine.filter(channel="mail").count()


@hands.mainly(hands.KEYBOARD)
def test_a_client_who_lost_everything_gets_back_in(visit, people, the_case, bea, gerda, samir):
    seat = people.seat_of["Samir", "Samir"]
    url = reverse("desk:recovery_ask", args=[the_case.number, seat.public_id])
    begeleider = visit(bea, url).sees("kan niet meer inloggen")
    begeleider.tick("thuis bij de cliënt").press("Ik zag deze persoon")
    first = half(begeleider.sees("Een halve code"))

    gemeente = visit(gerda, "/herstel/").sees("Open verzoeken")
    gemeente.press("Ik zag deze persoon ook")
    gemeente.tick("aan een balie").press("Ik zag deze persoon")
    second = half(gemeente.sees("Een halve code"))

    client = visit(None, "/inloggen/").press("Ik heb niets meer om mee in te loggen")
    client.fill("De ene halve code", first).fill("De andere halve code", second)
    client.press("Verder").sees("Ze werken vanaf")
    the_clock_tells()
    before = mails_to(samir)
    a_day_passes()
    the_clock_tells(samir, bea, gerda)
    assert mails_to(samir) == before + 1
    begeleider.go("/berichten/").sees("De code voor wie u zag, werkt nu")
    client.go("/inloggen/herstel/")
    client.fill("De ene halve code", second).fill("De andere halve code", first)
    client.press("Verder").sees("Een nieuw wachtwoord")
    client.fill("Nieuw wachtwoord", PASSWORD).fill("Nog een keer hetzelfde wachtwoord", PASSWORD)
    client.press("Wachtwoord bewaren").sees("Je herstelblad")
    client.press("Maak mijn herstelblad").sees("Je ziet ze maar één keer")
    client.press("Het is opgeborgen, verder").sees("Met het papier kom je er altijd weer in")
    with as_owner():
        assert User.objects.get(pk=samir.user.pk).client_only_from is not None
