"""What two gave over the region, no organisation takes back alone: a region admin does."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases.tests.test_offer_told import words
from huiswaarts.foundation.access import session
from huiswaarts.foundation.events.models import Notification
from huiswaarts.foundation.network import policies
from huiswaarts.foundation.network.models import Membership, Offer, RoleProposal
from huiswaarts.foundation.network.region.actions.roles import agree_role
from tests.database import as_owner
from tests.people import actor_of, sign_in

from .test_role_proposals import WHO, does, geert, propose, rik  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(people, rob, rik):  # noqa: F811
    """Rob proposed a privacy officer, Rik agreed."""
    proposal = propose(people, rob)
    does(rik, agree_role, proposal=proposal)
    return latest()


def latest():
    with as_owner():
        return Offer.objects.filter(address=WHO).latest("pk")


def withdraw(person, offer, name="desk:role_uninvite"):
    return sign_in(Client(), person).post(reverse(name, args=[offer.public_id]), follow=True)


def told():
    with as_owner():
        rows = Notification.objects.filter(kind="offer_withdrawn")
        return sorted(rows.values_list("user_id", flat=True))


def now(offer):
    with as_owner():
        return Offer.objects.get(pk=offer.pk).state


def test_the_admin_of_the_organisation_reads_why_not(people, sent, geert):  # noqa: F811
    page = words(sign_in(Client(), geert).get(reverse("desk:people")))
    assert "Deze uitnodiging trekt een regiobeheerder in." in page
    answer = withdraw(geert, sent, "desk:people_withdraw")
    assert answer.status_code == 403
    assert "Een regiobeheerder trekt die in." in words(answer)
    assert now(sent) == "open"


def test_nor_by_the_page_of_the_region(people, sent, geert, bea):  # noqa: F811
    for person in (geert, bea):
        assert withdraw(person, sent).status_code == 404
    assert now(sent) == "open"


def test_a_region_admin_sees_who_made_it_and_takes_it_back(people, rob, rik, sent):  # noqa: F811
    page = words(sign_in(Client(), rob).get(reverse("desk:roles")))
    assert f"uitgenodigd op {WHO}: voorgesteld door Rob Tester, met akkoord van Rik Tester." in page
    answer = withdraw(rob, sent)
    assert f"De uitnodiging aan {WHO} is ingetrokken." in words(answer)
    assert now(sent) == "withdrawn"
    assert told() == [rik.user.pk], "Rob knows"
    inbox = words(sign_in(Client(), rik).get(reverse("desk:inbox")))
    assert f"Een regiobeheerder heeft de uitnodiging aan {WHO} ingetrokken" in inbox
    assert "was al beantwoord of ingetrokken" in words(withdraw(rik, sent))
    assert "Uitnodiging: ingetrokken" in words(sign_in(Client(), rob).get(reverse("desk:roles")))


def test_what_the_operator_sent_too(people, rob, geert):  # noqa: F811
    with as_owner():
        offer = Offer.objects.create(
            region=people.regions["zuidveen"], typed=WHO, address=WHO, name="Nieuw Mens",
            organisation=geert.membership.organisation, role="region_admin", code_hash="x" * 64,
            invited_at=people.at, expires_at=people.at.replace(year=people.at.year + 1),
        )  # fmt: skip
    page = words(sign_in(Client(), rob).get(reverse("desk:roles")))
    assert "door de beheerder van de installatie" in page
    assert withdraw(geert, offer, "desk:people_withdraw").status_code == 403
    withdraw(rob, offer)
    assert now(offer) == "withdrawn"
    assert told() == []


def test_not_of_another_region(people, sent, ria):
    with as_owner():
        work = Membership.objects.filter(pk=ria.membership.pk)
        work.update(role="region_admin")
    ria.membership.role = "region_admin"
    assert withdraw(ria, sent).status_code == 404


def take_back(person, offer, state="withdrawn"):
    with session.acting(actor_of(person)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "update network_offer set state = %s, answered_at = app_at() where id = %s",
            [state, offer.pk],
        )
        return cursor.rowcount


@pytest.mark.parametrize("state", ["withdrawn", "replaced"])
def test_the_second_lock_holds_alone(people, sent, geert, rob, state):  # noqa: F811
    with pytest.raises(ProgrammingError, match="row-level security"):
        take_back(geert, sent, state)
    if state == "withdrawn":
        assert take_back(rob, sent, state) == 1
    else:
        with pytest.raises(ProgrammingError, match="row-level security"):
            take_back(rob, sent, state)


def test_and_so_does_the_first(people, sent, geert):  # noqa: F811
    assert not policies.manage_offer(actor_of(geert), sent, is_own=False)


def test_an_agreement_replaces_what_was_sent_before(people, rob, rik, geert, sent):  # noqa: F811
    """Also when the admin of the organisation is the second person."""
    proposal = propose(people, rob)
    does(geert, agree_role, proposal=proposal)
    assert now(sent) == "replaced"
    assert now(latest()) == "open"


def test_a_choice_that_cannot_be_proposed_is_said_at_the_form(people, rob, olga):
    """De Luwte has an admin, who invites colleagues herself."""
    form = {
        "key": "6a3c2a4e-1f0b-4a6f-9a1b-0f6f6b1f0a11", "name": "Nieuw Mens", "email": WHO,
        "organisation": olga.membership.organisation.public_id, "role": "organisation_admin",
    }  # fmt: skip
    page = words(sign_in(Client(), rob).post(reverse("desk:role_propose"), form))
    assert "Stel iemand voor" in page
    assert "Deze organisatie heeft al een beheerder." in page
    with as_owner():
        assert not RoleProposal.objects.exists()
