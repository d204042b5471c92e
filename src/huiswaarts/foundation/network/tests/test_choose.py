import pytest
from django.utils import timezone

from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.network.models import Membership, Organisation, Region
from tests.database import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(client):
    """Works for two organisations."""
    with as_owner():
        user = User.objects.create_user(email="bea@voorbeeld.nl", name="Bea Tester")
        region = Region.objects.create(code="proef", name="Proef", lead_municipality="GM0001")
        for name in ("De Luwte", "Woonstee"):
            place = Organisation.objects.create(
                region=region, external_key=name, name=name, kind="other"
            )
            Membership.objects.create(
                region=region,
                organisation=place,
                user=user,
                role="support_worker",
                from_at=timezone.now(),
            )
    client.force_login(user)
    return user


def membership(name):
    return Membership.objects.get(organisation__name=name)


def test_who_has_two_chooses_before_anything_else(client, busy):
    answer = client.get("/casussen/?fase=1")
    assert answer["Location"] == "/kies-organisatie/?next=%2Fcasussen%2F%3Ffase%3D1"
    page = client.get("/kies-organisatie/").content.decode()
    assert "De Luwte" in page
    assert "Woonstee" in page


def test_the_choice_holds_until_another_is_made(client, busy):
    for name in ("Woonstee", "De Luwte"):
        chosen = membership(name)
        answer = client.post(
            "/kies-organisatie/", {"membership": chosen.public_id, "next": "/casussen/"}
        )
        assert answer["Location"] == "/casussen/"
        assert client.session["membership"] == chosen.pk


@pytest.mark.parametrize("picked", ["", "x", "1", "-1"])
def test_nothing_else_can_be_chosen(client, busy, picked):
    assert client.post("/kies-organisatie/", {"membership": picked}).status_code == 200
    assert "membership" not in client.session


def test_an_ended_one_cannot_be_chosen(client, busy):
    ended = membership("Woonstee")
    with as_owner():
        Membership.objects.filter(pk=ended.pk).update(until_at=timezone.now())
    client.post("/kies-organisatie/", {"membership": ended.public_id})
    assert "membership" not in client.session


def test_onward_is_never_elsewhere(client, busy):
    data = {"membership": membership("Woonstee").public_id, "next": "//kwaad.example/"}
    assert client.post("/kies-organisatie/", data)["Location"] == "/"


def test_who_has_one_is_sent_on(client):
    user = User.objects.create_user(email="los@voorbeeld.nl")
    client.force_login(user)
    assert client.get("/kies-organisatie/").status_code == 302
