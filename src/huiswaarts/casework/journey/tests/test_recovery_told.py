"""A second step that is set anew: everybody knows what goes, and hears what became of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.journey.leaving import end_membership
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions.recovery import Seen, second_recovery, stop_recovery
from huiswaarts.foundation.accounts.jobs import compose
from huiswaarts.foundation.accounts.models import RecoveryRequest
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from huiswaarts.foundation.network.actions_recovery import ask_reset
from tests.database import as_owner
from tests.forged import tell_by_hand
from tests.people import actor_of, sign_in

pytestmark = pytest.mark.django_db
GOES = "vervallen de tweede stap én het wachtwoord"


@pytest.fixture
def reset(people, bea, olga):
    """Olga asked it for Bea."""
    with transaction.atomic(), acting(actor_of(olga)) as by:
        return ask_reset(membership=bea.membership, by=by)


def told(person):
    with as_owner():
        rows = Notification.objects.filter(user_id=person.user.pk).order_by("pk")
        return list(rows.values_list("kind", "membership_id"))


def page_of(person, name="desk:recoveries"):
    return sign_in(Client(), person).get(reverse(name)).content.decode()


def test_what_goes_is_said_before_anybody_presses(people, reset, bea, olga, rob):
    assert GOES in page_of(olga, "desk:people")
    for reader in (olga, rob, bea):
        page = page_of(reader)
        assert GOES in page
        assert "Wacht op iemand van een andere organisatie" not in page
    assert "Wacht op een andere beheerder van de organisatie" in page_of(olga)
    mine = page_of(bea)
    assert "Gaat dit over u?" in mine
    assert "code" not in mine


def test_who_asked_does_not_agree_and_reads_who_does(reset, olga):
    said = pytest.raises(PermissionDenied, match="andere beheerder van de organisatie")
    with transaction.atomic(), acting(actor_of(olga)) as by, said:
        second_recovery(request=reset, seen=Seen(), by=by)


def test_who_asked_hears_of_the_yes_and_the_mail_says_what_happened(reset, bea, olga, rob):
    page = sign_in(Client(), rob)
    page.post(reverse("desk:recovery_second", args=[reset.public_id]))
    assert told(olga) == [("reset_agreed", olga.membership.pk)]
    assert "Een tweede persoon is akkoord" in page_of(olga, "desk:inbox")
    bea.user.refresh_from_db()
    with as_owner():
        message = OutboxMessage.objects.get(user_id=bea.user.pk, kind="begin_again")
        mail = compose(message, bea.user)
    assert "uitgenodigd" not in mail.body
    assert "Uitnodiging" not in mail.subject
    assert "tweede stap en uw wachtwoord zijn vervallen" in mail.body
    assert message.secret in mail.body


def test_who_asked_hears_that_the_owner_stopped_it(reset, bea, olga):
    page = sign_in(Client(), bea)
    url = reverse("desk:recovery_stop", args=[reset.public_id])
    answer = page.post(url, follow=True).content.decode()
    assert "Aan het inloggen is niets veranderd" in answer
    assert "codes" not in answer
    assert told(olga) == [("reset_stopped", olga.membership.pk)]
    assert "is gestopt" in page_of(olga, "desk:inbox")


def test_who_stops_it_is_not_told(reset, olga):
    with transaction.atomic(), acting(actor_of(olga)) as by:
        stop_recovery(request=reset, by=by)
    assert told(olga) == []


def _about(request):
    return f"accounts.recoveryrequest:{request.pk}"


def test_the_database_tells_nothing_that_did_not_happen(reset, bea, olga, rob):
    for kind in ("reset_stopped", "reset_agreed"):
        with transaction.atomic(), acting(actor_of(rob)) as by, pytest.raises(DatabaseError):
            tell_by_hand(by=by, to=olga, kind=kind, subject=_about(reset))
    with as_owner():
        assert RecoveryRequest.objects.get(pk=reset.pk).stopped_at is None


def test_nor_anybody_who_did_not_ask_for_it(reset, bea, bo):
    with transaction.atomic(), acting(actor_of(bea)) as by:
        stop_recovery(request=reset, by=by)
        with pytest.raises(DatabaseError):
            tell_by_hand(by=by, to=bo, kind="reset_stopped", subject=_about(reset))


# What the wall asks, each as somebody could leave it out.
LEFT_OUT = {
    "stopped": ["r.stopped_at = app_at() and r.stopped_by = app_user()"],
    "agreed": ["r.confirmed_at = app_at()", "me.user_id = app_user() and me.at = app_at()"],
    "asked": ["s.user_id = reader and s.membership_id is not distinct from work"],
}


@pytest.mark.parametrize("what", LEFT_OUT)
def test_planted_news_that_is_not_so_is_caught(reset, bea, olga, rob, bo, what):
    named = "select pg_get_functiondef(oid) from pg_proc where proname = 'app_recovery_told'"
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(named)
        (function,) = cursor.fetchone()
        for words in LEFT_OUT[what]:
            assert function.count(words) == 1
            function = function.replace(words, "true")
        cursor.execute(function)
    guard, who = test_the_database_tells_nothing_that_did_not_happen, (bea, olga, rob)
    if what == "asked":
        guard, who = test_nor_anybody_who_did_not_ask_for_it, (bea, bo)
    with pytest.raises(pytest.fail.Exception):
        guard(reset, *who)


def test_whose_work_ended_hears_it_by_every_channel(people, olga, bo):
    with transaction.atomic(), acting(actor_of(olga)) as by:
        end_membership(membership=bo.membership, reason="x", by=by)
    with as_owner():
        rows = OutboxMessage.objects.filter(user_id=bo.user.pk)
        assert list(rows.values_list("kind", flat=True)) == ["account_notice"]


def test_the_notice_names_nobody_who_may_have_asked_for_it(reset, bea):
    with as_owner():
        message = OutboxMessage.objects.get(user_id=bea.user.pk, kind="account_notice")
        mail = compose(message, bea.user)
    assert "beheerder van uw organisatie" not in mail.body
    assert "functionaris gegevensbescherming" in mail.body
