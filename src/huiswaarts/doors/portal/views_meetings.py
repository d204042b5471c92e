"""Wanneer zien we elkaar: the meetings, a point of one's own, and reading the report first."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiswaarts.casework.cases.doors import CaseRequest
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.queries_team import name_of
from huiswaarts.casework.meetings import policies
from huiswaarts.casework.meetings.actions import reports
from huiswaarts.casework.meetings.actions.leaving_out import leave_out, welcome
from huiswaarts.casework.meetings.actions.meetings import Point, bring_point
from huiswaarts.casework.meetings.actions.polls import answer_days
from huiswaarts.casework.meetings.evaluation import questions_of
from huiswaarts.casework.meetings.models import Meeting, Report
from huiswaarts.casework.meetings.queries import (
    agenda_of,
    documents_at,
    find_meeting,
    may_be_there,
    meetings_of,
    planned,
    report_of,
)
from huiswaarts.casework.meetings.queries_polls import board_of, open_poll
from huiswaarts.casework.meetings.views_feed import one_file
from huiswaarts.casework.meetings.views_polls import can_form
from huiswaarts.casework.tables.models import TableItem
from huiswaarts.doors.portal.forms_meetings import MyPointForm, MyViewForm
from huiswaarts.doors.portal.page import only_client, show
from huiswaarts.doors.portal.views_plan import own_case
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.events.pages import send_once


def _meeting(request: CaseRequest, case: Case, meeting_id: str) -> Meeting:
    meeting = find_meeting(case, request.sight, meeting_id)
    if meeting is None:
        raise Http404
    request.looked.at("meetings.meeting", meeting.pk)
    return meeting


@require_GET
@own_case
def meetings(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:  # noqa: ARG001
    found = meetings_of(request.sight)
    request.looked.at("meetings.meeting", *(one.pk for one in found))
    asked = list(TableItem.objects.of_case(request.sight).order_by("-brought_at", "-pk"))
    request.looked.at("tables.tableitem", *(one.pk for one in asked))
    past = [one for one in found if not one.is_planned]
    poll = open_poll(case, request.sight)
    coming = planned(found)
    return show(request, "meetings", case, poll=poll, coming=coming, past=past, asked=asked)


@require_http_methods(["GET", "POST"])
@own_case
def days(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    """Wanneer kun je: for each day one touch; it may change until a day is chosen."""
    poll = open_poll(case, request.sight)
    if poll is None:
        return redirect("portal:meetings", case.number)
    request.looked.at("meetings.datepoll", poll.pk)
    form = can_form(request, board_of(poll, request.sight))
    if request.method == "GET" or not form.is_valid():
        return show(request, "days", case, form=form)
    answer_days(poll=poll, said=form.said(), sight=request.sight, by=actor)
    messages.success(request, _("Dank je. Je hoort het als er een dag is."))
    return redirect("portal:meetings", case.number)


@require_GET
@own_case
def meeting(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    """When and where; the points; and the report, for the client as soon as it is ready."""
    found = _meeting(request, case, meeting_id)
    items = agenda_of(found, request.sight).items
    report = _report(request, found, actor)
    documents = documents_at(found, request.sight)
    request.looked.at("meetings.agendaitem", *(item.pk for item in items))
    request.looked.at("meetings.report", *([report.pk] if report else []))
    request.looked.at("cases.document", *(row.document.pk for row in documents))
    return show(
        request,
        "meeting",
        case,
        meeting=found,
        items=[(item, name_of(item.by_seat, case)) for item in items],
        questions=questions_of(found),
        report=report,
        may_add=policies.add_point(case, request.sight, found).allowed,
        may_say=policies.say_view(request.sight, report).allowed,
        documents=documents,
        people=[
            (seat, name_of(seat, case), comes)
            for seat, comes in may_be_there(found, request.sight)
            if found.is_planned or not comes
        ],
        may_put=policies.put_document(case, request.sight, found),
        put_url=reverse("portal:put_meeting_document", args=[case.number, meeting_id]),
    )


@require_GET
@own_case
def calendar_file(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    return one_file(_meeting(request, case, meeting_id), actor.at)


@require_POST
@own_case
def who_comes(
    request: CaseRequest, actor: Actor, case: Case, meeting_id: str, seat_id: str
) -> HttpResponse:
    """The client says of one relative or supporter: not this time, or welcome after all."""
    only_client(request)
    found = _meeting(request, case, meeting_id)
    people = {seat.public_id: seat for seat, _welcome in may_be_there(found, request.sight)}
    seat = people.get(seat_id)
    if seat is None:
        raise Http404
    if request.POST.get("erbij") == "ja":
        welcome(meeting=found, seat=seat, sight=request.sight, by=actor)
        words = _("%(name)s is weer welkom en leest dit overleg.")
    else:
        leave_out(meeting=found, seat=seat, sight=request.sight, by=actor)
        words = _("%(name)s is er deze keer niet bij en leest hier niets van.")
    messages.success(request, words % {"name": name_of(seat, case)})
    return redirect("portal:meeting", case.number, meeting_id)


def _report(request: CaseRequest, meeting: Meeting, actor: Actor) -> Report | None:
    """While the team still writes there is nothing to read yet, for nobody here."""
    report = report_of(meeting, request.sight, actor.at)
    return report if report is not None and report.ready_at is not None else None


@require_http_methods(["GET", "POST"])
@own_case
def point(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    found = _meeting(request, case, meeting_id)
    form = MyPointForm(request.POST or None)
    may_add = policies.add_point(case, request.sight, found).allowed
    if request.method == "GET" or not form.is_valid():
        return show(request, "point", case, meeting=found, form=form, may_add=may_add)

    def do() -> str:
        words = Point(form.cleaned_data["what"])
        bring_point(meeting=found, point=words, sight=request.sight, by=actor)
        messages.success(request, _("Je punt staat op de agenda."))
        return f"/mijn/{case.number}/overleg/{found.public_id}/"

    return send_once(form, actor, do)


@require_http_methods(["GET", "POST"])
@own_case
def view(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    """Mijn kijk: beside the report, never instead of it."""
    only_client(request)
    found = _meeting(request, case, meeting_id)
    report = _report(request, found, actor)
    if report is None:
        raise Http404
    request.looked.at("meetings.report", report.pk)
    form = MyViewForm(request.POST or None, initial={"words": report.client_view})
    if request.method == "GET" or not form.is_valid():
        return show(request, "view", case, meeting=found, report=report, form=form)
    words = form.cleaned_data["words"]
    reports.say_view(report=report, words=words, sight=request.sight, by=actor)
    messages.success(request, _("Jouw kijk staat bij het verslag."))
    return redirect("portal:meeting", case.number, meeting_id)


@require_POST
@own_case
def agree(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    only_client(request)
    report = _report(request, _meeting(request, case, meeting_id), actor)
    if report is None:
        raise Http404
    request.looked.at("meetings.report", report.pk)
    reports.agree(report=report, sight=request.sight, by=actor)
    messages.success(request, _("Dank je. Iedereen die meeleest ziet het verslag nu."))
    return redirect("portal:meeting", case.number, meeting_id)
