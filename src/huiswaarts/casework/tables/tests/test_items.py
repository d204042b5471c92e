"""What lies on a table: who sees it, who brings it, and who decides."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError
from django.test import Client
from django.utils import timezone

from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.tables.actions import items
from huiswaarts.casework.tables.models import (
    Handoff,
    Table,
    TableItem,
    TableMeeting,
    TableSeat,
)
from huiswaarts.foundation.events.actions.versions import StaleError
from tests.database import as_owner
from tests.people import sign_in

from .hall import (
    VERDICT,
    behind_the_wall,
    visible,
)


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
