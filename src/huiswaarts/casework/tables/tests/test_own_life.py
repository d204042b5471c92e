"""Who sits at a case table reads and decides nothing there about a case of their own."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.tables import querysets
from huiswaarts.casework.tables.actions import items
from huiswaarts.casework.tables.models import TableItem
from huiswaarts.foundation.access.session import acting
from tests.database import as_owner
from tests.people import actor_of, sign_in

from .test_self_grant import as_, brought, decide, lies_there, table, work  # noqa: F401

NIGHTLY = pytest.mark.nightly
OWN = ("client", *(pytest.param(kind, marks=NIGHTLY) for kind in ("relative", "supporter")))


@pytest.fixture(params=OWN)
def own_life(request, people, the_case, brought):  # noqa: F811
    """Tina, who chairs the table, turns out to sit in this case herself."""
    with as_owner():
        seat = TeamMember.objects.get(case=the_case, kind=request.param)
        TeamMember.objects.filter(pk=seat.pk).update(user=people.tina.user)
    return brought


def reads(people):
    actor = actor_of(people.tina, at=people.at)
    with transaction.atomic(), acting(actor):
        return TableItem.objects.visible_to(actor).exists(), TableItem.objects.exists()


def test_both_locks_hide_the_item(people, own_life):
    assert reads(people) == (False, False)
    with as_owner():
        tina = actor_of(people.tina, at=people.at)
        assert not TableItem.objects.visible_to(tina).exists()  # the first lock by itself


def test_also_after_the_own_seat_ended(people, the_case, own_life):
    with as_owner():
        TeamMember.objects.filter(case=the_case, user=people.tina.user).update(
            state="ended", until_at=people.at
        )
    assert reads(people) == (False, False)


def test_others_at_the_table_go_on(as_, brought):  # noqa: F811
    assert decide(as_).decided_at


def test_the_page_is_not_there_and_the_list_counts_nothing(people, own_life):
    tina = sign_in(Client(), people.tina)
    assert tina.get(reverse("tables:item", args=[own_life.public_id])).status_code == 404
    page = tina.get(reverse("tables:table", args=[own_life.table.public_id])).content.decode()
    assert own_life.question not in page
    assert own_life.public_id not in page


def test_the_wall_refuses_the_decision(people, own_life):
    tina = actor_of(people.tina, at=people.at)
    with transaction.atomic(), acting(tina):
        written = TableItem.objects.filter(pk=own_life.pk).update(
            decision="Ja", pattern="one_off", decided_at=tina.at, decided_by_id=tina.membership_id
        )
    assert not written


def test_nobody_brings_a_case_to_a_chair_who_sits_in_it(people, the_case, own_life):
    with as_owner():
        TableItem.objects.all().delete()
    gerda = actor_of(people.gerda, at=people.at)
    told = items.Question("Drie gevraagd", "Mag dit?", "joins")
    bring = {"case": the_case, "table": own_life.table, "question": told, "by": gerda}
    with (
        transaction.atomic(),
        acting(gerda),
        pytest.raises(PermissionDenied, match="besluit er dus niet over"),
    ):
        items.bring_case(sight=sight_of(gerda, the_case), **bring)


def test_each_lock_planted_away_leaves_the_other(people, own_life, monkeypatch):
    """Mutants: first the query set forgets it, then the wall."""
    with monkeypatch.context() as patch:
        patch.setattr(querysets, "own_life", lambda actor: [])
        assert reads(people) == (False, False)
        with as_owner():  # without the wall the planted hole shows
            assert TableItem.objects.visible_to(actor_of(people.tina, at=people.at)).exists()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            """create or replace function app_own_life() returns bigint[] language sql stable
            security definer set search_path = public, pg_temp as $$ select '{}'::bigint[] $$"""
        )
    assert reads(people)[1]
