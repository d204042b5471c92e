"""Daan's case and the colleagues around it, as the pages of the desk meet them."""

import datetime as dt

import pytest
from django.utils import timezone

from huiswaarts.casework.boxes.actions.content import load_catalogue
from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.casework.cases.tests.world import World
from huiswaarts.foundation.events.models import AccessRecord
from tests.database import as_owner
from tests.people import come_in


@pytest.fixture
def world():
    made = World()
    with as_owner():
        load_catalogue(made.region)
    return made


def now():
    return timezone.now()


@pytest.fixture
def case(world):
    return world.case(at=now(), target_month=dt.date(2028, 6, 1))


@pytest.fixture
def as_(world, client):
    def sign_in(who):
        come_in(client, getattr(world, who).user)
        return client

    return sign_in


def form_of(response):
    """What the form on this page sends when nothing is changed."""
    form = response.context["form"]
    data = {bound.html_name: bound.value() for bound in form}
    return {name: value for name, value in data.items() if value not in (None, "", False)}


def post(client, url, **more):
    return client.post(url, form_of(client.get(url)) | more)


def looks(**about):
    with as_owner():
        return list(AccessRecord.objects.filter(**about).order_by("id"))


def at_table(world, case, kind, who):
    with as_owner():
        return TeamMember.objects.get(pk=world.seat(case, kind, who).pk)
