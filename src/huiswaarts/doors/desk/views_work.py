"""My work and my cases: the first screens of a professional."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET, require_http_methods

from huiswaarts.casework.cases.models import Case
from huiswaarts.doors.desk.export import TYPES, download
from huiswaarts.doors.desk.forms_cases import CaseFilter
from huiswaarts.doors.desk.queries_cases import (
    CardRow,
    Row,
    all_rows,
    page_of,
    terms_of,
)
from huiswaarts.doors.desk.queries_week import week_of
from huiswaarts.doors.desk.queries_work import work_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, member, signed_in
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.accounts.queries import said_dead
from huiswaarts.foundation.common import asked
from huiswaarts.foundation.events.actions import Looked

LANDINGS = (
    (Permission.REGION_COUNTS_VIEW, "desk:region"),
    (Permission.ORGANISATION_MANAGE, "desk:people"),
    (Permission.ACCESS_LOG_REVIEW, "desk:access_log"),
    (Permission.REGION_MANAGE, "desk:roles"),
    (Permission.RECOVERY_HELP, "desk:recoveries"),
)
PARTS = ((6, "Goedenacht"), (12, "Goedemorgen"), (18, "Goedemiddag"), (24, "Goedenavond"))
PHASES = dict(Case.Phase.choices)
STATES = dict(Case.Status.choices)
HEADER = (
    "Nummer",
    "Naam",
    "Fase",
    "Toestand",
    "Wil verhuizen in",
    "Dozen klaar",
    "Dozen nodig",
    "Volgende stap",
    "Op",
    "Let op",
)


@require_GET
@signed_in
def my_work(request: ActorRequest) -> HttpResponse:
    """Where someone lands: the own work, or the page that belongs to the own role."""
    actor = request.actor
    if actor is None:
        raise Http404
    if not actor.is_professional:
        gone = not actor.is_at_home and said_dead(request.user, actor.at)
        return redirect("desk:deaths" if gone else "/mijn/")
    if not actor.has(Permission.CASE_WORK):
        return redirect(_landing(actor))
    work = work_of(actor, terms_of(actor))
    if not work.counts.get("all") and actor.has(Permission.TABLE_MANAGE):
        return redirect("tables:list")  # who chairs, and sits at no table of a case
    request.looked = _looked("desk:my_work", "Mijn werk")
    request.looked.shown(work.shown())
    context = {
        "work": work,
        "today": actor.today,
        "greeting": greeting(actor),
        "may_register": actor.has(Permission.CASE_REGISTER),
    }
    return render(request, "desk/my_work.html", context)


@require_GET
@member(Permission.CASE_WORK)
def my_week(request: ActorRequest, actor: Actor) -> HttpResponse:
    week = week_of(actor)
    request.looked = _looked("desk:my_week", "Mijn week")
    request.looked.shown(week.shown())
    return render(request, "desk/my_week.html", {"week": week})


def greeting(actor: Actor) -> str:
    hour = localtime(actor.at).hour
    part = next(word for until, word in PARTS if hour < until)
    first = actor.name.split(" ", 1)[0]
    return f"{part}, {first}" if first else part


def _landing(actor: Actor) -> str:
    for permission, name in LANDINGS:
        if actor.has(permission):
            return name
    raise Http404


def _looked(action: str, purpose: str) -> Looked:
    return Looked(action=action, purpose=purpose, rule="seat:own")


@require_http_methods(["GET", "HEAD", "POST"])
@member(Permission.CASE_WORK)
def case_list(request: ActorRequest, actor: Actor) -> HttpResponse:
    """Sent by POST, since a name may be among it; the address then holds that name sealed."""
    if request.method == "POST":
        return _to_address(request, CaseFilter(request.POST, actor=actor))
    try:
        form = CaseFilter(asked.given(request, hidden=CaseFilter.sealed), actor=actor)
    except asked.SealBrokenError:
        messages.info(request, "Deze zoekopdracht geldt niet meer. Typ de naam opnieuw.")
        return redirect("desk:case_list")
    kind = asked.one_of(request, "als", TYPES)
    if not form.is_valid():
        raise Http404
    filters, red_after = form.filters(), terms_of(actor).red_after
    if kind:
        found = all_rows(actor, filters, red_after)
        request.looked = _looked("desk:case_list.export", f"Bewaren als {kind}")
        request.looked.shown(row.case for row in found)
        return download(kind, f"casussen-{actor.today}", HEADER, map(_line, found))
    page = page_of(actor, filters, red_after, form.page())
    request.looked = _looked("desk:case_list", "Mijn casussen")
    request.looked.shown(row.case for row in page.rows)
    places = {place.pk: place.name for place in form.places}
    context = {
        "form": form,
        "page": page,
        "places": places,
        "may_register": actor.has(Permission.CASE_REGISTER),
    }
    return render(request, "desk/case_list.html", context)


def _to_address(request: ActorRequest, form: CaseFilter) -> HttpResponse:
    if not form.is_valid():
        raise Http404
    response = redirect("desk:case_list")
    response["Location"] += f"?{query}" if (query := form.address(request)) else ""
    return response


def _line(row: Row | CardRow) -> tuple[object, ...]:
    if isinstance(row, CardRow):
        return (row.case.number, row.case.client_name, *[""] * 7, row.case.words)
    case = row.case
    return (
        case.number,
        case.client_name,
        PHASES[case.phase],
        STATES[case.status],
        f"{case.target_month:%Y-%m}",
        case.boxes_filled,
        case.boxes_needed,
        case.follow_up_what,
        case.follow_up_on or "",
        row.mark[1],
    )
