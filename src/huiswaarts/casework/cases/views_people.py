"""Relatives and supporters at the table, and an account for client and relative."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.actions import people
from huiswaarts.casework.cases.actions.seats import AlreadyAtTableError, propose_member
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.forms import InviteForm, PersonForm, ProposeForm
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries_choices import requested_seat, seat_in
from huiswaarts.casework.cases.queries_offers import sent_for
from huiswaarts.casework.cases.queries_team import name_of, seat_of_client
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import first_no, when
from huiswaarts.foundation.access.doors import ActorRequest, member
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.accounts.actions import AccountInUseError
from huiswaarts.foundation.accounts.queries import was_used
from huiswaarts.foundation.common.dates import long_date
from huiswaarts.foundation.common.forms import OnceForm
from huiswaarts.foundation.events.actions import Looked
from huiswaarts.foundation.events.pages import FormPage, send_once, show_form
from huiswaarts.foundation.network.actions import OfferClosedError

IN_USE = (
    "Deze persoon gebruikt Mijn Thuis al. Een nieuwe uitnodiging kan daarom niet. "
    "Die persoon kan zelf een nieuw wachtwoord kiezen: met het herstelblad, per e-mail of per sms. "
    "Heeft die niets meer? Kies dan bij de tafel: kan niet meer inloggen."
)


@require_http_methods(["GET", "POST"])
@case_view(purpose="Een naaste aan tafel vragen")
def add_person(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    back = reverse("cases:team", args=[case.number])
    page = FormPage(
        title="Een naaste of ondersteuner erbij",
        verb="Zet erbij",
        back=back,
        line=f"{case.as_sentence} Deze persoon ziet niets, tot {case.first_name} iets deelt.",
        decision=policies.add_person(case, request.sight),
    )
    form = PersonForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        said = form.cleaned_data
        people.add_person(
            case=case,
            kind=said["kind"],
            name=said["name"],
            sight=request.sight,
            by=actor,
            at=actor.at,
        )
        messages.success(request, f"{said['name']} zit nu aan tafel.")
        return back

    try:
        return send_once(form, actor, do)
    except AlreadyAtTableError:
        form.add_error("name", "Iemand met deze naam zit hier al aan tafel.")
        return show_form(request, page, form)


@require_http_methods(["GET", "POST"])
@case_view(purpose="De cliënt uitnodigen")
def invite_client(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    seat = seat_of_client(case, actor)
    if seat is None:
        raise Http404
    return _invite(request, actor, case, seat)


@require_http_methods(["GET", "POST"])
@case_view(purpose="Een naaste uitnodigen")
def invite(request: CaseRequest, actor: Actor, case: Case, seat_id: str) -> HttpResponse:
    seat = seat_in(case, actor, seat_id)
    if seat is None:
        raise Http404
    return _invite(request, actor, case, seat)


def _invite(request: CaseRequest, actor: Actor, case: Case, seat: TeamMember) -> HttpResponse:
    name = name_of(seat, case)
    points = [
        "Per e-mail kan iemand zeven dagen lang ja of nee zeggen.",
        "Een code op papier werkt één dag.",
        "Een eerdere uitnodiging werkt dan niet meer.",
    ]
    in_use = seat.user is not None and was_used(seat.user)
    sent = sent_for(actor, case).get(seat.pk)
    if sent is not None:
        points.append(
            f"Op {long_date(localdate(sent.invited_at))} uitgenodigd op {sent.typed}: "
            f"{sent.state_at(actor.at)}."
        )
    page = FormPage(
        title=f"Nodig {name} uit",
        verb="Nodig uit",
        back=reverse("cases:team", args=[case.number]),
        line="Meedoen met Mijn Thuis hoeft niet. Alles kan ook samen, of op papier.",
        decision=first_no(
            policies.invite(case, request.sight, seat),
            policies.replace_sent(request.sight, sent, actor.at),
            when(not in_use, IN_USE),
        ),
        points=points,
    )
    start = {"email": sent.typed if sent else ""}
    form = InviteForm(request.POST or None, initial=start, by=request.user)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)
    if form.cleaned_data["way"] == InviteForm.PAPER:
        try:
            return _on_paper(request, actor, case, seat)
        except AccountInUseError:
            form.add_error(None, IN_USE)
            return show_form(request, page, form)

    def do() -> str:
        email = form.cleaned_data["email"]
        people.invite_by_mail(case=case, seat=seat, email=email, by=actor, at=actor.at)
        messages.success(request, "De uitnodiging is onderweg.")
        return page.back

    try:
        return send_once(form, actor, do)
    except AccountInUseError:
        form.add_error("email", IN_USE)
    return show_form(request, page, form)


@require_http_methods(["GET", "POST"])
@case_view(purpose="Een uitnodiging intrekken")
def withdraw_invitation(
    request: CaseRequest, actor: Actor, case: Case, seat_id: str
) -> HttpResponse:
    seat = seat_in(case, actor, seat_id)
    sent = sent_for(actor, case).get(seat.pk) if seat else None
    if seat is None or sent is None:
        raise Http404
    page = FormPage(
        title="Trek de uitnodiging in",
        verb="Trek in",
        back=reverse("cases:team", args=[case.number]),
        line=f"Uitgenodigd op {sent.typed}.",
        points=("Met de link in die e-mail kan daarna niets meer.",),
        decision=first_no(
            policies.invite(case, request.sight, seat),
            policies.replace_sent(request.sight, sent, actor.at),
        ),
    )
    form = OnceForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        try:
            people.withdraw_invitation(case=case, seat=seat, offer=sent, by=actor)
            messages.success(request, "De uitnodiging is ingetrokken.")
        except OfferClosedError:
            messages.info(request, "Deze uitnodiging was al beantwoord of ingetrokken.")
        return page.back

    return send_once(form, actor, do)


def _on_paper(request: CaseRequest, actor: Actor, case: Case, seat: TeamMember) -> HttpResponse:
    """Shown this once: the code is kept nowhere. A doubled POST makes a new one that works."""
    user, code = people.invite_on_paper(case=case, seat=seat, by=actor, at=actor.at)
    context = {"case": case, "name": name_of(seat, case), "login": user.username, "code": code}
    response = render(request, "cases/invitation_paper.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
@member(Permission.ORGANISATION_MANAGE)
def seat_fill(request: ActorRequest, actor: Actor, seat_id: str) -> HttpResponse:
    """The admin names a colleague for a seat that the organisation was asked for; sees no case."""
    seat = requested_seat(actor, seat_id)
    if seat is None:
        raise Http404
    request.looked = Looked(
        action="cases:seat_fill",
        purpose="Een collega voorstellen",
        rule="role:organisation_admin",
        items=[f"cases.teammember:{seat.pk}"],
    )
    page = FormPage(
        title="Noem een collega voor deze stoel",
        verb="Stel voor",
        back=reverse("desk:people"),
        line=f"{seat.kind_label.capitalize()}. De coördinator van de casus laat uw collega toe.",
        decision=policies.propose(Case(), None, seat, actor),
    )
    form = ProposeForm(request.POST or None, kind=seat.kind, actor=actor)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        colleague = form.cleaned_data["colleague"]
        propose_member(seat=seat, colleague=colleague, sight=None, by=actor, at=actor.at)
        messages.success(request, "Uw collega is voorgesteld.")
        return page.back

    try:
        return send_once(form, actor, do)
    except AlreadyAtTableError:
        form.add_error("colleague", "Deze collega heeft deze stoel al, of is er al voor gevraagd.")
        return show_form(request, page, form)
