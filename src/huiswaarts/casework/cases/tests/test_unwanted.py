"""What a kit prepared for somebody who does not come: it ends by itself, or asks for another."""

import datetime as dt

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiswaarts.casework.cases import jobs
from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.foundation.access.session import acting, leave
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.network.models import Membership, Offer
from tests.database import as_owner
from tests.people import actor_of, sign_in

from .test_offers import invite, link

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=8)


@pytest.fixture
def prepared(people, olga):
    """Work under a placeholder, offered to an address."""
    with as_owner():
        holder = User.objects.create_user(name="Sam Kit")
        work = Membership.objects.create(
            region=olga.membership.region, organisation=olga.membership.organisation, user=holder,
            role="support_worker", from_at=people.at,
        )  # fmt: skip
    made = invite(olga, "sam@elders.nl", name="Sam Kit")
    with as_owner():
        Offer.objects.filter(pk=made.pk).update(membership=work)
    return work, made


@pytest.fixture
def seated(prepared, the_case):
    work, _ = prepared
    with as_owner():
        TeamMember.objects.create(
            case=the_case, kind="bw_provider", membership=work, organisation=work.organisation,
            state="active", asked_at=work.from_at, from_at=work.from_at,
        )  # fmt: skip
    return prepared


def says_no():
    visitor = Client()
    visitor.get(link())
    visitor.post("/uitgenodigd/", {"answer": "no"})


def is_over(work):
    with as_owner():
        return Membership.objects.get(pk=work.pk).until_at is not None


def nightly(at):
    leave()
    return jobs.end_unwanted_work(at=at)


def people_page(olga):
    return sign_in(Client(), olga).get(reverse("desk:people")).content.decode()


def test_a_no_ends_what_was_prepared(olga, prepared):
    assert not is_over(prepared[0])
    says_no()
    assert is_over(prepared[0])
    assert "Zoekt iemand anders" not in people_page(olga)


def test_a_withdrawal_ends_it_and_a_newer_invitation_does_not(olga, prepared):
    work, made = prepared
    invite(olga, "sam@elders.nl", name="Sam Kit")
    assert not is_over(work)
    with as_owner():
        assert Offer.objects.get(pk=made.pk).state == "replaced"
        newer = Offer.objects.get(membership=work, state="open")
    url = reverse("desk:people_withdraw", args=[newer.public_id])
    assert sign_in(Client(), olga).post(url).status_code == 302
    assert is_over(work)


def test_what_lapsed_is_ended_by_the_job(olga, prepared):
    work, made = prepared
    assert nightly(made.invited_at) == 0
    assert nightly(made.invited_at + WEEK) == 1
    assert nightly(made.invited_at + WEEK) == 0  # twice is once
    assert is_over(work)


@pytest.mark.parametrize("lapses", [False, True])
def test_with_a_seat_it_stays_and_asks_for_somebody_else(olga, seated, lapses):
    work, made = seated
    if lapses:
        with as_owner():
            past = timezone.now() - WEEK
            Offer.objects.filter(pk=made.pk).update(invited_at=past, expires_at=past + WEEK / 2)
    else:
        says_no()
    assert nightly(timezone.now()) == 0
    assert not is_over(work)
    page = people_page(olga)
    part = page.split("Zoekt iemand anders")[1].split("</section>")[0]
    assert "Sam Kit" in part
    assert "1 stoel" in part
    assert "Sam Kit" not in page.split("Wie er werken")[1]
    url = reverse("desk:people_end", args=[work.public_id])
    assert url in part
    assert sign_in(Client(), olga).post(url, {"reason": "komt niet"}).status_code == 302
    assert is_over(work)
    assert "Zoekt iemand anders" not in people_page(olga)


def test_only_the_job_ends_it(olga):
    with (
        acting(actor_of(olga)),
        pytest.raises(ProgrammingError, match="only for the job"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select app_end_unwanted_work(now())")
