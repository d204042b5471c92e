"""A guest at one point: asked by the team; and the one page that a guest reads."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case, ContactCard, TeamMember
from huiswaarts.casework.cases.queries_team import team_of
from huiswaarts.casework.meetings import policies
from huiswaarts.casework.meetings.actions.guests import end_guest, invite_guest
from huiswaarts.casework.meetings.forms import GuestForm
from huiswaarts.casework.meetings.models import AgendaItem
from huiswaarts.casework.meetings.queries import (
    find_point,
    guest_points,
    lendable,
)
from huiswaarts.casework.meetings.views import PURPOSE, the_meeting, url_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import first_no, when
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.events.pages import FormPage, send_once, show_form

NOBODY = "Er hoort nog geen gast bij deze casus. Vraag eerst een stoel voor een gast, bij Het team."


def _the_point(request: CaseRequest, case: Case, meeting_id: str, item_id: str) -> AgendaItem:
    meeting = the_meeting(request, case, meeting_id)
    item = find_point(meeting, request.sight, item_id)
    if item is None:
        raise Http404
    request.looked.at("meetings.agendaitem", item.pk)
    return item


def _guests(request: CaseRequest, item: AgendaItem) -> list[TeamMember]:
    """Who is a guest of this case; of a point that has one, that one."""
    given = item.guest_pass
    seats = (seat for seat in team_of(request.sight) if seat.kind == SeatKind.GUEST)
    return [
        seat
        for seat in seats
        if seat.state == TeamMember.State.ACTIVE and (given is None or seat.pk == given.seat_id)
    ]


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def guest(
    request: CaseRequest, actor: Actor, case: Case, meeting_id: str, item_id: str
) -> HttpResponse:
    item = _the_point(request, case, meeting_id, item_id)
    guests, documents = _guests(request, item), lendable(item, request.sight)
    page = FormPage(
        title="Een gast bij dit punt",
        verb="Bewaar" if item.guest_pass else "Nodig uit",
        back=url_of(item.meeting),
        line=f"{item.what}. De gast leest alleen dit punt en wat u hier aankruist, van een week "
        f"voor het overleg tot een week erna. {case.first_name} ziet wie er te gast is.",
        decision=first_no(
            policies.invite_guest(case, request.sight, item), when(bool(guests), NOBODY)
        ),
        template="meetings/guest.html",
    )
    form = GuestForm(request.POST or None, guests=guests, documents=documents)
    if request.method == "GET" or not form.is_valid():
        return show_form(request, page, form, case=case, item=item)

    def do() -> str:
        invite_guest(
            item=item, seat=form.seat(), documents=form.chosen(), sight=request.sight, by=actor
        )
        messages.success(request, "Bewaard. De gast krijgt bericht.")
        return page.back

    return send_once(form, actor, do)


@require_POST
@case_view(purpose=PURPOSE)
def stop_guest(
    request: CaseRequest, actor: Actor, case: Case, meeting_id: str, item_id: str
) -> HttpResponse:
    item = _the_point(request, case, meeting_id, item_id)
    end_guest(item=item, sight=request.sight, by=actor)
    messages.success(request, "De uitnodiging is ingetrokken. De gast leest dit punt niet meer.")
    return redirect(url_of(item.meeting))


def guest_page(request: CaseRequest, actor: Actor, case: Case | ContactCard) -> HttpResponse:
    """What a guest came for, and nothing of the rest."""
    if SeatKind.GUEST not in request.sight.kinds:
        raise Http404
    found = guest_points(case.pk, actor)
    request.looked.at("cases.guestpass", *(one.given.pk for one in found))
    request.looked.at("meetings.agendaitem", *(item.pk for one in found for item in one.items))
    request.looked.at("cases.document", *(doc.pk for one in found for doc in one.documents))
    return render(request, "meetings/as_guest.html", {"case": case, "found": found})


@require_GET
@case_view(purpose=PURPOSE, card=guest_page)
def as_guest(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    """Of who also has another seat here."""
    return guest_page(request, actor, case)
