"""The front page of a case, and its timeline."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from huiswaarts.casework.boxes.queries import boxes_of
from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.queries_promises import promises_of
from huiswaarts.casework.cases.queries_team import table_of, team_of
from huiswaarts.casework.cases.views_card import contact_card
from huiswaarts.casework.journey.policies import coordinates
from huiswaarts.casework.journey.queries import gate_lines, gates_of, road_of
from huiswaarts.doors.desk.front import months_words, open_points
from huiswaarts.doors.desk.queries_timeline import (
    changed_since,
    events_of,
    last_look,
    names_for,
)
from huiswaarts.doors.desk.timeline import lines_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.common import asked


@require_GET
@case_view(purpose="Samenwerken aan deze casus", card=contact_card)
def front(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    sight = request.sight
    team = team_of(sight)
    places = table_of(case, team, actor.today)
    fronts = boxes_of(case, sight)
    gates = gates_of(case, sight, actor.today)
    promises = promises_of(case, sight, team, actor.today)
    looked = request.looked
    looked.at("cases.teammember", *(seat.pk for seat in team))
    looked.at("cases.commitment", *(one.promise.pk for one in promises if one.late))
    looked.at("boxes.box", *(one.box.pk for one in fronts))
    looked.at("cases.gateoverride", *(one.pk for one in gates.overrides))
    context = {
        "case": case,
        "sight": sight,
        "months": months_words(case, actor.today),
        "road": road_of(case),
        "places": places,
        "is_guest": SeatKind.GUEST in sight.kinds,
        "taken": sum(not place.is_empty for place in places),
        "boxes": fronts,
        "gates": gate_lines(gates),
        "overrides": gates.overrides,
        "changed": changed_since(case, actor),
        "points": open_points(case, places, promises, actor.today),
        "promised": len(promises),
        "may_plan": policies.next_step(case, sight),
        "may_edit": policies.edit_steps(case, sight),
        "may_move": coordinates(sight),
        "may_request": policies.request_seat(case, sight),
    }
    return render(request, "desk/case.html", context)


@require_GET
@case_view(purpose="Zien wat er gebeurde")
def timeline(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    page = asked.page(request)
    events, more = events_of(case, actor, page)
    since = last_look(case, actor)
    request.looked.at("events.event", *(event.pk for event in events))
    context = {
        "case": case,
        "lines": lines_of(events, names_for(events, case, actor, request.sight)),
        "since": since,
        "number": page,
        "more": more,
    }
    return render(request, "desk/timeline.html", context)
