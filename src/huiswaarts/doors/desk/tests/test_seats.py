"""The desk: who comes to the table of a case, and leaves it."""

import pytest

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.foundation.network.models import Offer
from tests.database import as_owner
from tests.people import come_in

from .desk_world import at_table, now, post

pytestmark = pytest.mark.django_db


# the table


def test_from_an_empty_seat_to_a_new_colleague(as_, world, case):
    world.add("sanne", "Thuis Verder", "ambulatory_provider", "organisation_admin")
    ask = f"/casussen/{case.number}/team/vraag/ambulatory_provider/"
    organisation = world.samir.organisation.public_id
    assert post(as_("noor"), ask, organisation=organisation).status_code == 302
    with as_owner():
        seat = TeamMember.objects.get(kind="ambulatory_provider")
    fill = f"/casussen/stoelen/{seat.public_id}/"
    page = as_("sanne").get(fill).content.decode()
    assert "Daan" not in page
    assert post(as_("sanne"), fill, colleague=world.samir.public_id).status_code == 302
    admit = f"/casussen/{case.number}/team/{seat.public_id}/toelaten/"
    assert post(as_("noor"), admit).status_code == 302
    assert as_("samir").get(f"/casussen/{case.number}/").status_code == 200


@pytest.mark.parametrize("who", ["noor", "wim", "pieter"])
def test_only_the_asked_organisation_fills_its_seat(as_, world, case, who):
    with as_owner():
        seat = TeamMember.objects.create(
            case=case, kind="ambulatory_provider", state="requested", asked_at=now(),
            organisation=world.samir.organisation,
        )  # fmt: skip
    assert as_(who).get(f"/casussen/stoelen/{seat.public_id}/").status_code == 404


def test_access_ends_between_two_requests_of_an_open_session(as_, world, case):
    seat = at_table(world, case, "municipality", "farid")
    from django.test import Client

    farid = Client()
    come_in(farid, world.farid.user)
    front = f"/casussen/{case.number}/"
    assert farid.get(front).status_code == 200
    end = f"{front}team/{seat.public_id}/beeindigen/"
    assert post(as_("noor"), end, reason="Nieuwe baan").status_code == 302
    assert farid.get(front).status_code == 404


def test_farid_leaves_the_table_and_lands_on_my_work(as_, world, case):
    seat = at_table(world, case, "municipality", "farid")
    end = f"/casussen/{case.number}/team/{seat.public_id}/beeindigen/"
    assert post(as_("farid"), end, reason="Nieuwe baan").url == "/"


def test_coordination_passes_to_farid(as_, world, case):
    seat = at_table(world, case, "municipality", "farid")
    url = f"/casussen/{case.number}/team/{seat.public_id}/coordinatie/"
    assert post(as_("noor"), url).status_code == 302
    with as_owner():
        assert Case.objects.get().coordinator_id == world.farid.pk


def test_marieke_is_added_when_daan_asked_her(as_, case):
    url = f"/casussen/{case.number}/team/erbij/"
    assert post(as_("noor"), url, kind="relative", name="Marieke", wanted="on").status_code == 302
    assert "Marieke" in as_("noor").get(f"/casussen/{case.number}/team/").content.decode()


def test_daan_gets_a_page_of_paper_with_a_code_that_is_shown_once(as_, case):
    url = f"/casussen/{case.number}/uitnodiging/"
    response = post(as_("noor"), url, way="paper")
    with as_owner():
        user = TeamMember.objects.get(kind="client").user
    assert user.username in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_daan_is_invited_by_mail(as_, case):
    url = f"/casussen/{case.number}/uitnodiging/"
    assert post(as_("noor"), url, way="email", email="daan@example.org").status_code == 302
    with as_owner():
        assert TeamMember.objects.get(kind="client").user is None  # until he says yes
        assert Offer.objects.get().address == "daan@example.org"


def test_an_invitation_by_mail_needs_an_address(as_, case):
    url = f"/casussen/{case.number}/uitnodiging/"
    assert "Vul het e-mailadres in" in post(as_("noor"), url, way="email").content.decode()
