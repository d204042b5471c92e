"""One meeting: prepared, held on a screen in large type, and read back."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from huiswaarts.casework.boxes.queries import boxes_of
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.queries_promises import Kept, promises_of
from huiswaarts.casework.cases.queries_team import Place, name_of, table_of, team_of
from huiswaarts.casework.journey.agenda import suggested
from huiswaarts.casework.meetings import policies
from huiswaarts.casework.meetings.evaluation import questions_of
from huiswaarts.casework.meetings.models import Attendance, Meeting
from huiswaarts.casework.meetings.queries import (
    Agenda,
    Noted,
    agenda_of,
    documents_at,
    noted_at,
    report_of,
)
from huiswaarts.casework.meetings.views import PURPOSE, the_meeting
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SeatKind

HOWS = dict(Attendance.How.choices) | {"welcome": ""}  # that concerns who was away alone
AT_TABLE = [(how.value, how.label) for how in Attendance.AT_TABLE]


@require_GET
@case_view(purpose=PURPOSE)
def meeting(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    """Before: the agenda. Afterwards: who was there, what was promised, and the report."""
    context = _context(request, actor, case, meeting_id)
    found = context["meeting"]
    context["documents"] = documents_at(found, request.sight)
    context["may_put"] = policies.put_document(case, request.sight, found)
    context["put_url"] = reverse("meetings:put_document", args=[case.number, meeting_id])
    shown = (row.document.pk for row in context["documents"])
    request.looked.at("cases.document", *shown)
    return render(request, "desk/meeting.html", context)


@require_GET
@case_view(purpose=PURPOSE)
def meeting_now(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    """At the table: one screen for everybody to read."""
    context = _context(request, actor, case, meeting_id)
    if not context["meeting"].is_planned or not context["may_change"]:
        return redirect("desk:meeting", case.number, meeting_id)
    context["presences"] = [one for one in Meeting.Presence.choices if one[0] != "not_asked"]
    context["hows"] = AT_TABLE
    return render(request, "desk/meeting_now.html", context)


def _context(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> dict[str, Any]:
    sight = request.sight
    found = the_meeting(request, case, meeting_id)
    if not sight.may_read(policies.REPORT):
        raise Http404  # who reads no report knows from the list when it is
    team = team_of(sight)
    places = table_of(case, team, actor.today)
    agenda = agenda_of(found, sight)
    report = report_of(found, sight, actor.at)
    promises = promises_of(case, sight, team, actor.today)
    settled = [] if found.is_planned else promises_of(case, sight, team, actor.today, settled=True)
    noted = noted_at(found, sight)
    made = _made(noted.promises, [*promises, *settled])
    looked = request.looked
    looked.at("meetings.agendaitem", *(item.pk for item in (*agenda.items, *agenda.left)))
    looked.at("meetings.report", *([report.pk] if report else []))
    looked.at("cases.commitment", *(one.promise.pk for one in made))
    return {
        "case": case,
        "meeting": found,
        "items": [(item, name_of(item.by_seat, case)) for item in agenda.items],
        "suggested": _suggested(request, found, promises, places, agenda)
        if found.is_planned
        else [],
        "chairs": _chairs(noted, case, team),
        "no_municipality": not any(
            seat.kind == SeatKind.MUNICIPALITY and seat.state == "active" for seat in team
        ),
        "report": report,
        "made": made,
        "may_change": policies.change(case, sight, found),
        "may_add": policies.add_point(case, sight, found),
        "may_bring": policies.bring_bottleneck(case, sight, found),
        "may_close": policies.close(case, sight, found, actor.at),
        "is_today": localdate(found.begins_at) <= actor.today,
    }


def _made(ids: list[int], promises: list[Kept]) -> list[Kept]:
    by_id = {one.promise.pk: one for one in promises}
    return [by_id[pk] for pk in ids if pk in by_id]


def _suggested(
    request: CaseRequest,
    meeting: Meeting,
    promises: list[Kept],
    places: list[Place],
    agenda: Agenda,
) -> list[str]:
    case = meeting.case
    fronts = boxes_of(case, request.sight, counted=False)
    request.looked.at("boxes.box", *(front.box.pk for front in fronts))
    return suggested(case, fronts, promises, places, agenda.left, questions_of(meeting))


def _chairs(noted: Noted, case: Case, team: list[Any]) -> list[dict[str, Any]]:
    """Everyone at the table but the client, of whom is asked apart; and how they were there."""
    return [
        {
            "seat": seat,
            "name": name_of(seat, case),
            "how": noted.hows.get(seat.pk, ""),
            "word": HOWS.get(noted.hows.get(seat.pk, ""), ""),
        }
        for seat in team
        if not seat.is_client and (seat.state == "active" or seat.pk in noted.hows)
    ]
