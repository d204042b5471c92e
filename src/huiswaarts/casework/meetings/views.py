"""The meetings of a case: planned, moved, cancelled."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.meetings import policies
from huiswaarts.casework.meetings.actions import meetings as actions
from huiswaarts.casework.meetings.forms import CancelForm, MoveForm, PlanForm, told
from huiswaarts.casework.meetings.models import Meeting
from huiswaarts.casework.meetings.queries import find_meeting, meetings_of, planned, proposed_day
from huiswaarts.casework.meetings.queries_polls import open_poll
from huiswaarts.casework.meetings.views_feed import one_file
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.dates import date_and_time, long_date
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.pages import CHANGED, FormPage, send_once, show_form, take_version

PURPOSE = "Samen overleggen"


def the_meeting(request: CaseRequest, case: Case, meeting_id: str) -> Meeting:
    meeting = find_meeting(case, request.sight, meeting_id)
    if meeting is None:
        raise Http404
    request.looked.at("meetings.meeting", meeting.pk)
    return meeting


def url_of(meeting: Meeting) -> str:
    return reverse("desk:meeting", args=[meeting.case.number, meeting.public_id])


@require_GET
@case_view(purpose=PURPOSE)
def meetings(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    found = meetings_of(request.sight)
    request.looked.at("meetings.meeting", *(one.pk for one in found))
    context = {
        "case": case,
        "coming": planned(found),
        "past": [one for one in found if not one.is_planned],
        "proposed": proposed_day(case, found, actor.today),
        "may_plan": policies.plan(case, request.sight),
        "poll": open_poll(case, request.sight),
    }
    return render(request, "meetings/list.html", context)


@require_GET
@case_view(purpose=PURPOSE)
def calendar_file(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    return one_file(the_meeting(request, case, meeting_id), actor.at)


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def plan(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    found = meetings_of(request.sight)
    day = proposed_day(case, found, actor.today)
    page = FormPage(
        title="Een overleg plannen",
        verb="Plan",
        back=reverse("meetings:meetings", args=[case.number]),
        line=f"{case.as_sentence} Met {case.first_name} aan tafel, niet over {case.first_name}.",
        decision=policies.plan(case, request.sight),
        points=[f"Volgens het ritme van de regio is de volgende keer {long_date(day)}."],
    )
    kind = Meeting.Kind.REGULAR if found or case.kickoff_on else Meeting.Kind.KICKOFF
    start = {"day": day, "time": "14:00", "kind": kind}
    form = PlanForm(request.POST or None, at=actor.at, initial=start)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        made = actions.plan_meeting(case=case, plan=form.plan(), sight=request.sight, by=actor)
        messages.success(request, "Het overleg is gepland.")
        return url_of(made)

    return send_once(form, actor, do)


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def move(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    meeting = the_meeting(request, case, meeting_id)
    page = FormPage(
        title="Het overleg verzetten",
        verb="Bewaar",
        back=url_of(meeting),
        line=f"{case.as_sentence} Nu: {date_and_time(meeting.begins_at)}.",
        decision=policies.change(case, request.sight, meeting),
    )
    form = MoveForm(request.POST or None, at=actor.at, initial=told(meeting))
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        actions.move_meeting(
            meeting=meeting,
            plan=form.plan(),
            version=form.cleaned_data["version"],
            sight=request.sight,
            by=actor,
        )
        messages.success(request, "Het overleg is verzet.")
        return page.back

    try:
        return send_once(form, actor, do)
    except StaleError as stale:
        return show_form(request, page, take_version(form, stale), stale=CHANGED)


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def cancel(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    meeting = the_meeting(request, case, meeting_id)
    page = FormPage(
        title="Dit overleg gaat niet door",
        verb="Zeg af",
        back=url_of(meeting),
        line=f"{case.as_sentence} {date_and_time(meeting.begins_at)}.",
        decision=policies.change(case, request.sight, meeting),
        points=["Plan daarna een nieuwe dag. Zo blijft het ritme."],
    )
    form = CancelForm(request.POST or None, initial={"version": meeting.version})
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        actions.cancel_meeting(
            meeting=meeting,
            why=form.cleaned_data["why"],
            version=form.cleaned_data["version"],
            sight=request.sight,
            by=actor,
        )
        messages.success(request, "Het overleg is afgezegd.")
        return reverse("meetings:meetings", args=[case.number])

    try:
        return send_once(form, actor, do)
    except StaleError as stale:
        return show_form(request, page, take_version(form, stale), stale=CHANGED)
