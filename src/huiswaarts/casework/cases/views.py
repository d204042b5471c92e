"""The table of one case: who sits there, asking, proposing, admitting, ending, handing over."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases import policies_questions as asked
from huiswaarts.casework.cases.actions import seats
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.forms import (
    AdmitForm,
    HandOverForm,
    ProposeForm,
    ReasonForm,
    RequestSeatForm,
)
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries_choices import proposer_of, seat_in
from huiswaarts.casework.cases.queries_offers import sent_for
from huiswaarts.casework.cases.queries_questions import coordinated_before
from huiswaarts.casework.cases.queries_team import (
    holds_coordination,
    name_of,
    sits_as_themself,
    table_of,
    team_of,
)
from huiswaarts.casework.cases.seat_rows import seat_rows
from huiswaarts.casework.cases.standing import coordinates, ended, stands_still
from huiswaarts.casework.cases.views_card import contact_card, leave_table, left_already
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SEATS, SeatKind
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.pages import (
    CHANGED,
    FormPage,
    send_once,
    show_form,
    show_refusal,
    take_version,
)

SECOND_PERSON = (
    "De stoel eindigt als iemand van een andere organisatie aan tafel, of de cliënt, ja zegt.",
    "Zegt niemand ja binnen twee werkdagen, dan gaat de toegang vanzelf weer open.",
    "Deze persoon krijgt bericht. Werkt die voor een organisatie, dan ook de beheerder daarvan.",
)
TAKEN = "Deze organisatie of collega heeft deze stoel al, of is er al voor gevraagd."


@require_GET
@case_view(purpose="Zien wie aan tafel zit", card=contact_card)
def team(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    everyone = team_of(request.sight)
    request.looked.at("cases.teammember", *(seat.pk for seat in everyone))
    places = table_of(case, everyone, actor.today)
    sent = sent_for(actor, case)
    context = {
        "case": case,
        "rows": seat_rows(case, places, request.sight, actor, sent),
        "ended": [seat for seat in everyone if seat.state in ("ended", "declined")],
        "may_request": policies.request_seat(case, request.sight),
        "may_add": policies.add_person(case, request.sight),
        "guest": SeatKind.GUEST,
        "own_kinds": sorted({(one.kind, one.kind_label) for one in request.sight.seats}),
    }
    return render(request, "cases/team.html", context)


@dataclass(frozen=True)
class Deed:
    """One form about the table: what it says and what it does."""

    page: FormPage
    form: forms.Form
    do: Callable[[], object]
    said: str
    then: str = ""  # where one goes on, when that is not `page.back`


def handle(request: HttpRequest, actor: Actor, deed: Deed) -> HttpResponse:
    if request.method == "GET" or not deed.form.is_valid():
        return show_form(request, deed.page, deed.form)
    if not deed.page.decision:
        return show_refusal(request, deed.page, deed.form)

    def do() -> str:
        deed.do()
        messages.success(request, deed.said)
        return deed.then or deed.page.back

    try:
        return send_once(deed.form, actor, do)
    except seats.AlreadyAtTableError:
        deed.form.add_error(None, TAKEN)
        return show_form(request, deed.page, deed.form)
    except StaleError as stale:
        form = take_version(deed.form, stale) if "version" in deed.form.fields else deed.form
        return show_form(request, deed.page, form, stale=CHANGED)


def _kind(kind: str) -> str:
    if kind not in SEATS or not SEATS[kind].professional:
        raise Http404
    return kind


def the_seat(case: Case, actor: Actor, seat_id: str) -> TeamMember:
    seat = seat_in(case, actor, seat_id)
    if seat is None:
        raise Http404
    return seat


@require_http_methods(["GET", "POST"])
@case_view(purpose="Een organisatie vragen voor een stoel")
def request_seat(request: CaseRequest, actor: Actor, case: Case, kind: str) -> HttpResponse:
    label = SEATS[_kind(kind)].label
    page = FormPage(
        title=f"Vraag een organisatie: {label}",
        verb="Vraag deze organisatie",
        back=reverse("cases:team", args=[case.number]),
        line=case.as_sentence,
        points=("De organisatie stelt daarna een collega voor.",),
        decision=policies.request_seat(case, request.sight),
    )
    form = RequestSeatForm(request.POST or None, kind=kind, case=case)

    def do() -> None:
        seats.request_seat(
            case=case,
            kind=kind,
            organisation=form.cleaned_data["organisation"],
            sight=request.sight,
            by=actor,
            at=actor.at,
        )

    return handle(request, actor, Deed(page, form, do, "De organisatie is gevraagd."))


@require_http_methods(["GET", "POST"])
@case_view(purpose="Een collega voorstellen")
def propose(request: CaseRequest, actor: Actor, case: Case, kind: str) -> HttpResponse:
    seat = TeamMember(case=case, kind=_kind(kind), organisation_id=actor.organisation_id)
    page = FormPage(
        title="Stel een collega voor",
        verb="Stel voor",
        back=reverse("cases:team", args=[case.number]),
        line=f"{case.as_sentence} Een ander teamlid laat uw collega toe.",
        decision=policies.propose(case, request.sight, seat, actor),
    )
    form = ProposeForm(request.POST or None, kind=kind, actor=actor)

    def do() -> None:
        colleague = form.cleaned_data["colleague"]
        seats.propose_member(
            seat=seat, colleague=colleague, sight=request.sight, by=actor, at=actor.at
        )

    if form.is_valid() and sits_as_themself(case, form.cleaned_data["colleague"]):
        form.add_error("colleague", policies.OWN_LIFE)
    return handle(request, actor, Deed(page, form, do, "Uw collega is voorgesteld."))


@require_http_methods(["GET", "POST"])
@case_view(purpose="Iemand toelaten aan tafel")
def admit(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    seat = the_seat(case, actor, seat_id)
    name = name_of(seat, case)
    page = FormPage(
        title=f"Laat {name} toe" if name else "Laat toe aan tafel",
        verb="Laat toe",
        back=reverse("cases:team", args=[case.number]),
        line=f"{case.as_sentence} {seat.kind_label}, {seat.organisation}.",
        decision=policies.admit(
            case,
            request.sight,
            seat,
            proposer=proposer_of(seat),
            own_life=sits_as_themself(case, seat.membership),
            actor=actor,
        ),
        points=(
            "Vanaf nu ziet deze collega wat bij deze stoel hoort.",
            f"{case.first_name} ziet dat dit zo is, en kan het delen stoppen.",
        ),
    )
    form = AdmitForm(request.POST or None, initial={"version": seat.version})

    def do() -> None:
        seat.version = form.cleaned_data["version"]
        seats.admit(seat=seat, sight=request.sight, by=actor, at=actor.at)

    return handle(request, actor, Deed(page, form, do, f"{name} zit nu aan tafel."))


@require_http_methods(["GET", "POST"])
@case_view(purpose="Een voorstel afwijzen")
def decline(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    seat = the_seat(case, actor, seat_id)
    page = FormPage(
        title="Wijs dit voorstel af",
        verb="Wijs af",
        back=reverse("cases:team", args=[case.number]),
        line=f"{case.as_sentence} {seat.kind_label}, {seat.organisation}.",
        decision=policies.decline(case, request.sight, seat, actor),
    )
    form = ReasonForm(request.POST or None, initial={"version": seat.version})

    def do() -> None:
        seat.version = form.cleaned_data["version"]
        reason = form.cleaned_data["reason"]
        seats.decline(seat=seat, reason=reason, sight=request.sight, by=actor, at=actor.at)

    return handle(request, actor, Deed(page, form, do, "Het voorstel is afgewezen."))


def _ended_already(request: CaseRequest, actor: Actor, case: Case, seat: TeamMember) -> str:
    if not asked.could_end(request.sight, seat):
        return ""
    alone = asked.ends_alone(request.sight, seat, actor)
    before = "" if alone else asked.stop_access(seat, actor.at).reason
    return ended(seat) or stands_still(seat, case) or before


def _ending_words(name: str, *, own: bool, alone: bool) -> tuple[str, str]:
    """Title and button say the same: what will be done."""
    if own:
        return "Verlaat de tafel", "Verlaat de tafel"
    if alone:
        return f"Beëindig de stoel van {name}", "Beëindig de stoel"
    return f"Zet de toegang van {name} stil", "Zet de toegang stil"


@require_http_methods(["GET", "POST"])
@case_view(purpose="Een stoel beëindigen", card=leave_table, left=left_already)
def end_seat(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    seat = the_seat(case, actor, seat_id)
    own = seat.membership_id == actor.membership_id
    holds = holds_coordination(seat)
    alone = asked.ends_alone(request.sight, seat, actor)
    title, verb = _ending_words(name_of(seat, case), own=own, alone=alone)
    page = FormPage(
        title=title,
        verb=verb,
        back=reverse("cases:team", args=[case.number]),
        line=f"{case.as_sentence} {seat.kind_label}.",
        decision=asked.end_seat(request.sight, seat, actor, holds_coordination=holds),
        done=_ended_already(request, actor, case, seat),
        points=(
            "De toegang stopt meteen, ook als de casus nog open staat op een scherm.",
            *(() if alone else SECOND_PERSON),
            "Wat deze persoon opschreef blijft staan, met naam en datum.",
        ),
    )
    form = ReasonForm(request.POST or None, initial={"version": seat.version})

    def do() -> None:
        seat.version = form.cleaned_data["version"]
        reason = form.cleaned_data["reason"]
        seats.end_seat(seat=seat, reason=reason, sight=request.sight, by=actor, at=actor.at)

    done = "De stoel is beëindigd." if alone else "De toegang staat stil. Een ander beslist mee."
    then = reverse("desk:my_work") if own else ""  # there is no table to go back to
    return handle(request, actor, Deed(page, form, do, done, then))


@require_http_methods(["GET", "POST"])
@case_view(purpose="De coördinatie overdragen")
def hand_over(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    seat = the_seat(case, actor, seat_id)
    name = name_of(seat, case)
    page = FormPage(
        title=f"Draag de coördinatie over aan {name}",
        verb="Draag over",
        back=reverse("cases:team", args=[case.number]),
        line=f"{case.as_sentence} {coordinates(case)}",
        points=(f"{name} en {case.first_name} krijgen daar bericht van.",),
        decision=asked.hand_over(case, request.sight, seat, actor.at),
        done=coordinates(case) if coordinated_before(case, actor) else "",
    )
    form = HandOverForm(request.POST or None, initial={"version": case.version})

    def do() -> None:
        version = form.cleaned_data["version"]
        seats.hand_over(case=case, to=seat, version=version, sight=request.sight, by=actor)

    return handle(request, actor, Deed(page, form, do, f"{name} coördineert nu deze casus."))
