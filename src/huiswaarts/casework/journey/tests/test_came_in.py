"""Who came in on a seat is told to the client and to the parties, by mail as on paper; once."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.tests.test_offer_told import on_paper, with_code, words
from huiswaarts.casework.cases.tests.test_offers import BOTH, ask_along, say
from huiswaarts.casework.journey.jobs import due, remind_region
from huiswaarts.foundation.access.actor import the_clock
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import Notification
from tests.database import as_owner
from tests.people import come_in, sign_in

pytestmark = pytest.mark.django_db
PARTIES = {"Bea", "Amir", "Wim", "Gerda"}  # not Gijs, the guest, nor Eva, who left
NEWS = ("seat_taken", "client_came_in")


def clock_of(people, *, days=0):
    region = people.case_of["Samir"].region_id
    at = people.at + dt.timedelta(days=days, minutes=5)
    return the_clock(region_id=region, at=at, job="remind")


def hears(people, *, days=0):
    """What the clock told: {kind: who}."""
    remind_region(clock_of(people, days=days))
    names = {one.user.pk: one.name for one in people}
    with as_owner():
        rows = Notification.objects.filter(kind__in=NEWS)
        found: dict = {}
        for row in rows:
            found.setdefault(row.kind, []).append(names.get(row.user_id, "?"))
    return {kind: sorted(who) for kind, who in found.items()}


@pytest.fixture
def karim(db):
    return User.objects.create_user(email="karim@elders.nl")


@pytest.fixture
def karim_in(people, karim):
    """Samir asked Karim along, and Karim says yes."""
    made = ask_along(people, "karim@elders.nl")
    say(come_in(Client(), karim), made, "yes")
    return made


def test_a_relative_who_came_in_is_told_to_every_party(people, karim_in):
    """Samir, who asked, hears the answer already; Mina and Sofie read of the team what he opens."""
    assert hears(people) == {"seat_taken": sorted(PARTIES)}
    page = words(sign_in(Client(), people.bea).get(reverse("desk:inbox")))
    assert "Karim zit nu aan tafel bij Samir Y." in page
    assert "karim@elders.nl" not in page


def test_the_client_hears_of_whom_somebody_else_asked(people, karim):
    made = ask_along(people, "karim@elders.nl")
    with as_owner():
        type(made).objects.filter(pk=made.pk).update(
            invited_by_user_id=people.gerda.user.pk,
            invited_by_membership_id=people.gerda.membership.pk,
        )
    say(come_in(Client(), karim), made, "yes")
    assert hears(people) == {"seat_taken": sorted((PARTIES | {"Samir"}) - {"Gerda"})}
    page = words(sign_in(Client(), people.samir).get(reverse("portal:inbox")))
    assert "Karim zit nu in je team" in page


def test_a_client_who_came_in_with_a_code_on_paper(people, the_case, bea):
    _, code = on_paper(the_case, bea)
    visitor = with_code(code)
    visitor.post("/uitnodiging/welkom/", BOTH)
    assert hears(people) == {"client_came_in": sorted(PARTIES)}
    page = words(sign_in(Client(), people.gerda).get(reverse("desk:inbox")))
    assert "Samir Y. heeft nu een eigen account en kijkt zelf mee" in page


def test_it_is_told_once_and_not_when_it_is_old(people, karim_in):
    first = hears(people)
    assert hears(people) == first
    with as_owner():
        Notification.objects.filter(kind__in=NEWS).delete()
    assert hears(people, days=3) == {}


def end(seat_id):
    with as_owner():
        at = timezone.now()
        rows = TeamMember.objects.filter(pk=seat_id)
        rows.update(state="ended", until_at=at, end_reason="x")


def test_nothing_of_a_seat_that_ended_since(people, karim_in):
    end(karim_in.seat_id)
    assert hears(people) == {}


def test_nothing_to_whoever_left_since(people, karim_in):
    end(people.seat_of["Samir", "Bea"].pk)
    assert hears(people) == {"seat_taken": sorted(PARTIES - {"Bea"})}


def test_nothing_of_a_case_that_is_over(people, karim_in, the_case):
    with as_owner():
        Case.objects.filter(pk=the_case.pk).update(status="stopped")
    assert hears(people) == {}


def test_nobody_but_the_clock_is_told_who(people, karim_in):
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from app_came_in_news()")
        assert cursor.fetchone() == (0,)
    with acting(clock_of(people)) as clock:
        assert any(one.news.kind == "seat_taken" for one in due(clock))
