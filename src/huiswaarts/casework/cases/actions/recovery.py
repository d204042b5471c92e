"""A client who lost every way in: begun by the table or by the desk of the region.

Whoever may be the second is asked by the clock, within five minutes: it knows who that is.
"""

from django.db import transaction

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries import case_of_account
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting
from huiswaarts.foundation.accounts.actions.recovery import (
    NOT_YOURSELF,
    Place,
    Seen,
    ask_recovery,
)
from huiswaarts.foundation.accounts.models import RecoveryRequest, User

Asked = tuple[RecoveryRequest, str]


class NotHereError(Exception):
    """No account with a table in this region; which of the two is not told."""


def _sitter(*, seat: TeamMember, **_: object) -> tuple[int | None, ...]:
    return (seat.user_id,)


@granting(to=_sitter, reason=NOT_YOURSELF)
@transaction.atomic
def ask_at_table(*, case: Case, seat: TeamMember, seen: Seen, sight: Sight, by: Actor) -> Asked:
    """By somebody who works with the client."""
    require(policies.let_in_again(sight, seat, by.at))
    assert seat.user is not None  # noqa: S101  asked by the policy
    return _ask(seat.user, case.pk, seen, by)


def _owner(*, user: User | None, **_: object) -> tuple[int, ...]:
    return (user.pk,) if user else ()


@granting(to=_owner, reason=NOT_YOURSELF)
@transaction.atomic
def ask_at_desk(*, user: User | None, seen: Seen, by: Actor) -> Asked:
    """Started by the help desk or access team for somebody at the counter."""
    case_id = case_of_account(user.pk) if user else None
    if user is None or case_id is None:
        raise NotHereError
    return _ask(user, case_id, seen, by)


def _ask(user: User, case_id: int, seen: Seen, by: Actor) -> Asked:
    place = Place(case_id=case_id)
    kind = RecoveryRequest.Kind.ACCESS
    return ask_recovery(user=user, kind=kind, place=place, seen=seen, by=by)
