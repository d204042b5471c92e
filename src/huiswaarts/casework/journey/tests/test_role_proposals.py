"""A role over the region: proposed by one, agreed by another, accepted by its owner."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from huiswaarts.casework.cases.actions.offers import accept
from huiswaarts.casework.journey.leaving import end_role
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.models import Notification
from huiswaarts.foundation.network.models import Membership, Offer, RoleProposal
from huiswaarts.foundation.network.region.actions.roles import (
    AlreadyProposedError,
    ProposalClosedError,
    agree_role,
    propose_role,
    refuse_role,
    withdraw_role,
)
from tests.database import as_owner
from tests.people import Person, _user, actor_of, sign_in

WHO = "nieuw@zuidveen.example"


def second_admin(people, name, role, organisation):
    with as_owner():
        user = _user(name, name=f"{name} Tester")
        work = Membership.objects.create(
            region=organisation.region, organisation=organisation, user=user, role=role,
            from_at=people.at - dt.timedelta(days=20),
        )  # fmt: skip
    return Person(name, user, work)


@pytest.fixture
def rik(people):
    """Another region admin."""
    town = people.organisations["Gemeente Zuidveen"]
    return second_admin(people, "Rik", "region_admin", town)


@pytest.fixture
def geert(people):
    """The admin of the municipality."""
    town = people.organisations["Gemeente Zuidveen"]
    return second_admin(people, "Geert", "organisation_admin", town)


def does(person, action, **told):
    by = actor_of(person)
    with transaction.atomic(), acting(by):
        return action(by=by, **told)


def propose(people, by, *, role="privacy_officer", email=WHO, at="Gemeente Zuidveen"):
    told = {"email": email, "name": "Nieuw Mens", "role": role}
    return does(by, propose_role, organisation=people.organisations[at], **told)


def offers():
    with as_owner():
        return list(Offer.objects.filter(address=WHO).values_list("role", "state"))


def told(person):
    with as_owner():
        return list(
            Notification.objects.filter(user_id=person.user.pk).values_list("kind", flat=True)
        )


@pytest.mark.parametrize("second", ["rik", "geert"])
def test_two_and_then_the_owner_says_yes(people, rob, rik, geert, bo, second):
    second = {"rik": rik, "geert": geert}[second]
    with as_owner():
        type(bo.user).objects.filter(pk=bo.user.pk).update(email=WHO)
    proposal = propose(people, rob)
    assert offers() == []
    assert told(rik) == told(geert) == ["role_proposed"]
    does(second, agree_role, proposal=proposal)
    assert offers() == [("privacy_officer", "open")]
    assert told(rob) == ["role_agreed"]
    with as_owner():
        offer = Offer.objects.get(address=WHO)
    by = actor_of(bo)
    with transaction.atomic():
        accept(offer=offer, by=by, at=by.at)
    with as_owner():
        assert Membership.objects.filter(user=bo.user, role="privacy_officer").count() == 1
    assert sorted(told(rob)) == ["offer_accepted", "role_agreed"]
    assert "offer_accepted" in told(second)


def test_who_proposed_does_not_agree(people, rob):
    proposal = propose(people, rob)
    with pytest.raises(PermissionDenied, match="zelf voorgesteld"):
        does(rob, agree_role, proposal=proposal)
    assert offers() == []


@pytest.mark.parametrize("who", ["rik", "geert"])
def test_who_gets_it_does_not_agree(people, rob, rik, geert, who):
    person = {"rik": rik, "geert": geert}[who]
    email = person.user.email.upper()
    proposal = propose(people, rob, email=email)
    with pytest.raises(PermissionDenied, match="uzelf"):
        does(person, agree_role, proposal=proposal)
    with pytest.raises(PermissionDenied, match="uzelf"):
        does(person, refuse_role, proposal=proposal, why="x")


def test_nobody_proposes_the_own_address(people, rob):
    with pytest.raises(PermissionDenied, match="uzelf"):
        propose(people, rob, email=f" {rob.user.email.upper()}")


def test_the_proposer_does_not_accept_it_either(people, rob, rik):
    """With an address that became theirs afterwards."""
    proposal = propose(people, rob)
    does(rik, agree_role, proposal=proposal)
    with as_owner():
        type(rob.user).objects.filter(pk=rob.user.pk).update(email=WHO)
        offer = Offer.objects.get(address=WHO)
    by = actor_of(rob)
    with transaction.atomic(), pytest.raises(PermissionDenied, match="zelf gemaakt"):
        accept(offer=offer, by=by, at=by.at)


@pytest.mark.parametrize("who", ["olga", "petra", "hetty", "fred", "bea"])
def test_only_a_region_admin_proposes(people, who):
    with pytest.raises(PermissionDenied):
        propose(people, people.by_name[who.capitalize()])


@pytest.mark.parametrize(
    ("role", "at"),
    [("policy_officer", "De Luwte"), ("region_admin", "Gemeente Zuidveen"),
     ("help_desk", "Woonstee"), ("support_worker", "De Luwte"), ("organisation_admin", "De Luwte"),
     ("policy_officer", "Gemeente Veenmeer")],
)  # fmt: skip
def test_what_the_table_does_not_have_is_not_proposed(people, rob, role, at):
    """The municipality here is not known as the central one; De Luwte has an admin."""
    with pytest.raises(PermissionDenied):
        propose(people, rob, role=role, at=at)


def test_the_first_admin_of_an_organisation_takes_two_region_admins(people, rob, rik):
    proposal = propose(people, rob, role="organisation_admin", at="Woonstee")
    does(rik, agree_role, proposal=proposal)
    assert offers() == [("organisation_admin", "open")]


def test_an_admin_of_elsewhere_does_not_see_it(people, rob, olga):
    proposal = propose(people, rob)
    with pytest.raises(ProposalClosedError):
        does(olga, agree_role, proposal=proposal)


def test_refused_with_a_reason_and_withdrawn_and_once(people, rob, rik, geert):
    proposal = propose(people, rob)
    with pytest.raises(AlreadyProposedError):
        propose(people, rik)
    does(geert, refuse_role, proposal=proposal, why="Kent de regio niet")
    assert told(rob) == ["role_refused"]
    with pytest.raises(ProposalClosedError):
        does(rik, agree_role, proposal=proposal)
    again = propose(people, rob)
    with pytest.raises(PermissionDenied, match="Alleen wie"):
        does(rik, withdraw_role, proposal=again)
    does(rob, withdraw_role, proposal=again)
    assert offers() == []


# The wall, asked raw: what somebody would try who got past the actions.
def raw_offer(by, people, **more):
    town = people.organisations["Gemeente Zuidveen"]
    Offer.objects.create(
        region=town.region, organisation=town, role="privacy_officer", typed=WHO, address=WHO,
        code_hash="x", invited_by_user_id=by.user_id, invited_at=by.at,
        expires_at=by.at.replace(year=by.at.year + 1), **more,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["rob", "rik", "geert"])
def test_no_offer_without_an_agreed_proposal(people, rob, rik, geert, who):
    by = actor_of({"rob": rob, "rik": rik, "geert": geert}[who])
    with transaction.atomic(), acting(by):
        for proposer in (None, people.tina.user.pk):
            with pytest.raises(DatabaseError), transaction.atomic():
                raw_offer(by, people, proposed_by_user_id=proposer)


def test_the_wall_lets_nobody_agree_for_themself_or_change_what_was_proposed(people, rob, rik):
    proposal = propose(people, rob)
    by = actor_of(rob)
    answer = {"state": "agreed", "answered_at": by.at}
    rows = RoleProposal.objects.filter(pk=proposal.pk)
    with transaction.atomic(), acting(by):
        for told in (
            {"answered_by_user_id": by.user_id, "answered_by_id": by.membership_id},
            {"answered_by_user_id": rik.user.pk, "answered_by_id": rik.membership.pk},
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(**answer, **told)
    second = actor_of(rik)
    with transaction.atomic(), acting(second), pytest.raises(DatabaseError), transaction.atomic():
        rows.update(role="region_admin")
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**answer, answered_by_user_id=rob.user.pk)


# Planted: the rule as somebody could break it; the wall still stands.
def test_an_agreement_without_its_rule_stops_at_the_wall(people, rob, monkeypatch):
    from huiswaarts.foundation.access.decisions import YES
    from huiswaarts.foundation.network import policies

    proposal = propose(people, rob)
    monkeypatch.setattr(policies, "answer_role", lambda *_, **__: YES)
    with pytest.raises(DatabaseError):
        does(rob, agree_role, proposal=proposal)
    assert offers() == []


# Pages.
def test_rob_proposes_and_rik_agrees_on_the_pages(client, people, rob, rik, geert):
    page = sign_in(client, rob)
    assert "Niets voorgesteld" in page.get(reverse("desk:roles")).content.decode()
    empty = page.get(reverse("desk:role_propose")).content.decode()
    assert '<option value="" selected>Kies</option>' in empty, "no organisation is chosen for them"
    form = {
        "name": "Nieuw Mens", "email": WHO, "role": "privacy_officer",
        "organisation": people.organisations["Gemeente Zuidveen"].public_id,
        "key": "5c1f2d3e-0000-4000-8000-000000000001",
    }  # fmt: skip
    for _ in range(2):
        assert page.post(reverse("desk:role_propose"), form).status_code == 302
    with as_owner():
        proposal = RoleProposal.objects.get()
    shown = page.get(reverse("desk:roles")).content.decode()
    assert "Een tweede persoon stemt in" in shown
    assert "Geert Tester, Rik Tester" in shown
    agree = reverse("desk:role_agree", args=[proposal.public_id])
    assert page.post(agree).status_code == 403
    theirs = sign_in(client.__class__(), geert)
    assert agree in theirs.get(reverse("desk:people")).content.decode()
    other = sign_in(client.__class__(), rik)
    one = reverse("desk:role_proposal", args=[proposal.public_id])
    assert other.get(one).status_code == 200
    assert other.post(one, {"why": ""}).status_code == 400
    assert other.post(agree).status_code == 302
    assert "wacht op antwoord" in page.get(reverse("desk:roles")).content.decode()
    inbox = page.get(reverse("desk:inbox")).content.decode()
    assert "akkoord met Nieuw Mens als functionaris" in inbox


def test_an_admin_gives_no_role_over_the_region_by_a_forged_post(client, people, geert):
    page = sign_in(client, geert)
    form = {"name": "N", "email": WHO, "role": "privacy_officer",
            "key": "5c1f2d3e-0000-4000-8000-000000000002"}  # fmt: skip
    assert page.post(reverse("desk:people_invite"), form).status_code == 400
    assert page.post(reverse("desk:role_propose"), form).status_code == 404
    assert offers() == []


@pytest.mark.parametrize("who", ["Bea", "Petra", "Hetty", "Fred"])
def test_nobody_else_finds_the_page(client, people, who):
    assert sign_in(client, people.by_name[who]).get(reverse("desk:roles")).status_code == 404


def test_a_role_ends_and_the_last_region_admin_stays(client, people, rob, rik, petra):
    page = sign_in(client, rob)
    for person in (petra, rik):
        end = reverse("desk:role_end", args=[person.membership.public_id])
        assert ("nog één" in page.get(end).content.decode()) is (person is rik)
        assert page.post(end, {"reason": "klaar"}).status_code == 302
        with as_owner():
            person.membership.refresh_from_db()
            assert person.membership.until_at is not None
    own = reverse("desk:role_end", args=[rob.membership.public_id])
    assert "beheerder van de installatie" in page.get(own).content.decode()
    with pytest.raises(PermissionDenied, match="laatste"):
        does(rob, end_role, membership=rob.membership, reason="x")


def test_whoever_was_ended_meanwhile_ends_nobody(people, rob, rik, monkeypatch):
    """Two region admins who end each other: the database lets one of them."""
    from huiswaarts.foundation.access.decisions import YES
    from huiswaarts.foundation.network import policies

    monkeypatch.setattr(policies, "end_role", lambda *_, **__: YES)
    does(rob, end_role, membership=rik.membership, reason="x")
    for person, gone in ((rik, rob), (rob, rob)):
        with pytest.raises(PermissionDenied) as told:
            does(person, end_role, membership=gone.membership, reason="x")
        assert isinstance(told.value.__cause__, DatabaseError)


def test_a_role_is_given_up_by_whoever_has_it(client, petra, bea):
    end = reverse("desk:role_end_own")
    page = sign_in(client, petra)
    assert end in page.get(reverse("mfa_index")).content.decode()
    assert page.post(end, {"reason": ""}).status_code == 200
    assert page.post(end, {"reason": "klaar"})["Location"] == "/"
    with as_owner():
        petra.membership.refresh_from_db()
    assert petra.membership.until_at is not None
    assert "U hebt deze rol niet meer" in page.get("/", follow=True).content.decode()
    assert page.get(end).status_code in {302, 404}
    page = sign_in(client, bea)
    assert end not in page.get(reverse("mfa_index")).content.decode()
    assert page.post(end, {"reason": "klaar"}).status_code == 404


def test_the_last_region_admin_does_not_give_it_up(client, rob):
    page = sign_in(client, rob)
    answer = page.post(reverse("desk:role_end_own"), {"reason": "klaar"})
    assert "laatste regiobeheerder" in answer.content.decode()
    seen = page.get(reverse("desk:roles")).content.decode()
    assert reverse("desk:role_end", args=[rob.membership.public_id]) not in seen
    assert "De laatste regiobeheerder blijft." in seen
    with as_owner():
        rob.membership.refresh_from_db()
    assert rob.membership.until_at is None


def test_a_colleague_does_not_end_it(people, petra, fred):
    with pytest.raises(PermissionDenied):
        does(petra, end_role, membership=fred.membership, reason="x")
    does(petra, end_role, membership=petra.membership, reason="klaar")


def test_the_page_of_people_offers_no_end_of_a_role_over_the_region(client, geert, fred):
    page = sign_in(client, geert).get(reverse("desk:people")).content.decode()
    assert fred.user.name in page
    assert reverse("desk:people_end", args=[fred.membership.public_id]) not in page
