"""Mijn team: who sees what, and the switches that are mine."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiswaarts.casework.cases import policies_sharing as policies
from huiswaarts.casework.cases.actions import sharing as actions
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case, Consent, TeamMember
from huiswaarts.casework.cases.queries_sharing import (
    SharingTable,
    TopicCell,
    cells_of,
    choices,
    current_rule,
    sharing_table,
)
from huiswaarts.casework.journey.consents import say_choice
from huiswaarts.doors.portal.queries import my_team
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.topics import Level

own_case = case_view(purpose="Zelf kiezen wie wat ziet", professional=False)


@require_GET
@own_case
def team(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    context = {
        "case": case,
        "sight": request.sight,
        "team": my_team(request, case, actor),
        "may_choose": policies.stop_sharing(request.sight),
    }
    return render(request, "portal/team.html", context)


@require_GET
@own_case
def party(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    """What one party sees of each box, why, and what I can switch."""
    seat = _seat(actor, case, seat_id)
    table = sharing_table(case, actor, request.sight)
    cells = cells_of(table, seat)
    request.looked.at("cases.sharing", *(one.cell.rule.pk for one in cells if one.cell.rule))
    context = {
        "case": case,
        "seat": seat,
        "name": _name(seat),
        "cells": cells,
        "choices": [one for one in choices(case, actor, table.parties) if _same(one.party, seat)],
        "may_choose": policies.stop_sharing(request.sight),
    }
    return render(request, "portal/party.html", context)


@require_POST
@own_case
def switch(request: CaseRequest, actor: Actor, case: Case, seat_id: str, code: str) -> HttpResponse:
    seat = _seat(actor, case, seat_id)
    rule = current_rule(actor, seat, code)
    if rule is None or request.POST.get("rule") != str(rule.pk):
        messages.warning(request, _("Intussen is dit veranderd. Kijk nog eens wat er nu staat."))
        return redirect("portal:party", case.number, seat_id)
    wanted = Level(rule.ceiling) if request.POST.get("to") == "on" else policies.floor_of(rule)
    try:
        actions.set_level(rule=rule, level=wanted, sight=request.sight, by=actor, at=actor.at)
    except actions.RuleEndedError:
        messages.warning(request, _("Intussen is dit veranderd. Kijk nog eens wat er nu staat."))
    else:
        messages.success(request, _("Je keuze is bewaard en geldt vanaf nu."))
    return redirect("portal:party", case.number, seat_id)


@require_http_methods(["GET", "POST"])
@own_case
def stop(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    """First what happens and what cannot be undone, then the button."""
    seat = _seat(actor, case, seat_id)
    if request.method == "POST":
        deed = actions.resume_sharing if "resume" in request.POST else actions.stop_sharing
        deed(
            case=case,
            party=actions.Party.of(seat),
            sight=request.sight,
            by=actor,
            at=actor.at,
        )
        messages.success(request, _("Je keuze is bewaard en geldt vanaf nu."))
        return redirect("portal:party", case.number, seat_id)
    table = sharing_table(case, actor, request.sight)
    context = {
        "case": case,
        "seat": seat,
        "name": _name(seat),
        "ends": _ending(table, seat, ends=True),
        "stays": _ending(table, seat, ends=False),
        "may_choose": policies.stop_sharing(request.sight),
    }
    return render(request, "portal/stop.html", context)


@require_POST
@own_case
def say(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    """Secrecy or agreeing to help: yes, no or withdrawn."""
    kind, said = request.POST.get("kind", ""), request.POST.get("said", "")
    if kind not in Consent.Kind.values or said not in Consent.Said.values:
        raise Http404
    seat = _seat(actor, case, seat_id)
    say_choice(case=case, about=(kind, seat), said=said, sight=request.sight, by=actor)
    messages.success(request, _("Je keuze is bewaard en geldt vanaf nu."))
    return redirect("portal:party", case.number, seat_id)


def _seat(actor: Actor, case: Case, seat_id: str) -> TeamMember:
    seats = TeamMember.objects.visible_to(actor).active(actor.at)
    found = seats.select_related("organisation", "membership__user").filter(
        case=case, public_id=seat_id
    )
    seat = found.exclude(kind="client").first()
    if seat is None:
        raise Http404
    return seat


def _name(seat: TeamMember) -> str:
    return seat.organisation.name if seat.organisation else seat.name


def _same(column: object, seat: TeamMember) -> bool:
    theirs: TeamMember = column.seat  # type: ignore[attr-defined]
    return theirs.kind == seat.kind and theirs.organisation_id == seat.organisation_id


def _ending(table: SharingTable, seat: TeamMember, *, ends: bool) -> list[TopicCell]:
    return [
        one
        for one in cells_of(table, seat)
        if one.cell.rule and policies.ends_when_stopped(one.cell.rule) is ends
    ]
