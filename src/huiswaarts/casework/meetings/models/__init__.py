"""The joint meeting and what belongs to it, a file per subject."""

from huiswaarts.casework.meetings.models.meetings import (
    REPORT_MOST,
    AgendaItem,
    AtMeeting,
    Attendance,
    CalendarFeed,
    Meeting,
    MeetingDocument,
    MeetingPromise,
    Report,
)
from huiswaarts.casework.meetings.models.polls import DatePoll, PollAnswer, PollDay

__all__ = [
    "REPORT_MOST",
    "AgendaItem",
    "AtMeeting",
    "Attendance",
    "CalendarFeed",
    "DatePoll",
    "Meeting",
    "MeetingDocument",
    "MeetingPromise",
    "PollAnswer",
    "PollDay",
    "Report",
]
