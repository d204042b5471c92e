import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from .harvest import Harvest
from .town import make_town
from .visitor import Visitors


@pytest.fixture(scope="package")
def town(django_db_setup, django_db_blocker):
    """One town for all of these tests, in one transaction; time stands still in it."""
    real = timezone.now
    moment = real() + dt.timedelta(minutes=1)
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_town()
        timezone.now = lambda: moment
        yield made
        timezone.now = real
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def visitors(town):
    return Visitors(town)


@pytest.fixture(scope="package")
def harvest(town, visitors):
    """Takes minutes; so these files are TOGETHER in one process (tests/plugin.py)."""
    return Harvest(town, visitors)
