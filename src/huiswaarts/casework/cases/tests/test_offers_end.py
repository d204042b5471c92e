"""How long an invitation lasts: its link a day, the offer seven, the address a month after a no."""

import datetime as dt

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiswaarts.casework.cases import jobs
from huiswaarts.foundation.access.session import acting, leave
from huiswaarts.foundation.network.models import Offer
from tests.database import as_owner
from tests.people import actor_of, sign_in

from .test_offers import invite, link, now

pytestmark = pytest.mark.django_db
MONTH = dt.timedelta(days=31)


def wipe_offers(*, at):
    """The job, in which nobody acts."""
    leave()
    return jobs.wipe_offers(at=at)


def older(one, **ago):
    with as_owner():
        row = Offer.objects.filter(pk=one.pk)
        past = dt.timedelta(**ago)
        row.update(invited_at=one.invited_at - past, expires_at=one.expires_at - past)


def test_a_link_works_a_day_and_signing_in_for_seven(people, olga, ria):
    one = invite(olga, ria.user.email)
    stranger = Client()
    assert stranger.get(link(), follow=True).status_code == 200
    older(one, hours=25)
    late = stranger.get(link(), follow=True)
    assert late.status_code == 410
    assert "kan een nieuwe sturen" in late.content.decode()
    page = sign_in(Client(), ria).get(reverse("offers")).content.decode()
    assert one.public_id in page
    older(one, days=7)
    page = sign_in(Client(), ria).get(reverse("offers")).content.decode()
    assert one.public_id not in page


@pytest.mark.parametrize("state", ["declined", "withdrawn", "replaced", "open"])
def test_the_address_of_a_no_is_wiped_after_a_month(people, olga, ria, state):
    one = invite(olga, ria.user.email)
    answered = None if state == "open" else timezone.now()
    with as_owner():
        Offer.objects.filter(pk=one.pk).update(state=state, answered_at=answered)
    term = one.expires_at + MONTH
    assert wipe_offers(at=one.invited_at) == 0
    assert wipe_offers(at=term) == 1
    assert wipe_offers(at=term) == 0  # twice is once
    row = now(one)
    assert (row.typed, row.name, row.state, row.answered_at) == ("", "", state, answered)
    assert ria.user.email not in row.address
    assert sign_in(Client(), olga).get(reverse("desk:people")).status_code == 200


def test_what_was_accepted_or_still_waits_is_kept(people, olga, ria):
    one = invite(olga, ria.user.email)
    with as_owner():
        Offer.objects.filter(pk=one.pk).update(state="accepted", answered_at=timezone.now())
    waits = invite(olga, "nieuw@voorbeeld.nl")
    older(one, days=60)
    assert wipe_offers(at=waits.invited_at) == 0


def test_only_the_job_wipes(people, olga):
    with (
        acting(actor_of(olga, at=people.at)),
        pytest.raises(ProgrammingError, match="only for the job"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select app_wipe_offers(now())")
