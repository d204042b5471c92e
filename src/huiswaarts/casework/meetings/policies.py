"""May this meeting be planned, held, reported now? Pure; every no has its reason."""

import datetime as dt

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.policies import still_open
from huiswaarts.casework.cases.policies_documents import put
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.meetings.models import AgendaItem, Meeting, Report
from huiswaarts.foundation.access.decisions import Decision, first_no, when
from huiswaarts.foundation.access.seats import AT_HOME, SeatKind
from huiswaarts.foundation.access.topics import Topic

REPORT = int(Topic.REPORT)
Presence = Meeting.Presence


def plan(case: Case, sight: Sight) -> Decision:
    return first_no(
        still_open(case),
        when(not sight.card_only, "Deze casus is nog niet begonnen."),
        when(
            sight.is_professional and sight.may_write(REPORT),
            "Een overleg plannen doet een professional aan tafel.",
        ),
    )


def change(case: Case, sight: Sight, meeting: Meeting) -> Decision:
    return first_no(
        plan(case, sight),
        when(meeting.is_planned, "Dit overleg is al geweest, of gaat niet door."),
    )


def add_point(case: Case, sight: Sight, meeting: Meeting) -> Decision:
    """Everyone who reads the report; the client as well as the others."""
    return first_no(
        still_open(case),
        when(sight.may_read(REPORT), "U leest de verslagen van dit team niet."),
        when(meeting.is_planned, "Dit overleg is al geweest, of gaat niet door."),
    )


def bring_bottleneck(case: Case, sight: Sight, meeting: Meeting) -> Decision:
    return first_no(
        add_point(case, sight, meeting),
        when(sight.is_professional, "Een knelpunt kiest een professional aan tafel."),
    )


def invite_guest(
    case: Case, sight: Sight, item: AgendaItem, seat: TeamMember | None = None
) -> Decision:
    """A guest of this case, who has a seat already; one at a point."""
    taken = item.guest_pass is not None and seat is not None and item.guest_pass.seat_id != seat.pk
    return first_no(
        change(case, sight, item.meeting),
        when(
            seat is None or (seat.case_id == case.pk and seat.kind == SeatKind.GUEST),
            "Te gast is iemand die als gast bij deze casus hoort.",
        ),
        when(not taken, "Bij dit punt is al iemand te gast. Trek die uitnodiging eerst in."),
    )


def put_document(case: Case, sight: Sight, meeting: Meeting) -> Decision:
    """Who writes the report, and the client; before and after, not of what does not happen."""
    return first_no(
        put(case, sight, REPORT),
        when(meeting.status != Meeting.Status.CANCELLED, "Dit overleg gaat niet door."),
    )


def leave_out(sight: Sight, meeting: Meeting, seat: TeamMember) -> Decision:
    """The client says who of the own people is not there this time; before it is held."""
    return first_no(
        welcome(sight, seat, meeting.case),
        when(meeting.is_planned, "Dit overleg is al geweest, of gaat niet door."),
    )


def welcome(sight: Sight, seat: TeamMember, case: Case) -> Decision:
    """Back again; also afterwards, to read what came of it."""
    return first_no(
        still_open(case),
        when(sight.is_client, "Dit zegt alleen de cliënt."),
        when(
            seat.case_id == case.pk and seat.kind in AT_HOME and seat.user_id is not None,
            "Dit kan alleen voor een naaste of een cliëntondersteuner met een eigen account.",
        ),
    )


def close(case: Case, sight: Sight, meeting: Meeting, at: dt.datetime) -> Decision:
    """The report goes to the client. Whether the client was there is always answered."""
    asked = meeting.client_presence != Presence.NOT_ASKED
    why = meeting.client_presence != Presence.CHOSE_NOT_TO or bool(meeting.presence_why)
    return first_no(
        change(case, sight, meeting),
        when(meeting.begins_at <= at, "Dit overleg moet nog beginnen."),
        when(asked, "Geef eerst aan of de cliënt erbij was."),
        when(why, "Schrijf op waarom de cliënt er niet bij wilde zijn, in de eigen woorden."),
    )


def say_view(sight: Sight, report: Report | None) -> Decision:
    """The client reads first, and may add the own view; also later."""
    return first_no(
        when(sight.is_client, "Dit zegt alleen de cliënt."),
        when(report is not None and report.ready_at is not None, "Het verslag is nog niet klaar."),
    )
