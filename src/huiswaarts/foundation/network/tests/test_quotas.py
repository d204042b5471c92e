"""Invitations by mail: so many a day of one person, through every door."""

import dataclasses
import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions.lockout import INVITED
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from huiswaarts.foundation.network import quotas
from huiswaarts.foundation.network.actions import invite_colleague
from huiswaarts.foundation.network.models import Membership, Offer
from tests.database import as_owner
from tests.people import actor_of, sign_in

pytestmark = pytest.mark.django_db
TOLD = "heeft bericht gekregen"


def invite(olga, times=1, at=None):
    actor = actor_of(olga, at=at)
    for _ in range(times):
        with acting(actor):
            told = {"email": f"{uuid.uuid4()}@elders.nl", "name": "X", "role": "support_worker"}
            invite_colleague(**told, by=actor, at=actor.at)


def notices():
    with as_owner():
        return list(Notification.objects.filter(kind="many_invitations"))


@pytest.fixture
def one_a_day(monkeypatch):
    """The limit itself is tried once; here it is reached soon."""
    limit = dataclasses.replace(INVITED, tries=1)
    monkeypatch.setattr(quotas, "INVITATIONS", dataclasses.replace(quotas.INVITATIONS, limit=limit))


def no_officer():
    with as_owner():
        Membership.objects.filter(role="privacy_officer").update(
            until_at=dt.datetime(2021, 1, 1, tzinfo=dt.UTC), from_at="2020-01-01T00:00Z"
        )


def test_twenty_invitations_a_day_and_no_more(people):
    invite(people.olga, INVITED.tries - 1)
    assert not notices()
    invite(people.olga)
    with pytest.raises(quotas.UsedUpError, match=TOLD):
        invite(people.olga)
    [notice] = notices()
    assert (notice.user_id, notice.subject) == (
        people.fred.user.pk,
        f"network.membership:{people.olga.membership.pk}",
    )
    with as_owner():
        assert Offer.objects.count() == INVITED.tries
    invite(people.olga, at=people.at + dt.timedelta(days=1, minutes=5))


def test_planted_without_a_quota_it_is_seen(people, monkeypatch, one_a_day):
    monkeypatch.setattr(quotas, "take", lambda *_, **__: None)
    with pytest.raises(pytest.fail.Exception), pytest.raises(quotas.UsedUpError):
        invite(people.olga, 2)


DOORS = {
    "a colleague": ("Olga", "desk:people_invite", {"role": "support_worker", "name": "X"}),
    "somebody of the client": (
        "Samir",
        "portal:add_person",
        {"name": "Karim", "kind": "relative", "way": "email"},
    ),
}


@pytest.mark.parametrize("door", DOORS)
def test_every_door_says_so_and_sends_nothing(people, one_a_day, door):
    who, name, form = DOORS[door]
    person = people.by_name[who]
    number = [people.case_of["Samir"].number] if who == "Samir" else []
    browser, url = sign_in(Client(), person), reverse(name, args=number)
    first, second = (
        browser.post(
            url, {**form, "email": f"{n}@elders.nl", "name": f"N {n}", "key": uuid.uuid4()}
        )
        for n in range(2)
    )
    assert (first.status_code, second.status_code) == (302, 403)
    said = second.content.decode()
    assert ("Je hebt" if who == "Samir" else "U hebt") in said
    assert "niets verstuurd" in said
    assert TOLD in said
    with as_owner():
        assert Offer.objects.count() == 1
        assert OutboxMessage.objects.filter(kind="invitation").count() <= 1
    assert len(notices()) == 1
    inbox = sign_in(Client(), people.fred).get("/berichten/").content.decode()
    assert ("Een cliënt" if who == "Samir" else "Olga") in inbox


def test_without_a_privacy_officer_nobody_is_said_to_be_told(people, one_a_day):
    no_officer()
    invite(people.olga)
    with pytest.raises(quotas.UsedUpError) as refused:
        invite(people.olga)
    assert TOLD not in str(refused.value)
    assert not notices()
