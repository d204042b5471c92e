"""In a demo the invented people said yes; somebody who was there before is asked."""

import pytest

from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.doors.console.kits import load_path
from huiswaarts.doors.console.kits.load_welcome import welcome_everybody
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import OutboxMessage
from huiswaarts.foundation.network.models import Membership, Offer
from tests.database import as_owner

from .small import SmallKit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def owner(db):
    with as_owner():
        yield


def welcome(kit, tmp_path):
    assert load_path(kit.write(tmp_path / "kit")) == 0
    welcome_everybody()


def seat(case, kind):
    return TeamMember.objects.select_related("user").get(case__external_key=case, kind=kind)


def test_everybody_with_an_address_has_an_account_and_no_mail_leaves(tmp_path):
    welcome(SmallKit(), tmp_path)
    assert seat("c1", "client").user.email == "c1@tst.example"
    assert seat("c1", "relative").user.email == "ien@tst.example"
    assert seat("c2", "client").user.email is None
    assert Membership.objects.get(external_key="p1").user.email == "p1@tst.example"
    assert not Offer.objects.exclude(state="accepted").exists()
    assert not OutboxMessage.objects.exists()


def test_one_person_with_two_sides_has_one_account(tmp_path):
    kit = SmallKit().set("cases", 2, "client_email", "ien@tst.example")
    kit.set("cases", 3, "client_email", "p3@tst.example")
    welcome(kit, tmp_path)
    assert seat("c2", "client").user == seat("c1", "relative").user
    assert seat("c3", "client").user == Membership.objects.get(external_key="p3").user
    assert User.objects.exclude(email=None).count() == 7


def test_who_works_at_the_own_table_is_left_to_choose(tmp_path):
    welcome(SmallKit().set("people", 1, "email", "c1@tst.example"), tmp_path)
    assert seat("c1", "client").user.email is None
    assert Offer.objects.get(seat_id=seat("c1", "client").pk).state == "open"
    assert Membership.objects.get(external_key="p1").user.email == "c1@tst.example"


def test_whoever_was_there_before_is_asked(tmp_path):
    known = User.objects.create_user("c1@tst.example", "geheim-en-lang")
    before = User.objects.filter(pk=known.pk).values().get()
    welcome(SmallKit(), tmp_path)
    assert User.objects.filter(pk=known.pk).values().get() == before
    assert seat("c1", "client").user.email is None
    assert Offer.objects.get(address="c1@tst.example").state == "open"
    assert OutboxMessage.objects.filter(address="c1@tst.example").count() == 1
