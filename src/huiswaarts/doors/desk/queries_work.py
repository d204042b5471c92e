"""My work: what is for today, what waits for others, what asks for attention."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count, Q

from huiswaarts.casework.boxes.kinds import say
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.doors.desk.queries_cases import (
    FIELDS,
    Filters,
    Row,
    by_attention,
    my_cases,
    open_cases,
    overdue,
    with_seats,
)
from huiswaarts.foundation.access.actor import Actor

MOST = 8  # of each kind on the first screen; the list has the rest
State = TeamMember.State


@dataclass(frozen=True)
class BoxWaits:
    case: Case
    code: str
    name: str
    since: dt.datetime
    mine: bool


@dataclass(frozen=True)
class Work:
    due: list[Case] = field(default_factory=list)
    proposed: list[TeamMember] = field(default_factory=list)
    requested: list[TeamMember] = field(default_factory=list)
    boxes_mine: list[BoxWaits] = field(default_factory=list)
    boxes_others: list[BoxWaits] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    empty_tables: list[Case] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def for_today(self) -> int:
        return len(self.due) + len(self.proposed) + len(self.boxes_mine)

    @property
    def waits(self) -> int:
        return len(self.requested) + len(self.boxes_others)

    def shown(self) -> set[int]:
        """The cases that the page tells about, for the access record."""
        seats = [seat.case_id for seat in (*self.proposed, *self.requested)]
        boxes = [one.case.pk for one in (*self.boxes_mine, *self.boxes_others)]
        cases = [case.pk for case in (*self.due, *self.empty_tables)]
        return {*seats, *boxes, *cases, *(row.case.pk for row in self.rows)}


def work_of(actor: Actor, red_after: int) -> Work:
    mine = my_cases(actor, Filters())
    boxes = _waiting_boxes(actor)
    seats = _open_seats(actor)
    due = mine.filter(Q(follow_up_on__lte=actor.today) | Q(review_on__lte=actor.today))
    # the last query, since it looks through the lens from then on
    return Work(
        due=list(due.only(*FIELDS).order_by("follow_up_on", "id")[:MOST]),
        proposed=[seat for seat in seats if seat.state == State.PROPOSED][:MOST],
        requested=[seat for seat in seats if seat.state == State.REQUESTED][:MOST],
        boxes_mine=[one for one in boxes if one.mine][:MOST],
        boxes_others=[one for one in boxes if not one.mine][:MOST],
        counts=_counts(actor),
        empty_tables=_empty_tables(actor),
        rows=with_seats(
            list(by_attention(mine, actor, red_after).only(*FIELDS)[:MOST]), actor.today
        ),
    )


def _counts(actor: Actor) -> dict[str, int]:
    return (
        Case.objects.visible_to(actor)
        .filter(open_cases())
        .aggregate(
            all=Count("pk"),
            overdue=Count("pk", filter=overdue(actor.today)),
            unplanned=Count("pk", filter=Q(follow_up_on=None)),
        )
    )


def _open_seats(actor: Actor) -> list[TeamMember]:
    """Asked or proposed at tables that I coordinate, longest first."""
    return list(
        TeamMember.objects.visible_to(actor)
        .filter(
            state__in=(State.PROPOSED, State.REQUESTED),
            case__coordinator_id=actor.membership_id,
        )
        .select_related("case", "organisation", "membership__user")
        .order_by("asked_at")[: 4 * MOST]
    )


def _waiting_boxes(actor: Actor) -> list[BoxWaits]:
    """Full boxes that wait for a word: mine, or that of others where I coordinate."""
    with connection.cursor() as cursor:
        cursor.execute("select case_id, box_type_id, since, mine from app_waiting_boxes()")
        rows = cursor.fetchall()
    ids = {row[0] for row in rows[: 20 * MOST]}
    cases = Case.objects.visible_to(actor).filter(pk__in=ids).in_bulk() if ids else {}
    return [
        BoxWaits(cases[case_id], kind_of(type_id).code, say(kind_of(type_id).box), since, mine)
        for case_id, type_id, since, mine in rows
        if case_id in cases and (mine or cases[case_id].coordinator_id == actor.membership_id)
    ]


def _empty_tables(actor: Actor) -> list[Case]:
    with connection.cursor() as cursor:
        cursor.execute("select app_tables_with_empty_seat(%s)", [MOST])
        ids = cursor.fetchone()[0]
    if not ids:
        return []
    return list(Case.objects.visible_to(actor).filter(pk__in=ids).only(*FIELDS).order_by("id"))
