"""Meetings of a case: what comes, what was, and what is on the table."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from huiswaarts.casework.cases.models import Case, Commitment, Document
from huiswaarts.casework.cases.queries_documents import BY, Shown, shown
from huiswaarts.casework.cases.queries_documents import MOST as MOST_DOCUMENTS
from huiswaarts.casework.cases.querysets import keys_of
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.meetings.models import AgendaItem, Attendance, Meeting, Report
from huiswaarts.casework.meetings.rhythm import Rhythm, next_day
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.access.topics import Level, Topic
from huiswaarts.foundation.common.kept import kept

MOST = 100
REPORT = (int(Topic.REPORT),)


def meetings_of(sight: Sight) -> list[Meeting]:
    """Newest first; nothing for who reads no contact card. One query."""
    return list(_meetings(sight.case_id)[:MOST]) if sight.reads_card else []


@kept
def _meetings(case: Any) -> QuerySet[Meeting]:
    return Meeting.objects.within(case).order_by("-begins_at", "-id")


def find_meeting(case: Case, sight: Sight, public_id: str) -> Meeting | None:
    rows = Meeting.objects.seen_by(sight).filter(public_id=public_id)
    meeting = rows.first()
    if meeting is not None:
        meeting.case = case
    return meeting


def planned(meetings: list[Meeting]) -> list[Meeting]:
    """What is still to come or to be reported, soonest first."""
    return sorted((one for one in meetings if one.is_planned), key=lambda one: one.begins_at)


def agenda_of(meeting: Meeting, sight: Sight) -> list[AgendaItem]:
    """What people brought: the client's points first. One query."""
    rows = AgendaItem.objects.seen_by(sight).filter(meeting=meeting)
    related = ("by_seat__organisation", "by_seat__membership__user")
    items = list(rows.select_related(*related).order_by("id"))
    return sorted(items, key=lambda item: item.by_seat.kind != SeatKind.CLIENT)


def attendance_of(meeting: Meeting, sight: Sight) -> dict[int, Attendance]:
    rows = Attendance.objects.seen_by(sight).filter(meeting=meeting)
    return {row.seat_id: row for row in rows}


def report_of(meeting: Meeting, sight: Sight, at: dt.datetime) -> Report | None:
    """What this reader may see of it: while it is made, or when it is public. One query."""
    report = Report.objects.filter(
        meeting=meeting, scope__any=keys_of(sight, Level.READ, REPORT)
    ).first()
    if report is None or (not sight.may_write(REPORT[0]) and not _public(report, at)):
        return None
    report.meeting = meeting
    return report


def _public(report: Report, at: dt.datetime) -> bool:
    return report.public_from is not None and report.public_from <= at


def documents_at(meeting: Meeting, sight: Sight) -> list[Shown]:
    """What was put there, newest first. One query."""
    rows = _documents(keys_of(sight, Level.READ, REPORT), meeting.pk)
    return shown(rows, meeting.case, sight)


@kept
def _documents(scopes: Any, meeting: Any) -> QuerySet[Document]:
    rows = Document.objects.within(scopes).filter(meetings__meeting__id=meeting)
    return rows.select_related(*BY).order_by("-put_at", "-id")[:MOST_DOCUMENTS]


def promised_at(meeting: Meeting, sight: Sight) -> list[int]:
    """Ids of the promises made there, of those that the actor may read."""
    rows = Commitment.objects.seen_by(sight).filter(meetings__meeting=meeting)
    return list(rows.order_by("due_on", "id").values_list("pk", flat=True))


def proposed_day(case: Case, meetings: list[Meeting], today: dt.date) -> dt.date:
    """By the rhythm of the region, from the last meeting or from today; never in the past."""
    days = [timezone.localdate(one.begins_at) for one in meetings if one.status == "held"]
    region = case.region
    rhythm = Rhythm(region.meeting_weeks, region.meeting_weeks_near)
    if not days:
        return next_day(today, today, Rhythm(1, 1))
    return max(next_day(max(days), case.target_month, rhythm), next_day(today, today, Rhythm(0, 0)))
