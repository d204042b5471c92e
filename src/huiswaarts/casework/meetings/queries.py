"""Meetings of a case: what comes, what was, and what is on the table."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.utils import timezone

from huiswaarts.casework.cases.models import Case, Document, GuestPass, TeamMember
from huiswaarts.casework.cases.queries import seat_of_user
from huiswaarts.casework.cases.queries_documents import BY, Shown, shown
from huiswaarts.casework.cases.queries_documents import MOST as MOST_DOCUMENTS
from huiswaarts.casework.cases.querysets import keys_of
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.meetings.models import (
    AgendaItem,
    Attendance,
    CalendarFeed,
    Meeting,
    MeetingPromise,
    Report,
)
from huiswaarts.casework.meetings.rhythm import Rhythm, next_day
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import AT_HOME, SeatKind
from huiswaarts.foundation.access.topics import Level, Topic
from huiswaarts.foundation.accounts.codes import print_of
from huiswaarts.foundation.common.kept import kept
from huiswaarts.foundation.network.queries import actor_of_membership
from huiswaarts.institutions.bottlenecks.models import Bottleneck

MOST, MOST_FOLLOWED = 100, 1000
MONTH, YEAR = dt.timedelta(days=30), dt.timedelta(days=366)
REPORT = (int(Topic.REPORT),)


def meetings_of(sight: Sight) -> list[Meeting]:
    """Newest first; nothing for whoever reads no contact card. One query."""
    if not sight.reads_card:
        return []
    if sight.is_professional:
        return list(_meetings(sight.case_id)[:MOST])
    return list(_newest(Meeting.objects.seen_by(sight))[:MOST])


@kept
def _meetings(case: Any) -> QuerySet[Meeting]:
    return _newest(Meeting.objects.within(case))


def _newest(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return rows.order_by("-begins_at", "-id")


def find_meeting(case: Case, sight: Sight, public_id: str) -> Meeting | None:
    """With its report, as far as the wall lets that through."""
    rows = Meeting.objects.seen_by(sight).filter(public_id=public_id).select_related("report")
    meeting = rows.first()
    if meeting is not None:
        meeting.case = case
    return meeting


def planned(meetings: list[Meeting]) -> list[Meeting]:
    """What is still to come or to be reported, soonest first."""
    return sorted((one for one in meetings if one.is_planned), key=lambda one: one.begins_at)


@dataclass(frozen=True)
class Agenda:
    """What people brought, the client's points first; and the bottlenecks of earlier meetings that
    nobody came to.
    """

    items: list[AgendaItem]
    left: list[AgendaItem]


def agenda_of(meeting: Meeting, sight: Sight) -> Agenda:
    """One query."""
    before = Q(bottleneck__isnull=False, meeting__begins_at__lt=meeting.begins_at)
    rows = AgendaItem.objects.seen_by(sight).filter(Q(meeting=meeting) | before)
    related = (
        "by_seat__organisation",
        "by_seat__membership__user",
        "guest_pass__seat__organisation",
        "guest_pass__seat__membership__user",
    )
    found = list(rows.select_related(*related).order_by("id"))
    last = {item.bottleneck_id: item for item in found if item.bottleneck_id}
    here = [item for item in found if item.meeting_id == meeting.pk]
    here.sort(key=lambda item: item.by_seat.kind != SeatKind.CLIENT)
    left = [one for one in last.values() if one.meeting_id != meeting.pk and not one.done_at]
    return Agenda(here, left)


def find_point(meeting: Meeting, sight: Sight, public_id: str) -> AgendaItem | None:
    items = AgendaItem.objects.seen_by(sight).filter(meeting=meeting, public_id=public_id)
    item = items.select_related("guest_pass").first()
    if item is not None:
        item.meeting = meeting
    return item


def lendable(item: AgendaItem, sight: Sight) -> list[Document]:
    """Documents of the meeting that a guest of this point may read: of the whole team, and not
    with another guest already. One query.
    """
    rows = (row.document for row in documents_at(item.meeting, sight))
    mine = (None, item.guest_pass_id)
    return [one for one in rows if one.is_ready and not one.label and one.guest_pass_id in mine]


@dataclass(frozen=True)
class GuestPoint:
    """What one pass opens now; nothing yet, when the meeting is more than a week ahead."""

    given: GuestPass
    items: list[AgendaItem]
    documents: list[Document]


def guest_points(case_id: int, actor: Actor) -> list[GuestPoint]:
    """For a guest, soonest first. Three queries."""
    passes = GuestPass.objects.of_guest(actor).filter(case_id=case_id).order_by("begins_at", "id")
    found = list(passes[:MOST])
    items = AgendaItem.objects.visible_to(actor).filter(guest_pass__in=found).order_by("id")
    documents = Document.objects.visible_to(actor).filter(guest_pass__in=found).order_by("id")
    points, papers = list(items), [one for one in documents if one.is_ready]
    return [
        GuestPoint(
            given,
            [item for item in points if item.guest_pass_id == given.pk],
            [one for one in papers if one.guest_pass_id == given.pk],
        )
        for given in found
    ]


def report_of(meeting: Meeting, sight: Sight, at: dt.datetime) -> Report | None:
    """What this reader may see of it: while it is made, or when it is public. It came along with
    `find_meeting`, as far as the wall lets it through; the first lock is here.
    """
    report: Report | None = getattr(meeting, "report", None)
    if report is None or report.scope not in keys_of(sight, Level.READ, REPORT):
        return None
    return report if sight.may_write(REPORT[0]) or _public(report, at) else None


def _public(report: Report, at: dt.datetime) -> bool:
    return report.public_from is not None and report.public_from <= at


@dataclass(frozen=True)
class Noted:
    """Of a meeting: how each seat was there, and which promises were made; ids."""

    hows: dict[int, str]
    promises: list[int]


def noted_at(meeting: Meeting, sight: Sight) -> Noted:
    """One query."""
    there = Attendance.objects.seen_by(sight).filter(meeting=meeting)
    made = MeetingPromise.objects.seen_by(sight).filter(meeting=meeting)
    rows = there.values_list("seat_id", "how").union(
        made.values_list("promise_id", Value("")), all=True
    )
    found = list(rows)
    return Noted({pk: how for pk, how in found if how}, [pk for pk, how in found if not how])


def may_be_there(meeting: Meeting, sight: Sight) -> list[tuple[TeamMember, bool]]:
    """Relatives and supporters who read along, for the client: is this one welcome? Two queries."""
    if not sight.is_client:
        return []
    rows = TeamMember.objects.seen_by(sight).filter(
        kind__in=AT_HOME, state="active", user__isnull=False
    )
    seats = list(rows.filter(until_at=None).order_by("id"))
    left_out = left_out_of(meeting) if seats else set()
    return [(seat, seat.user_id not in left_out) for seat in seats]


def left_out_of(meeting: Meeting) -> set[int]:
    """Whom the client does not want there, by user: also in a seat of later. One query."""
    rows = Attendance.objects.filter(
        meeting=meeting, how=Attendance.How.LEFT_OUT, seat__user__isnull=False
    )
    return set(rows.values_list("seat__user_id", flat=True))


def documents_at(meeting: Meeting, sight: Sight) -> list[Shown]:
    """What was put there, newest first. One query."""
    rows = _documents(keys_of(sight, Level.READ, REPORT), meeting.pk)
    return shown(rows, meeting.case, sight)


@kept
def _documents(scopes: Any, meeting: Any) -> QuerySet[Document]:
    rows = Document.objects.within(scopes).filter(meetings__meeting__id=meeting)
    return rows.select_related(*BY).order_by("-put_at", "-id")[:MOST_DOCUMENTS]


def proposed_day(case: Case, meetings: list[Meeting], today: dt.date) -> dt.date:
    """By the rhythm of the region, from the last meeting or from today; never in the past."""
    days = [timezone.localdate(one.begins_at) for one in meetings if one.status == "held"]
    region = case.region
    rhythm = Rhythm(region.meeting_weeks, region.meeting_weeks_near)
    if not days:
        return next_day(today, today, Rhythm(1, 1))
    return max(next_day(max(days), case.target_month, rhythm), next_day(today, today, Rhythm(0, 0)))


def register_for(actor: Actor) -> QuerySet[Bottleneck]:
    """What can be put on an agenda, most recognised first."""
    rows = Bottleneck.objects.visible_to(actor).counted()
    return rows.order_by("-recognised_by", "-noted_at", "-pk")


def current_feed(actor: Actor) -> CalendarFeed | None:
    return CalendarFeed.objects.visible_to(actor).current().first()


def feed_of(secret: str, *, at: dt.datetime) -> tuple[CalendarFeed, Actor] | None:
    """The link with this secret and who acts through it; None when it, the work, the seat or the
    account has ended.
    """
    feeds = CalendarFeed.objects.current().filter(token_hash=print_of(secret), user__is_active=True)
    feed = feeds.select_related("user", "membership__organisation").first()
    if feed is None:
        return None
    if feed.membership is None:
        actor = seat_of_user(feed.user, at=at)
    else:
        work = feed.membership
        ended = work.until_at is not None and work.until_at <= at
        actor = None if ended else actor_of_membership(work, name=feed.user.name, at=at)
    return (feed, actor) if actor else None


def followed(actor: Actor) -> list[Meeting]:
    """From a month ago to a year ahead, also what is off: a calendar must hear of that."""
    shown = (Meeting.Status.PLANNED, Meeting.Status.HELD, Meeting.Status.CANCELLED)
    rows = Meeting.objects.visible_to(actor).filter(
        status__in=shown, begins_at__gt=actor.at - MONTH, begins_at__lt=actor.at + YEAR
    )
    return list(rows.order_by("begins_at", "id")[:MOST_FOLLOWED])
