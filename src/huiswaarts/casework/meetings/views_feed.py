"""Meetings in one's own calendar: a file of one, and a link that a calendar follows."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST, require_safe

from huiswaarts.casework.meetings import calendar
from huiswaarts.casework.meetings.actions import feeds as actions
from huiswaarts.casework.meetings.models import Meeting
from huiswaarts.casework.meetings.queries import current_feed, feed_of, followed
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, keyed, signed_in
from huiswaarts.foundation.access.session import enter
from huiswaarts.foundation.events.actions import Looked

TYPE = "text/calendar; charset=utf-8; method=PUBLISH"


def one_file(meeting: Meeting, at: dt.datetime) -> HttpResponse:
    """To take over into a calendar by hand."""
    answer = HttpResponse(calendar.listing([meeting], at=at), content_type=TYPE)
    answer["Content-Disposition"] = 'attachment; filename="overleg.ics"'
    return answer


def _me(request: ActorRequest) -> Actor:
    if request.actor is None:
        raise Http404
    return request.actor


@require_GET
@signed_in
def feed_page(request: ActorRequest) -> HttpResponse:
    return render(request, "meetings/feed.html", {"feed": current_feed(_me(request)), "link": ""})


@require_POST
@signed_in
@sensitive_variables("secret", "link")
def make_feed(request: ActorRequest) -> HttpResponse:
    """The link stands on this page only, this once."""
    try:
        secret = actions.make_feed(by=_me(request), instead_of=request.POST.get("instead_of", ""))
    except actions.MadeMeanwhileError:
        shown = {"feed": current_feed(_me(request)), "link": "", "meanwhile": True}
        return render(request, "meetings/feed.html", shown, status=409)
    link = f"{settings.BASE_URL}{reverse('meeting_feed', args=[secret])}"
    shown = {"feed": current_feed(_me(request)), "link": link}
    return render(request, "meetings/feed.html", shown)


@require_POST
@signed_in
def stop_feed(request: ActorRequest) -> HttpResponse:
    actions.stop_feed(by=_me(request))
    return redirect("feed_page")


@require_safe
@keyed
@sensitive_variables("secret")
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """For a calendar, which cannot sign in: what the owner of the link sees now, and no words."""
    found = feed_of(secret, at=timezone.now())
    if found is None:
        raise Http404
    row, actor = found
    request.actor = actor  # type: ignore[attr-defined]
    enter(actor)
    meetings = followed(actor)
    actions.note_read(feed=row, by=actor)
    looked = Looked(action="meeting_feed", purpose="De eigen agenda", rule="calendar_feed")
    looked.at("meetings.meeting", *(one.pk for one in meetings))
    request.looked = looked  # type: ignore[attr-defined]
    answer = HttpResponse(calendar.listing(meetings, at=actor.at), content_type=TYPE)
    answer["Referrer-Policy"] = "no-referrer"
    return answer
