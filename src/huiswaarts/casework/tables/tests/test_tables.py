"""Tables: who makes one, who sits there, what goes between them, and a case that comes and goes."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.tables.actions import items
from huiswaarts.casework.tables.actions import tables as actions
from huiswaarts.casework.tables.models import (
    Handoff,
    Table,
    TableItem,
    TableMeeting,
    TableSeat,
)
from huiswaarts.casework.tables.queries import alike, tables_of, to_take_along
from huiswaarts.figures.guards.characters import RefusedTextError
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.actions.versions import StaleError
from tests.database import as_owner
from tests.people import actor_of, sign_in

DAY = dt.timedelta(days=1)


def arranged(by):
    return tables_of(by)


@pytest.fixture
def as_(people):
    """Act as somebody: `as_("Tina", actions.make_table, plan=…)`."""

    def act(name, action, *, days=0, **what):
        at = people.at + days * DAY
        actor = actor_of(people.by_name[name], at=at)
        with transaction.atomic(), acting(actor):
            return action(by=actor, **what)

    return act


def plan(name="Casustafel Zuidveen", kind="case_table", why=""):
    return actions.Plan(kind, name, "Lastige vragen samen oplossen", 6, why)


def make(as_, people, of, by="Petra", chair="Tina"):
    return as_(by, actions.make_table, plan=of, chair=people.by_name[chair].membership)


@pytest.fixture
def table(as_, people):
    return make(as_, people, plan())


@pytest.fixture
def other(as_, people, table):
    made = plan("Regietafel", "steering", "Voor de hele regio")
    return make(as_, people, made, by="Tina", chair="Petra")


def seat(as_, people, table, name, by="Tina"):
    member = people.by_name[name].membership
    return as_(by, actions.seat_member, table=table, member=member, mandate="Voorrang geven")


@pytest.fixture
def bring(as_, people, the_case, table):
    def brought(by="Gerda", tried="Drie aanbieders gevraagd"):
        actor = actor_of(people.by_name[by])
        with transaction.atomic(), acting(actor):
            return items.bring_case(
                case=the_case,
                table=table,
                question=items.Question(tried, "Mag dit met voorrang?", "joins"),
                sight=sight_of(actor, the_case),
                by=actor,
            )

    return brought


VERDICT = items.Verdict("Ja, binnen zes weken.", "pattern", "Inschrijfduur telt hier niet")


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


def fresh(by, table):
    return Table.objects.visible_to(by).get(pk=table.pk)


def chair_of(by, table):
    return fresh(by, table).chair_id


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


def visible(as_, who, model, **when):
    return as_(
        who, lambda by: set(model.objects.visible_to(by).values_list("pk", flat=True)), **when
    )


def behind_the_wall(as_, who, model, **when):
    return as_(who, lambda by: set(model.objects.values_list("pk", flat=True)), **when)


@pytest.fixture
def full(as_, people, table, other, bring):
    seat(as_, people, table, "Wim")
    as_("Tina", actions.plan_table_meeting, table=table, begins_at=people.at + DAY, minutes=60,
        place="Stadhuis")  # fmt: skip
    as_("Tina", actions.hand_off, sender=table, receiver=other, kind="question", subject="Vraag")
    return bring()


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("Tina", {TableMeeting, Handoff, TableItem}),
        ("Wim", {TableMeeting, Handoff, TableItem}),
        ("Petra", {Handoff}),
        ("Gerda", {TableItem}),
        ("Samir", {TableItem}),
        ("Bo", set()),
        ("Hans", set()),
        ("Fred", set()),
        ("Ria", set()),
        ("Stan", set()),
    ],
)
def test_both_locks_say_who_sees_what_lies_on_a_table(as_, full, who, seen):
    for model in (Table, TableSeat, TableMeeting, Handoff, TableItem):
        first, second = visible(as_, who, model), behind_the_wall(as_, who, model)
        assert first == second, model
        if model in (TableMeeting, Handoff, TableItem):
            assert bool(first) == (model in seen), model
        elif who == "Ria":
            assert not first


@pytest.mark.parametrize("who", ["Bea", "Amir", "Wim", "Samir"])
def test_a_case_is_brought_by_its_coordinator(bring, who):
    with pytest.raises(PermissionDenied):
        bring(by=who)


def test_a_case_lies_at_a_table_once(bring):
    bring()
    with pytest.raises(PermissionDenied, match="al bij deze tafel"):
        bring()


def test_a_case_goes_to_a_case_table_only(as_, people, other, the_case):
    def try_it(by):
        question = items.Question("Veel", "Mag het?", "knows")
        return items.bring_case(
            case=the_case, table=other, question=question, sight=sight_of(by, the_case), by=by
        )

    with pytest.raises(PermissionDenied, match="casustafel"):
        as_("Gerda", try_it)


def test_the_table_decides_within_ten_working_days_and_two_weeks_later_it_reads_no_more(
    as_, people, full
):
    assert (full.due_on - timezone.localdate(people.at)).days >= 14
    as_("Tina", items.decide_item, item=full, verdict=VERDICT, version=1)
    assert visible(as_, "Wim", TableItem, days=13) == {full.pk}
    for who in ("Tina",):
        assert visible(as_, who, TableItem, days=15) == set()
        assert behind_the_wall(as_, who, TableItem, days=15) == set()
    assert visible(as_, "Gerda", TableItem, days=15) == {full.pk}


@pytest.mark.parametrize("who", ["Wim", "Gerda", "Bea"])
def test_only_the_chair_lays_down_the_decision(as_, full, who):
    with pytest.raises(PermissionDenied):
        as_(who, items.decide_item, item=full, verdict=VERDICT, version=1)


def test_two_who_decide_at_once_are_told(as_, full):
    told = {"table": full.table, "case_id": full.case_id, "brought_by": full.brought_by}
    stale = TableItem(pk=full.pk, version=1, **told)
    with as_owner():
        TableItem.objects.filter(pk=full.pk).update(version=2)
    with pytest.raises(StaleError):
        as_("Tina", items.decide_item, item=stale, verdict=VERDICT, version=1)


def test_the_wall_lets_nobody_decide_in_the_name_of_another(as_, full):
    def forge(by):
        return TableItem.objects.filter(pk=full.pk).update(
            decision="Nee", pattern="one_off", decided_at=by.at, decided_by_id=by.membership_id
        )

    assert as_("Wim", forge) == 0
    assert as_("Gerda", forge) == 0


def test_nor_bring_a_case_of_which_they_do_not_coordinate(as_, people, the_case, table):
    def forge(by):
        TableItem.objects.create(
            table=table, case=the_case, who="x", tried="x", question="x", client_knows="joins",
            brought_by_id=by.membership_id, brought_at=by.at, due_on=by.today,
        )  # fmt: skip

    with pytest.raises(ProgrammingError):
        as_("Wim", forge)


def test_the_wall_keeps_what_is_handed_on_and_brought_within_the_region(
    as_, people, the_case, table
):
    with as_owner():
        region = people.case_of["Dirk"].region
        far = Table.objects.create(
            region=region, kind="case_table", name="x", purpose="x", made_at=people.at,
            chair=people.ria.membership,
        )  # fmt: skip

    def hand(by):
        Handoff.objects.create(
            from_table=table, to_table=far, kind="question", subject="x", due_on=by.today,
            made_by_id=by.membership_id, made_at=by.at,
        )  # fmt: skip

    def bring_far(by):
        TableItem.objects.create(
            table=far, case=the_case, who="x", tried="x", question="x", client_knows="joins",
            brought_by_id=by.membership_id, brought_at=by.at, due_on=by.today,
        )  # fmt: skip

    for who, deed in (("Tina", hand), ("Gerda", bring_far)):
        with pytest.raises(ProgrammingError):
            as_(who, deed)


def test_the_page_of_a_table_is_for_who_sits_there(people, full, table):
    page = sign_in(Client(), people.wim).get(f"/tafels/{table.public_id}/").content.decode()
    assert "Samir Y.: Mag dit met voorrang?" in page
    assert "Stadhuis" in page
    outside = sign_in(Client(), people.bo).get(f"/tafels/{table.public_id}/").content.decode()
    assert "U zit niet aan deze tafel" in outside
    assert "Samir" not in outside
    assert sign_in(Client(), people.ria).get(f"/tafels/{table.public_id}/").status_code == 404
    assert sign_in(Client(), people.samir).get(f"/tafels/{table.public_id}/").status_code == 404


def test_more_than_ten_lines_are_refused_and_that_the_client_knows_is_asked(
    people, the_case, table
):
    gerda = sign_in(Client(), people.gerda)
    url = f"/casussen/{the_case.number}/casustafel/"
    form = {"key": "0d4f0a5e-3c1f-4b57-9a53-1f2b8f0f3a11", "table": table.public_id,
            "tried": "\n".join("abcdefghijk"), "question": "Mag het?"}  # fmt: skip
    page = gerda.post(url, form).content.decode()
    assert "Houd het bij 10 regels" in page
    assert "Dit veld is verplicht" in page or "verplicht" in page
    assert not TableItem.objects.exists()
