"""Meetings: planned, moved, cancelled; points brought; held, and the report to the client."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from huiswaarts.casework.cases.actions.telling import Which, tell_table, who_reads
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.meetings import policies
from huiswaarts.casework.meetings.actions import guests
from huiswaarts.casework.meetings.calendar import invitation
from huiswaarts.casework.meetings.models import AgendaItem, Attendance, Meeting
from huiswaarts.casework.meetings.queries import left_out_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.accounts.actions import News
from huiswaarts.foundation.common.texts import kept
from huiswaarts.foundation.events.actions import record
from huiswaarts.foundation.events.actions.versions import save_version
from huiswaarts.foundation.events.models import Notification
from huiswaarts.institutions.bottlenecks.models import Bottleneck

REPORT = policies.REPORT
Told = Notification.Kind
DATED = {Told.MEETING_PLANNED, Told.MEETING_MOVED, Told.MEETING_CANCELLED}
POINT, BEHIND, REASON = 200, 300, 200  # characters


@dataclass(frozen=True)
class Plan:
    """When, how long, where, and what kind; `why` when it is in the past."""

    kind: str
    begins_at: dt.datetime
    minutes: int
    place: str
    why: str = ""


@dataclass(frozen=True)
class Point:
    """What somebody brings; when it is a demand, also what is behind it."""

    what: str
    is_demand: bool = False
    behind: str = ""


@dataclass(frozen=True)
class Presence:
    """Was the client there, and why not; and how the others sat there, by seat."""

    client: str
    why: str = ""
    others: tuple[tuple[TeamMember, str], ...] = ()


@transaction.atomic
def plan_meeting(*, case: Case, plan: Plan, sight: Sight, by: Actor) -> Meeting:
    require(policies.plan(case, sight))
    meeting = Meeting.objects.create(
        case=case,
        kind=plan.kind,
        begins_at=plan.begins_at,
        minutes=plan.minutes,
        place=plan.place,
        why=kept(plan.why, max_length=REASON),
        made_by_id=by.membership_id,
        made_at=by.at,
    )
    note("meetings.meeting_planned", meeting, by)
    tell(Told.MEETING_PLANNED, meeting, by)
    return meeting


@transaction.atomic
def move_meeting(*, meeting: Meeting, plan: Plan, version: int, sight: Sight, by: Actor) -> Meeting:
    require(policies.change(meeting.case, sight, meeting))
    before = meeting.begins_at
    save_version(
        meeting,
        version=version,
        kind=plan.kind,
        begins_at=plan.begins_at,
        minutes=plan.minutes,
        place=plan.place,
        why=kept(plan.why, max_length=REASON),
        sequence=meeting.sequence + 1,
    )
    note("meetings.meeting_moved", meeting, by, before=before.isoformat())
    tell(Told.MEETING_MOVED, meeting, by)
    guests.follow(meeting, by)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, why: str, version: int, sight: Sight, by: Actor) -> Meeting:
    require(policies.change(meeting.case, sight, meeting))
    reason = kept(why, max_length=REASON)
    off = {"status": Meeting.Status.CANCELLED, "sequence": meeting.sequence + 1}
    save_version(meeting, version=version, why=reason, **off)
    note("meetings.meeting_cancelled", meeting, by)
    tell(Told.MEETING_CANCELLED, meeting, by)
    guests.send_home(meeting, by)
    return meeting


@transaction.atomic
def bring_point(*, meeting: Meeting, point: Point, sight: Sight, by: Actor) -> AgendaItem:
    """In the own name. Two people at once are two points."""
    require(policies.add_point(meeting.case, sight, meeting))
    made = AgendaItem.objects.create(
        case_id=meeting.case_id,
        topic=REPORT,
        meeting=meeting,
        by_seat=sight.seat,
        what=kept(point.what, max_length=POINT),
        is_demand=point.is_demand,
        behind=kept(point.behind, max_length=BEHIND),
        made_at=by.at,
    )
    note("meetings.point_brought", meeting, by, topic=REPORT)
    return made


@transaction.atomic
def bring_bottleneck(
    *, meeting: Meeting, bottleneck: Bottleneck, sight: Sight, by: Actor
) -> AgendaItem:
    """What holds others up too, on this table's agenda in its own words. Twice is once."""
    require(policies.bring_bottleneck(meeting.case, sight, meeting))
    item, made = AgendaItem.objects.get_or_create(
        meeting=meeting,
        bottleneck=bottleneck,
        defaults={
            "case_id": meeting.case_id,
            "topic": REPORT,
            "by_seat": sight.seat,
            "what": bottleneck.title,
            "made_at": by.at,
        },
    )
    if made:
        note("meetings.bottleneck_brought", meeting, by, topic=REPORT)
    return item


@transaction.atomic
def discuss_point(*, item: AgendaItem, done: bool, sight: Sight, by: Actor) -> AgendaItem:
    """Ticked off, or back on the table. The same press twice changes nothing."""
    require(policies.change(item.meeting.case, sight, item.meeting))
    item.done_at = (item.done_at or by.at) if done else None
    item.save(update_fields=["done_at"])
    return item


@transaction.atomic
def note_presence(
    *, meeting: Meeting, presence: Presence, version: int, sight: Sight, by: Actor
) -> Meeting:
    require(policies.change(meeting.case, sight, meeting))
    why = kept(presence.why, max_length=REASON)
    save_version(meeting, version=version, client_presence=presence.client, presence_why=why)
    asked_not_to_come = left_out_of(meeting)
    for seat, how in presence.others:
        if seat.user_id in asked_not_to_come:
            continue  # the client said so, and only the client takes it back
        Attendance.objects.update_or_create(
            meeting=meeting,
            seat=seat,
            defaults={"case_id": meeting.case_id, "topic": REPORT, "how": how},
        )
    note("meetings.presence_noted", meeting, by, topic=REPORT)
    return meeting


def note(kind: str, meeting: Meeting, by: Actor, *, topic: int = 0, **codes: object) -> None:
    record(
        kind=kind,
        by=by,
        case_id=meeting.case_id,
        topic=topic,
        subject=f"meetings.meeting:{meeting.pk}",
        **codes,
    )


def tell(
    kind: str, meeting: Meeting, by: Actor, which: Which | None = None, once: str = ""
) -> None:
    """To the seats that are meant, else to who may know when it is: a guest or a relative may not.
    Never to whom the client left out. For their calendars, when it is still to come.
    """
    case_id = meeting.case_id
    meant = which or who_reads(Topic.COMMON, case_id=case_id, at=by.at)
    left_out = left_out_of(meeting)
    news = News(
        kind=kind,
        case_id=case_id,
        subject=f"meetings.meeting:{meeting.pk}",
        once=once,
        enclosure=_for_calendars(kind, meeting, by),
    )
    tell_table(
        news=news,
        case_id=case_id,
        which=lambda seat: seat.user_id not in left_out and meant(seat),
        by=by,
    )


def _for_calendars(kind: str, meeting: Meeting, by: Actor) -> Callable[[str], str] | None:
    if kind not in DATED or meeting.begins_at <= by.at:
        return None
    return lambda address: invitation(meeting, attendee=address, at=by.at)
