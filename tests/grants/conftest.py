"""One story for the whole matrix, in one transaction: each try leaves it as it was."""

import pytest
from django.db import transaction

from huiswaarts.foundation.access import session
from huiswaarts.foundation.access.actor import the_clock
from tests import people as story
from tests.database import as_owner

from .tries import LATER, Stage
from .worlds import CLOCK


@pytest.fixture(scope="package")
def people(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield story.make_people()
        session.leave()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def stage(people):
    with as_owner():
        return Stage(people)


@pytest.fixture(scope="package")
def actors(people):
    """Everybody of the story, and the clock of a week later."""
    region = people.case_of["Samir"].region_id
    clock = the_clock(region_id=region, at=people.at + LATER, job="matrix")
    return {one.name: story.actor_of(one, at=people.at) for one in people} | {CLOCK: clock}


@pytest.fixture(autouse=True)
def as_it_was(people):
    with transaction.atomic():
        yield
        session.leave()
        transaction.set_rollback(True)
