"""Mijn gegevens: what is recorded, who looked, and taking it all along."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case
from huiswaarts.doors.portal.looks import days_of, people_in
from huiswaarts.doors.portal.take_along import everything, pack
from huiswaarts.foundation.access.actor import Actor

own_case = case_view(purpose="Zelf inzien", professional=False)
SHOWN_DAYS = 7
MORE_DAYS = 90


def _only_client(request: CaseRequest) -> None:
    """Inspection is the client's right alone; for a relative these pages do not exist."""
    if not request.sight.is_client:
        raise Http404


@require_GET
@own_case
def data(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    _only_client(request)
    days = days_of(case, actor, days=SHOWN_DAYS)
    return render(request, "portal/data.html", {"case": case, "people": people_in(days)})


@require_GET
@own_case
def looked(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    _only_client(request)
    more = "meer" in request.GET
    days = days_of(case, actor, days=MORE_DAYS if more else SHOWN_DAYS)
    if more:
        days = [day for day in days if day.looks]
    context = {"case": case, "days": days, "people": people_in(days), "more": more}
    return render(request, "portal/looked.html", context)


@require_GET
@own_case
def recorded(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    _only_client(request)
    found = everything(case, actor)
    _note(request, found)
    return render(request, "portal/recorded.html", {"case": case, "all": found})


@require_POST
@own_case
def take_along(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    """A ZIP of JSON and readable HTML; made in the page's transaction, and recorded."""
    _only_client(request)
    found = everything(case, actor)
    _note(request, found)
    response = HttpResponse(pack(found), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens.zip"'
    return response


def _note(request: CaseRequest, found: object) -> None:
    for kind, ids in found.ids.items():  # type: ignore[attr-defined]
        request.looked.at(kind, *ids)
