"""Messages of a professional; and the letter for a client whom no mail reaches."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from huiswaarts.casework.boxes.queries import boxes_of
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.queries import client_claimed
from huiswaarts.casework.cases.queries_promises import promises_of
from huiswaarts.casework.cases.queries_team import team_of
from huiswaarts.casework.journey.news import find_news, page_of_news, shown_of
from huiswaarts.casework.meetings.queries import meetings_of, planned
from huiswaarts.doors.desk.inbox import line, place_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, member
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.common import asked
from huiswaarts.foundation.events.actions import Looked, mark_all_read, mark_read

PURPOSE = "Mijn berichten"


@require_GET
@member()
def inbox(request: ActorRequest, actor: Actor) -> HttpResponse:
    page = asked.page(request)
    found, more = page_of_news(actor, page)
    request.looked = Looked(action="desk:inbox", purpose=PURPOSE, rule="own_messages")
    request.looked.shown(shown_of(found))
    lines = [line(one) for one in found]
    return render(request, "desk/inbox.html", {"lines": lines, "number": page, "more": more})


@require_GET
@member()
def open_message(request: ActorRequest, actor: Actor, message_id: str) -> HttpResponse:  # noqa: ARG001
    """Read now; on to what it is about."""
    found = find_news(actor, message_id)
    if found is None:
        raise Http404
    mark_read(notice=found.notice, by=actor)
    return redirect(place_of(found))


@require_POST
@member()
def all_read(request: ActorRequest, actor: Actor) -> HttpResponse:
    if mark_all_read(by=actor):
        messages.success(request, "Alles staat nu als gelezen.")
    return redirect("desk:inbox")


@require_GET
@case_view(purpose="Een brief afdrukken")
def letter(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    """What is new, for the client, on paper: nothing that the one who prints it may not see."""
    sight = request.sight
    if not sight.may_read(Topic.REPORT):
        raise Http404
    coming = planned(meetings_of(sight))
    promises = promises_of(case, sight, team_of(sight), actor.today)
    own = [one for one in promises if one.holder.is_client]
    boxes = [one for one in boxes_of(case, sight, counted=False) if one.state == "proposed"]
    request.looked.shown(coming)
    request.looked.shown(one.promise for one in own)
    request.looked.shown(one.box for one in boxes)
    context = {
        "case": case,
        "coming": coming,
        "promises": own,
        "boxes": boxes,
        "claimed_here": client_claimed(case, actor),
    }
    return render(request, "desk/letter.html", context)
