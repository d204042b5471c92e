"""My week: what stands on each of the coming days, of meetings, promises and next steps."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils.timezone import localdate

from huiswaarts.casework.cases.models import Case, Commitment
from huiswaarts.casework.meetings.models import Meeting
from huiswaarts.doors.desk.queries_cases import cases_by_id
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.workdays import DAY, is_workday

DAYS, MOST = 7, 50
WEEK = """select 'meeting', case_id, meeting_id from app_my_meetings(%(before)s, %(most)s)
  union all select 'promise', case_id, promise_id from app_my_promises(%(until)s, %(most)s)
  union all select 'step', id, null from cases_case where coordinator_id = %(me)s
    and status = 'active' and follow_up_on between %(today)s and %(until)s"""


@dataclass
class Day:
    """One day: what is on it, and whether anybody works then."""

    on: dt.date
    is_workday: bool
    meetings: list[tuple[Meeting, Case]] = field(default_factory=list)
    promises: list[tuple[Commitment, Case]] = field(default_factory=list)
    steps: list[Case] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.meetings or self.promises or self.steps)


@dataclass(frozen=True)
class Week:
    days: list[Day]
    late: list[tuple[Commitment, Case]]  # from before

    def shown(self) -> list[Any]:
        """The rows that the page tells about, for the access record."""
        return [
            *(promise for promise, _ in self.late),
            *(promise for day in self.days for promise, _ in day.promises),
            *(meeting for day in self.days for meeting, _ in day.meetings),
            *(case for day in self.days for case in day.steps),
        ]


def week_of(actor: Actor) -> Week:
    """Five queries: what there is, the lens, and these cases, meetings and promises."""
    until = actor.today + (DAYS - 1) * DAY
    rows = _rows(actor, until)
    cases = cases_by_id(actor, [case_id for _, case_id, _ in rows])
    meetings = Meeting.objects.visible_to(actor).in_bulk(_ids(rows, "meeting"))
    promises = Commitment.objects.visible_to(actor).in_bulk(_ids(rows, "promise"))
    days = {on: Day(on, is_workday(on)) for on in (actor.today + n * DAY for n in range(DAYS))}
    late: list[tuple[Commitment, Case]] = []
    for meeting in sorted(meetings.values(), key=lambda one: one.begins_at):
        day, case = days.get(localdate(meeting.begins_at)), cases.get(meeting.case_id)
        if day and case:
            day.meetings.append((meeting, case))
    for promise in sorted(promises.values(), key=lambda one: (one.due_on, one.pk)):
        if case := cases.get(promise.case_id):
            due = days.get(promise.due_on)
            (due.promises if due else late).append((promise, case))
    for kind, case_id, _ in rows:
        step = cases.get(case_id)
        if kind == "step" and step is not None and step.follow_up_on in days:
            days[step.follow_up_on].steps.append(step)
    return Week(list(days.values()), late)


def _rows(actor: Actor, until: dt.date) -> list[tuple[str, int, int]]:
    asked = {
        "before": actor.at + DAYS * DAY,
        "until": until,
        "today": actor.today,
        "me": actor.membership_id,
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(WEEK, asked)
        return cursor.fetchall()


def _ids(rows: list[tuple[str, int, int]], wanted: str) -> list[int]:
    return [pk for kind, _, pk in rows if kind == wanted]
