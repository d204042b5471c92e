"""Mijn team: who sees what, and the switches that are mine."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiswaarts.casework.cases import policies_sharing as policies
from huiswaarts.casework.cases.actions import sharing as actions
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case, Consent, TeamMember
from huiswaarts.casework.cases.queries_questions import coordinator_gone
from huiswaarts.casework.cases.queries_sharing import current_rule, topic_of
from huiswaarts.casework.journey.consents import say_choice
from huiswaarts.doors.portal.page import only_client, show
from huiswaarts.doors.portal.party import party_choices, party_rows
from huiswaarts.doors.portal.reading import my_team
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.topics import Level
from huiswaarts.foundation.accounts.queries import was_used

own_case = case_view(purpose="Zelf kiezen wie wat ziet", professional=False)


@require_GET
@own_case
def team(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    chairs = my_team(request, case, actor)
    seats = [chair.seat for chair in chairs if chair.seat is not None]
    return show(request, "team", case, team=chairs, gone=coordinator_gone(case, seats, actor))


@require_GET
@own_case
def party(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    """What one party sees of each box, why, and what I can switch."""
    seat = _seat(request, actor, case, seat_id)
    return show(
        request,
        "party",
        case,
        seat=seat,
        in_use=seat.user is not None and was_used(seat.user),
        name=_name(seat),
        rows=party_rows(request, case, actor, seat),
        choices=party_choices(case, actor, seat),
    )


@require_POST
@own_case
def switch(request: CaseRequest, actor: Actor, case: Case, seat_id: str, code: str) -> HttpResponse:
    """One topic on or off for one party, if it still is as it was on the screen."""
    seat = _seat(request, actor, case, seat_id)
    if topic_of(code) is None:
        raise Http404
    rule = current_rule(actor, seat, code)
    if rule is None or request.POST.get("rule") != str(rule.pk):
        return _changed(request, case, seat_id)
    wanted = Level(rule.ceiling) if request.POST.get("to") == "on" else policies.floor_of(rule)
    try:
        actions.set_level(rule=rule, level=wanted, sight=request.sight, by=actor, at=actor.at)
    except actions.RuleEndedError:
        return _changed(request, case, seat_id)
    return _kept(request, case, seat_id)


@require_http_methods(["GET", "POST"])
@own_case
def stop(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    """First what happens and what cannot be undone, then the button."""
    seat = _seat(request, actor, case, seat_id)
    if request.method == "POST":
        deed = actions.resume_sharing if "resume" in request.POST else actions.stop_sharing
        deed(
            case=case,
            party=actions.Party.of(seat),
            sight=request.sight,
            by=actor,
            at=actor.at,
        )
        return _kept(request, case, seat_id)
    rows = party_rows(request, case, actor, seat)
    return show(
        request,
        "stop",
        case,
        seat=seat,
        name=_name(seat),
        ends=[row for row in rows if row.ends],
        stays=[row for row in rows if row.stays],
    )


@require_POST
@own_case
def say(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    """Secrecy or agreeing to help: yes, no or withdrawn."""
    seat = _seat(request, actor, case, seat_id)
    kind, said = request.POST.get("kind", ""), request.POST.get("said", "")
    if kind not in Consent.Kind.values or said not in Consent.Said.values:
        raise Http404
    before = {one.kind: one.said for one in party_choices(case, actor, seat)}
    if before.get(kind) != said:  # a doubled press says it once
        say_choice(case=case, about=(kind, seat), said=said, sight=request.sight, by=actor)
    return _kept(request, case, seat_id)


def _seat(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> TeamMember:
    """Somebody at my table, other than me."""
    only_client(request)
    seats = TeamMember.objects.visible_to(actor).active(actor.at)
    found = seats.select_related("organisation", "membership__user").filter(
        case=case, public_id=seat_id
    )
    seat = found.exclude(kind="client").first()
    if seat is None:
        raise Http404
    request.looked.at("cases.teammember", seat.pk)
    return seat


def _name(seat: TeamMember) -> str:
    return seat.organisation.name if seat.organisation else seat.name


def _kept(request: CaseRequest, case: Case, seat_id: str) -> HttpResponse:
    messages.success(request, _("Je keuze is bewaard en geldt vanaf nu."))
    return redirect("portal:party", case.number, seat_id)


def _changed(request: CaseRequest, case: Case, seat_id: str) -> HttpResponse:
    messages.warning(request, _("Intussen is dit veranderd. Kijk nog eens wat er nu staat."))
    return redirect("portal:party", case.number, seat_id)
