"""Finding a day with the team: asked, answered, and chosen."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.meetings import policies_polls as policies
from huiswaarts.casework.meetings.actions import polls as actions
from huiswaarts.casework.meetings.forms_polls import AskDaysForm, CanForm, ChosenForm
from huiswaarts.casework.meetings.models import DatePoll, Meeting, PollDay
from huiswaarts.casework.meetings.queries import meetings_of
from huiswaarts.casework.meetings.queries_polls import (
    Board,
    board_of,
    days_of,
    find_poll,
    open_poll,
)
from huiswaarts.casework.meetings.views import PURPOSE, url_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.pages import FormPage, send_once, show_form

DECIDED = "Intussen koos iemand anders een dag, of stopte de vraag."


def the_poll(request: CaseRequest, case: Case, poll_id: str) -> DatePoll:
    poll = find_poll(case, request.sight, poll_id)
    if poll is None:
        raise Http404
    request.looked.at("meetings.datepoll", poll.pk)
    return poll


def can_form(request: CaseRequest, board: Board) -> CanForm:
    days = [row.day for row in board.rows]
    mine = {row.day.public_id: row.mine for row in board.rows}
    sent = request.POST if request.method == "POST" else None
    return CanForm(sent, days=days, mine=mine)


def _list(case: Case) -> str:
    return reverse("meetings:meetings", args=[case.number])


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def ask(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    is_open = open_poll(case, request.sight) is not None
    page = FormPage(
        title="Een dag zoeken",
        verb="Vraag het",
        back=_list(case),
        line=case.as_sentence,
        points=(
            f"Iedereen aan tafel zegt wanneer het kan, ook {case.first_name}.",
            "Daarna kiest u een dag.",
        ),
        decision=policies.ask(case, request.sight, is_open=is_open),
        template="meetings/ask_days.html",
    )
    known = meetings_of(request.sight)
    kind = Meeting.Kind.REGULAR if known or case.kickoff_on else Meeting.Kind.KICKOFF
    form = AskDaysForm(request.POST or None, at=actor.at, initial={"kind": kind})
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        poll = actions.ask_days(case=case, asked=form.asked(), sight=request.sight, by=actor)
        messages.success(request, "De vraag is gesteld. Iedereen krijgt bericht.")
        return reverse("meetings:poll", args=[case.number, poll.public_id])

    return send_once(form, actor, do)


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def poll(request: CaseRequest, actor: Actor, case: Case, poll_id: str) -> HttpResponse:
    """Who can when; and one's own answer, which may change until a day is chosen."""
    found = the_poll(request, case, poll_id)
    if found.ended_at is not None:
        return redirect(_list(case))
    board = board_of(found, request.sight)
    form = can_form(request, board)
    if request.method == "POST" and form.is_valid():
        actions.answer_days(poll=found, said=form.said(), sight=request.sight, by=actor)
        messages.success(request, "Bewaard. U kunt het nog veranderen tot er een dag is.")
        return redirect("meetings:poll", case.number, poll_id)
    context = {
        "case": case,
        "board": board,
        "form": form,
        "may_answer": policies.answer(case, request.sight, found),
        "may_choose": policies.choose(case, request.sight, found, None, actor.at),
        "now": actor.at,
    }
    return render(request, "meetings/poll.html", context)


@require_POST
@case_view(purpose=PURPOSE)
def choose(
    request: CaseRequest, actor: Actor, case: Case, poll_id: str, day_id: str
) -> HttpResponse:
    found = the_poll(request, case, poll_id)
    day = next((one for one in days_of(found) if one.public_id == day_id), None)
    if day is None:
        raise Http404
    meeting = _settle(request, actor, found, day)
    return redirect(url_of(meeting) if meeting else _list(case))


@require_POST
@case_view(purpose=PURPOSE)
def drop(request: CaseRequest, actor: Actor, case: Case, poll_id: str) -> HttpResponse:
    _settle(request, actor, the_poll(request, case, poll_id), None)
    return redirect(_list(case))


def _settle(
    request: CaseRequest, actor: Actor, found: DatePoll, day: PollDay | None
) -> Meeting | None:
    """One press settles it; the second finds it settled, and hears so."""
    form, sight = ChosenForm(request.POST), request.sight
    version = form.cleaned_data["version"] if form.is_valid() else 0
    if found.ended_at is not None:
        messages.warning(request, DECIDED)
        return None
    try:
        if day is None:
            actions.drop_poll(poll=found, version=version, sight=sight, by=actor)
            messages.success(request, "De vraag is gestopt.")
            return None
        meeting = actions.choose_day(poll=found, day=day, version=version, sight=sight, by=actor)
    except StaleError:
        messages.warning(request, DECIDED)
        return None
    meeting.case = found.case
    messages.success(request, "De dag staat vast. Iedereen krijgt de uitnodiging.")
    return meeting
