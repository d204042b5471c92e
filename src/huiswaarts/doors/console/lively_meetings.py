"""Meetings of the demo regions: planned, and held with a report that the client reads first."""

import datetime as dt

from huiswaarts.casework.cases.actions.documents import Added
from huiswaarts.casework.cases.files.clean import clean
from huiswaarts.casework.cases.files.scanner import Verdict
from huiswaarts.casework.cases.models import Case, Document
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.meetings.actions.documents import put_at_meeting
from huiswaarts.casework.meetings.actions.guests import invite_guest
from huiswaarts.casework.meetings.actions.meetings import (
    Plan,
    Point,
    Presence,
    bring_point,
    note_presence,
    plan_meeting,
)
from huiswaarts.casework.meetings.actions.polls import Asked, answer_days, ask_days
from huiswaarts.casework.meetings.actions.reports import close_meeting, write_report
from huiswaarts.casework.meetings.models import Meeting
from huiswaarts.casework.meetings.queries_polls import days_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.common.dates import local_moment
from huiswaarts.foundation.common.workdays import is_workday

DAY = dt.timedelta(days=1)
PLACES = ("home", "provider", "municipality")
AHEAD = (1, 4, 0, 9, 16, 25)  # days
POINTS = (
    "Welke wijk past bij {}?",
    "Wie is er bereikbaar in het weekend?",
    "Wanneer is de eerste kennismaking met de buren?",
)
REPORTS = (
    "{} wil graag dicht bij het park wonen.\nWij zoeken eerst in twee wijken.",
    "De hulp na de verhuizing is besproken.\n{} kiest zelf de dag van de kennismaking.",
)
PAPER = (
    "Wat wij samen opschreven\n\n{0} zoekt een rustige straat met groen in de buurt.\n"
    "Eerst kijken wij samen naar de dozen, daarna naar woningen.\n"
)
ABOUT_MONEY = "Wat is er nodig om de huur op tijd te betalen?"
LOOKS_FOR_A_DAY = 3  # of each five


def meet(case: Case, sight: Sight, actor: Actor, turn: int) -> None:
    """As the coordinator would; `turn` makes each case a little different."""
    if turn % 2 == 0:
        _held(_plan(case, sight, actor, turn, -(7 + turn % 20)), sight, actor, turn)
    if turn % 5 == LOOKS_FOR_A_DAY:
        _ask(case, sight, actor, turn)
        return
    meeting = _plan(case, sight, actor, turn, AHEAD[turn % len(AHEAD)])
    guest = case.team.filter(kind=SeatKind.GUEST, state="active").first()
    about = ABOUT_MONEY if guest else POINTS[turn % len(POINTS)]
    point = Point(about.format(case.first_name))
    item = bring_point(meeting=meeting, point=point, sight=sight, by=actor)
    papers = [_put(meeting, sight, actor)] if turn % 3 == 0 else []
    if guest is not None:
        invite_guest(item=item, seat=guest, documents=papers, sight=sight, by=actor)


def _ask(case: Case, sight: Sight, actor: Actor, turn: int) -> None:
    """A day is looked for; who asks says at once when it suits."""
    soon = (actor.today + n * DAY for n in range(8, 20))
    workdays = [day for day in soon if is_workday(day)][:5:2]
    days = [local_moment(day, dt.time(9 + turn % 7)) for day in workdays]
    asked = Asked("regular", 60, PLACES[turn % len(PLACES)], days)
    poll = ask_days(case=case, asked=asked, sight=sight, by=actor)
    said = dict(zip(days_of(poll), ("yes", "maybe", "yes"), strict=True))
    answer_days(poll=poll, said=said, sight=sight, by=actor)


def _put(meeting: Meeting, sight: Sight, actor: Actor) -> Document:
    words = PAPER.format(meeting.case.first_name)
    added = Added(clean(words.encode()), "Wat wij samen opschreven", "plan", Verdict.CLEAN)
    return put_at_meeting(meeting=meeting, added=added, sight=sight, by=actor)


def _plan(case: Case, sight: Sight, actor: Actor, turn: int, days: int) -> Meeting:
    begins = local_moment(actor.today + days * DAY, dt.time(9 + turn % 7))
    why = "Uit het oude systeem" if days < 0 else ""
    plan = Plan("regular", begins, 60, PLACES[turn % len(PLACES)], why)
    return plan_meeting(case=case, plan=plan, sight=sight, by=actor)


def _held(meeting: Meeting, sight: Sight, actor: Actor, turn: int) -> None:
    told = REPORTS[turn // 2 % len(REPORTS)].format(meeting.case.first_name)
    write_report(meeting=meeting, text=told, base="", sight=sight, by=actor)
    there = Presence("present")
    note_presence(meeting=meeting, presence=there, version=1, sight=sight, by=actor)
    close_meeting(meeting=meeting, version=2, sight=sight, by=actor)
