"""Who coordinates when the coordinator leaves: the SQL chooses as the policy does."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.journey.leaving import NobodyElseError, end_membership
from huiswaarts.foundation.access import session
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import Event, Notification
from huiswaarts.foundation.network.models import Region
from tests.database import as_owner
from tests.people import actor_of


@pytest.mark.parametrize("allowed", [False, True])
def test_a_corporation_is_an_heir_only_where_the_region_says_so(people, the_case, allowed):
    """A guest never is."""
    with as_owner():
        others = TeamMember.objects.filter(case=the_case, membership__isnull=False)
        others.exclude(kind__in=("bw_provider", "corporation", "guest")).update(
            state="ended", until_at=timezone.now()
        )
        Case.objects.filter(pk=the_case.pk).update(coordinator=people.bea.membership)
        Region.objects.update(corporation_coordinates=allowed)
    with session.acting(actor_of(people.olga)) as olga:
        told = {"membership": people.bea.membership, "reason": "x", "by": olga}
        if allowed:
            end_membership(**told)
        else:
            with pytest.raises(NobodyElseError):
                end_membership(**told)
    with as_owner():
        heir = Case.objects.get(pk=the_case.pk).coordinator_id
    assert (heir == people.wim.membership.pk) == allowed


def test_the_heir_and_the_client_hear_of_it_and_nobody_else(people, the_case):
    """Olga of De Luwte lets Bea go, who coordinated; Gerda of the municipality does from now on."""
    with as_owner():
        Case.objects.filter(pk=the_case.pk).update(coordinator=people.bea.membership)
    with session.acting(actor_of(people.olga)) as olga:
        end_membership(membership=people.bea.membership, reason="x", by=olga)
    with as_owner():
        told = Notification.objects.filter(case_id=the_case.pk, kind="coordination_passed")
        assert {one.user_id for one in told} == {people.gerda.user.pk, people.samir.user.pk}
        event = Event.objects.get(kind="cases.coordination_passed", case_id=the_case.pk)
    assert event.codes["to"] == people.gerda.membership.pk


@pytest.mark.parametrize("channel", ["mail", "sms", "paper", "none"])
def test_whichever_way_the_client_hears_it(people, the_case, channel):
    """On paper the heir and the other helpers get the letter; the admin sees none of them."""
    with as_owner():
        Case.objects.filter(pk=the_case.pk).update(coordinator=people.bea.membership)
        User.objects.filter(pk=people.samir.user.pk).update(channel=channel)
    with session.acting(actor_of(people.olga)) as olga:
        end_membership(membership=people.bea.membership, reason="x", by=olga)
    with as_owner():
        found = Notification.objects.filter(case_id=the_case.pk, kind="on_paper")
        hands = {one.user_id for one in found}
    on_paper = channel in ("paper", "sms")  # he has no telephone number
    assert hands == ({people.amir.user.pk} if on_paper else set())


def test_who_leaves_without_coordinating_is_no_news_of_coordination(people, the_case):
    with session.acting(actor_of(people.olga)) as olga:
        end_membership(membership=people.bea.membership, reason="x", by=olga)
    with as_owner():
        assert not Notification.objects.filter(kind="coordination_passed").exists()


@pytest.mark.parametrize("who", ["bea", "gerda", "samir"])
def test_only_the_admin_asks_who_the_heirs_are(people, the_case, who):
    with session.acting(actor_of(getattr(people, who))), connection.cursor() as cursor:
        asked = "select * from app_heirs_after(%s, %s)"
        cursor.execute(asked, [people.bea.membership.pk, [the_case.pk]])
        assert cursor.fetchall() == []


def test_the_admin_learns_nothing_of_who_has_not_left(people, the_case):
    with session.acting(actor_of(people.olga)), connection.cursor() as cursor:
        asked = "select * from app_heirs_after(%s, %s)"
        cursor.execute(asked, [people.bea.membership.pk, [the_case.pk]])
        assert cursor.fetchall() == []


def test_an_admin_writes_no_such_news_about_another_case(people, the_case):
    """In the database itself: nobody of this organisation left, so no word to anybody."""
    news = Notification(
        region_id=the_case.region_id,
        user_id=people.samir.user.pk,
        case_id=the_case.pk,
        kind="coordination_passed",
        at=timezone.now(),
    )
    refused = pytest.raises(ProgrammingError, match="row-level")
    with session.acting(actor_of(people.olga)), refused, transaction.atomic():
        news.save()
