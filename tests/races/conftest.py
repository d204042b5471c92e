"""A committed world for all rounds; afterwards the database is as it was."""

import pytest
from django.db import connection, transaction

from tests import database
from tests.people import make_people


@pytest.fixture(scope="module")
def committed(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with transaction.atomic():
            people = make_people()
        yield people
        database.restore(database.ensure_template(), connection.settings_dict["NAME"])
