"""Of what two gave over the region: the own invitation, sending again, and the own proposal."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection
from django.urls import reverse

from huiswaarts.foundation.access.decisions import YES
from huiswaarts.foundation.network import policies
from huiswaarts.foundation.network.actions import invite_colleague, withdraw_work
from huiswaarts.foundation.network.models import Membership, Offer
from huiswaarts.foundation.network.region.actions.roles import agree_role, withdraw_role
from tests.database import as_owner
from tests.people import Person, sign_in

from .test_region_offers import latest, now, sent, take_back  # noqa: F401  fixtures
from .test_role_proposals import WHO, does, geert, propose, rik, second_admin  # noqa: F401

ADMIN = {"email": WHO, "name": "Nieuw Mens", "role": "organisation_admin"}


@pytest.fixture
def ruud(people):
    """A third region admin, with the address that was invited."""
    third = second_admin(people, "Ruud", "region_admin", people.organisations["Gemeente Zuidveen"])
    with as_owner():
        type(third.user).objects.filter(pk=third.user.pk).update(email=WHO)
    return third


def at_once(action):
    """At the moment of whoever acts, as the pages do it."""
    return lambda by, **told: action(by=by, at=by.at, **told)


def ends(work, at):
    with as_owner():
        Membership.objects.filter(pk=work.pk).update(until_at=at)


def test_nobody_takes_back_the_own_invitation(client, ruud, sent):  # noqa: F811
    with pytest.raises(PermissionDenied, match="aan uzelf"):
        does(ruud, at_once(withdraw_work), offer=sent)
    page = sign_in(client, ruud).get(reverse("desk:roles")).content.decode()
    assert "U zegt er zelf ja of nee op." in page
    assert reverse("desk:role_uninvite", args=[sent.public_id]) not in page


def test_nor_past_the_policy(ruud, sent, monkeypatch):  # noqa: F811
    monkeypatch.setattr(policies, "manage_offer", lambda *_, **__: YES)
    with pytest.raises(ProgrammingError, match="row-level"):
        does(ruud, at_once(withdraw_work), offer=sent)


def test_planted_a_wall_without_the_rule_is_caught(ruud, sent, monkeypatch):  # noqa: F811
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("alter policy edit on network_offer with check (true)")
    with pytest.raises(pytest.fail.Exception):
        test_nor_past_the_policy(ruud, sent, monkeypatch)


def test_the_first_admin_is_given_where_one_who_left_had_invited(people, rob, rik):  # noqa: F811
    gone = second_admin(people, "Wouter", "organisation_admin", people.organisations["Woonstee"])
    does(gone, at_once(invite_colleague), **ADMIN)
    first = latest()
    ends(gone.membership, people.at)
    proposal = propose(people, rob, role="organisation_admin", at="Woonstee")
    does(rik, agree_role, proposal=proposal)
    assert (now(first), now(latest())) == ("replaced", "open")


def test_an_admin_sends_none_beside_what_two_gave_until_it_lapsed(people, rob, rik):  # noqa: F811
    proposal = propose(people, rob, role="organisation_admin", at="Woonstee")
    does(rik, agree_role, proposal=proposal)
    given = latest()
    came = second_admin(people, "Wouter", "organisation_admin", people.organisations["Woonstee"])
    with pytest.raises(PermissionDenied, match="wacht al een uitnodiging"):
        does(came, at_once(invite_colleague), **ADMIN)
    assert now(given) == "open"
    with as_owner():
        over = given.invited_at + dt.timedelta(microseconds=1)
        Offer.objects.filter(pk=given.pk).update(expires_at=over)
    does(came, at_once(invite_colleague), **ADMIN)
    assert (now(given), now(latest())) == ("replaced", "open")


def test_a_proposal_is_taken_back_as_region_admin_only(people, client, rob):
    """In other work of whoever proposed it there is no such button."""
    proposal = propose(people, rob)
    with as_owner():
        other = Membership.objects.create(
            region=rob.membership.region, organisation=rob.membership.organisation, user=rob.user,
            role="organisation_admin", from_at=rob.membership.from_at,
        )  # fmt: skip
    elsewhere = Person("Rob", rob.user, other)
    with pytest.raises(PermissionDenied, match="regiobeheerder"):
        does(elsewhere, withdraw_role, proposal=proposal)
    page = sign_in(client, elsewhere).get(reverse("desk:people")).content.decode()
    assert "Nieuw Mens" in page
    assert reverse("desk:role_withdraw", args=[proposal.public_id]) not in page


def test_nor_past_that_policy(people, rob, geert, monkeypatch):  # noqa: F811
    proposal = propose(people, rob)
    ends(rob.membership, people.at)
    monkeypatch.setattr(policies, "withdraw_role", lambda *_: YES)
    with pytest.raises(ProgrammingError, match="row-level"):
        does(geert, withdraw_role, proposal=proposal)


def test_the_organisation_reads_whom_to_ask(client, rob, geert, sent):  # noqa: F811
    page = sign_in(client, geert)
    shown = page.get(reverse("desk:people")).content.decode()
    assert "Vraag het aan Rik Tester of Rob Tester." in shown
