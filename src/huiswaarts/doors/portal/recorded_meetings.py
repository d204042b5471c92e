"""The meetings of one case with everything said there, for its client."""

from collections import defaultdict
from typing import Any

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.queries_team import name_of
from huiswaarts.casework.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    PollAnswer,
    PollDay,
    Report,
)
from huiswaarts.doors.portal.labels import in_language
from huiswaarts.foundation.access.actor import Actor

Facts = dict[str, Any]
SEAT = ("seat__membership__user",)
BY = ("by_seat__membership__user", "guest_pass__seat__membership__user")


def meeting_facts(case: Case, actor: Actor) -> tuple[list[Facts], dict[str, list[int]]]:
    """A chapter per meeting, and the ids of what it holds. Four queries for all meetings."""
    meetings = list(Meeting.objects.visible_to(actor).filter(case=case).order_by("begins_at"))
    items = _by_meeting(AgendaItem, case, actor, *BY)
    seats = _by_meeting(Attendance, case, actor, *SEAT)
    reports = _by_meeting(Report, case, actor)
    facts = [
        {
            "wanneer": one.begins_at,
            "soort": in_language(one.get_kind_display()),
            "toestand": in_language(one.get_status_display()),
            "reden": one.why,
            "was ik erbij": in_language(one.get_client_presence_display()),
            "waarom niet": one.presence_why,
            "punten": [_point(item, case) for item in items[one.pk]],
            "wie was er": [_sat(row, case) for row in seats[one.pk]],
            "verslag": "\n".join(report.text for report in reports[one.pk]),
            "kijk": "\n".join(report.client_view for report in reports[one.pk]),
        }
        for one in meetings
    ]
    ids = {
        "meetings.meeting": [one.pk for one in meetings],
        "meetings.agendaitem": [row.pk for rows in items.values() for row in rows],
        "meetings.report": [row.pk for rows in reports.values() for row in rows],
    }
    return facts, ids


def _by_meeting(model: Any, case: Case, actor: Actor, *related: str) -> dict[int, list[Any]]:
    rows = model.objects.visible_to(actor).filter(case=case).order_by("id")
    found = defaultdict(list)
    for row in rows.select_related(*related) if related else rows:
        found[row.meeting_id].append(row)
    return found


def _point(item: AgendaItem, case: Case) -> Facts:
    return {
        "wat": item.what,
        "wat erachter zit": item.behind,
        "van": name_of(item.by_seat, case),
        "wanneer": item.made_at,
        "te gast": name_of(item.guest_pass.seat, case) if item.guest_pass else "",
    }


def _sat(row: Attendance, case: Case) -> str:
    return f"{name_of(row.seat, case)}: {in_language(row.get_how_display())}"


def poll_facts(case: Case, actor: Actor) -> tuple[list[Facts], list[int]]:
    """When the team looked for a day, and who said they could. Two queries."""
    said = defaultdict(list)
    for row in PollAnswer.objects.visible_to(actor).filter(case=case).select_related(*SEAT):
        said[row.day_id].append(f"{name_of(row.seat, case)}: {in_language(row.get_can_display())}")
    polls: dict[int, Facts] = {}
    days = PollDay.objects.visible_to(actor).filter(case=case).select_related("poll")
    for day in days.order_by("poll_id", "begins_at"):
        facts = polls.setdefault(day.poll_id, {"gevraagd op": day.poll.made_at, "dagen": []})
        facts["dagen"].append({"dag": day.begins_at, "wie": said[day.pk]})
    return list(polls.values()), list(polls)
