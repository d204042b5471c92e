"""Nobody seats themself, makes themself chair, or decides about what they brought themself."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.tables import policies
from huiswaarts.casework.tables.actions import items
from huiswaarts.casework.tables.actions import tables as actions
from huiswaarts.casework.tables.models import Table, TableItem, TableSeat
from huiswaarts.foundation.access.decisions import YES
from huiswaarts.foundation.access.session import acting
from tests.database import as_owner
from tests.people import actor_of

PLAN = actions.Plan("case_table", "Casustafel", "Lastige vragen", 6)
STEERING = actions.Plan("steering", "Regietafel", "De hele regio", 6)
VERDICT = items.Verdict("Ja.", "one_off")
REFUSALS = ("row-level security", "denied for table", "not rewritten")
BARE = {"kind": "case_table", "name": "x", "purpose": "x"}


@pytest.fixture
def as_(people):
    def act(name, action, **what):
        actor = actor_of(people.by_name[name], at=people.at)
        with transaction.atomic(), acting(actor):
            return action(by=actor, **what)

    return act


@pytest.fixture
def work(people):
    return lambda name: people.by_name[name].membership


@pytest.fixture
def table(as_, work):
    return as_("Petra", actions.make_table, plan=PLAN, chair=work("Tina"))


@pytest.fixture
def brought(as_, people, the_case, table):
    told = items.Question("Drie gevraagd", "Mag dit?", "joins")
    return as_(
        "Gerda",
        lambda by: items.bring_case(
            case=the_case, table=table, question=told, sight=sight_of(by, the_case), by=by
        ),
    )


def seat(as_, work, table, who, by):
    told = {"table": table, "member": work(who), "mandate": "Alles"}
    return as_(by, actions.seat_member, **told)


def seated_before(people, table, who):
    """A seat from before case tables asked who works on cases, or of a role that changed since."""
    with as_owner():
        return TableSeat.objects.create(
            table=table, membership=people.by_name[who].membership, mandate="x", from_at=people.at
        )


def lies_there(as_):
    rows = TableItem.objects.visible_to
    return as_("Tina", lambda by: rows(by).select_related("table__chair", "brought_by").get())


def decide(as_):
    told = {"item": lies_there(as_), "verdict": VERDICT, "version": 1}
    return as_("Tina", items.decide_item, **told)


def wrong(action, *args, match, **what):
    with pytest.raises(PermissionDenied, match=match):
        action(*args, **what)


@pytest.mark.parametrize("who", ["Petra", "Tina"])
def test_nobody_makes_a_table_to_chair_it(as_, work, who):
    told = {"plan": PLAN, "chair": work(who)}
    wrong(as_, who, actions.make_table, match="uzelf geen voorzitter", **told)


def test_nor_takes_a_seat_at_one(as_, work, table):
    for who in ("Petra", "Tina"):
        wrong(seat, as_, work, table, who, who, match="uzelf niet aan een tafel")


def test_nor_takes_the_chair_from_a_seat_that_another_gave(as_, people, table):
    petra = seated_before(people, table, "Petra")
    told = {"table": table, "seat": petra, "version": 1}
    wrong(as_, "Petra", actions.hand_over_chair, match="uzelf geen voorzitter", **told)
    wrong(as_, "Tina", actions.hand_over_chair, match="zelf met casussen werkt", **told)


def test_policy_chairs_a_table_that_decides_about_nobody(as_, work):
    made = as_("Tina", actions.make_table, plan=STEERING, chair=work("Petra"))
    assert made.chair_id == work("Petra").pk


def test_who_became_chair_by_themself_decides_about_nobody(as_, work, table, brought):
    """As tables were before: another names the chair, and then it can be decided."""
    with as_owner():
        Table.objects.filter(pk=table.pk).update(chair_by_user_id=work("Tina").user_id)
    wrong(decide, as_, match="voorzitter door uzelf")
    table = lies_there(as_).table
    tina = seat(as_, work, table, "Tina", "Petra")
    as_("Petra", actions.hand_over_chair, table=table, seat=tina, version=1)
    assert decide(as_).decided_at


def test_nor_about_what_they_brought(as_, people, table, brought):
    with as_owner():
        TableItem.objects.update(brought_by=people.tina.membership)
    wrong(decide, as_, match="zelf in")


def given_to_the_chair(people, case):
    """Coordination passed on to whoever chairs, after another brought the case there."""
    with as_owner():
        Case.objects.filter(pk=case.pk).update(coordinator=people.tina.membership)


def test_nor_about_what_they_coordinate_now(as_, people, the_case, brought):
    given_to_the_chair(people, the_case)
    wrong(decide, as_, match="U coördineert deze casus")


def forged(as_, who, forge):
    """What goes past every policy: the wall says no, by an error or by changing nothing."""

    def attempt(by):
        try:
            with transaction.atomic():
                return forge(by)
        except ProgrammingError as refused:
            return not any(no in str(refused) for no in REFUSALS)

    return as_(who, attempt)


def test_the_wall_refuses_a_chair_for_oneself(as_, work, table):
    def made(by):
        told = {**BARE, "region_id": by.region_id, "made_at": by.at}
        Table.objects.create(**told, chair=work("Petra"), chair_by_user_id=by.user_id)
        return 1

    def change(**what):
        return lambda by: Table.objects.filter(pk=table.pk).update(**what)

    petra, tina = work("Petra"), work("Tina")
    taken = change(chair=petra, chair_by_user_id=petra.user_id)
    in_anothers_name = change(chair=work("Wim"), chair_by_user_id=tina.user_id)
    assert not any(forged(as_, "Petra", one) for one in (made, taken, in_anothers_name))


def test_the_wall_refuses_a_seat_for_oneself(as_, work, table):
    wim = seat(as_, work, table, "Wim", "Petra")

    def sit(by):
        TableSeat.objects.create(table=table, membership=work("Petra"), from_at=by.at)
        return 1

    def move(by):
        return TableSeat.objects.filter(pk=wim.pk).update(membership=work("Petra"))

    assert not any(forged(as_, "Petra", one) for one in (sit, move))
    as_("Petra", actions.end_table_seat, seat=wim)  # ending still works


@pytest.mark.parametrize("fault", ["chair", "brought", "coordinates"])
def test_the_wall_refuses_a_decision_of_oneself(as_, people, the_case, table, brought, fault):
    if fault == "coordinates":
        given_to_the_chair(people, the_case)
    with as_owner():
        if fault == "brought":
            TableItem.objects.update(brought_by=people.tina.membership)
        elif fault == "chair":
            Table.objects.filter(pk=table.pk).update(chair_by_user_id=people.tina.user.pk)

    def write(by):
        return TableItem.objects.update(
            decision="Ja", pattern="one_off", decided_at=by.at, decided_by_id=by.membership_id
        )

    assert not forged(as_, "Tina", write)
    if fault == "coordinates":  # the mutant: without this policy it is written
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("drop policy other_decides on tables_tableitem")
        assert forged(as_, "Tina", write)


@pytest.mark.parametrize("rewritten", [None, "Petra"])
def test_who_named_the_chair_is_not_rewritten(as_, people, table, rewritten):
    """Nor cleared: whoever chairs by themself would decide after all."""
    by_user = people.by_name[rewritten].user.pk if rewritten else None
    with as_owner():
        Table.objects.filter(pk=table.pk).update(chair_by_user_id=people.tina.user.pk)
    rows = Table.objects.filter(pk=table.pk)
    assert not forged(as_, "Tina", lambda _: rows.update(chair_by_user_id=by_user))


def test_nor_who_brought_a_case(as_, people, table, brought):
    """As chair of what she brought herself: in the statement that decides."""
    with as_owner():
        TableItem.objects.update(brought_by=people.tina.membership)

    def write(by):
        return TableItem.objects.update(
            brought_by=people.gerda.membership,
            decision="Ja",
            pattern="one_off",
            decided_at=by.at,
            decided_by_id=by.membership_id,
        )

    assert not forged(as_, "Tina", write)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("drop trigger keeps_who on tables_tableitem")
    assert forged(as_, "Tina", write) == 1  # the mutant


def test_without_the_rule_the_wall_is_left(as_, work, table, monkeypatch):
    """The hole as it was, planted back: policy and declaration away."""
    monkeypatch.setattr(policies, "seat", lambda *_a, **_k: YES)
    told = {"table": table, "member": work("Petra"), "mandate": "Alles"}
    with pytest.raises(ProgrammingError, match="row-level security"):
        as_("Petra", actions.seat_member.__wrapped__, **told)
