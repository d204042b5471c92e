"""What is left of the pages of a case for whoever gets its contact card only."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.actions import seats
from huiswaarts.casework.cases.doors import CaseRequest
from huiswaarts.casework.cases.forms import ReasonForm
from huiswaarts.casework.cases.models import ContactCard, Document, TeamMember
from huiswaarts.casework.cases.models.card import GUEST
from huiswaarts.casework.cases.queries_questions import own_seat_now
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import Decision
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.pages import CHANGED, FormPage, send_once, show_form, take_version


def contact_card(request: CaseRequest, actor: Actor, card: ContactCard) -> HttpResponse:  # noqa: ARG001
    """For the front page and the team: whose case it is, whom to call, one's own seat; and why
    there is no more. Of the other seats nothing is said, so none of them seems empty.
    """
    own = request.sight.seats
    request.looked.at("cases.teammember", *(seat.pk for seat in own))
    context = {"card": card, "own": own, "is_guest": card.why == GUEST}
    return render(request, "cases/card.html", context)


def lent_document(
    request: CaseRequest, actor: Actor, card: ContactCard, document_id: str
) -> Document:
    """One that was put there for this guest."""
    rows = Document.objects.visible_to(actor).filter(case_id=card.pk, public_id=document_id)
    found = rows.filter(withdrawn_at=None).first()
    if found is None:
        raise Http404
    request.looked.at("cases.document", found.pk)
    return found


def leave_table(
    request: CaseRequest, actor: Actor, card: ContactCard, seat_id: str
) -> HttpResponse:
    """One's own seat may end at any time."""
    seat = next((one for one in request.sight.seats if one.public_id == seat_id), None)
    if seat is None:
        raise Http404
    page = FormPage(
        title="Verlaat de tafel",
        verb="Verlaat de tafel",
        back=reverse("desk:my_work"),
        line=f"{card.as_sentence} {seat.kind_label}.",
        decision=_may_leave(request, seat),
        points=("De toegang stopt meteen, ook als de casus nog open staat op een scherm.",),
    )
    form = ReasonForm(request.POST or None, initial={"version": seat.version})
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        seat.version = form.cleaned_data["version"]
        reason = form.cleaned_data["reason"]
        seats.end_seat(seat=seat, reason=reason, sight=request.sight, by=actor, at=actor.at)
        messages.success(request, "De stoel is beëindigd.")
        return page.back

    try:
        return send_once(form, actor, do)
    except StaleError as stale:
        return show_form(request, page, take_version(form, stale), stale=CHANGED)


def _may_leave(request: CaseRequest, seat: TeamMember) -> Decision:
    # who coordinates reads the case, and does not come here
    return policies.end_seat(request.sight, seat, holds_coordination=False)


LEFT = {
    "ended": "Dit is al gedaan. U zit niet meer aan deze tafel.",
    "suspended": "Uw toegang tot deze casus staat stil. In uw berichten leest u hoe het "
    "verder gaat.",
}


def left_already(
    request: CaseRequest, actor: Actor, number: str, seat_id: str
) -> HttpResponse | None:
    """Who presses about the own seat, and has lost it meanwhile. The record keeps the refusal."""
    said = LEFT.get(own_seat_now(number, seat_id)) if request.method == "POST" else None
    if said is None or not actor.is_professional:
        return None
    request.failure = Http404.__name__
    messages.info(request, said)
    return redirect("desk:my_work")
