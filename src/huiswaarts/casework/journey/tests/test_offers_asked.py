"""What an offer asks of whoever accepts it, and whom it tells anything; each lock planted open."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from huiswaarts.casework.cases.actions.offers import accept
from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.casework.cases.tests.test_offers import ask_along, invite
from huiswaarts.foundation.access.decisions import YES
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.network import policies
from huiswaarts.foundation.network.models import Membership, Offer
from tests.database import as_owner
from tests.people import actor_of

pytestmark = pytest.mark.django_db
Failed = pytest.fail.Exception
LOCKS = ("policy", "wall")


def without_policy(patch):
    patch.setattr(policies, "begin_work", lambda *_: YES)


def run(sql):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("lock", LOCKS)
def test_work_is_not_begun_without_a_second_step(people, olga, samir, lock, monkeypatch):
    if lock == "wall":
        without_policy(monkeypatch)
    made = invite(olga, samir.user.email)
    by = replace(actor_of(samir), second_step=False)
    why = "tweede stap" if lock == "policy" else None
    with pytest.raises(PermissionDenied, match=why), transaction.atomic():
        accept(offer=made, by=by, at=by.at)
    with as_owner():
        assert Offer.objects.get(pk=made.pk).state == "open"
        assert not Membership.objects.filter(user=samir.user).exists()


@pytest.mark.parametrize("who", ["Samir", "Bea"])
def test_the_actor_of_a_page_has_the_second_step_of_its_session(people, client, who):
    """Nothing else says that it was taken: not the password, not another session."""
    client.force_login(people.by_name[who].user)
    taken = []
    for done in (None, False, True):
        inside = client.session
        inside["second_factor"] = done
        inside.save()
        answer = client.get(reverse("offers"))
        taken.append(answer.wsgi_request.actor.second_step)
    assert taken == [False, False, True]


def test_a_seat_asks_for_no_second_step(people, samir, ria):
    made = ask_along(people, ria.user.email)
    by = replace(actor_of(ria), second_step=False)
    with transaction.atomic():
        accept(offer=made, by=by, at=by.at)
    with as_owner():
        assert TeamMember.objects.get(pk=made.seat_id).user == ria.user


def test_whether_an_offer_stands_is_told_to_those_who_read_it(people, olga, samir):
    made = [invite(olga, "nina@elders.nl"), ask_along(people, "karim@elders.nl")]
    made.append(invite(olga, people.bo.user.email))
    told, at = set(), timezone.now()
    for person in people:
        with as_owner():
            seat = TeamMember.objects.filter(user=person.user, membership=None)
            if person.membership is None and not seat.exists():
                continue
        with transaction.atomic(), acting(actor_of(person)), connection.cursor() as cursor:
            for number, offer in enumerate(made):
                cursor.execute("select app_offer_stands(%s, %s)", [offer.pk, at])
                stands = cursor.fetchone()[0]
                assert stands == Offer.objects.filter(pk=offer.pk).exists(), person.name
                told |= {(person.name, number)} if stands else set()
    assert told >= {("Olga", 0), ("Samir", 1), ("Olga", 2), ("Bo", 2)}
    assert ("Bea", 0) not in told
    with as_owner(), connection.cursor() as cursor:
        inner = "offer_stands(bigint, timestamptz)"
        cursor.execute("select has_function_privilege('hw_app', %s, 'execute')", [inner])
        assert cursor.fetchone() == (False,)


# Planted: each lock as somebody could break it.
def test_a_wall_that_asks_for_no_second_step_is_caught(people, olga, samir, monkeypatch):
    run("""create or replace function app_second_step() returns boolean
        language sql stable as 'select true'""")
    with pytest.raises((AssertionError, Failed)):
        test_work_is_not_begun_without_a_second_step(people, olga, samir, "wall", monkeypatch)


def test_a_policy_that_asks_for_no_second_step_is_caught(people, olga, samir, monkeypatch):
    without_policy(monkeypatch)
    with pytest.raises((AssertionError, Failed)):
        test_work_is_not_begun_without_a_second_step(people, olga, samir, "policy", monkeypatch)


def test_an_offer_that_tells_everybody_is_caught(people, olga, samir):
    run("""create or replace function app_offer_stands(of_offer bigint, t timestamptz)
        returns boolean language sql stable security definer as 'select offer_stands($1, $2)'""")
    with pytest.raises(AssertionError):
        test_whether_an_offer_stands_is_told_to_those_who_read_it(people, olga, samir)
