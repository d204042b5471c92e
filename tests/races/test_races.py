"""Two deeds at the same moment: whatever came of each, the invariant holds."""

import pytest
from django.core.exceptions import PermissionDenied

from huiswaarts.casework.boxes.actions.base import StaleBoxError
from huiswaarts.casework.cases.actions.seats import AlreadyAtTableError
from huiswaarts.casework.cases.actions.sharing import RuleEndedError
from huiswaarts.foundation.accounts.actions import InvitationClosedError
from huiswaarts.foundation.accounts.actions.people import LastFactorError
from huiswaarts.foundation.accounts.actions.recovery import AlreadyAskedError
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.network.actions import OfferClosedError
from huiswaarts.foundation.network.region.actions.roles import (
    AlreadyProposedError,
    ProposalClosedError,
)

from .pairs import PAIRS
from .rounds import one_round
from .stage import GoneError, race

# How the one who came too late is told: each of these becomes a sentence at the edge.
TOLD = (
    PermissionDenied, StaleError, StaleBoxError, AlreadyAtTableError, RuleEndedError, GoneError,
    LastFactorError, OfferClosedError, AlreadyProposedError, ProposalClosedError,
    AlreadyAskedError, InvitationClosedError,
)  # fmt: skip
FREE = 50


def judge(outcomes, holds, name):
    odd = [one for one in outcomes if isinstance(one, BaseException) and not isinstance(one, TOLD)]
    assert not odd, (name, outcomes)
    assert any(not isinstance(one, BaseException) for one in outcomes), (name, outcomes)
    assert holds, (name, outcomes)


@pytest.mark.parametrize("name", PAIRS)
def test_forced(committed, name):
    judge(*one_round(PAIRS[name], committed, race), name)


@pytest.mark.nightly
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", PAIRS)
def test_turned_and_free(committed, name, turned):
    judge(*one_round(PAIRS[name], committed, race, turned=turned), name)
    for _ in range(FREE // 2):
        judge(*one_round(PAIRS[name], committed, race, forced=False, turned=turned), name)
