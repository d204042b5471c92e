"""Mijn gegevens: what is recorded, who looked, taking it all along. Of the client alone."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.files.store import StoreError
from huiswaarts.casework.cases.models import Case
from huiswaarts.doors.portal.looks import days_of, people_in
from huiswaarts.doors.portal.page import only_client, show
from huiswaarts.doors.portal.recorded import Everything, add_looks, everything
from huiswaarts.doors.portal.take_along import pack
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common import asked
from huiswaarts.foundation.common.views import error_page

own_case = case_view(purpose="Zelf inzien", professional=False)
SHOWN_DAYS = 7
MORE_DAYS = 90


@require_GET
@own_case
def data(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    only_client(request)
    days = days_of(case, actor, days=SHOWN_DAYS)
    return show(request, "data", case, people=people_in(days))


@require_GET
@own_case
def looked(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    only_client(request)
    more = asked.flag(request, "meer")
    days = days_of(case, actor, days=MORE_DAYS if more else SHOWN_DAYS)
    if more:
        days = [day for day in days if day.looks]
    return show(request, "looked", case, days=days, people=people_in(days), more=more)


@require_GET
@own_case
def recorded(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    only_client(request)
    found = everything(case, actor)
    _note(request, found)
    return show(request, "recorded", case, all=found)


@require_POST
@own_case
def take_along(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    """A ZIP of JSON, HTML and the documents; made in the page's transaction, and recorded."""
    only_client(request)
    found = everything(case, actor)
    add_looks(found, case, actor)
    _note(request, found)
    try:
        packed = pack(found, at=actor.at)
    except StoreError as fault:
        request.failure = type(fault).__name__  # leaves a trace, and no record of a look
        return error_page(503, template="cases/store_down.html")
    response = HttpResponse(packed, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens.zip"'
    return response


def _note(request: CaseRequest, found: Everything) -> None:
    for kind, ids in found.ids.items():
        request.looked.at(kind, *ids)
