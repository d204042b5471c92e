"""The client says who of the own people is not at one meeting, and reads nothing of it."""

from django.db import transaction
from django.db.models import F

from huiswaarts.casework.cases.actions.telling import Which, tell_table, who_reads
from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.meetings import policies
from huiswaarts.casework.meetings.actions.meetings import Told, note, tell
from huiswaarts.casework.meetings.calendar import invitation
from huiswaarts.casework.meetings.models import Attendance, Meeting
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.accounts.actions import News

REPORT = policies.REPORT
How = Attendance.How


@transaction.atomic
def leave_out(*, meeting: Meeting, seat: TeamMember, sight: Sight, by: Actor) -> None:
    """It leaves the calendar of who knew of it, without a reason. Twice is once."""
    require(policies.leave_out(sight, meeting, seat))
    if _leave_out(meeting, seat):
        _next_change(meeting)
        note("meetings.left_out", meeting, by, topic=REPORT)
        _tell_not_needed(meeting, seat, by)


@granting(to=lambda *, seat, **_: (seat.user_id,))
@transaction.atomic
def welcome(*, meeting: Meeting, seat: TeamMember, sight: Sight, by: Actor) -> None:
    """Back in the calendar of who may know when it is. Only of who was left out; twice is once."""
    require(policies.welcome(sight, seat, meeting.case))
    rows = Attendance.objects.filter(meeting=meeting, how=How.LEFT_OUT)
    if not rows.filter(seat__user_id=seat.user_id).update(how=How.WELCOME):
        return
    _next_change(meeting)
    note("meetings.welcomed_back", meeting, by, topic=REPORT)
    if meeting.is_planned and meeting.begins_at > by.at:
        tell(Told.MEETING_PLANNED, meeting, by, which=_knows(meeting, seat, by))


def _leave_out(meeting: Meeting, seat: TeamMember) -> bool:
    """Was it said just now? Two who press at once say it once."""
    said = {"case_id": meeting.case_id, "topic": REPORT, "how": How.LEFT_OUT}
    row, made = Attendance.objects.select_for_update(of=("self",)).get_or_create(
        meeting=meeting, seat=seat, defaults=said
    )
    if made or row.how == How.LEFT_OUT:
        return made
    row.how = How.LEFT_OUT
    row.save(update_fields=["how"])
    return True


def _next_change(meeting: Meeting) -> None:
    """Calendars go by it; nobody's screen grows stale."""
    Meeting.objects.filter(pk=meeting.pk).update(sequence=F("sequence") + 1)
    meeting.refresh_from_db(fields=["sequence"])


def _tell_not_needed(meeting: Meeting, seat: TeamMember, by: Actor) -> None:
    if meeting.begins_at <= by.at:
        return
    news = News(
        kind=Told.NOT_THIS_TIME,
        case_id=meeting.case_id,
        subject="",  # who is left out does not see the meeting any more
        enclosure=lambda address: invitation(meeting, attendee=address, at=by.at, off=True),
    )
    tell_table(news=news, case_id=meeting.case_id, which=_knows(meeting, seat, by), by=by)


def _knows(meeting: Meeting, seat: TeamMember, by: Actor) -> Which:
    """This one, when they may know when it is."""
    may_know = who_reads(Topic.COMMON, case_id=meeting.case_id, at=by.at)
    return lambda one: one.pk == seat.pk and may_know(one)
