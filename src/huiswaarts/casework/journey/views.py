"""The road of one case: where it is, what the next step asks, what the team decided."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.journey import actions, policies
from huiswaarts.casework.journey.forms import MoveForm, OverrideForm, StatusForm
from huiswaarts.casework.journey.phases import (
    BY_CODE,
    CODES,
    GATE_LABELS,
    STATUSES,
    change_status,
    step_to,
)
from huiswaarts.casework.journey.queries import (
    gate_lines,
    gates_of,
    moves_of,
    position_of,
    road_of,
)
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.pages import (
    CHANGED,
    FormPage,
    send_once,
    show_form,
    show_refusal,
    take_version,
)

PHASES = dict(Case.Phase.choices)
STATES = dict(Case.Status.choices)
DEATH = (
    "Iemand van een andere organisatie aan tafel bevestigt het; anders het hulppunt of de toegang.",
    "Tot dan blijft de casus open. Berichten aan deze persoon wachten, behalve als die ook werkt.",
    "U kunt de melding terugnemen. Dat kan tot 30 dagen nadat die bevestigd is.",
)
REPORTED = (
    "Gemeld. Iemand anders moet dit bevestigen. Tot dan blijft de casus open. Berichten aan deze "
    "persoon wachten, behalve als die ook werkt."
)


@require_GET
@case_view(purpose="De weg van deze casus zien")
def phase(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    gates = gates_of(case, request.sight, actor.today)
    position = position_of(case, gates)
    moves = moves_of(request.sight)
    request.looked.at("cases.phasemove", *(move.pk for move in moves))
    request.looked.at("cases.gateoverride", *(one.pk for one in gates.overrides))
    here = CODES.index(case.phase)
    context = {
        "case": case,
        "road": road_of(case),
        "forward": [_choice(position, to, request) for to in CODES[here + 1 : here + 2]]
        + ([_choice(position, "closed", request)] if here < len(CODES) - 2 else []),
        "back": [_choice(position, to, request) for to in reversed(CODES[:here])],
        "states": [
            _state_choice(case, position, to, request) for to in STATUSES if to != case.status
        ],
        "gates": gate_lines(gates),
        "overrides": gates.overrides,
        "moves": moves,
        "phases": PHASES,
        "states_words": STATES,
        "coordinates": policies.coordinates(request.sight),
    }
    return render(request, "journey/phase.html", context)


def _choice(position: Any, to: str, request: CaseRequest) -> dict[str, Any]:
    decision = policies.take(step_to(position, to), request.sight)
    return {"code": to, "label": PHASES[to], "decision": decision}


def _state_choice(case: Case, position: Any, to: str, request: CaseRequest) -> dict[str, Any]:
    decision = policies.set_state(case, to, change_status(position, to), request.sight)
    return {"code": to, "label": STATES[to], "decision": decision}


@require_http_methods(["GET", "POST"])
@case_view(purpose="Een stap zetten")
def move(request: CaseRequest, actor: Actor, case: Case, to: str) -> HttpResponse:
    if to not in BY_CODE:
        raise Http404
    back = reverse("journey:phase", args=[case.number])
    step = step_to(position_of(case, gates_of(case, request.sight, actor.today)), to)
    page = FormPage(
        title=f"Naar {PHASES[to]}",
        verb=f"Ga naar {PHASES[to]}",
        back=back,
        line=f"{case.as_sentence} Nu: {PHASES[case.phase]}.",
        decision=policies.take(step, request.sight),
        points=_warnings(case, to, step.shut_gates),
    )
    about: dict[str, Any] = {"case": case, "to": to, "step": step}
    form = MoveForm(request.POST or None, initial={"version": case.version}, **about)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        values = {k: v for k, v in form.cleaned_data.items() if k != "key" and v is not None}
        actions.move_phase(
            case=case,
            move=actions.Move(to=to, **values),
            sight=request.sight,
            by=actor,
            at=actor.at,
        )
        messages.success(request, f"De casus staat nu bij {PHASES[to]}.")
        return back

    return _sent(request, page, form, actor, do)


def _warnings(case: Case, to: str, shut: tuple[str, ...]) -> list[str]:
    points = []
    if shut and case.gates_advise_only:
        names = " en ".join(GATE_LABELS[gate] for gate in shut)
        points.append(
            f"De dozen voor {names} zijn nog niet klaar. Bij Housing First houdt dat niet tegen."
        )
    if to == actions.KICKOFF and case.kickoff_on is None:
        points.append(
            "Wat u nu verwacht, blijft bewaard naast de maand die later kan veranderen. "
            "De dozen gaan open."
        )
    if to == "closed":
        points.append("Daarna ziet ieder teamlid alleen nog de contactkaart.")
    return points


def _sent(  # the same for the three forms
    request: CaseRequest, page: FormPage, form: Any, actor: Actor, do: Any
) -> HttpResponse:
    if not page.decision:
        return show_refusal(request, page, form)
    try:
        return send_once(form, actor, do)
    except actions.MissingError as missing:
        form.add_error(missing.field if missing.field in form.fields else None, str(missing))
        return show_form(request, page, form)
    except StaleError as stale:
        return show_form(request, page, take_version(form, stale), stale=CHANGED)


@require_http_methods(["GET", "POST"])
@case_view(purpose="De toestand veranderen")
def status(request: CaseRequest, actor: Actor, case: Case, to: str) -> HttpResponse:
    if to not in STATUSES:
        raise Http404
    reported = to == Case.Status.DECEASED and case.death_reported_at is not None
    back = reverse("desk:deaths") if reported else reverse("journey:phase", args=[case.number])
    step = change_status(position_of(case, gates_of(case, request.sight, actor.today)), to)
    page = FormPage(
        title=f"Toestand: {STATES[to]}",
        verb="Leg vast",
        back=back,
        line=f"{case.as_sentence} Nu: {STATES[case.status]}.",
        decision=policies.set_state(case, to, step, request.sight),
        points=DEATH if to == Case.Status.DECEASED else (),
        done="U leest hier hoe de melding staat." if reported else "",
    )
    form = StatusForm(
        request.POST or None,
        initial={"version": case.version},
        to=to,
        step=step,
        today=actor.today,
    )
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        values = {k: v for k, v in form.cleaned_data.items() if k != "key"}
        change = actions.StatusChange(to=to, **values)
        actions.set_status(case=case, change=change, sight=request.sight, by=actor, at=actor.at)
        said = f"Vastgelegd: {STATES[to]}."
        messages.success(request, REPORTED if to == Case.Status.DECEASED else said)
        return back

    return _sent(request, page, form, actor, do)


@require_http_methods(["GET", "POST"])
@case_view(purpose="Een teambesluit vastleggen")
def override(request: CaseRequest, actor: Actor, case: Case, gate: str) -> HttpResponse:
    if gate not in GATE_LABELS:
        raise Http404
    back = reverse("journey:phase", args=[case.number])
    gates = gates_of(case, request.sight, actor.today)
    is_open = gate in gates.open_gates or gate in gates.passed
    page = FormPage(
        title=f"Toch verder met {GATE_LABELS[gate]}",
        verb="Leg het besluit vast",
        back=back,
        line=f"{case.as_sentence} Dit besluit blijft altijd zichtbaar op de voorkant.",
        decision=policies.override(case, gate, is_open=is_open, sight=request.sight),
    )
    form = OverrideForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        actions.override_gate(
            case=case,
            gate=gate,
            why=form.cleaned_data["why"],
            review_on=form.cleaned_data["review_on"],
            sight=request.sight,
            by=actor,
        )
        messages.success(request, "Het teambesluit is vastgelegd.")
        return back

    return _sent(request, page, form, actor, do)
