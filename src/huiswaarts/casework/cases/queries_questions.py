"""Who asked what about a seat, and whether somebody is there to coordinate."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.policies_questions import seat_coordinates
from huiswaarts.casework.cases.queries import visible_events
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.network.models import Membership


def is_asked(seat: TeamMember) -> bool:
    return seat.is_suspended or seat.asks_coordination


def asker_of(seat: TeamMember) -> Membership | None:
    rows = Membership.objects.filter(Q(pk=seat.question_by))
    return rows.select_related("user", "organisation").first()


def coordinator_gone(case: Case, team: Iterable[TeamMember], actor: Actor) -> bool:
    """Has the coordinator no seat here that coordinates any more, or no work?"""
    own = (seat for seat in team if seat.membership_id == case.coordinator_id)
    return not any(seat_coordinates(case, seat, actor.at) for seat in own)


def coordinated_before(case: Case, actor: Actor) -> bool:
    """Did this person hand it on, or was it given on meanwhile?"""
    if case.coordinator_id == actor.membership_id:
        return False
    passed = visible_events(actor).filter(case_id=case.pk, kind="cases.coordination_passed")
    return passed.filter(codes__before=actor.membership_id).exists()


def own_seat_now(number: str, seat_id: str) -> str:
    """What became of one's own seat, once it is not active any more; empty of any other seat."""
    with connection.cursor() as cursor:
        cursor.execute("select app_own_seat_now(%s, %s)", [number, seat_id])
        return str(cursor.fetchone()[0] or "")


def asked_of(membership_id: int) -> list[TeamMember]:
    """For the clock: the seats of this colleague about which a question stands open; ids only."""
    with connection.cursor() as cursor:
        cursor.execute("select * from app_open_questions(%s)", [membership_id])
        return [
            TeamMember(pk=pk, case_id=case_id, question=question, membership_id=membership_id)
            for pk, case_id, question in cursor.fetchall()
        ]


def lapsed_seats() -> list[TeamMember]:
    """For the clock: whose access stood still for its term. It knows their ids, not the rows."""
    names = ("pk", "case_id", "kind", "user_id", "membership_id", "question_by")
    with connection.cursor() as cursor:
        cursor.execute("select * from app_lapsed_seats()")
        return [TeamMember(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
