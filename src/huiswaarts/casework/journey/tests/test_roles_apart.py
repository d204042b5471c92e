"""One human with two accounts gives no role over the region: the two who give it stand apart."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.urls import reverse

from huiswaarts.foundation.access.decisions import YES
from huiswaarts.foundation.network import policies
from huiswaarts.foundation.network.models import Membership, Offer, RoleProposal
from huiswaarts.foundation.network.region.actions.roles import agree_role, withdraw_role
from tests.database import as_owner
from tests.people import sign_in

from .test_role_proposals import does, geert, offers, propose, rik, told  # noqa: F401

pytestmark = pytest.mark.django_db
Failed = pytest.fail.Exception
DAY = dt.timedelta(days=1)


def came_by(person, giver, people):
    """At some time they accepted work that `giver` offered."""
    work = person.membership
    with as_owner():
        Offer.objects.create(
            region=work.region, organisation=work.organisation, role="organisation_admin",
            name=person.name, typed=person.user.email, address=person.user.email, state="accepted",
            code_hash=f"{person.name} by {giver.name}", invited_by_user_id=giver.user.pk,
            invited_at=people.at, expires_at=people.at + DAY, answered_at=people.at,
            answered_by_user_id=person.user.pk,
        )  # fmt: skip


def is_here_for(person, days, people):
    with as_owner():
        work = Membership.objects.filter(pk=person.membership.pk)
        work.update(from_at=people.at - days * DAY)


def refused(people, rob, second, patch):
    """Not told, not listed, not by the action, and not by the database without its rule."""
    proposal = propose(people, rob)
    assert told(second) == []
    with pytest.raises(PermissionDenied, match="staat los"):
        does(second, agree_role, proposal=proposal)
    patch.setattr(policies, "answer_role", lambda *_, **__: YES)
    with pytest.raises(DatabaseError):
        does(second, agree_role, proposal=proposal)
    assert offers() == []


@pytest.fixture
def second_mailbox(people, rob, geert):  # noqa: F811
    """Rob was the admin of the organisation too, and invited the second admin: themself."""
    came_by(geert, rob, people)
    return geert


def test_whoever_the_proposer_invited_does_not_agree(people, rob, second_mailbox, monkeypatch):
    refused(people, rob, second_mailbox, monkeypatch)


def test_nor_whoever_came_by_a_colleague_of_theirs(people, rob, geert, olga, monkeypatch):  # noqa: F811
    came_by(olga, rob, people)
    came_by(geert, olga, people)
    refused(people, rob, geert, monkeypatch)


def test_nor_whoever_invited_the_proposer(people, rob, geert, monkeypatch):  # noqa: F811
    came_by(rob, geert, people)
    refused(people, rob, geert, monkeypatch)


def test_nor_an_admin_who_is_new(people, rob, geert, monkeypatch):  # noqa: F811
    is_here_for(geert, 13, people)
    refused(people, rob, geert, monkeypatch)


def test_nor_a_new_region_admin_of_the_proposer(people, rob, rik, monkeypatch):  # noqa: F811
    came_by(rik, rob, people)
    is_here_for(rik, 13, people)
    refused(people, rob, rik, monkeypatch)


def test_a_new_region_admin_of_the_operator_agrees(people, rob, rik):  # noqa: F811
    """A region that begins waits for nobody: the operator appointed both."""
    for person in (rob, rik):
        is_here_for(person, 0, people)
    does(rik, agree_role, proposal=propose(people, rob))
    assert offers() == [("privacy_officer", "open")]


def test_a_region_admin_whom_two_put_there_agrees_after_two_weeks(people, rob, rik):  # noqa: F811
    came_by(rik, rob, people)
    does(rik, agree_role, proposal=propose(people, rob))
    assert offers() == [("privacy_officer", "open")]


def test_the_page_names_only_who_stands_apart(client, people, rob, rik, second_mailbox):  # noqa: F811
    propose(people, rob)
    page = sign_in(client, rob).get(reverse("desk:roles")).content.decode()
    assert "Akkoord kan van: Rik Tester." in page
    theirs = sign_in(client, second_mailbox).get(reverse("desk:people")).content.decode()
    assert "staat los van wie dit voorstelde" in theirs


# Planted: everybody stands apart from everybody.
def test_mutant_nobody_asks_who_let_whom_in(people, rob, second_mailbox, monkeypatch):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("""create or replace function role_givers(of_user bigint) returns bigint[]
            language sql stable security definer set search_path = public, pg_temp
            as 'select array[of_user]'""")
    with pytest.raises((Failed, AssertionError)):
        test_whoever_the_proposer_invited_does_not_agree(people, rob, second_mailbox, monkeypatch)


# A proposal of somebody who is a region admin no longer.
def test_a_lapsed_proposal_is_withdrawn_by_another(client, people, rob, rik, geert):  # noqa: F811
    proposal = propose(people, rob)
    with as_owner():
        Membership.objects.filter(pk=rob.membership.pk).update(until_at=people.at)
    with pytest.raises(PermissionDenied, match="Alleen een regiobeheerder"):
        does(geert, withdraw_role, proposal=proposal)
    browser = sign_in(client, rik)
    page = browser.get(reverse("desk:roles")).content.decode()
    assert "Vervallen" in page
    assert "Akkoord kan van" not in page
    away = reverse("desk:role_withdraw", args=[proposal.public_id])
    assert away in page
    assert browser.post(away).status_code == 302
    with as_owner():
        assert RoleProposal.objects.get().state == "withdrawn"
