"""Whoever is given a seat or the chair hears of it; what a handing over takes is said before."""

import pytest
from django.db import ProgrammingError, connection
from django.test import Client

from huiswaarts.casework.tables.actions import tables as actions
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.models import Notification
from tests.database import as_owner
from tests.forged import tell_by_hand
from tests.people import actor_of, sign_in

from .test_self_grant import as_, seat, table, work  # noqa: F401


def kinds(people, who):
    with as_owner():
        rows = Notification.objects.filter(membership_id=people.by_name[who].membership.pk)
        return list(rows.order_by("pk").values_list("kind", flat=True))


def test_they_read_it_in_their_inbox(as_, people, work, table):  # noqa: F811
    assert kinds(people, "Tina") == ["table_chaired"]
    wim = seat(as_, work, table, "Wim", "Tina")
    assert kinds(people, "Wim") == ["table_seated"]
    as_("Tina", actions.hand_over_chair, table=table, seat=wim, version=1)
    assert kinds(people, "Wim") == ["table_seated", "table_chaired"]
    page = sign_in(Client(), people.wim).get("/berichten/").content.decode()
    assert f"U hebt nu een stoel aan de tafel {table.name}" in page
    assert f"U bent nu voorzitter van de tafel {table.name}" in page
    assert kinds(people, "Gerda") == []


def test_what_the_chair_loses_is_said_before(as_, people, work, table):  # noqa: F811
    seat(as_, work, table, "Wim", "Tina")
    address = f"/tafels/{table.public_id}/voorzitter/"
    tina = people.tina.user.name
    page = sign_in(Client(), people.petra).get(address).content.decode()
    assert f"{tina} zit daarna niet meer aan deze tafel" in page
    assert "De voorzitter of een beleidsmedewerker regelt de stoelen" in page
    seat(as_, work, table, "Tina", "Petra")
    page = sign_in(Client(), people.petra).get(address).content.decode()
    assert "zit daarna niet meer" not in page


UNTRUE = [
    ("Tina", "Gerda", "table_seated"),  # has no seat
    ("Tina", "Wim", "table_chaired"),  # does not chair
    ("Gerda", "Wim", "table_seated"),  # from somebody who arranges nothing there
    ("Bea", "Tina", "table_chaired"),  # from somebody who did not name the chair
]


@pytest.mark.parametrize("word", UNTRUE)
def test_the_wall_refuses_word_of_a_place_that_is_not(as_, people, work, table, word):  # noqa: F811
    seat(as_, work, table, "Wim", "Tina")
    by, to, kind = word
    told = people.by_name[to]
    actor = actor_of(people.by_name[by], at=people.at)
    with acting(actor), pytest.raises(ProgrammingError, match="row-level security"):
        tell_by_hand(by=actor, to=told, kind=kind, subject=f"tables.table:{table.pk}")


def test_planted_a_wall_that_tells_anything_is_caught(as_, people, work, table):  # noqa: F811
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("alter policy add_table_place on events_notification with check (true)")
    with pytest.raises(pytest.fail.Exception):
        test_the_wall_refuses_word_of_a_place_that_is_not(as_, people, work, table, UNTRUE[0])
