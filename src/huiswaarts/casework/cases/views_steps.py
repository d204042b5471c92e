"""The next step of a case, and the month of the move."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.actions import steps
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.forms import NextStepForm, TargetMonthForm
from huiswaarts.casework.cases.models import Case
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.dates import long_date, month
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.pages import CHANGED, FormPage, send_once, show_form, take_version


def case_now(stale: StaleError) -> Case:
    if not isinstance(stale.now, Case):
        raise TypeError(stale.now)
    return stale.now


@require_http_methods(["GET", "POST"])
@case_view(purpose="De volgende stap afspreken")
def next_step(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    back = reverse("desk:case", args=[case.number])
    page = FormPage(
        title="De volgende stap",
        verb="Bewaar",
        back=back,
        line=f"{case.as_sentence} Zo weet iedereen aan tafel wat er als eerste gebeurt.",
        decision=policies.next_step(case, request.sight),
    )
    start = {"version": case.version, "what": case.follow_up_what, "on": case.follow_up_on}
    form = NextStepForm(request.POST or None, initial=start)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        said = form.cleaned_data
        steps.set_next_step(
            case=case,
            what=said["what"],
            on=said["on"],
            version=said["version"],
            sight=request.sight,
            by=actor,
        )
        messages.success(request, "De volgende stap is bewaard.")
        return back

    try:
        return send_once(form, actor, do)
    except StaleError as stale:
        now = case_now(stale)
        there = (
            f"Nu staat er: {now.follow_up_what}, {long_date(now.follow_up_on)}. "
            if now.follow_up_on
            else ""
        )
        return show_form(request, page, take_version(form, stale), stale=f"{CHANGED} {there}")


@require_http_methods(["GET", "POST"])
@case_view(purpose="De verhuismaand veranderen")
def target_month(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    back = reverse("desk:case", args=[case.number])
    points = []
    if case.expected_outflow_on:
        points = [
            f"Bij het eerste teamoverleg was dat {month(case.expected_outflow_on)}. Dat blijft zo."
        ]
    page = FormPage(
        title="De verhuismaand",
        verb="Bewaar",
        back=back,
        line=f"{case.as_sentence} Nu: {month(case.target_month)}.",
        decision=policies.edit_steps(case, request.sight),
        points=points,
    )
    start = {"version": case.version, "month": case.target_month}
    form = TargetMonthForm(request.POST or None, initial=start)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        steps.change_target_month(
            case=case,
            month=form.cleaned_data["month"],
            version=form.cleaned_data["version"],
            sight=request.sight,
            by=actor,
        )
        messages.success(request, "De verhuismaand is veranderd.")
        return back

    try:
        return send_once(form, actor, do)
    except StaleError as stale:
        there = f"Nu staat er: {month(case_now(stale).target_month)}."
        return show_form(request, page, take_version(form, stale), stale=f"{CHANGED} {there}")
