"""Meetings of the demo regions: planned, and held with a report that the client reads first."""

import datetime as dt

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.meetings.actions.meetings import (
    Plan,
    Point,
    Presence,
    bring_point,
    note_presence,
    plan_meeting,
)
from huiswaarts.casework.meetings.actions.reports import close_meeting, write_report
from huiswaarts.casework.meetings.models import Meeting
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.dates import local_moment

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


def meet(case: Case, sight: Sight, actor: Actor, turn: int) -> None:
    """As the coordinator would; `turn` makes each case a little different."""
    if turn % 2 == 0:
        _held(_plan(case, sight, actor, turn, -(7 + turn % 20)), sight, actor, turn)
    meeting = _plan(case, sight, actor, turn, AHEAD[turn % len(AHEAD)])
    point = Point(POINTS[turn % len(POINTS)].format(case.first_name))
    bring_point(meeting=meeting, point=point, sight=sight, by=actor)


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
