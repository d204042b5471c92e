"""A report of death: who confirms it, and the person who says that it is not so."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from huiswaarts.casework.journey.deaths import confirm_death, find_report, lines_for, undo_death
from huiswaarts.casework.journey.models import DeathReport
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, signed_in
from huiswaarts.foundation.access.session import enter
from huiswaarts.foundation.events.actions import Looked

PURPOSE = "Een melding van overlijden nakijken"
CONFIRMED = "Dit is al gedaan: u bevestigde deze melding."
OPEN_AGAIN = gettext_lazy("De melding is weg. De casus en Mijn Thuis zijn weer open.")
NEVER_SHUT = gettext_lazy("De melding is weg. Er was nog niets dicht.")
CONFIRMED_BY_ANOTHER = "Deze melding is al bevestigd, door iemand anders."


def _look(request: ActorRequest, *reports: DeathReport) -> None:
    request.looked = Looked(
        action="desk:deaths",
        purpose=PURPOSE,
        rule="death",
        items=[f"journey.deathreport:{one.pk}" for one in reports],
    )


@require_GET
@signed_in
def deaths(request: ActorRequest) -> HttpResponse:
    """About oneself: also without a seat any more. And those that wait for a second person."""
    if request.actor is None:
        raise Http404
    lines = lines_for(request.actor)
    _look(request, *(one.report for one in lines))
    named = (one.report.case_id for one in lines if one.who and not one.is_own)
    request.looked.at("cases.case", *named)  # the client reads that they were named here
    shown = {
        "mine": [one for one in lines if one.is_own],
        "others": [one for one in lines if not one.is_own],
    }
    return render(request, "desk/deaths.html", shown)


@require_POST
@signed_in
def confirm(request: ActorRequest, report_id: str) -> HttpResponse:
    if undone := _undone(request, report_id):
        return undone
    actor, report = _found(request, report_id)
    if report.confirmed_by is not None:
        mine = report.confirmed_by == actor.user_id
        messages.info(request, CONFIRMED if mine else CONFIRMED_BY_ANOTHER)
        return redirect("desk:deaths")
    confirm_death(report=report, by=actor)
    messages.success(request, "Bevestigd. De toegang van deze persoon is gestopt.")
    return redirect("desk:deaths")


@require_POST
@signed_in
def undo(request: ActorRequest, report_id: str) -> HttpResponse:
    """By the person in one press; or taken back by whoever said so."""
    if undone := _undone(request, report_id):
        return undone
    actor, report = _found(request, report_id)
    was_shut = report.confirmed_at is not None
    undo_death(report=report, by=actor)
    messages.success(request, OPEN_AGAIN if was_shut else NEVER_SHUT)
    return redirect("desk:my_work" if report.user_id == actor.user_id else "desk:deaths")


def _undone(request: ActorRequest, report_id: str) -> HttpResponse | None:
    """A second press, or one that comes too late."""
    actor = request.actor
    report = find_report(actor, report_id, undone=True) if actor else None
    if actor is None or report is None:
        return None
    _look(request, report)
    messages.info(request, _("Dit is al gedaan: de melding is weg."))
    return redirect("desk:my_work" if report.user_id == actor.user_id else "desk:deaths")


def _found(request: ActorRequest, report_id: str) -> tuple[Actor, DeathReport]:
    actor = request.actor
    report = find_report(actor, report_id) if actor else None
    if actor is None or report is None:
        raise Http404
    _look(request, report)
    if actor.region_id is None:  # whose last seat has ended
        actor = Actor(user_id=actor.user_id, name="", region_id=report.region_id, at=actor.at)
        enter(actor)
    return actor, report
