"""An invitation that the client sent is theirs: a helper does not put another in its place."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases.actions import people as deeds
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.network.models import Offer
from tests.database import as_owner
from tests.people import actor_of, sign_in


@pytest.fixture
def seat(people, the_case):
    """Of a sister, without an account yet."""
    with as_owner():
        return TeamMember.objects.create(
            case=the_case, kind="relative", name="Noor", state="active", from_at=people.at,
        )  # fmt: skip


def invite(who, case, seat, email):
    with acting(actor_of(who)) as by:
        mine = TeamMember.objects.get(pk=seat.pk)
        found = Case.objects.visible_to(by).get(pk=case.pk)
        deeds.invite_by_mail(case=found, seat=mine, email=email, by=by, at=by.at)


def states():
    with as_owner():
        return list(Offer.objects.order_by("pk").values_list("typed", "state"))


@pytest.fixture
def sent(samir, the_case, seat):
    invite(samir, the_case, seat, "noor@voorbeeld.nl")
    with as_owner():
        return Offer.objects.get()


def test_a_helper_puts_no_other_in_its_place(bea, the_case, seat, sent):
    with pytest.raises(PermissionDenied, match="cliënt nodigde hier zelf"):
        invite(bea, the_case, seat, "bea2@voorbeeld.nl")
    assert states() == [("noor@voorbeeld.nl", "open")]


def test_nor_withdraws_it(bea, the_case, seat, sent):
    with acting(actor_of(bea)) as by, pytest.raises(PermissionDenied):
        deeds.withdraw_invitation(case=the_case, seat=seat, offer=sent, by=by)


def test_the_client_sends_another(samir, the_case, seat, sent):
    invite(samir, the_case, seat, "noor@elders.nl")
    assert states() == [("noor@voorbeeld.nl", "replaced"), ("noor@elders.nl", "open")]


def test_after_it_ran_out_a_helper_may(people, bea, the_case, seat, sent):
    with as_owner():
        long_ago = people.at - dt.timedelta(days=30)
        Offer.objects.update(invited_at=long_ago, expires_at=long_ago + dt.timedelta(days=14))
    invite(bea, the_case, seat, "noor@elders.nl")
    assert states()[1] == ("noor@elders.nl", "open")


def test_the_team_page_offers_no_button_that_refuses(bea, the_case, seat, sent):
    page = sign_in(Client(), bea).get(reverse("cases:team", args=[the_case.number]))
    assert reverse("cases:invite", args=[the_case.number, seat.public_id]) not in (
        page.content.decode()
    )


def replaces(who, sent):
    with acting(actor_of(who)), transaction.atomic():
        return Offer.objects.filter(pk=sent.pk).update(state="replaced")


def test_the_database_holds_it_too(bea, sent):
    with pytest.raises(ProgrammingError, match="row-level security"):
        replaces(bea, sent)


def test_planted_the_policy_without_it_lets_a_helper(bea, sent):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "alter policy edit on network_offer with check (case_id = any (app_inviting()))"
        )
    assert replaces(bea, sent) == 1
