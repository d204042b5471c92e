"""The meetings of a case, their reports and their guests."""

from huiswaarts.casework.cases.models import GuestPass
from huiswaarts.casework.meetings.actions import guests, meetings, polls, reports
from huiswaarts.casework.meetings.models import AgendaItem, DatePoll, Meeting, PollDay, Report
from tests import people as story

from .rounds import SEATS, SOON, Pair


def choose_day(round_):
    def do(actor, case, sight):
        day = PollDay.objects.select_related("poll__case").filter(case=case).first()
        poll = day.poll
        polls.choose_day(poll=poll, day=day, version=poll.version, sight=sight, by=actor)

    return do


def write_report(round_):
    def do(actor, case, sight):
        meeting = Meeting.objects.select_related("case__region").get(case=case)
        reports.write_report(meeting=meeting, text="Na afloop.", base="", sight=sight, by=actor)

    return do


def close_meeting(round_):
    def do(actor, case, sight):
        meeting = Meeting.objects.select_related("case__region").get(case=case)
        closed = reports.close_meeting(
            meeting=meeting, version=meeting.version, sight=sight, by=actor
        )
        round_.handed_to_the_client = closed.text

    return do


def cancel_meeting(round_):
    def do(actor, case, sight):
        meeting = Meeting.objects.select_related("case__region").get(case=case)
        meetings.cancel_meeting(
            meeting=meeting, why="x", version=meeting.version, sight=sight, by=actor
        )

    return do


def invite_gijs(round_):
    def do(actor, case, sight):
        item = AgendaItem.objects.select_related("meeting__case", "guest_pass").get(case=case)
        guests.invite_guest(
            item=item, seat=round_.seat("Gijs"), documents=[], sight=sight, by=actor
        )

    return do


def a_poll(round_):
    poll = DatePoll.objects.create(
        case=round_.case, kind="regular", minutes=60, place="home", made_at=round_.people.at
    )
    PollDay.objects.create(case=round_.case, poll=poll, begins_at=round_.people.at + SOON)


def a_meeting_over(round_):
    round_.meeting(round_.people.at - SOON)


def a_meeting_with_a_point(round_):
    story_seats = round_.people.seat_of
    with_guest = {**SEATS, "Gijs": "guest"}
    story._table(round_.people, "Samir", "zuidveen", "Gerda", with_guest)
    round_.case = round_.people.case_of["Samir"]
    AgendaItem.objects.create(
        case=round_.case, topic=25, meeting=round_.meeting(round_.people.at + SOON), what="x",
        by_seat=story_seats["Samir", "Gerda"], made_at=round_.people.at,
    )  # fmt: skip


def one_meeting(round_):
    return Meeting.objects.filter(case=round_.case).count() == 1


def report_is_as_the_client_reads_it(round_):
    """Nothing was written to it after it was handed to the client."""
    report = Report.objects.get(meeting__case=round_.case)
    return report.ready_at is None or report.text == round_.handed_to_the_client


def held_or_cancelled(round_):
    """Who came to a meeting that is off is nobody's guest."""
    off = Meeting.objects.filter(case=round_.case, status="cancelled").exists()
    guests_of_it = GuestPass.objects.filter(case=round_.case, ended_at=None)
    return not (off and guests_of_it.exists())


ROWS = {
    "chosen twice": Pair(
        ("Gerda", choose_day), ("Bea", choose_day), one_meeting, a_poll, ("case", "version")
    ),
    "written, closed": Pair(
        ("Bea", write_report), ("Gerda", close_meeting), report_is_as_the_client_reads_it,
        a_meeting_over,
    ),
    "guest invited, cancelled": Pair(
        ("Gerda", invite_gijs), ("Bea", cancel_meeting), held_or_cancelled, a_meeting_with_a_point
    ),
}  # fmt: skip
