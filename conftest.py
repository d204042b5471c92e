"""For every test in src and tests alike; the environment itself is set in tests/plugin.py."""

import pytest

from tests import database


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, request):
    """Instead of pytest-django's own: made by the owner, then used as the app role."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        database.make_for(worker)
        yield
        database.drop_for(worker)
