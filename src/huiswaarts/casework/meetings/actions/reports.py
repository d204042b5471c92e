"""The report: written together, read by the client first, then for the whole team."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from huiswaarts.casework.cases.actions.promises import Promise, make_promise
from huiswaarts.casework.cases.actions.telling import of_kind, who_reads
from huiswaarts.casework.cases.models import Commitment, TeamMember
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.meetings import policies
from huiswaarts.casework.meetings.actions.meetings import Told, note, tell
from huiswaarts.casework.meetings.merge import merged
from huiswaarts.casework.meetings.models import REPORT_MOST, Meeting, MeetingPromise, Report
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.common.texts import kept
from huiswaarts.foundation.common.workdays import workdays_after
from huiswaarts.foundation.events.actions.versions import save_version

REPORT = policies.REPORT
CLIENT_READS_FIRST = 2  # working days
TALK_WITHIN = dt.timedelta(days=7)
WHY_TALK = "Met {name} praten over het overleg: wat maakt meedoen prettig?"


@transaction.atomic
def write_report(*, meeting: Meeting, text: str, base: str, sight: Sight, by: Actor) -> Report:
    """A draft, saved at each pause. `base` is what the writer had before typing: what somebody
    else wrote meanwhile stays beside it. Raises `RefusedTextError`, also when both are too long.
    """
    require(policies.change(meeting.case, sight, meeting))
    text = kept(_lines(text), max_length=REPORT_MOST)
    made = {"case_id": meeting.case_id, "topic": REPORT}
    Report.objects.get_or_create(meeting=meeting, defaults=made)
    report = Report.objects.select_for_update().get(meeting=meeting)
    together = kept(merged(_lines(base), text, report.text), max_length=REPORT_MOST)
    if together != report.text:
        _save(report, text=together, saved_by_id=by.membership_id, saved_at=by.at)
    report.meeting = meeting  # which may have come with how it was before
    return report


def _lines(text: str) -> str:
    """As browsers send it: line ends of two characters."""
    return text.replace("\r\n", "\n").strip()


def _save(report: Report, **values: object) -> None:
    Report.objects.filter(pk=report.pk).update(version=F("version") + 1, **values)
    report.refresh_from_db()


@transaction.atomic
def promise_at_meeting(
    *, meeting: Meeting, promise: Promise, sight: Sight, by: Actor
) -> Commitment:
    made = make_promise(case=meeting.case, promise=promise, sight=sight, by=by)
    MeetingPromise.objects.create(
        case_id=meeting.case_id, topic=REPORT, meeting=meeting, promise=made
    )
    return made


@transaction.atomic
def close_meeting(*, meeting: Meeting, version: int, sight: Sight, by: Actor) -> Report:
    """The meeting is over: from now the client reads, and after two working days the team."""
    require(policies.close(meeting.case, sight, meeting, by.at))
    save_version(meeting, version=version, status=Meeting.Status.HELD)
    report, _ = Report.objects.get_or_create(
        meeting=meeting, defaults={"case_id": meeting.case_id, "topic": REPORT}
    )
    days = workdays_after(by.today, CLIENT_READS_FIRST) - by.today
    _save(report, ready_at=by.at, public_from=by.at + days)
    report.meeting = meeting
    note("meetings.meeting_held", meeting, by, presence=meeting.client_presence)
    tell(Told.REPORT_READY, meeting, by, which=of_kind(SeatKind.CLIENT))
    if _twice_without_client(meeting):
        _talk_about_it(meeting, sight, by)
    return report


def _twice_without_client(meeting: Meeting) -> bool:
    held = Meeting.objects.filter(
        case_id=meeting.case_id, status=Meeting.Status.HELD, begins_at__lte=meeting.begins_at
    )
    last = list(held.order_by("-begins_at", "-id")[:2])
    absent = (Meeting.Presence.CHOSE_NOT_TO, Meeting.Presence.REPRESENTED)
    return len(last) > 1 and all(one.client_presence in absent for one in last)


def _talk_about_it(meeting: Meeting, sight: Sight, by: Actor) -> None:
    """Two in a row without the client: somebody goes and asks. The coordinator does that."""
    case = meeting.case
    seats = TeamMember.objects.filter(case=case, membership_id=case.coordinator_id)
    owner = seats.active(by.at).first()
    if owner is not None:
        words = WHY_TALK.format(name=case.first_name)
        promise = Promise(words, owner, by.today + TALK_WITHIN)
        promise_at_meeting(meeting=meeting, promise=promise, sight=sight, by=by)
        note("meetings.client_missing_twice", meeting, by)


@transaction.atomic
def say_view(*, report: Report, words: str, sight: Sight, by: Actor) -> Report:
    """The own view of the client, beside the report; the report itself stays as it is."""
    require(policies.say_view(sight, report))
    _save(report, client_view=kept(words, max_length=REPORT_MOST))
    note("meetings.view_said", report.meeting, by, topic=REPORT)
    return report


@transaction.atomic
def agree(*, report: Report, sight: Sight, by: Actor) -> Report:
    """The client finds it good: the team reads it from now."""
    require(policies.say_view(sight, report))
    if report.client_ok_at is None:
        public = min(report.public_from or by.at, by.at)
        _save(report, client_ok_at=by.at, public_from=public)
        note("meetings.report_agreed", report.meeting, by, topic=REPORT)
        _tell_readers(report, by)
    return report


def _tell_readers(report: Report, by: Actor) -> None:
    """To whoever reads reports at this table; the same news that the clock tells without an OK."""
    readers = who_reads(Topic.REPORT, case_id=report.case_id, at=by.at)
    once = f"report_ready:{report.meeting_id}"
    tell(
        Told.REPORT_READY,
        report.meeting,
        by,
        which=lambda seat: not seat.is_client and readers(seat),
        once=once,
    )
