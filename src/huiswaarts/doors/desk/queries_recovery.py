"""Open requests to let somebody in again, for whoever may help and for whose account it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries import visible_recoveries, visible_statements
from huiswaarts.casework.cases.queries_team import name_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.accounts.actions.recovery import BEGINS_PAIR, may_state
from huiswaarts.foundation.accounts.models import RecoveryRequest, RecoveryStatement, User

MOST = 30


@dataclass(frozen=True)
class Line:
    request: RecoveryRequest
    who: str  # by name only to those who sit at the table
    case_id: int | None  # whose name stands in `who`
    first: RecoveryStatement | None
    asked_by: str
    others: list[str]  # who stated it after them
    may_state: bool
    found_nobody: bool  # the help desk and the privacy officer may go on with it
    one_of_two: bool  # and one of them did
    works: bool
    my_half_lapsed: bool
    may_stop: bool


def open_for(actor: Actor) -> list[Line]:
    """Those that this person may help with, oldest first."""
    rows = visible_recoveries(actor).open(actor.at).exclude(user_id=actor.user_id)
    return _lines(actor, list(rows.select_related("user").order_by("asked_at")[:MOST]))


def my_own(actor: Actor) -> list[Line]:
    rows = visible_recoveries(actor).open(actor.at).filter(user_id=actor.user_id)
    return _lines(actor, list(rows.select_related("user").order_by("asked_at")))


def find_recovery(actor: Actor, public_id: str) -> RecoveryRequest | None:
    rows = visible_recoveries(actor).open(actor.at).select_related("user")
    return rows.filter(public_id=public_id).first()


def find_settled(actor: Actor, public_id: str) -> RecoveryRequest | None:
    """One that was stopped, used or ran out: for whoever presses a second time, or too late."""
    open_still = RecoveryRequest.objects.open(actor.at)
    rows = visible_recoveries(actor).filter(public_id=public_id)
    return rows.exclude(pk__in=open_still.values("pk")).first()


def stated_already(actor: Actor, **which: object) -> RecoveryStatement | None:
    """One's own statement in a request that is open."""
    rows = visible_statements(actor).filter(user_id=actor.user_id, **which)
    still = RecoveryRequest.objects.open(actor.at)
    return rows.filter(request__in=still.values("pk")).select_related("request").first()


def asked_already(actor: Actor, user_id: int) -> RecoveryRequest | None:
    """The open request about this person, when there is one that this actor sees."""
    rows = visible_recoveries(actor).open(actor.at)
    return rows.filter(user_id=user_id, kind=RecoveryRequest.Kind.ACCESS).first()


def subject_of(actor: Actor, request: RecoveryRequest) -> str:
    """Who cannot sign in, by name, for whoever sits at that table; else nothing."""
    return _subjects(actor, [request]).get(request.pk, "")


def _subjects(actor: Actor, requests: Sequence[RecoveryRequest]) -> Mapping[int, str]:
    """The client by the name of the case; somebody else at the table as theirs. One query."""
    asked = {(one.case_id, one.user_id): one.pk for one in requests if one.case_id}
    rows = TeamMember.objects.visible_to(actor).select_related("case", "membership__user")
    seats = rows.filter(case_id__in=[pk for pk, _ in asked], user_id__in=[u for _, u in asked])
    return {
        asked[seat.case_id, seat.user_id]: seat.case.short_name
        if seat.is_client
        else f"{name_of(seat, seat.case)}, {seat.kind_label} van {seat.case.short_name}"
        for seat in seats
        if (seat.case_id, seat.user_id) in asked
    }


def _lines(actor: Actor, requests: list[RecoveryRequest]) -> list[Line]:
    statements = visible_statements(actor).filter(request__in=requests).order_by("number")
    made: dict[int, list[RecoveryStatement]] = {}
    for one in statements:
        made.setdefault(one.request_id, []).append(one)
    cases = Case.objects.visible_to(actor).in_bulk([r.case_id for r in requests if r.case_id])
    people = User.objects.in_bulk([one.user_id for one in statements])
    named = _subjects(actor, requests)
    return [
        _line(actor, one, made.get(one.pk, []), people, named.get(one.pk, ""), cases)
        for one in requests
    ]


def _line(
    actor: Actor,
    request: RecoveryRequest,
    made: list[RecoveryStatement],
    people: dict[int, User],
    named: str,
    cases: dict[int, Case],
) -> Line:
    case = cases.get(request.case_id or 0)
    first = made[0] if made else None
    names = [people[one.user_id].name if one.user_id in people else "" for one in made]
    mine = next((one for one in made if one.user_id == actor.user_id), None)
    alone = mine is not None and [one.pair for one in made].count(mine.pair) == 1
    return Line(
        request=request,
        who=named or _colleague(request) or (_login(request) if mine else ""),
        case_id=case.pk if case else None,
        first=first,
        asked_by=names[0] if names else "",
        others=[name for name in names[1:] if name],
        found_nobody=request.confirmed_at is None and actor.at >= request.wide_from,
        one_of_two=any(one.number == BEGINS_PAIR for one in made),
        works=request.works_from is not None and request.works_from <= actor.at,
        my_half_lapsed=alone and request.confirmed_at is not None,
        may_state=request.confirmed_at is None and may_state(request, actor),
        may_stop=mine is not None,
    )


def _login(request: RecoveryRequest) -> str:
    """Whoever stated it away from the table had this name from the person, and printed it."""
    return f"Inlognaam {request.user.email or request.user.username}"


def _colleague(request: RecoveryRequest) -> str:
    """A client may work too: that name would tell the desk whose client this is."""
    return request.user.name if request.kind == RecoveryRequest.Kind.SECOND_FACTOR else ""
