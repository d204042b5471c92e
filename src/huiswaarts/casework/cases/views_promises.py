"""What is agreed at the table: promises, made, kept, changed and withdrawn."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiswaarts.casework.cases import policies_promises as policies
from huiswaarts.casework.cases.actions import promises as actions
from huiswaarts.casework.cases.content.matrix import default_matrix
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.forms_promises import (
    WHOLE_PLAN,
    ChangePromiseForm,
    PromiseForm,
    WithdrawPromiseForm,
)
from huiswaarts.casework.cases.models import Case, Commitment, TeamMember
from huiswaarts.casework.cases.queries_promises import (
    Kept,
    find_promise,
    people_for,
    promises_of,
)
from huiswaarts.casework.cases.queries_team import team_of
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.pages import CHANGED, FormPage, send_once, show_form, take_version

PURPOSE = "Afspraken van het team"
SETTLED_SHOWN = 50
BOXES = range(1, 25)


@require_GET
@case_view(purpose=PURPOSE)
def promises(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    sight = request.sight
    team = team_of(sight)
    open_ones = promises_of(case, sight, team, actor.today)
    settled = promises_of(case, sight, team, actor.today, settled=True)[:SETTLED_SHOWN]
    request.looked.at("cases.commitment", *(one.promise.pk for one in (*open_ones, *settled)))
    context = {
        "case": case,
        "open": [_row(case, sight, one) for one in open_ones],
        "settled": [_row(case, sight, one) for one in settled],
        "late": sum(bool(one.late) for one in open_ones),
        "may_make": policies.make(case, sight, int(Topic.REPORT)),
        "reads": sight.may_read(Topic.REPORT),
    }
    return render(request, "cases/promises.html", context)


def _row(case: Case, sight: Sight, one: Kept) -> dict[str, Any]:
    return {
        "kept": one,
        "about": topic_name(one.promise.topic),
        "may_settle": policies.settle(case, sight, one.promise),
        "may_change": policies.change(case, sight, one.promise),
    }


def topic_name(topic: int) -> str:
    """The box that a promise is about; nothing for the whole plan."""
    names = {number: name for number, _, name in default_matrix().topics}
    return names.get(topic, "") if topic in BOXES else ""


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def make_promise(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    sight, back = request.sight, reverse("cases:promises", args=[case.number])
    page = FormPage(
        title="Een afspraak vastleggen",
        verb="Leg vast",
        back=back,
        line=f"{case.as_sentence} Wie doet wat, en uiterlijk wanneer?",
        decision=policies.make(case, sight, int(Topic.REPORT)),
    )
    team = team_of(sight)
    choices = {"people": people_for(case, sight, team), "topics": _topics(sight)}
    form = PromiseForm(request.POST or None, today=actor.today, **choices)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)
    said = form.cleaned_data
    owner, topic = _seat(team, said["owner"]), int(said["about"])
    if not (fits := policies.fits_owner(sight, owner, topic)):
        form.add_error("owner", fits.reason)
        return show_form(request, page, form)

    def do() -> str:
        promise = actions.Promise(said["what"], owner, said["due_on"], topic)
        actions.make_promise(case=case, promise=promise, sight=sight, by=actor)
        messages.success(request, "De afspraak is vastgelegd.")
        return back

    return send_once(form, actor, do)


def _topics(sight: Sight) -> list[tuple[str, str]]:
    named = [(number, name) for number, _, name in default_matrix().topics if number in BOXES]
    return [WHOLE_PLAN, *((str(n), name) for n, name in named if sight.may_write(n))]


def _seat(team: list[TeamMember], public_id: str) -> TeamMember:
    return next(seat for seat in team if seat.public_id == public_id)


def _promise(request: CaseRequest, case: Case, promise_id: str) -> Commitment:
    promise = find_promise(case, request.sight, promise_id)
    if promise is None:
        raise Http404
    promise.case = case
    request.looked.at("cases.commitment", promise.pk)
    return promise


@require_POST
@case_view(purpose=PURPOSE)
def settle_promise(request: CaseRequest, actor: Actor, case: Case, promise_id: str) -> HttpResponse:
    """Done; or not done after all, the way back from a press too many."""
    promise = _promise(request, case, promise_id)
    again = "opnieuw" in request.POST
    deed = actions.reopen_promise if again else actions.keep_promise
    try:
        deed(promise=promise, version=_version(request), sight=request.sight, by=actor)
    except StaleError:
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "De afspraak staat weer open." if again else "Dat is gedaan.")
    return redirect("cases:promises", case.number)


def _version(request: CaseRequest) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0  # noqa: PLR2004


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def change_promise(request: CaseRequest, actor: Actor, case: Case, promise_id: str) -> HttpResponse:
    promise, sight = _promise(request, case, promise_id), request.sight
    back = reverse("cases:promises", args=[case.number])
    page = FormPage(
        title="Een afspraak veranderen",
        verb="Bewaar",
        back=back,
        line=f"{case.as_sentence} {promise.what}",
        decision=policies.change(case, sight, promise),
    )
    team = team_of(sight)
    start = {
        "version": promise.version, "owner": promise.owner.public_id, "due_on": promise.due_on,
    }  # fmt: skip
    form = ChangePromiseForm(
        request.POST or None, people=people_for(case, sight, team), today=actor.today,
        initial=start,
    )  # fmt: skip
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)
    said = form.cleaned_data
    owner = _seat(team, said["owner"])
    if not (fits := policies.fits_owner(sight, owner, promise.topic)):
        form.add_error("owner", fits.reason)
        return show_form(request, page, form)

    def do() -> str:
        change = actions.Change(owner, said["due_on"], said["why"])
        actions.change_promise(
            promise=promise, change=change, version=said["version"], sight=sight, by=actor
        )
        messages.success(request, "De afspraak is veranderd.")
        return back

    try:
        return send_once(form, actor, do)
    except StaleError as stale:
        return show_form(request, page, take_version(form, stale), stale=CHANGED)


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def withdraw_promise(
    request: CaseRequest, actor: Actor, case: Case, promise_id: str
) -> HttpResponse:
    promise, back = (
        _promise(request, case, promise_id),
        reverse("cases:promises", args=[case.number]),
    )
    page = FormPage(
        title="Deze afspraak vervalt",
        verb="Laat vervallen",
        back=back,
        line=f"{case.as_sentence} {promise.what}",
        decision=policies.change(case, request.sight, promise),
        points=["De afspraak blijft te lezen, met de reden. U kunt hem later weer openen."],
    )
    form = WithdrawPromiseForm(request.POST or None, initial={"version": promise.version})
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        actions.withdraw_promise(
            promise=promise, why=form.cleaned_data["why"],
            version=form.cleaned_data["version"], sight=request.sight, by=actor,
        )  # fmt: skip
        messages.success(request, "De afspraak is vervallen.")
        return back

    try:
        return send_once(form, actor, do)
    except StaleError as stale:
        return show_form(request, page, take_version(form, stale), stale=CHANGED)
