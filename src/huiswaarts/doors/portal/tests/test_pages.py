"""Every page of Mijn Thuis opens, for the client with few queries, also when there is much."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from .conftest import answer

PAGES = (
    "", "dozen/", "dozen/op-papier/", "dozen/finances/", "dozen/finances/1/",
    "dozen/finances/1/eerder/", "dozen/finances/klopt-niet/", "dozen/health/1/", "team/",
    "team/erbij/", "gegevens/", "gegevens/gekeken/", "gegevens/gekeken/?meer", "gegevens/vast/",
)  # fmt: skip
# everything that is recorded, in one page: as many tables as there are
MOST = {"gegevens/vast/": 34}


@pytest.fixture
def filled(home, samir, the_case):
    answer(samir, the_case, "finances", 1, choice="stable", text="Elke maand op de 25e.")
    return home


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_with_few_queries(filled, path):
    filled.read(path)
    with CaptureQueriesContext(connection) as captured:
        filled.read(path)
    # the test itself is a transaction, so that of the request is a savepoint
    asked = [one["sql"][:150] for one in captured if "SAVEPOINT" not in one["sql"]]
    assert len(asked) <= MOST.get(path, 15), asked
