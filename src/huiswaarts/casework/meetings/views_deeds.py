"""At the meeting: points, who is there, the draft of the report, and the end."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiswaarts.casework.cases.actions.promises import Promise
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.forms_promises import WHOLE_PLAN, PromiseForm
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.policies_promises import fits_owner
from huiswaarts.casework.cases.queries_promises import people_for
from huiswaarts.casework.cases.queries_team import team_of
from huiswaarts.casework.meetings import policies
from huiswaarts.casework.meetings.actions import meetings as actions
from huiswaarts.casework.meetings.actions import reports
from huiswaarts.casework.meetings.forms import BottleneckForm, PointForm, PresenceForm, ReportForm
from huiswaarts.casework.meetings.models import AgendaItem, Attendance, Meeting
from huiswaarts.casework.meetings.queries import register_for, report_of
from huiswaarts.casework.meetings.views import PURPOSE, the_meeting, url_of
from huiswaarts.figures.guards.characters import RefusedTextError
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import first_no, require, when
from huiswaarts.foundation.common import asked
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.pages import CHANGED, FormPage, send_once, show_form

NO_TEXT = "Deze tekst kan niet bewaard worden."


def now_url(meeting: Meeting) -> str:
    return reverse("desk:meeting_now", args=[meeting.case.number, meeting.public_id])


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def point(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    meeting = the_meeting(request, case, meeting_id)
    page = FormPage(
        title="Een punt voor de agenda",
        verb="Zet op de agenda",
        back=url_of(meeting),
        line=f"{case.as_sentence} Iedereen aan tafel leest dit, ook {case.first_name}.",
        decision=policies.add_point(case, request.sight, meeting),
    )
    form = PointForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        actions.bring_point(meeting=meeting, point=form.point(), sight=request.sight, by=actor)
        messages.success(request, "Het punt staat op de agenda.")
        return now_url(meeting) if asked.flag(request, "nu") else page.back

    return send_once(form, actor, do)


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def bottleneck(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    """What holds others in the region up too, on this agenda."""
    meeting = the_meeting(request, case, meeting_id)
    register = register_for(actor)
    page = FormPage(
        title="Een knelpunt op de agenda",
        verb="Zet op de agenda",
        back=url_of(meeting),
        line=f"{case.as_sentence} Iedereen aan tafel leest de titel, ook {case.first_name}.",
        decision=first_no(
            policies.bring_bottleneck(case, request.sight, meeting),
            when(register.exists(), "Er staat nog niets in het register. Begin bij Knelpunten."),
        ),
        points=["Staat het er niet bij? Noteer het dan eerst bij Knelpunten."],
    )
    form = BottleneckForm(request.POST or None, register=register)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        actions.bring_bottleneck(
            meeting=meeting,
            bottleneck=form.cleaned_data["bottleneck"],
            sight=request.sight,
            by=actor,
        )
        messages.success(request, "Het knelpunt staat op de agenda.")
        return now_url(meeting) if asked.flag(request, "nu") else page.back

    return send_once(form, actor, do)


@require_POST
@case_view(purpose=PURPOSE)
def discuss(
    request: CaseRequest, actor: Actor, case: Case, meeting_id: str, item_id: str
) -> HttpResponse:
    meeting = the_meeting(request, case, meeting_id)
    items = AgendaItem.objects.seen_by(request.sight).filter(meeting=meeting)
    item = items.filter(public_id=item_id).first()
    if item is None:
        raise Http404
    item.meeting = meeting
    actions.discuss_point(
        item=item, done="opnieuw" not in request.POST, sight=request.sight, by=actor
    )
    return redirect(now_url(meeting))


@require_POST
@case_view(purpose=PURPOSE)
def presence(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    """Whether the client is there, and who else."""
    meeting = the_meeting(request, case, meeting_id)
    require(policies.change(case, request.sight, meeting))
    form = PresenceForm(request.POST)
    if not form.is_valid():
        for why in form.errors.values():
            messages.error(request, str(why[0]))
        return redirect(now_url(meeting))
    said = form.cleaned_data
    others = tuple(_others(request, team_of(request.sight)))
    noted = actions.Presence(said["client_presence"], said["presence_why"], others)
    try:
        actions.note_presence(
            meeting=meeting, presence=noted, version=said["version"], sight=request.sight, by=actor
        )
    except StaleError:
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "Wie er is, is bewaard.")
    return redirect(now_url(meeting))


def _others(request: CaseRequest, team: list[TeamMember]) -> list[tuple[TeamMember, str]]:
    """Only what the form knows; a seat of another table is nobody here."""
    found = []
    for seat in team:
        how = request.POST.get(f"seat-{seat.public_id}", "")
        if how in Attendance.AT_TABLE and not seat.is_client:
            found.append((seat, how))
    return found


@require_POST
@case_view(purpose=PURPOSE)
def draft(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    """The report, saved at each pause; a piece of the page for htmx, else back to the page."""
    meeting = the_meeting(request, case, meeting_id)
    refusal = _write(request, actor, meeting)
    if not request.htmx:
        if refusal:
            messages.error(request, refusal)
        return redirect(now_url(meeting))
    context = {
        "report": report_of(meeting, request.sight, actor.at),
        "refusal": refusal,
        "base": request.POST.get("base", "") if refusal else None,
    }
    return render(request, "meetings/_draft_state.html", context)


def _write(request: CaseRequest, actor: Actor, meeting: Meeting) -> str:
    """Why it could not be kept; nothing when it was."""
    form = ReportForm(request.POST)
    if not form.is_valid():
        return NO_TEXT
    text, base = form.cleaned_data["text"], form.cleaned_data["base"]
    try:
        reports.write_report(meeting=meeting, text=text, base=base, sight=request.sight, by=actor)
    except RefusedTextError as refused:
        return str(refused)
    return ""


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def promise(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    """A promise made here: one owner, one day."""
    meeting, sight = the_meeting(request, case, meeting_id), request.sight
    page = FormPage(
        title="Wat beloven wij?",
        verb="Schrijf op",
        back=now_url(meeting),
        line=f"{case.as_sentence} Wie doet wat, en uiterlijk wanneer?",
        decision=policies.change(case, sight, meeting),
    )
    team = team_of(sight)
    people = people_for(case, sight, team)
    form = PromiseForm(request.POST or None, people=people, topics=[WHOLE_PLAN], today=actor.today)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)
    said = form.cleaned_data
    owner = next(seat for seat in team if seat.public_id == said["owner"])
    if not (fits := fits_owner(sight, owner, policies.REPORT)):
        form.add_error("owner", fits.reason)
        return show_form(request, page, form)

    def do() -> str:
        promised = Promise(said["what"], owner, said["due_on"])
        reports.promise_at_meeting(meeting=meeting, promise=promised, sight=sight, by=actor)
        messages.success(request, "De afspraak is vastgelegd.")
        return page.back

    return send_once(form, actor, do)


@require_POST
@case_view(purpose=PURPOSE)
def close(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    """Two people closing one meeting: the second is told that it was done."""
    meeting = the_meeting(request, case, meeting_id)
    if not policies.plan(case, request.sight):
        raise PermissionDenied(policies.plan(case, request.sight).reason)
    if not meeting.is_planned:
        messages.info(request, "Dit overleg was al afgesloten.")
        return redirect(url_of(meeting))
    if not (allowed := policies.close(case, request.sight, meeting, actor.at)):
        messages.error(request, allowed.reason)
        return redirect(now_url(meeting))
    try:
        reports.close_meeting(
            meeting=meeting, version=meeting.version, sight=request.sight, by=actor
        )
    except StaleError:
        messages.warning(request, CHANGED)
        return redirect(now_url(meeting))
    words = f"Het verslag is klaar. {case.first_name} leest het als eerste. "
    messages.success(request, f"{words}Plan nu de volgende keer.")
    return redirect(url_of(meeting))
