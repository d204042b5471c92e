"""Taking back counts on the very next request, also in a session that is open."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from huiswaarts.casework.cases.models import Case, Consent
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.journey.actions import Move, move_phase, override_gate
from huiswaarts.foundation.access.session import acting
from tests.database import as_owner
from tests.people import actor_of, sign_in

from .conftest import answer

CANARY = "Met een balkon op de derde."


@pytest.fixture
def at_the_same_time(client):
    """Sessions of others, open while Samir has his."""
    return lambda person: sign_in(client.__class__(), person)


def shown(home, seat):
    return [(r.code, r.shown) for r in home.get(f"team/{seat.public_id}/").context["rows"]]


def rule_of(home, seat, code):
    rows = home.get(f"team/{seat.public_id}/").context["rows"]
    return next(row for row in rows if row.code == code)


def switch(home, seat, code, to):
    rule = rule_of(home, seat, code).rule_id
    return home.post(f"team/{seat.public_id}/{code}/", {"rule": rule, "to": to})


def test_mina_reads_no_more_on_the_very_next_request(
    home, at_the_same_time, mina, samir, people, the_case
):
    answer(samir, the_case, "suitable_home", 1, text=CANARY)
    window = at_the_same_time(mina)
    url = home.url("dozen/suitable_home/")
    assert CANARY in window.get(url).content.decode()
    switch(home, people.seat_of["Samir", "Mina"], "suitable_home", "off")
    assert window.get(url).status_code == 404


def test_amir_of_the_next_provider_reads_no_more_either(
    home, at_the_same_time, amir, samir, people, the_case
):
    answer(samir, the_case, "suitable_home", 1, text=CANARY)
    window = at_the_same_time(amir)
    url = f"/casussen/{the_case.number}/dozen/suitable_home/"
    assert CANARY in window.get(url).content.decode()
    switch(home, people.seat_of["Samir", "Amir"], "suitable_home", "off")
    assert CANARY not in window.get(url).content.decode()


def test_it_can_be_shared_again(home, at_the_same_time, mina, samir, people, the_case):
    answer(samir, the_case, "finances", 1, text=CANARY)
    window = at_the_same_time(mina)
    assert window.get(home.url("dozen/finances/")).status_code == 404
    switch(home, people.seat_of["Samir", "Mina"], "finances", "on")
    assert CANARY in window.get(home.url("dozen/finances/")).content.decode()


def test_samir_lets_mina_see_the_team_and_the_plan_or_not(
    home, at_the_same_time, mina, people, the_case
):
    window = at_the_same_time(mina)
    assert "Bea Tester" in window.get(home.url()).content.decode()
    switch(home, people.seat_of["Samir", "Mina"], "common", "off")
    assert "Bea Tester" not in window.get(home.url()).content.decode()


def test_stopping_first_shows_what_follows_and_changes_nothing(home, people):
    seat = people.seat_of["Samir", "Wim"]
    before = shown(home, seat)
    page = home.read(f"team/{seat.public_id}/stop/")
    assert "Dit kun je niet terugdraaien" in page
    assert [
        (r.code, r.shown) for r in home.get(f"team/{seat.public_id}/").context["rows"]
    ] == before


def test_stopping_closes_all_that_the_law_does_not_ask(home, people):
    seat = people.seat_of["Samir", "Wim"]
    home.post(f"team/{seat.public_id}/stop/", {"stop": "1"})
    rows = home.get(f"team/{seat.public_id}/").context["rows"]
    assert [row.code for row in rows if row.shown != "none"] == ["common"]


def test_after_stopping_mina_sees_nothing_at_all(home, at_the_same_time, mina, people):
    window = at_the_same_time(mina)
    home.post(f"team/{people.seat_of['Samir', 'Mina'].public_id}/stop/", {"stop": "1"})
    assert "Er staat nu niets voor je open" in window.get(home.url()).content.decode()


def test_an_old_page_cannot_switch_what_somebody_changed_meanwhile(home, people):
    seat = people.seat_of["Samir", "Mina"]
    old = rule_of(home, seat, "finances").rule_id
    switch(home, seat, "finances", "on")
    response = home.client.post(
        home.url(f"team/{seat.public_id}/finances/"), {"rule": old, "to": "off"}, follow=True
    )
    assert "Intussen is dit veranderd" in response.content.decode()
    assert rule_of(home, seat, "finances").is_on


def test_what_the_law_asks_has_no_switch_and_cannot_be_switched(home, people):
    seat = people.seat_of["Samir", "Gerda"]
    row = rule_of(home, seat, "support")
    assert not row.may_switch
    answer_ = home.post(f"team/{seat.public_id}/support/", {"rule": row.rule_id, "to": "off"})
    assert answer_.status_code == 403


def test_secrecy_and_help_are_said_apart_from_sharing(home, people):
    seat = people.seat_of["Samir", "Bea"]
    for kind in ("secrecy", "service"):
        home.post(f"team/{seat.public_id}/zegt/", {"kind": kind, "said": "no"})
    said = {one.kind: one.now for one in home.get(f"team/{seat.public_id}/").context["choices"]}
    assert said == {"secrecy": "Je zei nee.", "service": "Je zei nee."}


def test_pressing_twice_says_it_once(home, people, the_case):
    seat = people.seat_of["Samir", "Bea"]
    for _ in range(2):
        home.post(f"team/{seat.public_id}/zegt/", {"kind": "service", "said": "yes"})
    with as_owner():
        assert Consent.objects.filter(case=the_case, kind="service").count() == 1


def test_nothing_here_stands_in_the_way_of_the_plan(home, people, the_case, gerda):
    """Samir says no to everything and stops sharing with everyone; Gerda takes the next step."""
    for name in ("Bea", "Amir", "Wim", "Gerda", "Mina", "Sofie", "Gijs"):
        seat = people.seat_of["Samir", name]
        home.post(f"team/{seat.public_id}/stop/", {"stop": "1"})
        for kind in ("secrecy", "service"):
            home.post(f"team/{seat.public_id}/zegt/", {"kind": kind, "said": "no"})
    move_on(gerda, the_case)


def test_a_client_who_never_signs_in_moves_on_as_well(gerda, the_case):
    move_on(gerda, the_case)


def move_on(gerda, case):
    """As the coordinator does it: the team decides to go on, and the phase changes."""
    actor = actor_of(gerda, at=timezone.now())
    with transaction.atomic(), acting(actor):
        mine = Case.objects.visible_to(actor).select_related("region").get(pk=case.pk)
        deed = {"case": mine, "sight": sight_of(actor, mine), "by": actor}
        override_gate(
            gate="register_for_home", why="Het team besloot.", **deed,
            review_on=actor.today + dt.timedelta(days=30),
        )  # fmt: skip
        move_phase(move=Move(to="home_search", version=mine.version), at=actor.at, **deed)
    with as_owner():
        case.refresh_from_db()
    assert case.phase == "home_search"
