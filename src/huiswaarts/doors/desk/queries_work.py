"""My work: what is for today, what waits for others, what asks for attention."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from huiswaarts.casework.boxes.kinds import say
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.cases.models import Case, Commitment, TeamMember
from huiswaarts.casework.cases.querysets import someone
from huiswaarts.casework.meetings.models import Meeting
from huiswaarts.doors.desk.front import ANSWER_SOON, answer_mark
from huiswaarts.doors.desk.queries_cases import CardRow, Row, Terms, cases_by_id, with_seats
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.kept import kept
from huiswaarts.foundation.common.workdays import latest_start, workdays_after

T = TypeVar("T")
WEEK = dt.timedelta(days=7)
# Kind, case, what it is about, number; each kind in its order.
DAY = """select what, case_id, seat_id, number
    from app_my_day(%(today)s, %(red_after)s, %(most)s)
  union all select 'unanswered', case_id, null, null from app_unanswered(%(since)s, %(most)s)
  union all select 'promise', case_id, promise_id, null from app_my_promises(%(today)s, %(most)s)
  union all select 'meeting', case_id, meeting_id, null from app_my_meetings(%(week)s, %(most)s)
  union all select 'question', case_id, seat_id, null from app_my_questions(%(most)s)
  union all select what, case_id, null, null from app_my_pairs(%(most)s)"""
MOST = 8  # of each kind on the first screen; the list has the rest


@dataclass(frozen=True)
class BoxWaits:
    case: Case
    code: str
    name: str
    since: dt.datetime
    mine: bool


@dataclass(frozen=True)
class AnswerWaits:
    """A registration without the answer of the municipality, close to the end of the term."""

    case: Case
    due: dt.date
    mark: str
    word: str


@dataclass(frozen=True)
class Promised:
    """A promise of mine that is due soon or late."""

    promise: Commitment
    case: Case
    mark: str
    word: str


@dataclass(frozen=True)
class MeetingSoon:
    """A meeting of mine this week; one that was and has no report yet is for today."""

    meeting: Meeting
    case: Case
    is_today: bool
    is_over: bool


@dataclass(frozen=True)
class PairWaits:
    """Somebody to let in again, or a death to confirm: it takes two, and I can be the second."""

    is_death: bool
    case: Case | None  # where I sit at the table

    @property
    def url(self) -> str:
        return reverse("desk:deaths" if self.is_death else "desk:recoveries")


@dataclass(frozen=True)
class Work:
    meetings: list[MeetingSoon] = field(default_factory=list)
    promised: list[Promised] = field(default_factory=list)
    unanswered: list[AnswerWaits] = field(default_factory=list)
    due: list[Case] = field(default_factory=list)
    pairs: list[PairWaits] = field(default_factory=list)
    questions: list[TeamMember] = field(default_factory=list)
    proposed: list[TeamMember] = field(default_factory=list)
    requested: list[TeamMember] = field(default_factory=list)
    boxes_mine: list[BoxWaits] = field(default_factory=list)
    boxes_others: list[BoxWaits] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    empty_tables: list[Case] = field(default_factory=list)
    rows: list[Row | CardRow] = field(default_factory=list)

    @property
    def for_today(self) -> int:
        today = sum(one.is_today for one in self.meetings)
        return today + sum(
            (
                len(self.unanswered),
                len(self.promised),
                len(self.due),
                len(self.pairs),
                len(self.questions),
                len(self.proposed),
                len(self.boxes_mine),
            )
        )

    @property
    def waits(self) -> int:
        return len(self.requested) + len(self.boxes_others)

    def shown(self) -> list[Any]:
        """The rows that the page tells about, for the access record."""
        with_case = (
            *self.boxes_mine, *self.boxes_others, *self.unanswered, *self.promised,
            *self.meetings, *self.rows,
        )  # fmt: skip
        return [
            *self.questions,
            *self.proposed,
            *self.requested,
            *self.due,
            *self.empty_tables,
            *(one.case for one in with_case),
            *(one.case for one in self.pairs if one.case),
            *(one.promise for one in self.promised),
            *(one.meeting for one in self.meetings),
        ]


class Day:
    """What the database says about the day of a professional: ids and numbers, in order."""

    def __init__(self, actor: Actor, terms: Terms) -> None:
        soon = workdays_after(actor.today, ANSWER_SOON)
        asked: dict[str, Any] = {
            "today": actor.today,
            "red_after": terms.red_after,
            "since": latest_start(soon, terms.answer_workdays),
            "week": actor.at + WEEK,
            "most": MOST,
        }
        with connection.cursor() as cursor:
            cursor.execute(DAY, asked)
            self.rows = cursor.fetchall()
            cursor.execute(
                "select case_id, box_type_id, since, mine from app_waiting_boxes(%s)", [MOST]
            )
            self.boxes = cursor.fetchall()
        self.unanswered = self.cases("unanswered")
        self.promises = self.cases_by("promise")
        self.meetings = self.cases_by("meeting")

    def cases_by(self, what: str) -> dict[int, int]:
        """The case of each thing of this kind, in order."""
        return {thing: case_id for kind, case_id, thing, _ in self.rows if kind == what}

    def cases(self, what: str) -> list[int]:
        return [case_id for kind, case_id, _, _ in self.rows if kind == what]

    def seats(self, what: str) -> list[int]:
        return [seat_id for kind, _, seat_id, _ in self.rows if kind == what]

    def numbers(self, *what: str) -> dict[str, int]:
        return {kind: number for kind, _, _, number in self.rows if kind in what}

    def attention(self) -> dict[int, int]:
        return {case_id: number for kind, case_id, _, number in self.rows if kind == "row"}

    def all_cases(self) -> set[int]:
        ids = {row[1] for row in self.rows} | {row[0] for row in self.boxes}
        return ids - {None}


def work_of(actor: Actor, terms: Terms) -> Work:
    """At most nine queries: what the day holds, the lens, then these cases and seats alone."""
    day = Day(actor, terms)
    cases = cases_by_id(actor, day.all_cases())
    boxes = _boxes(day, cases)
    seats = _seats(actor, day)
    waiting = [cases[pk] for pk in day.unanswered if pk in cases]
    return Work(
        unanswered=[_answer_waits(case, terms, actor.today) for case in waiting],
        meetings=_meetings(actor, day, cases),
        promised=_promised(actor, day, cases),
        due=_in_order(cases, day.cases("due")),
        pairs=_pairs(day, cases),
        questions=_in_order(seats, day.seats("question")),
        proposed=_in_order(seats, day.seats("proposed")),
        requested=_in_order(seats, day.seats("requested")),
        boxes_mine=[one for one in boxes if one.mine],
        boxes_others=[one for one in boxes if not one.mine],
        counts=day.numbers("all", "overdue", "unplanned"),
        empty_tables=_in_order(cases, day.cases("empty")),
        rows=with_seats(cases, day.attention(), actor.today),
    )


def _meetings(actor: Actor, day: Day, cases: Mapping[int, Case]) -> list[MeetingSoon]:
    if not day.meetings:
        return []
    rows = {one.pk: one for one in _my_meetings(list(day.meetings), actor.membership_id, actor.at)}
    return [
        MeetingSoon(
            one,
            cases[one.case_id],
            is_today=localdate(one.begins_at) <= actor.today,
            is_over=one.ends_at < actor.at,
        )
        for one in _in_order(rows, list(day.meetings))
        if one.case_id in cases
    ]


@kept
def _my_meetings(ids: Any, membership: Any, at: Any) -> QuerySet[Meeting]:
    rows = Meeting.objects.visible_to(someone(membership, at, professional=True))
    return rows.filter(pk__any=ids)


@kept
def _my_promises(ids: Any, membership: Any, at: Any) -> QuerySet[Commitment]:
    rows = Commitment.objects.visible_to(someone(membership, at, professional=True))
    return rows.filter(pk__any=ids)


def _promised(actor: Actor, day: Day, cases: Mapping[int, Case]) -> list[Promised]:
    if not day.promises:
        return []
    rows = {one.pk: one for one in _my_promises(list(day.promises), actor.membership_id, actor.at)}
    return [
        Promised(one, cases[one.case_id], *_due(one.due_on, actor.today))
        for one in _in_order(rows, list(day.promises))
        if one.case_id in cases
    ]


def _due(day: dt.date, today: dt.date) -> tuple[str, str]:
    return ("laat", "Te laat") if day < today else ("letop", "Vandaag")


def _answer_waits(case: Case, terms: Terms, today: dt.date) -> AnswerWaits:
    due = workdays_after(case.phase_since, terms.answer_workdays)
    return AnswerWaits(case, due, *answer_mark(due, today))


def _pairs(day: Day, cases: Mapping[int, Case]) -> list[PairWaits]:
    return [
        PairWaits(kind == "death", cases.get(case_id or 0))
        for kind, case_id, _, _ in day.rows
        if kind in ("recovery", "death")
    ]


def deaths_waiting(actor: Actor) -> bool:  # noqa: ARG001  the database knows who asks
    """For whoever lands at the desk of the region."""
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from app_my_pairs(%s) where what = 'death')", [MOST])
        return cursor.fetchone() == (True,)


def _in_order(found: Mapping[int, T], ids: list[int]) -> list[T]:
    return [found[pk] for pk in ids if pk in found]


def _seats(actor: Actor, day: Day) -> dict[int, TeamMember]:
    """Asked or proposed at tables that I coordinate, and what waits for my answer."""
    ids = [*day.seats("question"), *day.seats("proposed"), *day.seats("requested")]
    if not ids:
        return {}
    rows = TeamMember.objects.visible_to(actor).filter(pk__any=ids)
    return rows.select_related("case", "organisation", "membership__user").in_bulk()


def _boxes(day: Day, cases: Mapping[int, Case]) -> list[BoxWaits]:
    """Full boxes that wait for a word: mine, or that of others where I coordinate."""
    return [
        BoxWaits(cases[case_id], kind_of(type_id).code, say(kind_of(type_id).box), since, mine)
        for case_id, type_id, since, mine in day.boxes
        if case_id in cases
    ]
