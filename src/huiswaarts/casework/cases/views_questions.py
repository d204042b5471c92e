"""Asking to coordinate, and answering what is asked about a seat."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases import policies_questions as asked
from huiswaarts.casework.cases.actions import questions, seats
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.forms import AnswerForm, AskForm, ReasonForm, TakeBackForm
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries_choices import seat_of_organisation
from huiswaarts.casework.cases.queries_questions import asker_of, coordinator_gone
from huiswaarts.casework.cases.queries_team import holds_coordination, name_of, team_of
from huiswaarts.casework.cases.standing import coordinates, decided, ended
from huiswaarts.casework.cases.views import Deed, handle, the_seat
from huiswaarts.casework.cases.views_card import left_already
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import Decision, no
from huiswaarts.foundation.access.doors import ActorRequest, member
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.common.dates import date_and_time
from huiswaarts.foundation.common.sentences import ends
from huiswaarts.foundation.events.actions import Looked
from huiswaarts.foundation.events.pages import FormPage


@require_http_methods(["GET", "POST"])
@case_view(purpose="Vragen om te coördineren", left=left_already)
def ask(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    seat = the_seat(case, actor, seat_id)
    seat.case = case
    page = FormPage(
        title="Vraag om te coördineren",
        verb="Vraag het",
        back=reverse("cases:team", args=[case.number]),
        line=f"{case.as_sentence} {coordinates(case)}",
        decision=asked.ask_coordination(case, request.sight, seat, actor.at),
        done=_asked_already(request, case, seat),
        points=("De coördinator antwoordt. Is die er niet meer, dan een andere organisatie.",),
    )
    form = AskForm(request.POST or None, initial={"version": seat.version})

    def do() -> None:
        why = form.cleaned_data["reason"]
        questions.ask_coordination(seat=seat, why=why, sight=request.sight, by=actor)

    return handle(request, actor, Deed(page, form, do, "Uw vraag is gesteld."))


def _asked_already(request: CaseRequest, case: Case, seat: TeamMember) -> str:
    if not any(own.pk == seat.pk for own in request.sight.seats):
        return ""
    if seat.membership_id == case.coordinator_id:
        return coordinates(case)
    return "Er is nog geen antwoord." if seat.asks_coordination else ""


@require_http_methods(["GET", "POST"])
@case_view(purpose="Antwoorden op een vraag over een stoel")
def answer(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    seat = the_seat(case, actor, seat_id)
    seat.case = case
    name, asker = name_of(seat, case), asker_of(seat)
    who = f"{asker.user.name}, {asker.organisation.name}" if asker else "Iemand"
    done = decided(seat, case)
    page = FormPage(
        title=f"Mag de stoel van {name} eindigen?"
        if seat.question == TeamMember.Question.ENDING
        else f"Mag {name} coördineren?",
        verb="Bewaar het antwoord",
        back=reverse("cases:team", args=[case.number]),
        line=ends(f"{case.as_sentence} {who} vroeg dit: {seat.question_why}"),
        decision=no(done) if done else _may_answer(request, actor, case, seat),
        done=done,
        points=_meaning(seat, name),
    )
    form = AnswerForm(request.POST or None, initial={"version": seat.version})

    def do() -> None:
        seat.version = form.cleaned_data["version"]
        reply = questions.Reply(
            form.cleaned_data["answer"] == AnswerForm.YES, form.cleaned_data["reason"]
        )
        deed = (
            questions.answer_ending
            if seat.question == TeamMember.Question.ENDING
            else questions.answer_coordination
        )
        deed(seat=seat, reply=reply, sight=request.sight, by=actor)

    return handle(request, actor, Deed(page, form, do, "Uw antwoord is bewaard."))


def _may_answer(request: CaseRequest, actor: Actor, case: Case, seat: TeamMember) -> Decision:
    if seat.question == TeamMember.Question.ENDING:
        return asked.answer_ending(request.sight, seat, asker=asker_of(seat), actor=actor)
    gone = coordinator_gone(case, team_of(request.sight), actor)
    return asked.answer_coordination(case, request.sight, seat, gone=gone, actor=actor)


def _meaning(seat: TeamMember, name: str) -> tuple[str, ...]:
    if seat.question == TeamMember.Question.ENDING and seat.question_until:
        return (
            f"De toegang van {name} staat nu stil.",
            "Bij ja eindigt de stoel. Bij nee gaat de toegang meteen weer open.",
            f"Zonder antwoord gaat die vanzelf weer open: {date_and_time(seat.question_until)}.",
        )
    return (f"Bij ja coördineert {name} deze casus meteen. De cliënt krijgt daar bericht van.",)


@require_http_methods(["GET", "POST"])
@case_view(purpose="Een vraag over een stoel intrekken")
def take_back(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    seat = the_seat(case, actor, seat_id)
    points = ["De toegang gaat meteen weer open."] if seat.is_suspended else []
    own = seat.question_by == actor.membership_id
    done = decided(seat, case) if own else ""
    page = FormPage(
        title="Trek uw vraag in",
        verb="Trek in",
        back=reverse("cases:team", args=[case.number]),
        line=f"{case.as_sentence} {name_of(seat, case)}, {seat.kind_label}.",
        decision=no(done) if done else asked.take_back(seat, actor),
        done=done,
        points=points,
    )
    form = TakeBackForm(request.POST or None, initial={"version": seat.version})

    def do() -> None:
        seat.version = form.cleaned_data["version"]
        questions.take_back(seat=seat, by=actor)

    return handle(request, actor, Deed(page, form, do, "Uw vraag is ingetrokken."))


@require_http_methods(["GET", "POST"])
@member(Permission.ORGANISATION_MANAGE)
def end_as_admin(request: ActorRequest, actor: Actor, seat_id: str) -> HttpResponse:
    """The organisation ends the seat of one of its people, without a second; sees no case."""
    seat = seat_of_organisation(actor, seat_id)
    if seat is None or seat.membership is None:
        raise Http404
    request.looked = Looked(
        action="cases:end_as_admin",
        purpose="Een stoel van de organisatie beëindigen",
        rule="role:organisation_admin",
        items=[f"cases.teammember:{seat.pk}"],
    )
    holds = holds_coordination(seat)
    page = FormPage(
        title=f"Beëindig een stoel van {seat.membership.user.name}",
        verb="Beëindig de stoel",
        back=reverse("desk:people"),
        line=f"{seat.kind_label.capitalize()}. U ziet niet van welke casus.",
        decision=policies.end_seat_as_admin(actor, seat, holds_coordination=holds),
        done=ended(seat),
        points=("De toegang stopt meteen. Wat uw collega opschreef blijft staan.",),
    )
    form = ReasonForm(request.POST or None, initial={"version": seat.version})

    def do() -> None:
        seat.version = form.cleaned_data["version"]
        reason = form.cleaned_data["reason"]
        seats.end_seat_as_admin(seat=seat, reason=reason, by=actor, at=actor.at)

    return handle(request, actor, Deed(page, form, do, "De stoel is beëindigd."))
