"""A question that is kept gives what Django would give, and is made once."""

import threading

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from huiswaarts.foundation.common.kept import kept
from huiswaarts.foundation.common.lookups import bigints
from huiswaarts.foundation.network.models import Municipality, Region
from tests.database import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def regions():
    with as_owner():
        two = [
            Region.objects.create(code=code, name=code, lead_municipality=f"GM{code}")
            for code in ("a", "b")
        ]
        for region in two:
            for n in range(3):
                Municipality.objects.create(region=region, code=f"{region.code}{n}", name=f"P{n}")
        return two


def places(made):
    @kept
    def asked(region, names, *, with_region=False):
        made.append(with_region)
        rows = Municipality.objects.filter(region_id=region, name__in=["P0", "P2", names])
        rows = rows.annotate(of=F("region__name")).order_by("-code")
        return rows.select_related("region") if with_region else rows

    return asked


def test_the_same_rows_and_made_once_for_each_shape(regions):
    made = []
    asked = places(made)
    for region in regions * 2:
        rows = Municipality.objects.filter(region=region, name__in=["P0", "P2", "P1"])
        assert asked(region.pk, "P1") == list(rows.order_by("-code"))
        assert [row.of for row in asked(region.pk, "P1")] == [region.code] * 3
        assert [row.name for row in asked(region.pk, "nobody")] == ["P2", "P0"]
    assert made == [False]
    with CaptureQueriesContext(connection) as queries:
        found = asked(regions[1].pk, "P1", with_region=True)
        assert [row.region.code for row in found] == ["b"] * 3
    assert len(queries) == 1
    assert made == [False, True]


def test_what_was_asked_before_is_not_answered_again(regions):
    asked = places([])
    first = asked(regions[0].pk, "P1")
    with CaptureQueriesContext(connection) as queries:
        assert asked(regions[0].pk, "P1") == first
    assert len(queries) == 1


def test_ids_in_one_array_and_of_one_type(regions):
    @kept
    def by_ids(ids):
        return Region.objects.filter(pk__any=ids).order_by("code")

    ids = [one.pk for one in regions]
    assert by_ids(ids) == regions
    assert by_ids([]) == []
    assert by_ids([2**62]) == []
    assert set(Region.objects.filter(pk__any=ids)) == set(regions)
    assert bigints([1, -2, 2**62]) == "{1,-2,4611686018427387904}"


def test_each_thread_makes_its_own(regions):
    made = []
    asked = places(made)
    asked(regions[0].pk, "P1")
    thread = threading.Thread(target=lambda: asked._of_shape({}))
    thread.start()
    thread.join()
    assert made == [False, False]


def test_it_can_be_forgotten(regions):
    made = []
    asked = places(made)
    asked(regions[0].pk, "P1")
    asked.forget()
    asked(regions[0].pk, "P1")
    assert made == [False, False]
