"""Someone of my own at the table: asking, inviting, and that it ends again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases import policies_questions as asked
from huiswaarts.casework.cases.actions import people
from huiswaarts.casework.cases.actions.questions import Reply, answer_coordination, answer_ending
from huiswaarts.casework.cases.actions.seats import AlreadyAtTableError, end_seat
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries_choices import seat_in
from huiswaarts.casework.cases.queries_offers import sent_for
from huiswaarts.casework.cases.queries_questions import coordinator_gone
from huiswaarts.casework.cases.queries_team import name_of, team_of
from huiswaarts.casework.cases.standing import answered_by
from huiswaarts.doors.portal.forms import InviteForm, PersonForm, WhyForm
from huiswaarts.doors.portal.page import only_client, show
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.accounts.queries import was_used
from huiswaarts.foundation.events.pages import send_once
from huiswaarts.foundation.network.actions import OfferClosedError

own_case = case_view(purpose="Zelf kiezen wie erbij zit", professional=False)
State = TeamMember.State
ENDED = "op verzoek van de cliënt"


@require_http_methods(["GET", "POST"])
@own_case
def add(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    only_client(request)
    may_add = policies.add_person(case, request.sight)
    form = PersonForm(request.POST or None, by=request.user)
    if request.method == "GET" or not form.is_valid():
        return show(request, "person", case, form=form, may_add=may_add)

    said = form.cleaned_data
    seats: list[TeamMember] = []

    def do() -> str:
        asked = {"kind": said["kind"], "name": said["name"]}
        seat = people.add_person(case=case, sight=request.sight, by=actor, at=actor.at, **asked)
        seats.append(seat)
        return _invited(request, actor, case, seat, said)

    try:
        response = send_once(form, actor, do)
        on_paper = seats and said["way"] == PersonForm.PAPER
        return _letter(request, actor, case, seats[0]) if on_paper else response
    except AlreadyAtTableError:
        form.add_error("name", _("Iemand met deze naam zit al in je team."))
    return show(request, "person", case, form=form, may_add=may_add)


def _invited(
    request: CaseRequest, actor: Actor, case: Case, seat: TeamMember, said: dict[str, str]
) -> str:
    """Where the client goes on; a letter is shown instead, and can be made again there."""
    seated = _("%(name)s zit nu aan tafel. Kies zelf wat deze persoon ziet.")
    messages.success(request, seated % {"name": seat.name})
    if said["way"] == PersonForm.PAPER:
        return reverse("portal:invite", args=[case.number, seat.public_id])
    if said["way"] == PersonForm.MAIL:
        people.invite_by_mail(case=case, seat=seat, email=said["email"], by=actor, at=actor.at)
        messages.success(request, _("De uitnodiging is onderweg."))
    return reverse("portal:party", args=[case.number, seat.public_id])


@require_http_methods(["GET", "POST"])
@own_case
def invite(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    seat = _own_person(request, actor, case, seat_id)
    form = InviteForm(request.POST or None, by=request.user)
    if seat.user is not None and was_used(seat.user):
        # an account in use is of that person alone: nobody else makes a new way in
        return show(request, "invite", case, seat=seat, form=form, in_use=True)
    if request.method == "GET" or not form.is_valid():
        sent = sent_for(actor, case).get(seat.pk)
        state = sent.state_at(actor.at) if sent else ""
        return show(request, "invite", case, seat=seat, form=form, sent=sent, state=state)
    if form.cleaned_data["way"] == PersonForm.PAPER:
        return _letter(request, actor, case, seat)

    def do() -> str:
        email = form.cleaned_data["email"]
        people.invite_by_mail(case=case, seat=seat, email=email, by=actor, at=actor.at)
        messages.success(request, _("De uitnodiging is onderweg."))
        return reverse("portal:party", args=[case.number, seat.public_id])

    return send_once(form, actor, do)


@require_POST
@own_case
def withdraw(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    """Before it was answered; who has the mail can do nothing with it any more."""
    seat = _own_person(request, actor, case, seat_id)
    sent = sent_for(actor, case).get(seat.pk)
    if sent is None:
        raise Http404
    try:
        people.withdraw_invitation(case=case, seat=seat, offer=sent, by=actor)
        messages.success(request, _("De uitnodiging is ingetrokken."))
    except OfferClosedError:
        messages.info(request, _("Deze uitnodiging was al beantwoord of ingetrokken."))
    return redirect("portal:invite", case.number, seat.public_id)


def _letter(request: CaseRequest, actor: Actor, case: Case, seat: TeamMember) -> HttpResponse:
    """Shown this once: the code is kept nowhere. Asking again makes a new one."""
    user, code = people.invite_on_paper(case=case, seat=seat, by=actor, at=actor.at)
    response = show(request, "letter", case, seat=seat, login=user.username, code=code)
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
@own_case
def end(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    """First what that means, then the button; from then on this person sees nothing."""
    if ended := _ended_already(request, actor, case, seat_id):
        return ended
    seat = _own_person(request, actor, case, seat_id)
    if request.method == "GET":
        return show(request, "end_seat", case, seat=seat)
    end_seat(seat=seat, reason=ENDED, sight=request.sight, by=actor, at=actor.at)
    gone = _("%(name)s zit niet meer aan tafel en ziet niets meer.") % {"name": seat.name}
    messages.success(request, gone)
    return redirect("portal:team", case.number)


@require_http_methods(["GET", "POST"])
@own_case
def answer(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    """May somebody's seat end; or coordinate, when nobody does? The client is a second person."""
    only_client(request)
    seat = seat_in(case, actor, seat_id)
    if seat is None or not (seat.is_suspended or _may_coordinate(request, actor, case, seat)):
        return _decided(request, case, seat)
    request.looked.at("cases.teammember", seat.pk)
    form = WhyForm(request.POST or None, initial={"version": seat.version})
    answered = request.POST.get("answer")
    if answered not in ("yes", "no") or not form.is_valid():
        name = name_of(seat, case)
        return show(request, "answer_seat", case, seat=seat, name=name, form=form)
    if form.cleaned_data["version"] != seat.version:
        changed = _("Er is intussen iets veranderd. Lees wat er nu gevraagd wordt.")
        messages.warning(request, changed)
        return redirect("portal:answer_seat", case.number, seat_id)
    deed = answer_ending if seat.is_suspended else answer_coordination
    reply = Reply(answered == "yes", form.cleaned_data["why"])
    deed(seat=seat, reply=reply, sight=request.sight, by=actor)
    messages.success(request, _("Je antwoord is bewaard en geldt meteen."))
    return redirect("portal:team", case.number)


def _ended_already(
    request: CaseRequest, actor: Actor, case: Case, seat_id: str
) -> HttpResponse | None:
    """A second press, or a page that stood open."""
    seat = seat_in(case, actor, seat_id)
    if seat is None or seat.is_client or seat.is_professional or seat.state != State.ENDED:
        return None
    return _decided(request, case, seat)


def _decided(request: CaseRequest, case: Case, seat: TeamMember | None) -> HttpResponse:
    """What is asked of this seat was decided already: how it stands now."""
    only_client(request)
    if seat is None or not (seat.question or seat.state == State.ENDED):
        raise Http404
    request.looked.at("cases.teammember", seat.pk)
    if seat.asks_coordination:  # open, and somebody else answers: the page of the team says so
        return redirect("portal:team", case.number)
    if seat.state == State.ENDED:
        said = _("Dit is al gedaan: %(name)s zit niet meer in je team.")
    elif seat.membership_id is not None and seat.membership_id == case.coordinator_id:
        said = _("Dit is al beslist: %(name)s bewaakt je plan.")
    else:
        said = _("Dit is al beslist: %(name)s zit in je team.")
    messages.info(request, said % {"name": name_of(seat, case)})
    if by := answered_by(seat):
        messages.info(request, _("Het antwoord kwam van %(name)s.") % {"name": by})
    return redirect("portal:team", case.number)


def _may_coordinate(request: CaseRequest, actor: Actor, case: Case, seat: TeamMember) -> bool:
    seat.case = case
    gone = coordinator_gone(case, team_of(request.sight), actor)
    sight = request.sight
    return bool(asked.answer_coordination(case, sight, seat, gone=gone, actor=actor))


def _own_person(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> TeamMember:
    """Somebody whom the client asked: not the team."""
    only_client(request)
    seat = seat_in(case, actor, seat_id)
    if seat is None or seat.is_client or seat.is_professional:
        raise Http404
    if seat.state != TeamMember.State.ACTIVE:
        raise Http404
    request.looked.at("cases.teammember", seat.pk)
    return seat
