"""Who leaves chairs nothing and sits nowhere: a policy officer hears of it and names another."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction

from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.journey.leaving import end_membership
from huiswaarts.casework.tables import policies
from huiswaarts.casework.tables.actions import tables as actions
from huiswaarts.casework.tables.models import Table, TableSeat
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.models import Event, Notification
from tests.database import as_owner
from tests.people import actor_of, sign_in

PLAN = actions.Plan("case_table", "Casustafel Zuidveen", "Lastige vragen", 6)


@pytest.fixture
def as_(people):
    def act(name, action, **what):
        with transaction.atomic(), acting(actor_of(people.by_name[name])) as actor:
            return action(by=actor, **what)

    return act


@pytest.fixture
def table(as_, people):
    """Bea chairs, and Wim and Bea sit there."""
    made = as_("Petra", actions.make_table, plan=PLAN, chair=people.bea.membership)
    for name in ("Wim", "Bea"):
        member = people.by_name[name].membership
        as_("Petra", actions.seat_member, table=made, member=member, mandate="Alles")
    return made


@pytest.fixture
def left(as_, people, table):
    as_("Olga", end_membership, membership=people.bea.membership, reason="Andere baan")
    with as_owner():
        return Table.objects.select_related("chair__user", "region").get(pk=table.pk)


def test_the_table_has_no_chair_and_its_seat_is_free(people, left):
    assert not left.has_chair
    with as_owner():
        seat = TableSeat.objects.get(table=left, membership=people.bea.membership)
        assert Event.objects.filter(kind="tables.chair_left").count() == 1
    assert seat.until_at is not None


def test_policy_hears_of_it_and_nobody_else(client, people, left):
    with as_owner():
        told = Notification.objects.filter(kind="table_without_chair")
        assert {one.user_id for one in told} == {people.petra.user.pk}
    page = sign_in(client, people.petra).get("/berichten/").content.decode()
    assert "De tafel Casustafel Zuidveen heeft geen voorzitter meer" in page


def test_the_pages_say_so_and_policy_names_another(as_, client, people, left):
    for address in ("/tafels/", f"/tafels/{left.public_id}/"):
        page = sign_in(client, people.petra).get(address).content.decode()
        assert "Geen voorzitter" in page
    assert "Wijs een voorzitter aan" in page
    with as_owner():
        wim = TableSeat.objects.select_related("membership").get(
            table=left, membership=people.wim.membership
        )
    as_("Petra", actions.hand_over_chair, table=left, seat=wim, version=left.version)
    page = sign_in(client, people.petra).get(f"/tafels/{left.public_id}/").content.decode()
    assert "Geen voorzitter" not in page


def test_no_case_is_brought_to_it_meanwhile(people, the_case, left):
    with acting(actor_of(people.gerda)) as gerda:
        decision = policies.bring(the_case, sight_of(gerda, the_case), left)
    assert decision.reason == "Deze tafel heeft nu geen voorzitter."


def test_who_left_is_not_seated_nor_made_chair(as_, people, left):
    with pytest.raises(PermissionDenied, match="werkt niet"):
        as_("Petra", actions.seat_member, table=left, member=people.bea.membership, mandate="x")
    with pytest.raises(PermissionDenied):
        as_("Petra", actions.make_table, plan=PLAN, chair=people.bea.membership)


@pytest.mark.parametrize("who", ["Olga", "Gerda", "Wim"])
def test_without_a_chair_who_left_there_is_no_such_word(people, table, who):
    """The database admits it of a chair who left just now, and asks nothing of others."""
    with acting(actor_of(people.by_name[who])), connection.cursor() as cursor:
        cursor.execute("select * from app_tables_left(%s)", [people.bea.membership.pk])
        assert cursor.fetchall() == []
    with (
        acting(actor_of(people.by_name[who])) as actor,
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        Notification.objects.bulk_create(
            [
                Notification(
                    kind="table_without_chair", subject=f"tables.table:{table.pk}", at=actor.at,
                    region_id=actor.region_id, user_id=people.petra.user.pk,
                    membership_id=people.petra.membership.pk,
                )
            ]
        )  # fmt: skip
