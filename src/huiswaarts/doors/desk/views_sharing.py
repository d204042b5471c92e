"""Who sees what of a case, and what the client chose; recorded with the client."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
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
    topic_of,
)
from huiswaarts.casework.journey.consents import say_choice
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.topics import Level

SAVED = "De keuze is bewaard en geldt vanaf nu."
CHANGED = "Intussen veranderde iemand anders dit. Kijk nog eens wat er nu staat."


@require_GET
@case_view(purpose="Zien wie wat ziet")
def sharing(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    table = sharing_table(case, actor, request.sight)
    request.looked.at(
        "cases.sharing", *(c.rule.pk for row in table.rows for c in row.cells if c.rule)
    )
    context = {
        "case": case,
        "table": table,
        "choices": choices(case, actor, table.parties),
        "may_choose": policies.stop_sharing(request.sight),
        "levels": ("all", "part", "status", "none"),
    }
    return render(request, "desk/sharing.html", context)


@require_POST
@case_view(purpose="Een keuze van de cliënt vastleggen")
def sharing_switch(
    request: CaseRequest, actor: Actor, case: Case, seat_id: str, code: str
) -> HttpResponse:
    """On or off for one party and one topic; the form says which rule it showed."""
    if topic_of(code) is None:
        raise Http404
    rule = current_rule(actor, _seat(actor, case, seat_id), code)
    if rule is None or request.POST.get("rule") != str(rule.pk):
        messages.warning(request, CHANGED)
        return redirect("desk:sharing", case.number)
    wanted = Level(rule.ceiling) if request.POST.get("to") == "on" else policies.floor_of(rule)
    try:
        actions.set_level(rule=rule, level=wanted, sight=request.sight, by=actor, at=actor.at)
    except actions.RuleEndedError:
        messages.warning(request, CHANGED)
    else:
        messages.success(request, SAVED)
    return redirect("desk:sharing", case.number)


@require_http_methods(["GET", "POST"])
@case_view(purpose="Stoppen met delen")
def sharing_stop(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    """First what cannot be undone and what stays, then the button."""
    seat = _seat(actor, case, seat_id)
    if request.method == "POST":
        party = actions.Party.of(seat)
        deed = actions.resume_sharing if "resume" in request.POST else actions.stop_sharing
        deed(case=case, party=party, sight=request.sight, by=actor, at=actor.at)
        messages.success(request, SAVED)
        return redirect("desk:sharing", case.number)
    table = sharing_table(case, actor, request.sight)
    context = {
        "case": case,
        "seat": seat,
        "name": seat.organisation.name if seat.organisation else seat.name,
        "stays": _cells(table, seat, ends=False),
        "ends": _cells(table, seat, ends=True),
        "may_choose": policies.stop_sharing(request.sight),
        "may_resume": policies.resume_sharing(request.sight, seat),
    }
    return render(request, "desk/sharing_stop.html", context)


@require_POST
@case_view(purpose="Een keuze van de cliënt vastleggen")
def consent(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    """Secrecy or agreeing to help: yes, no or withdrawn."""
    kind, said = request.POST.get("kind", ""), request.POST.get("said", "")
    if kind not in Consent.Kind.values or said not in Consent.Said.values:
        raise Http404
    say_choice(
        case=case,
        about=(kind, _seat(actor, case, seat_id)),
        said=said,
        sight=request.sight,
        by=actor,
    )
    messages.success(request, SAVED)
    return redirect("desk:sharing", case.number)


def _seat(actor: Actor, case: Case, seat_id: str) -> TeamMember:
    seats = TeamMember.objects.visible_to(actor).active(actor.at).select_related("organisation")
    seat = seats.filter(case=case, public_id=seat_id).exclude(kind="client").first()
    if seat is None:
        raise Http404
    return seat


def _cells(table: SharingTable, seat: TeamMember, *, ends: bool) -> list[TopicCell]:
    return [
        one
        for one in cells_of(table, seat)
        if one.cell.rule and policies.ends_when_stopped(one.cell.rule) is ends
    ]
