"""Wat is er afgesproken: what everyone promised, and saying that the own part is done."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from huiswaarts.casework.cases import policies_promises as policies
from huiswaarts.casework.cases.actions.promises import keep_promise, reopen_promise
from huiswaarts.casework.cases.doors import CaseRequest
from huiswaarts.casework.cases.models import Case, Commitment
from huiswaarts.casework.cases.queries_promises import Kept, find_promise, promises_of
from huiswaarts.casework.cases.queries_team import team_of
from huiswaarts.doors.portal.page import show
from huiswaarts.doors.portal.views_plan import own_case
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.events.actions.versions import StaleError

DONE_SHOWN = 20
LONGEST = 9


@dataclass(frozen=True)
class MyPromise:
    """As the client or a relative reads it: who, what, when; never how late somebody is."""

    promise: Commitment
    who: str
    is_mine: bool
    may_settle: bool


@require_GET
@own_case
def promises(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    return show(
        request,
        "promises",
        case,
        open=my_promises(request, actor, case),
        done=my_promises(request, actor, case, settled=True)[:DONE_SHOWN],
    )


def my_promises(
    request: CaseRequest, actor: Actor, case: Case, *, settled: bool = False
) -> list[MyPromise]:
    """Two queries."""
    sight = request.sight
    found = promises_of(case, sight, team_of(sight), actor.today, settled=settled)
    request.looked.at("cases.commitment", *(one.promise.pk for one in found))
    return [_mine(one, case, request) for one in found]


def _mine(one: Kept, case: Case, request: CaseRequest) -> MyPromise:
    mine = any(seat.pk == one.holder.pk for seat in request.sight.seats)
    may = mine and bool(policies.settle(case, request.sight, one.promise))
    who = _("Jij") if mine else (case.first_name if one.holder.is_client else one.name)
    return MyPromise(one.promise, f"{who}, {one.party}" if one.party else who, mine, may)


@require_POST
@own_case
def settle(request: CaseRequest, actor: Actor, case: Case, promise_id: str) -> HttpResponse:
    """Only what one promised oneself."""
    promise = find_promise(case, request.sight, promise_id)
    if promise is None or all(seat.pk != promise.owner_id for seat in request.sight.seats):
        raise Http404
    promise.case = case
    request.looked.at("cases.commitment", promise.pk)
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < LONGEST else 0
    deed = reopen_promise if "opnieuw" in request.POST else keep_promise
    try:
        deed(promise=promise, version=version, sight=request.sight, by=actor)
    except StaleError:
        messages.warning(request, _("Iemand anders veranderde dit net. Kijk hoe het nu staat."))
    else:
        messages.success(request, _("Dat is bewaard."))
    return redirect("portal:promises", case.number)
