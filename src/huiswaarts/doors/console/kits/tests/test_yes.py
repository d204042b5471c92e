"""Whom a kit brings says yes, with an account that was there or one that begins with the mail."""

import pytest
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.boxes.models import Answer
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.doors.console.kits import load_path
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import OutboxMessage
from huiswaarts.foundation.network.models import Membership, Offer
from tests.database import as_owner
from tests.people import PASSWORD, come_in, sign_in

from .small import SmallKit

CLIENT = "c1@tst.example"


def load(tmp_path, email=CLIENT):
    with as_owner():
        path = SmallKit().set("cases", 1, "client_email", email).write(tmp_path / "kit")
        assert load_path(path) == 0
        return Offer.objects.get(address=email), Case.objects.get(external_key="c1")


def seat_of(case, kind="client"):
    with as_owner():
        return TeamMember.objects.select_related("user").get(case=case, kind=kind)


def says_yes(browser, offer):
    return browser.post(reverse("answer_offer", args=[offer.public_id]), {"answer": "yes"})


def table(case):
    """As its coordinator reads it, whom a demo would have welcomed."""
    with as_owner():
        worker = Membership.objects.get(pk=case.coordinator_id).user
    page = come_in(Client(), worker).get(reverse("cases:team", args=[case.number]))
    return page.content.decode()


def test_who_works_elsewhere_says_yes_and_has_mijn_thuis_beside_it(people, bea, tmp_path):
    offer, case = load(tmp_path, bea.user.email)
    home = reverse("portal:plan", args=[case.number])
    browser = sign_in(Client(), bea)
    assert browser.get(home).status_code == 404
    assert seat_of(case).user != bea.user
    assert f"uitgenodigd op {bea.user.email}: wacht op antwoord" in table(case)
    assert "Nog geen account" in table(case)

    assert says_yes(browser, offer)["Location"] == "/"
    assert seat_of(case).user == bea.user
    page = browser.get(home)
    assert page.status_code == 200
    assert (
        "Dicht bij het water, met rust."
        in browser.get(f"{home}dozen/suitable_home/").content.decode()
    )
    assert sign_in(Client(), bea).get("/casussen/").status_code == 200, "her work is as it was"


def test_who_is_new_begins_an_account_with_the_mail(people, tmp_path):
    offer, case = load(tmp_path)
    with as_owner():
        code = OutboxMessage.objects.get(address=CLIENT).secret
    assert not User.objects.filter(email=CLIENT).exists()
    browser = Client()
    browser.get(reverse("offer_link", args=[code]))
    both = {"password1": PASSWORD, "password2": PASSWORD}
    assert browser.post(reverse("offer_welcome"), both)["Location"] == reverse("offers")
    home = reverse("portal:plan", args=[case.number])
    assert browser.get(home)["Location"] == reverse("offers"), "nothing is theirs yet"
    says_yes(browser, offer)
    assert seat_of(case).user.email == CLIENT
    assert browser.get(home).status_code == 200
    assert "Dina Duin" in table(case)
    with as_owner():  # what the kit says they answered is still what they said
        assert {one.how for one in Answer.objects.filter(case=case)} == {"alone", "on_behalf"}


@pytest.mark.parametrize("who", ["Bea", "Stan", "Ria"])
def test_a_known_client_who_says_no_changes_nothing(people, who, tmp_path):
    one = people.by_name[who]
    before = User.objects.filter(pk=one.user.pk).values("password", "email", "name").get()
    offer, case = load(tmp_path, one.user.email)
    browser = sign_in(Client(), one)
    browser.post(reverse("answer_offer", args=[offer.public_id]), {"answer": "no"})
    assert User.objects.filter(pk=one.user.pk).values("password", "email", "name").get() == before
    assert seat_of(case).user.email is None
    assert "niet aangenomen" in table(case)
