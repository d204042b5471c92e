"""Where am I, what can I do now: the first page of Mijn Thuis."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case, ContactCard
from huiswaarts.casework.cases.queries import cards_of
from huiswaarts.doors.portal.page import show
from huiswaarts.doors.portal.plan import next_task, steps_of
from huiswaarts.doors.portal.reading import my_boxes, my_team
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, public, seat_holder
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.common import asked
from huiswaarts.foundation.events.actions import Looked

own_case = case_view(purpose="Zelf kijken", professional=False)
LANGUAGE_LASTS = 365 * 24 * 3600
HOME = "/mijn/"


@require_GET
@seat_holder
def home(request: ActorRequest, actor: Actor) -> HttpResponse:
    """Straight to one's own plan; who sits at more tables chooses."""
    cases: list[Case | ContactCard] = [
        *Case.objects.visible_to(actor).order_by("-registered_on", "number"),
        *sorted(cards_of().values(), key=lambda card: card.number),
    ]
    if len(cases) == 1:
        return redirect("portal:plan", cases[0].number)
    request.looked = Looked(action="portal:home", purpose="Zelf kijken", rule="seat:own")
    return render(request, "portal/home.html", {"cases": request.looked.shown(cases)})


def card(request: CaseRequest, actor: Actor, found: ContactCard) -> HttpResponse:  # noqa: ARG001
    """For whoever was asked at the table and with whom nothing is shared, or any more."""
    return render(request, "portal/card.html", {"case": found, "is_past": found.is_past})


@require_GET
@case_view(purpose="Zelf kijken", professional=False, card=card)
def plan(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    boxes = my_boxes(request, case)
    team = my_team(request, case, actor)
    return show(
        request,
        "plan",
        case,
        steps=steps_of(case),
        task=next_task(boxes) if request.sight.is_client else None,
        boxes=[box for box in boxes if box.state != Box.State.NOT_NEEDED],
        team=team,
        reads_promises=request.sight.may_read(Topic.REPORT),
        days_left=(case.target_month - actor.today).days,
    )


@public
@require_GET
def language(request: ActorRequest, code: str) -> HttpResponse:
    """Remembered in a cookie, without an account; then back to the page one came from."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    response = redirect(asked.way_back(request, "terug", HOME))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=LANGUAGE_LASTS,
        samesite="Lax",
        httponly=True,
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response


@require_GET
@seat_holder
def help_page(request: ActorRequest, actor: Actor) -> HttpResponse:  # noqa: ARG001
    return render(request, "portal/help.html")
