"""The operator says whether a corporation may coordinate in a region: named, and in the log."""

import pytest

from huiswaarts.doors.console.region import coordination
from huiswaarts.foundation.events.models import Event
from huiswaarts.foundation.network.models import Region
from tests.database import as_owner


@pytest.mark.parametrize(("word", "allowed"), [("yes", True), ("no", False)])
def test_the_region_says_so_and_who_said_it_is_logged(people, word, allowed):
    with as_owner():
        Region.objects.update(corporation_coordinates=not allowed)
        assert coordination(region="zuidveen", corporation=word, operator="Otto") == 0
        assert Region.objects.get(code="zuidveen").corporation_coordinates == allowed
        assert Region.objects.get(code="drenthe").corporation_coordinates != allowed
        event = Event.objects.get(kind="network.corporation_coordinates")
    assert (event.codes["operator"], event.codes["allowed"]) == ("Otto", allowed)


@pytest.mark.parametrize(("region", "operator"), [("nergens", "Otto"), ("zuidveen", " ")])
def test_no_region_or_no_name_changes_nothing(people, region, operator, capsys):
    with as_owner():
        assert coordination(region=region, corporation="yes", operator=operator) == 1
        assert not Region.objects.filter(corporation_coordinates=True).exists()
    assert capsys.readouterr().err
