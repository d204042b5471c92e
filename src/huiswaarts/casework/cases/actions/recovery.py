"""A client who lost every way in: the table, the desk of the region, and who hears of it."""

from django.db import transaction

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.actions.telling import HELPING, tell_table
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries import case_of_account
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting
from huiswaarts.foundation.accounts.actions import News, tell
from huiswaarts.foundation.accounts.actions.recovery import (
    NOT_YOURSELF,
    WIDE,
    Place,
    Seen,
    ask_recovery,
)
from huiswaarts.foundation.accounts.models import RecoveryRequest, User
from huiswaarts.foundation.events.actions import Recipient
from huiswaarts.foundation.events.models import Notification
from huiswaarts.foundation.network.models import Membership

Kind = Notification.Kind
Asked = tuple[RecoveryRequest, str]


class NotHereError(Exception):
    """No account with a table in this region; which of the two is not told."""


def _sitter(*, seat: TeamMember, **_: object) -> tuple[int | None, ...]:
    return (seat.user_id,)


@granting(to=_sitter, reason=NOT_YOURSELF)
@transaction.atomic
def ask_at_table(*, case: Case, seat: TeamMember, seen: Seen, sight: Sight, by: Actor) -> Asked:
    """By who works with the client. The others at the table and the help desk hear of it."""
    require(policies.let_in_again(sight, seat, by.at))
    assert seat.user is not None  # noqa: S101  asked by the policy
    asked = _ask(seat.user, case.pk, seen, by)
    once = f"recovery:{asked[0].pk}"  # whom this does not reach, the clock tells
    news = News(kind=Kind.RECOVERY_ASKED, case_id=case.pk, once=once)
    tell_table(news=news, case_id=case.pk, by=by, which=lambda one: one.kind in HELPING)
    return asked


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
    request, half = ask_recovery(user=user, kind=kind, place=place, seen=seen, by=by)
    desk = Membership.objects.active(by.at).filter(region_id=by.own_region_id, role__in=WIDE)
    told = [Recipient(one.user_id, one.pk) for one in desk]
    tell(news=News(kind=Kind.RECOVERY_ASKED, once=f"recovery:{request.pk}"), to=told, by=by)
    return request, half
