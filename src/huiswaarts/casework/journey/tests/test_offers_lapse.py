"""An offer stands as long as the right of those who made it; and no page writes a membership."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiswaarts.casework.cases.actions.offers import accept
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.tests.test_offers import ask_along, invite, say
from huiswaarts.casework.journey.leaving import end_membership
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.network.actions import OfferClosedError, WorksHereError
from huiswaarts.foundation.network.models import Membership, Offer, RoleProposal
from huiswaarts.foundation.network.region.actions.roles import agree_role
from tests.database import as_owner
from tests.people import actor_of, sign_in

from .test_role_proposals import WHO, does, geert, propose, rik, second_admin  # noqa: F401

pytestmark = pytest.mark.django_db
Failed = pytest.fail.Exception


def leaves(person):
    with as_owner():
        Membership.objects.filter(pk=person.membership.pk).update(until_at=timezone.now())


def seat_ends(case, person):
    with as_owner():
        seats = TeamMember.objects.filter(case=case, membership=person.membership)
        seats.update(state="ended", until_at=timezone.now())


def refused(person, made, why=OfferClosedError):
    """Past the page, and past what it lists: the database says no, and nothing has changed."""
    by = actor_of(person)
    with pytest.raises(why), transaction.atomic():
        accept(offer=made, by=by, at=by.at)
    with as_owner():
        assert Offer.objects.get(pk=made.pk).state == "open"


def test_work_offered_by_somebody_who_left_is_not_begun(people, olga, samir):
    made = invite(olga, samir.user.email)
    owen = second_admin(people, "Owen", "organisation_admin", olga.membership.organisation)
    leaves(olga)
    browser = sign_in(Client(), samir)
    assert "De Luwte" not in browser.get("/uitnodigingen/").content.decode()
    closed = say(browser, made, "yes")
    assert closed.status_code == 410
    assert "er niet meer over gaat" in closed.content.decode()
    refused(samir, made)
    assert not Membership.objects.filter(user=samir.user).exists()
    page = sign_in(Client(), owen).get(reverse("desk:people")).content.decode()
    assert "vervallen: wie uitnodigde" in page


def test_a_seat_offered_by_somebody_without_one_is_not_taken(people, samir, ria, the_case):
    made = ask_along(people, ria.user.email)
    with as_owner():
        Offer.objects.filter(pk=made.pk).update(
            invited_by_user_id=people.bea.user.pk,
            invited_by_membership_id=people.bea.membership.pk,
        )
    seat_ends(the_case, people.bea)
    refused(ria, made)
    with as_owner():
        assert TeamMember.objects.get(pk=made.seat_id).user is None


@pytest.mark.parametrize("over", [{"status": "stopped"}, {"phase": "closed"}])
def test_a_seat_at_a_table_that_is_over_is_not_taken(people, samir, ria, the_case, over):
    made = ask_along(people, ria.user.email)
    with as_owner():
        Case.objects.filter(pk=the_case.pk).update(**over)
    refused(ria, made)


def test_a_role_proposed_by_somebody_who_left_is_not_begun(people, rob, rik, bo):  # noqa: F811
    with as_owner():
        User.objects.filter(pk=bo.user.pk).update(email=WHO)
    does(rik, agree_role, proposal=propose(people, rob))
    leaves(rob)
    with as_owner():
        made = Offer.objects.get(address=WHO)
    refused(bo, made)


def test_a_proposal_of_somebody_who_left_is_not_agreed_and_made_anew(people, rob, rik, geert):  # noqa: F811
    old = propose(people, rob)
    leaves(rob)
    with pytest.raises(PermissionDenied, match="Stel het opnieuw voor"):
        does(geert, agree_role, proposal=old)
    by = actor_of(geert)
    agreed = {"state": "agreed", "answered_at": by.at, "answered_by_user_id": by.user_id}
    with transaction.atomic(), acting(by), pytest.raises(DatabaseError), transaction.atomic():
        RoleProposal.objects.filter(pk=old.pk).update(**agreed, answered_by_id=by.membership_id)
    new = propose(people, rik)
    does(geert, agree_role, proposal=new)
    with as_owner():
        assert RoleProposal.objects.get(pk=old.pk).state == "withdrawn"


# What a kit prepared.
def prepared(olga, person, **more):
    with as_owner():
        holder = User.objects.create_user(name="Sam Kit")
        work = Membership.objects.create(
            region=olga.membership.region, organisation=olga.membership.organisation, user=holder,
            role="support_worker", from_at=timezone.now() - dt.timedelta(days=9), **more,
        )  # fmt: skip
    made = invite(olga, person.user.email)
    with as_owner():
        Offer.objects.filter(pk=made.pk).update(
            membership=work, invited_by_user_id=None, invited_by_membership_id=None
        )
        return work, Offer.objects.get(pk=made.pk)


def test_prepared_work_that_ended_is_not_begun_again(olga, samir):
    work, made = prepared(olga, samir, until_at=timezone.now() - dt.timedelta(days=1))
    refused(samir, made)
    work.refresh_from_db()
    assert work.user != samir.user


def test_prepared_work_passes_once(olga, samir, ria):
    work, made = prepared(olga, samir)
    with as_owner():
        Membership.objects.filter(pk=work.pk).update(user=ria.user)
    refused(samir, made)


def test_who_works_there_already_works_there_once(olga, samir):
    work, made = prepared(olga, samir)
    with as_owner():
        own = Membership.objects.create(
            region=work.region, organisation=work.organisation, user=samir.user, role=work.role,
            from_at=work.from_at,
        )  # fmt: skip
    by = actor_of(samir)
    with transaction.atomic():
        assert accept(offer=made, by=by, at=by.at) == own.pk
    running = Membership.objects.filter(organisation=work.organisation, role=work.role)
    assert not running.filter(pk=work.pk, until_at=None).exists(), "nobody's work is over"
    assert running.filter(user=samir.user).count() == 1


def test_seats_that_were_prepared_are_not_lost(olga, samir, people):
    work, made = prepared(olga, samir)
    with as_owner():
        Membership.objects.create(
            region=work.region, organisation=work.organisation, user=samir.user, role=work.role,
            from_at=work.from_at,
        )  # fmt: skip
        case = people.case_of["Samir"]
        TeamMember.objects.create(
            case=case, kind="bw_provider", membership=work, organisation=work.organisation,
            state="active", from_at=timezone.now(),
        )  # fmt: skip
    refused(samir, made, WorksHereError)


# No page writes a membership: whoever got past the actions is stopped by the database.
@pytest.mark.parametrize("who", ["Olga", "Rob", "Bea", "Samir"])
def test_the_database_lets_nobody_write_a_membership(people, who):
    person, bo = people.by_name[who], people.bo
    like = people.olga.membership
    with transaction.atomic(), acting(actor_of(person)):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Membership.objects.create(
                region=like.region, organisation=like.organisation, user=person.user,
                role="region_admin", from_at=timezone.now(),
            )  # fmt: skip
        for column, value in (("user", person.user), ("role", "region_admin"), ("until_at", None)):
            rows = Membership.objects.filter(pk=bo.membership.pk if bo.membership else like.pk)
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                rows.update(**{column: value})


def test_yes_is_said_through_the_function_alone(people, olga, samir):
    made = invite(olga, samir.user.email)
    by = actor_of(samir)
    yes = {"state": "accepted", "answered_at": by.at, "answered_by_user_id": by.user_id}
    with transaction.atomic(), acting(by), pytest.raises(DatabaseError), transaction.atomic():
        Offer.objects.filter(pk=made.pk).update(**yes)


# A role over the region is not the organisation's to end.
@pytest.mark.parametrize("lock", ["policy", "wall"])
def test_an_organisation_ends_no_role_over_the_region(people, rob, rik, geert, lock, monkeypatch):  # noqa: F811
    if lock == "wall":
        from huiswaarts.foundation.access.decisions import YES
        from huiswaarts.foundation.network import policies

        monkeypatch.setattr(policies, "end_work", lambda *_: YES)
    for admin in (rob, rik):
        with pytest.raises((PermissionDenied, DatabaseError)):
            does(geert, end_membership, membership=admin.membership, reason="x")
    page = sign_in(Client(), geert)
    end = reverse("desk:people_end", args=[rob.membership.public_id])
    if lock == "policy":
        assert "Een regiobeheerder beëindigt die" in page.get(end).content.decode()
    assert Membership.objects.filter(role="region_admin", until_at=None).count() >= 2


# Planted: each lock as somebody could break it.
def run(sql):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_offer_that_always_stands_is_caught(people, olga, samir):
    run("""create or replace function app_offer_stands(of_offer bigint, t timestamptz)
        returns boolean language sql stable as 'select true'""")
    with pytest.raises((AssertionError, Failed)):
        test_work_offered_by_somebody_who_left_is_not_begun(people, olga, samir)


def test_a_grant_that_is_given_back_is_caught(people):
    run("grant insert, update on network_membership to hw_app")
    with pytest.raises((AssertionError, Failed)):
        test_the_database_lets_nobody_write_a_membership(people, "Olga")


def test_a_role_that_is_not_region_wide_is_caught(people, rob, rik, geert, monkeypatch):  # noqa: F811
    run("""create or replace function app_region_wide(of_role text) returns boolean
        language sql immutable as 'select false'""")
    with pytest.raises((AssertionError, Failed)):
        test_an_organisation_ends_no_role_over_the_region(
            people, rob, rik, geert, "wall", monkeypatch
        )
