"""Tables: who makes one, who sits there, and what goes between them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from huiswaarts.casework.tables.actions import items
from huiswaarts.casework.tables.actions import tables as actions
from huiswaarts.casework.tables.models import (
    TableMeeting,
    TableSeat,
)
from huiswaarts.casework.tables.queries import alike, tables_of, to_take_along
from huiswaarts.figures.guards.characters import RefusedTextError
from huiswaarts.foundation.events.actions.versions import StaleError
from tests.database import as_owner
from tests.people import sign_in

from .hall import (
    DAY,
    VERDICT,
    arranged,
    behind_the_wall,
    chair_of,
    fresh,
    make,
    plan,
    seat,
    visible,
)


@pytest.mark.parametrize("who", ["Bea", "Gerda", "Wim", "Olga", "Fred"])
def test_a_table_is_made_by_a_chair_or_policy(as_, people, who):
    with pytest.raises(PermissionDenied):
        make(as_, people, plan(), by=who)


def test_a_second_table_says_why_the_first_will_not_do(as_, people, table):
    with pytest.raises(PermissionDenied, match="bestaande tafel"):
        make(as_, people, plan("Nog een"))
    assert make(as_, people, plan("Nog een", why="Andere mensen"))


def test_a_number_of_a_citizen_is_not_kept(as_, people):
    with pytest.raises(RefusedTextError):
        make(as_, people, plan("Over 111222333"))


def test_the_chair_seats_people_of_the_region_once(as_, people, table):
    seat(as_, people, table, "Wim")
    with pytest.raises(PermissionDenied, match="zit al"):
        seat(as_, people, table, "Wim")
    with pytest.raises(PermissionDenied, match="niet in deze regio"):
        seat(as_, people, table, "Ria")


@pytest.mark.parametrize("who", ["Bea", "Wim", "Gerda"])
def test_nobody_else_seats_people(as_, people, table, who):
    with pytest.raises(PermissionDenied):
        seat(as_, people, table, "Bo", by=who)


def test_the_chair_goes_to_somebody_who_sits_there(as_, people, table):
    wim = seat(as_, people, table, "Wim")
    bea = seat(as_, people, table, "Bea")
    for who, why in (("Bea", "regelt"), ("Gerda", "regelt"), ("Wim", "uzelf geen voorzitter")):
        with pytest.raises(PermissionDenied, match=why):
            as_(who, actions.hand_over_chair, table=table, seat=wim, version=1)
    as_("Tina", actions.hand_over_chair, table=table, seat=wim, version=1)
    assert as_("Bea", chair_of, table=table) == people.wim.membership.pk
    with pytest.raises(PermissionDenied, match="regelt de voorzitter"):
        as_("Tina", actions.hand_over_chair, table=table, seat=bea, version=2)
    assert visible(as_, "Tina", TableMeeting) == behind_the_wall(as_, "Tina", TableMeeting) == set()
    with pytest.raises(PermissionDenied, match="al voorzitter"):
        as_("Petra", actions.hand_over_chair, table=table, seat=wim, version=2)


def test_nor_to_who_left_or_sits_elsewhere(as_, people, table, other):
    left = seat(as_, people, table, "Wim")
    as_("Tina", actions.end_table_seat, seat=left)
    elsewhere = seat(as_, people, other, "Bea", by="Petra")
    for one in (left, elsewhere):
        with pytest.raises(PermissionDenied, match="aan deze tafel zit"):
            as_("Tina", actions.hand_over_chair, table=table, seat=one, version=1)


def test_when_the_chair_is_gone_policy_names_another(as_, people, table):
    wim = seat(as_, people, table, "Wim")
    as_("Petra", actions.hand_over_chair, table=table, seat=wim, version=1)
    assert as_("Petra", chair_of, table=table) == people.wim.membership.pk


def test_two_who_arrange_a_chair_at_once_are_told(as_, people, table):
    wim, bea = seat(as_, people, table, "Wim"), seat(as_, people, table, "Bea")
    again = as_("Petra", fresh, table=table)
    as_("Petra", actions.hand_over_chair, table=table, seat=wim, version=1)
    with pytest.raises(StaleError):
        as_("Petra", actions.hand_over_chair, table=again, seat=bea, version=1)


def test_a_table_stops_when_nobody_waits_for_it(as_, people, full, table, other):
    with pytest.raises(PermissionDenied, match="ligt nog een vraag"):
        as_("Tina", actions.stop_table, table=table, version=1)
    as_("Tina", items.decide_item, item=full, verdict=VERDICT, version=1)
    with pytest.raises(PermissionDenied, match="regelt de voorzitter"):
        as_("Wim", actions.stop_table, table=table, version=1)
    as_("Tina", actions.stop_table, table=table, version=1)
    assert [one.table.name for one in as_("Tina", arranged)] == ["Regietafel"]
    told = {"sender": other, "receiver": table, "kind": "question", "subject": "Vraag"}
    with pytest.raises(PermissionDenied, match="niet meer"):
        as_("Petra", actions.hand_off, **told)


def test_the_pages_of_the_chair(people, as_, table):
    wim = seat(as_, people, table, "Wim")
    tina, url = sign_in(Client(), people.tina), f"/tafels/{table.public_id}/"
    assert "Draag over" in tina.get(url).content.decode()
    key = "0d4f0a5e-3c1f-4b57-9a53-1f2b8f0f3a11"
    form = {"key": key, "version": 1, "to": wim.public_id}
    tina.post(f"{url}voorzitter/", form)
    tina.post(f"{url}voorzitter/", form)
    assert "Draag over" not in tina.get(url).content.decode()
    wims = sign_in(Client(), people.wim)
    late = wims.post(f"{url}stoppen/", {"key": key, "version": 1})
    assert "Intussen" in late.content.decode()
    wims.post(f"{url}stoppen/", {"key": key.replace("0d4f", "1d4f"), "version": 2})
    assert "Deze tafel is gestopt" in wims.get(url).content.decode()


def test_who_leaves_may_come_back(as_, people, table):
    left = seat(as_, people, table, "Wim")
    as_("Tina", actions.end_table_seat, seat=left)
    as_("Tina", actions.end_table_seat, seat=left)
    assert seat(as_, people, table, "Wim")


def test_more_than_twelve_is_said(people, as_, table):
    with as_owner():
        for name in ("Bea", "Bo", "Wim", "Gerda", "Amir", "Gijs", "Hans", "Olga", "Petra", "Fred"):
            TableSeat.objects.create(
                table=table, membership=people.by_name[name].membership, mandate="x",
                from_at=people.at,
            )  # fmt: skip
    (found,) = as_("Tina", arranged)
    assert not found.is_large
    assert len(found.parties) > 4
    found.seats.extend(found.seats[:3])
    assert found.is_large


def test_two_tables_with_the_same_parties_are_noticed(as_, people, table):
    again = make(as_, people, plan("Casustafel twee", why="Meer mensen"))
    for one in (table, again):
        for name in ("Bea", "Wim", "Gerda"):
            seat(as_, people, one, name)
    seat(as_, people, again, "Amir")
    (pair,) = as_("Tina", lambda by: alike(tables_of(by)))
    assert {one.name for one in pair} == {"Casustafel Zuidveen", "Casustafel twee"}


def test_what_is_handed_over_is_answered_by_the_next_meeting(as_, people, table, other):
    moment = people.at + 10 * DAY
    as_("Petra", actions.plan_table_meeting, table=other, begins_at=moment, minutes=60,
        place="Stadhuis")  # fmt: skip
    told = {"sender": table, "receiver": other, "kind": "question", "subject": "Te weinig huizen"}
    with pytest.raises(PermissionDenied, match="wie aan de tafel zit"):
        as_("Bea", actions.hand_off, **told)
    handed = as_("Tina", actions.hand_off, **told)
    assert handed.due_on > timezone.localdate(people.at)
    with pytest.raises(PermissionDenied, match="die het kreeg"):
        as_("Tina", actions.answer_handoff, handoff=handed, answer="Zelf gedaan")
    answered = as_("Petra", actions.answer_handoff, handoff=handed, answer="Er komen er dertig")
    assert answered.answered_at == people.at
    with pytest.raises(PermissionDenied, match="al op geantwoord"):
        as_("Petra", actions.answer_handoff, handoff=handed, answer="Nog eens")


def test_nothing_is_handed_to_itself(as_, table):
    with pytest.raises(PermissionDenied, match="andere tafel"):
        as_("Tina", actions.hand_off, sender=table, receiver=table, kind="question", subject="x")


def test_a_liaison_officer_takes_along_what_lies_between(as_, people, table, other):
    as_("Tina", actions.hand_off, sender=table, receiver=other, kind="question", subject="Vraag")
    seat(as_, people, table, "Wim")
    seat(as_, people, other, "Wim", by="Petra")
    seat(as_, people, other, "Bea", by="Petra")
    assert len(as_("Wim", lambda by: to_take_along(by, tables_of(by)))) == 1
    assert as_("Bea", lambda by: to_take_along(by, tables_of(by))) == []
