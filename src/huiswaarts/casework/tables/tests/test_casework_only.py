"""Who reads no case reads none through a case table: no seat, no chair, nothing by an old seat."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client

from huiswaarts.casework.tables import policies, querysets
from huiswaarts.casework.tables.actions import tables as actions
from huiswaarts.casework.tables.models import Table, TableItem, TableSeat
from huiswaarts.casework.tables.views import _people
from huiswaarts.foundation.access.decisions import YES
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.access.session import acting
from tests.database import as_owner
from tests.people import actor_of, sign_in

from .test_self_grant import (  # noqa: F401
    BARE,
    PLAN,
    as_,
    brought,
    forged,
    seat,
    seated_before,
    table,
    work,
    wrong,
)

READ_NO_CASE = ("Rob", "Hetty", "Fred", "Olga", "Petra")


def test_both_locks_know_the_same_roles():
    with connection.cursor() as cursor:
        cursor.execute(
            "select array_agg(r) from unnest(%s::text[]) r where app_role_works_on_cases(r)",
            [list(ROLES)],
        )
        (known,) = cursor.fetchone()
    assert set(known) == policies.CASEWORK
    assert all(Permission.CASE_WORK in ROLES[key].permissions for key in known)


def test_they_are_in_no_picker_of_a_case_table(people, table):  # noqa: F811
    with acting(actor_of(people.tina, at=people.at)) as tina:
        offered = {one.user.name for one in _people(tina, table)}
    assert people.wim.user.name in offered
    assert not offered & {people.by_name[who].user.name for who in READ_NO_CASE}
    old = seated_before(people, table, "Rob")
    page = sign_in(Client(), people.petra).get(f"/tafels/{table.public_id}/voorzitter/")
    assert old.public_id not in page.content.decode()


@pytest.mark.parametrize("who", READ_NO_CASE)
def test_they_are_refused_a_seat_and_the_chair(as_, people, work, table, who):  # noqa: F811
    wrong(seat, as_, work, table, who, "Tina", match="wie zelf met casussen werkt")
    if who != "Petra":
        again = replace(PLAN, why_new="Een tweede")
        made = {"plan": again, "chair": work(who)}
        wrong(as_, "Petra", actions.make_table, match="zelf met casussen werkt", **made)
        told = {"table": table, "seat": seated_before(people, table, who), "version": 1}
        wrong(as_, "Petra", actions.hand_over_chair, match="zelf met casussen werkt", **told)


def test_the_form_of_a_new_table_says_so(people, work):  # noqa: F811
    page = sign_in(Client(), people.petra)
    given = {"kind": "case_table", "name": "Nieuw", "purpose": "x", "weeks": 6}
    key = "0d4f9a52-4a3c-4b56-8c1a-0f7d1f4e0a99"
    answer = page.post("/tafels/nieuw/", {**given, "chair": work("Rob").pk, "key": key})
    assert policies.CHAIR_WORKS in answer.content.decode()


def test_the_wall_refuses_the_seat_and_the_chair(as_, work, table):  # noqa: F811
    rob = work("Rob")

    def sit(by):
        TableSeat.objects.create(table=table, membership=rob, mandate="x", from_at=by.at)
        return 1

    def made(by):
        told = {**BARE, "region_id": by.region_id, "made_at": by.at}
        Table.objects.create(**told, chair=rob, chair_by_user_id=by.user_id)
        return 1

    def change(by):
        rows = Table.objects.filter(pk=table.pk)
        return rows.update(chair=rob, chair_by_user_id=by.user_id)

    assert not any(forged(as_, "Petra", one) for one in (sit, made, change))
    with as_owner(), connection.cursor() as cursor:  # the mutants
        cursor.execute("drop policy casework_sits on tables_tableseat")
        cursor.execute("drop policy casework_chairs on tables_table")
        cursor.execute("drop policy casework_chairs_on on tables_table")
    assert all(forged(as_, "Petra", one) for one in (sit, made, change))


def reads(people, who):
    actor = actor_of(people.by_name[who], at=people.at)
    with transaction.atomic(), acting(actor):
        return TableItem.objects.visible_to(actor).exists(), TableItem.objects.exists()


@pytest.mark.parametrize("who", READ_NO_CASE)
def test_by_a_seat_from_before_they_read_nothing(people, table, brought, who):  # noqa: F811
    seated_before(people, table, who)
    assert reads(people, who) == (False, False)
    with as_owner():  # each lock by itself
        actor = actor_of(people.by_name[who], at=people.at)
        assert not TableItem.objects.visible_to(actor).exists()
    browser = sign_in(Client(), people.by_name[who])
    assert browser.get(f"/tafels/vraag/{brought.public_id}/").status_code == 404
    page = browser.get(f"/tafels/{table.public_id}/").content.decode()
    assert brought.question not in page
    assert "alleen wie met casussen werkt" in page


def test_nor_by_a_role_that_changed_or_from_the_chair(people, table, brought):  # noqa: F811
    seated_before(people, table, "Wim")
    assert reads(people, "Tina") == (True, True)
    with as_owner():
        type(people.tina.membership).objects.filter(pk=people.tina.membership.pk).update(
            role="region_admin"
        )
    people.tina.membership.refresh_from_db()
    assert reads(people, "Tina") == (False, False)
    with acting(actor_of(people.tina, at=people.at)) as tina:
        assert not policies.decide(tina, brought, coordinates=False).allowed
        assert not TableItem.objects.filter(pk=brought.pk).update(
            decision="Ja", pattern="one_off", decided_at=tina.at, decided_by_id=tina.membership_id
        )


def test_the_holes_planted_back(people, as_, work, table, brought, monkeypatch):  # noqa: F811
    """Without the one lock the other still stands; without both Rob reads it."""
    seated_before(people, table, "Rob")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("drop policy casework_reads on tables_tableitem")
    assert reads(people, "Rob") == (False, True)
    monkeypatch.setattr(querysets, "works_on_cases", lambda _actor: True)
    assert reads(people, "Rob") == (True, True)
    monkeypatch.setattr(policies, "seat", lambda *_a, **_k: YES)
    with pytest.raises(Exception, match="row-level security"):
        seat(as_, work, table, "Hetty", "Tina")


def test_other_tables_seat_everybody(as_, people, work):  # noqa: F811
    """Nothing there is about a person."""
    plan = actions.Plan("steering", "Regietafel", "De hele regio", 6)
    made = as_("Petra", actions.make_table, plan=plan, chair=work("Tina"))
    assert seat(as_, work, made, "Rob", "Tina")
    with pytest.raises(PermissionDenied, match="uzelf"):
        seat(as_, work, made, "Tina", "Tina")
