"""What is read through the sight of a case equals what `visible_to` gives of that case."""

import pytest

from huiswaarts.casework.cases.models import GateOverride, PhaseMove, Sharing, TeamMember
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.foundation.access import session
from tests.database import as_owner
from tests.people import actor_of

pytestmark = pytest.mark.django_db
EVERYONE = ["bea", "amir", "wim", "gerda", "gijs"]
CLIENTS = ["samir", "mina", "sofie"]


@pytest.mark.parametrize("who", EVERYONE + CLIENTS)
@pytest.mark.parametrize("model", [TeamMember, Sharing, GateOverride, PhaseMove])
@pytest.mark.parametrize("behind_the_wall", [True, False])
def test_the_same_rows(request, the_case, who, model, behind_the_wall):
    actor = actor_of(request.getfixturevalue(who))
    with session.acting(actor):
        sight = sight_of(actor, the_case)

        def rows(found):
            return set(found.values_list("pk", flat=True))

        if behind_the_wall:
            seen = rows(model.objects.seen_by(sight))
            visible = rows(model.objects.visible_to(actor).filter(case=the_case))
        else:
            with as_owner():
                seen = rows(model.objects.seen_by(sight))
                visible = rows(model.objects.visible_to(actor).filter(case=the_case))
    assert seen == visible
