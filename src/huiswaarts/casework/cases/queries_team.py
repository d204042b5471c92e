"""The table of a case: who sits there, which seats are empty and since when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SEATS, TEAM_SEATS, SeatKind
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.common.dates import as_day, long_date
from huiswaarts.foundation.common.kept import kept
from huiswaarts.foundation.network.models import Membership

State = TeamMember.State
SEATED = (State.ACTIVE, State.SUSPENDED)
WEEK = 7
LATE_DAYS = 14  # an empty seat is late after this


@dataclass(frozen=True)
class Place:
    """One seat as drawn: somebody's, or empty since a day."""

    kind: str
    label: str
    name: str = ""
    party: str = ""
    member: TeamMember | None = None
    since: dt.date | None = None
    days: int = 0
    is_coordinator: bool = False

    @property
    def is_empty(self) -> bool:
        """A seat whose access stands still is somebody's."""
        return self.member is None or self.member.state not in SEATED

    @property
    def empty_words(self) -> str:
        """`Al 5 weken leeg`, with the day it began."""
        since = f"sinds {long_date(self.since, weekday=False)}" if self.since else ""
        weeks = self.days // WEEK
        if not weeks:
            return since.capitalize() or "Leeg"
        return f"Al {weeks} {'week' if weeks == 1 else 'weken'} leeg ({since})"

    @property
    def is_late(self) -> bool:
        return self.is_empty and self.days > LATE_DAYS


def team_of(sight: Sight) -> list[TeamMember]:
    """All seats of a case that the actor may see, also those that ended. One query."""
    own = [seat.pk for seat in sight.seats]
    return _team(sight.case_id, own, table=sight.may_read(Topic.COMMON))


@kept
def _team(case: Any, own: Any, *, table: bool) -> QuerySet[TeamMember]:
    rows = TeamMember.objects.within(case, own, table=table)
    return rows.select_related("organisation", "membership__user", "user").order_by("id")


def sit_as_themselves(team: Iterable[TeamMember]) -> set[int]:
    """Accounts of the client, and of whoever sits there for the client."""
    own = [seat for seat in team if seat.membership_id is None and seat.state in SEATED]
    return {seat.user_id for seat in own if seat.user_id is not None}


def sits_as_themself(case: Case, work: Membership | None) -> bool:
    """Is it their own life, or that of their relative, which would become their work?"""
    return work is not None and work.user_id in sit_as_themselves(
        TeamMember.objects.filter(case=case, membership=None, user_id=work.user_id)
    )


def name_of(seat: TeamMember, case: Case) -> str:
    if seat.is_client:
        return case.client_name
    if seat.membership is not None:
        return seat.membership.user.name
    return seat.name


def table_of(case: Case, team: Iterable[TeamMember], on: dt.date) -> list[Place]:
    """The seats in the order of the table; each of the five that nobody has is an empty one."""
    team = list(team)
    active = [seat for seat in team if seat.state in SEATED and not _over(seat, on)]
    asked = [seat for seat in team if seat.state in (State.REQUESTED, State.PROPOSED)]
    places = []
    for kind in SEATS:
        here = [seat for seat in active if seat.kind == kind]
        waiting = [seat for seat in asked if seat.kind == kind]
        places += [_taken(seat, case) for seat in here]
        places += [_waiting(seat, case, on) for seat in waiting]
        if kind in TEAM_SEATS and not here and not waiting:
            places.append(_empty(kind, case, team, on))
    return places


def _over(seat: TeamMember, on: dt.date) -> bool:
    return seat.until_at is not None and as_day(seat.until_at) < on


def _taken(seat: TeamMember, case: Case) -> Place:
    return Place(
        kind=seat.kind,
        label=seat.kind_label,
        name=name_of(seat, case),
        party=seat.organisation.name if seat.organisation else "",
        member=seat,
        since=as_day(seat.from_at) if seat.from_at else None,
        is_coordinator=seat.membership_id is not None and seat.membership_id == case.coordinator_id,
    )


def _waiting(seat: TeamMember, case: Case, on: dt.date) -> Place:
    since = as_day(seat.asked_at) if seat.asked_at else case.registered_on
    return Place(
        kind=seat.kind,
        label=seat.kind_label,
        name=name_of(seat, case),
        party=seat.organisation.name if seat.organisation else "",
        member=seat,
        since=since,
        days=(on - since).days,
    )


def _empty(kind: str, case: Case, team: list[TeamMember], on: dt.date) -> Place:
    ended = [as_day(seat.until_at) for seat in team if seat.kind == kind and seat.until_at]
    since = max([*ended, case.registered_on])
    return Place(kind=kind, label=SEATS[kind].label, since=since, days=(on - since).days)


def holds_coordination(seat: TeamMember) -> bool:
    """The coordinator's only seat: it cannot end before coordination is handed over."""
    with connection.cursor() as cursor:
        cursor.execute("select app_holds_coordination(%s)", [seat.pk])
        return bool(cursor.fetchone()[0])


def seat_of_client(case: Case, actor: Actor) -> TeamMember | None:
    rows = TeamMember.objects.visible_to(actor).filter(case=case, kind=SeatKind.CLIENT)
    return rows.filter(state=State.ACTIVE).select_related("case__region", "user").first()
