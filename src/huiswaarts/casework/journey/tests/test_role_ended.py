"""A role over the region that ends is told; the other work of its owner ends apart from it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from huiswaarts.casework.journey import leaving
from huiswaarts.casework.journey.leaving import end_role
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from huiswaarts.foundation.network.models import Membership
from tests.database import as_owner
from tests.forged import tell_by_hand
from tests.people import Person, actor_of, sign_in

from .test_role_proposals import does, geert, rik, second_admin, told  # noqa: F401

pytestmark = pytest.mark.django_db


def also_works(person, role="access_worker"):
    work = person.membership
    with as_owner():
        return Membership.objects.create(
            region=work.region, organisation=work.organisation, user=person.user, role=role,
            from_at=work.from_at,
        )  # fmt: skip


def kinds_of_mail(person):
    with as_owner():
        rows = OutboxMessage.objects.filter(user_id=person.user.pk)
        return list(rows.values_list("kind", flat=True))


def test_the_end_of_a_role_is_told(people, client, rob, rik, petra):  # noqa: F811
    other = also_works(petra)
    does(rob, end_role, membership=petra.membership, reason="x")
    assert told(rik) == told(petra) == ["role_ended"]
    assert told(rob) == []
    with as_owner():
        assert Notification.objects.get(user_id=petra.user.pk).membership_id == other.pk
    for reader, work in ((rik, rik.membership), (petra, other)):
        page = sign_in(client, Person(reader.name, reader.user, work)).get(reverse("desk:inbox"))
        assert "Petra Tester heeft deze rol over de regio niet meer" in page.content.decode()


def test_whose_last_work_it_was_hears_it_by_mail(people, rob, petra):
    does(rob, end_role, membership=petra.membership, reason="x")
    assert kinds_of_mail(petra) == ["account_notice"]
    assert told(petra) == []


def test_whoever_gives_up_a_role_is_not_told_but_the_region_admins_are(people, rob, petra):
    does(petra, end_role, membership=petra.membership, reason="x")
    assert told(rob) == ["role_ended"]
    assert told(petra) == kinds_of_mail(petra) == []


def test_the_database_tells_of_no_role_that_did_not_end(people, rob, rik, petra):  # noqa: F811
    by = actor_of(rob)
    for subject in (petra, people.bea):
        about = f"network.membership:{subject.membership.pk}"
        with transaction.atomic(), acting(by), pytest.raises(DatabaseError, match="row-level"):
            tell_by_hand(by=by, to=rik, kind="role_ended", subject=about)


def test_the_organisation_ends_other_work_and_the_role_stays(people, client, geert, petra):  # noqa: F811
    other = also_works(petra)
    page, end = sign_in(client, geert), reverse("desk:people_end", args=[other.public_id])
    assert "Vraag een regiobeheerder om ook die rol" in page.get(end).content.decode()
    answer = page.post(end, {"reason": "ander werk"}, follow=True).content.decode()
    assert "Petra Tester werkt hier niet meer als" in answer
    with as_owner():
        running = Membership.objects.filter(user=petra.user, until_at=None)
        assert [one.pk for one in running] == [petra.membership.pk]


# Planted.
def test_an_end_that_nobody_hears_of_is_caught(people, client, rob, rik, petra, monkeypatch):  # noqa: F811
    monkeypatch.setattr(leaving, "_tell_ended", lambda *_: None)
    with pytest.raises(AssertionError):
        test_the_end_of_a_role_is_told(people, client, rob, rik, petra)


def test_a_wall_that_lets_nobody_be_told_is_caught(people, client, rob, rik, petra):  # noqa: F811
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("drop policy add_role_ended on events_notification")
    with pytest.raises(DatabaseError), transaction.atomic():
        test_the_end_of_a_role_is_told(people, client, rob, rik, petra)


def test_planted_a_wall_that_tells_of_any_end_is_caught(people, rob, rik, petra):  # noqa: F811
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("alter policy add_role_ended on events_notification with check (true)")
    with pytest.raises(pytest.fail.Exception):
        test_the_database_tells_of_no_role_that_did_not_end(people, rob, rik, petra)
