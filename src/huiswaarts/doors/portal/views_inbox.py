"""Messages of a client or relative."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from huiswaarts.casework.journey.news import find_news, page_of_news, shown_of
from huiswaarts.doors.portal.inbox import line, place_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, seat_holder
from huiswaarts.foundation.common import asked
from huiswaarts.foundation.events.actions import Looked, mark_all_read, mark_read


@require_GET
@seat_holder
def inbox(request: ActorRequest, actor: Actor) -> HttpResponse:
    page = asked.page(request)
    found, more = page_of_news(actor, page)
    request.looked = Looked(action="portal:inbox", purpose="Zelf kijken", rule="own_messages")
    request.looked.shown(shown_of(found))
    lines = [line(one) for one in found]
    return render(request, "portal/inbox.html", {"lines": lines, "number": page, "more": more})


@require_GET
@seat_holder
def open_message(request: ActorRequest, actor: Actor, message_id: str) -> HttpResponse:  # noqa: ARG001
    """Read now; on to what it is about."""
    found = find_news(actor, message_id)
    if found is None:
        raise Http404
    mark_read(notice=found.notice, by=actor)
    return redirect(place_of(found))


@require_POST
@seat_holder
def all_read(request: ActorRequest, actor: Actor) -> HttpResponse:
    if mark_all_read(by=actor):
        messages.success(request, _("Alles staat nu als gelezen."))
    return redirect("portal:inbox")
