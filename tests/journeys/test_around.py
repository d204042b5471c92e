"""Around a meeting: a day found together, a guest for one point, a relative left out once."""

import datetime as dt

import pytest
from django.utils import timezone

from huiswaarts.casework.meetings.models import Meeting
from huiswaarts.foundation.common.dates import long_date
from tests.database import as_owner

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_day_is_asked_answered_and_chosen(visit, gerda, samir, the_case):
    someone = visit(gerda, f"/casussen/{the_case.number}/overleg/")
    someone.press("Vraag eerst wanneer iedereen kan").sees("ook Samir")
    first, second = (timezone.localdate() + dt.timedelta(days=n) for n in (9, 12))
    someone.fill("Dag 1", first.isoformat()).fill("Dag 2", second.isoformat())
    someone.press("Vraag het").sees("De vraag is gesteld", "Nog niets gezegd")
    someone.tick("Dan kan ik", within=long_date(first).capitalize()).press("Bewaar")
    client = visit(samir, f"/mijn/{the_case.number}/").press("Wanneer zien we elkaar")
    client.sees("Je team zoekt een dag").press("Zeg wanneer ik kan")
    client.tick("Dan kan ik", within=long_date(first).capitalize())
    client.tick("Dan kan ik niet", within=long_date(second).capitalize())
    client.press("Dit is wanneer ik kan").sees("Je hoort het als er een dag is")
    someone.go(someone.page.url).sees("Past het best")
    someone.press(f"Kies: {long_date(first)}")
    someone.sees("De dag staat vast", long_date(first))
    client.go(f"/mijn/{the_case.number}/overleg/").sees(long_date(first).capitalize())
    client.sees_not("Je team zoekt een dag")


def test_a_guest_reads_one_point(visit, bea, gijs, samir, people, the_case):
    with as_owner():
        meeting = Meeting.objects.create(
            case=the_case, begins_at=people.at + dt.timedelta(days=2), place="home",
            made_at=people.at,
        )  # fmt: skip
    here = f"/casussen/{the_case.number}/overleg/{meeting.public_id}/"
    someone = visit(bea, here)
    for words in ("Hoe gaat het met de regeling?", "Mag de kat mee?"):
        someone.press("Zet een punt op de agenda").fill("Waar wilt u het over hebben?", words)
        someone.press("Zet op de agenda")
    someone.press("Vraag een gast bij dit punt", within="Hoe gaat het met de regeling?")
    someone.choose("Wie is te gast?", "Gijs Tester, Schuldwijzer").press("Nodig uit")
    someone.sees("Te gast")
    guest = visit(gijs, "/berichten/").press("U bent te gast bij het overleg met Samir Y.")
    guest.sees("Hoe gaat het met de regeling?").sees_not("Mag de kat mee?")
    client = visit(samir, f"/mijn/{the_case.number}/overleg/{meeting.public_id}/")
    client.sees("komt erbij voor dit punt")
    someone.press("Wat de gast leest").press("Trek de uitnodiging in")
    someone.sees("De gast leest dit punt niet meer")
    guest.go(guest.path).sees("nergens te gast")


def test_a_client_leaves_a_relative_out_once(visit, mina, samir, people, the_case):
    with as_owner():
        meeting = Meeting.objects.create(
            case=the_case, begins_at=people.at + dt.timedelta(days=2), place="home",
            made_at=people.at,
        )  # fmt: skip
    here = f"/mijn/{the_case.number}/overleg/"
    client = visit(samir, f"{here}{meeting.public_id}/")
    client.press("Deze keer zonder Mina").sees("er deze keer niet bij en leest hier niets van")
    relative = visit(mina, "/mijn/berichten/").sees("hoef jij deze keer niet te zijn")
    relative.go(here).sees_not("bij de cliënt").sees_not("Overleg op")
    assert meeting.public_id not in relative.page.content()
    client.press("Toch met Mina").sees("weer welkom")
    relative.go(here)
    assert meeting.public_id in relative.page.content()
