"""Two working days without a pair: the help desk and the privacy officer go on with the request."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases import queries
from huiswaarts.casework.cases.actions.recovery import ask_at_desk
from huiswaarts.casework.cases.queries import visible_recoveries
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions.recovery import (
    AlreadyAskedError,
    Seen,
    may_state,
    open_recovery,
)
from huiswaarts.foundation.accounts.models import RecoveryRequest, RecoveryStatement
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from tests.database import as_owner
from tests.people import actor_of, sign_in

from .test_recovery import ask, come_in, second
from .test_recovery_news import told

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
LATER = 5  # days: two working days have passed


@pytest.fixture
def asked(people, the_case, gerda):
    """By the municipality, for which the help desk and the privacy officer work too."""
    return ask(people, the_case, gerda)


def who_may(people, request, days):
    """Of everybody who is not the owner."""
    found = set()
    for name, person in people.by_name.items():
        by = actor_of(person, at=people.at + days * DAY) if person.membership else None
        if by is None or name == "Samir":
            continue
        with acting(by):
            mine = visible_recoveries(by).filter(pk=request.pk).first()
            if mine and may_state(mine, by):
                found.add(name)
    return found


@pytest.mark.parametrize("order", [("Hetty", "Fred"), ("Fred", "Hetty")])
def test_they_go_on_with_the_same_request(people, asked, order):
    """And the half of whoever found nobody opens nothing with theirs."""
    request, first = asked
    later = people.at + LATER * DAY
    one = second(request, people.by_name[order[0]], at=later)
    with as_owner():
        assert RecoveryRequest.objects.get().confirmed_at is None, "one of them is not two"
    with pytest.raises(PermissionDenied), transaction.atomic():
        second(request, people.by_name[order[0]], at=later)
    other = second(request, people.by_name[order[1]], at=later)
    with as_owner():
        assert RecoveryRequest.objects.get().pk == request.pk
    works = later + 1.1 * DAY
    for half in (one, other):
        assert open_recovery(first=first, second=half, at=works) is None
    assert come_in(other, one, works).pk == people.samir.user.pk


def test_another_organisation_may_still_be_the_second(people, asked, bea, hetty, fred, tick):
    """Then the help desk hears that its half stopped working."""
    request, first = asked
    later = people.at + LATER * DAY
    half = second(request, hetty, at=later)
    other = second(request, bea, at=later)
    with pytest.raises(PermissionDenied), transaction.atomic():
        second(request, fred, at=later)
    tick(LATER + 0.1)
    assert told(people, "half_lapsed") == [("Hetty", "half_lapsed")]
    works = later + 1.1 * DAY
    assert open_recovery(first=half, second=other, at=works) is None
    assert come_in(first, other, works).pk == people.samir.user.pk


def test_whoever_asked_first_hears_how_it_went_on(people, asked, gerda, hetty, fred, tick):
    later = people.at + LATER * DAY
    for who in (hetty, fred):
        tick(LATER)
        assert told(people, "half_lapsed") == []
        second(asked[0], who, at=later)
    tick(LATER + 0.1)
    assert told(people, "half_lapsed") == [("Gerda", "half_lapsed")]
    page = sign_in(Client(), gerda).get(reverse("desk:inbox")).content.decode()
    assert "De halve code die u gaf, werkt niet" in page
    tick(LATER + 1.1)
    works = {name for name, _ in told(people, "access_works")}
    assert works == {"Samir", "Hetty", "Fred"}, "the two whose halves these are, and the owner"


@pytest.mark.parametrize("begins", ["Bea", "Gerda", "Hetty"])
def test_nobody_is_asked_who_may_not_answer(people, the_case, begins, tick):
    """At each moment: whoever was asked could do it, and whoever may is asked."""
    who = people.by_name[begins]
    if begins == "Hetty":
        by = actor_of(who)
        with acting(by):
            request, _ = ask_at_desk(user=people.samir.user, seen=Seen(), by=by)
    else:
        request, _ = ask(people, the_case, who)
    tick(0.1)
    asked = {name for name, _ in told(people, "recovery_asked")} - {"Sofie"}
    assert asked == who_may(people, request, 0.1)
    assert "Fred" not in asked
    assert ("Hetty" in asked) is (begins == "Bea")
    assert told(people, "recovery_wide") == []
    tick(LATER)
    wide = {name for name, _ in told(people, "recovery_wide")}
    assert wide == {"Hetty", "Fred"} - {begins}
    assert asked | wide == who_may(people, request, LATER)
    for name in wide:
        user = people.by_name[name].user
        assert OutboxMessage.objects.filter(user_id=user.pk, kind="something_ready").exists()


def test_the_other_region_hears_nothing(people, asked, tick):
    tick(LATER)
    with as_owner():
        told_to = Notification.objects.filter(kind="recovery_wide")
        assert {one.region_id for one in told_to} == {asked[0].region_id}


def test_a_request_that_stands_is_not_begun_anew(people, asked, hetty):
    by = actor_of(hetty, at=people.at + LATER * DAY)
    with acting(by), pytest.raises(AlreadyAskedError), transaction.atomic():
        ask_at_desk(user=people.samir.user, seen=Seen(), by=by)
    with acting(by):
        stop = RecoveryRequest.objects.filter(pk=asked[0].pk)
        assert stop.update(stopped_at=by.at) == 0, "the wall neither lets the desk stop it"


@pytest.mark.parametrize(("number", "party"), [(2, "role:help_desk"), (4, "role:help_desk"),
    (2, "organisation"), (3, "organisation")])  # fmt: skip
def test_the_database_gives_the_number(people, asked, hetty, number, party):
    """Nobody makes theirs the other half of the first, nor begins with the last."""
    by = actor_of(hetty, at=people.at + LATER * DAY)
    party = party if ":" in party else f"organisation:{by.organisation_id}"
    with pytest.raises(DatabaseError), transaction.atomic(), acting(by):
        RecoveryStatement.objects.create(
            request_id=asked[0].pk, number=number, user_id=by.user_id, party=party, at=by.at,
            membership_id=by.membership_id, organisation_id=by.organisation_id,
        )  # fmt: skip


def page_of(person, name, *args):
    return sign_in(Client(), person).get(reverse(name, args=args)).content.decode()


def make_it_late(request):
    with as_owner():
        RecoveryRequest.objects.filter(pk=request.pk).update(wide_from=request.asked_at)


def test_the_page_says_how_it_stands_and_offers_it_to_whoever_may(
    people, asked, hetty, fred, gerda
):
    request, _ = asked
    list_, form = "desk:recoveries", reverse("desk:recovery_second", args=[request.public_id])
    button = f'href="{form}"'
    assert button not in page_of(hetty, list_)
    assert "Dit kan nog niet." in page_of(fred, "desk:recovery_second", request.public_id)
    make_it_late(request)
    assert "geen tweede persoon gevonden" in page_of(gerda, list_)
    assert button not in page_of(gerda, list_)
    for who in (hetty, fred):
        assert button in page_of(who, list_)
    shown = page_of(fred, "desk:recovery_second", request.public_id)
    assert "zeggen allebei" in shown
    assert "organisaties" not in shown
    sent = {"seen_on": str(actor_of(fred).today), "place": "counter",
            "key": "6a3c2a4e-1f0b-4a6f-9a1b-0f6f6b1f0a11",
            "login": people.samir.user.email or people.samir.user.username}  # fmt: skip
    paper = sign_in(Client(), fred).post(form, sent).content.decode()
    assert "Vraag ook het hulppunt van de regio om een halve code" in paper
    assert "Een van hen zag deze persoon al" in page_of(gerda, list_)
    paper = sign_in(Client(), hetty).post(form, sent).content.decode()
    assert "Leg dit blad bij dat van de functionaris gegevensbescherming" in paper
    assert "de halve code die u gaf, werkt niet" in page_of(gerda, list_)
    assert "de halve code die u gaf" not in page_of(fred, list_)


def test_at_the_counter_the_login_name_leads_to_the_request_that_stands(people, asked, hetty):
    request, _ = asked
    make_it_late(request)
    user = people.samir.user
    sent = {"login": user.email or user.username, "seen_on": str(actor_of(hetty).today),
            "place": "counter", "key": "6a3c2a4e-1f0b-4a6f-9a1b-0f6f6b1f0a12"}  # fmt: skip
    answer = sign_in(Client(), hetty).post(reverse("desk:recovery_begin"), sent, follow=True)
    assert answer.redirect_chain[0][0] == reverse("desk:recovery_second", args=[request.public_id])
    assert f"kenmerk {request.public_id}" in answer.content.decode()


OLD = Path(queries.__file__).with_name("sql") / "recovery.sql"
ANY_PAIR = "create or replace function app_recovery_of" + OLD.read_text().partition(
    "function app_recovery_of")[2].partition("$$;")[0] + "$$"  # fmt: skip
ASK_ALL = """create or replace function recovery_seconds(of_request bigint, t timestamptz)
returns table (user_id bigint, membership_id bigint) language sql stable security definer
set search_path = public, pg_temp as $$ select w.user_id, w.id
  from accounts_recoveryrequest r join network_membership w on w.region_id = r.region_id
    and w.role in ('help_desk', 'privacy_officer') where r.id = of_request $$"""


def plant(sql):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_planted_that_any_two_halves_open_it_is_caught(people, asked):
    plant(ANY_PAIR)
    with pytest.raises(AssertionError):
        test_they_go_on_with_the_same_request(people, asked, ("Hetty", "Fred"))


def test_planted_that_the_desk_is_asked_whatever_it_may_is_caught(people, the_case, tick):
    plant(ASK_ALL)
    with pytest.raises(AssertionError):
        test_nobody_is_asked_who_may_not_answer(people, the_case, "Gerda", tick)
