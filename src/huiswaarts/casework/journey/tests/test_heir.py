"""Who coordinates when the coordinator leaves: the SQL chooses as the policy does."""

import pytest
from django.utils import timezone

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.journey.leaving import NobodyElseError, end_membership
from huiswaarts.foundation.access import session
from huiswaarts.foundation.network.models import Region
from tests.database import as_owner
from tests.people import actor_of


@pytest.mark.parametrize("allowed", [False, True])
def test_a_corporation_is_an_heir_only_where_the_region_says_so(people, the_case, allowed):
    """A guest never is."""
    with as_owner():
        others = TeamMember.objects.filter(case=the_case, membership__isnull=False)
        others.exclude(kind__in=("bw_provider", "corporation", "guest")).update(
            state="ended", until_at=timezone.now()
        )
        Case.objects.filter(pk=the_case.pk).update(coordinator=people.bea.membership)
        Region.objects.update(corporation_coordinates=allowed)
    with session.acting(actor_of(people.olga)) as olga:
        told = {"membership": people.bea.membership, "reason": "x", "by": olga}
        if allowed:
            end_membership(**told)
        else:
            with pytest.raises(NobodyElseError):
                end_membership(**told)
    with as_owner():
        heir = Case.objects.get(pk=the_case.pk).coordinator_id
    assert (heir == people.wim.membership.pk) == allowed
