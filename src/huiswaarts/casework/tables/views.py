"""Tables of the region: the list, one table, and what its chair arranges."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiswaarts.casework.tables import policies
from huiswaarts.casework.tables.actions import tables as actions
from huiswaarts.casework.tables.forms import SeatForm, TableForm, TableMeetingForm
from huiswaarts.casework.tables.models import Table, TableMeeting, TableSeat
from huiswaarts.casework.tables.queries import (
    MANY,
    Contents,
    alike,
    contents_of,
    find_table,
    next_day_of,
    seats_of,
    sits_at,
    tables_of,
    to_take_along,
)
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, member
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.events.actions import Looked
from huiswaarts.foundation.events.pages import FormPage, send_once, show_form
from huiswaarts.foundation.network.models import Membership

GET_POST = ["GET", "HEAD", "POST"]
PURPOSE = "Tafels van de regio"


def the_table(request: ActorRequest, actor: Actor, table_id: str) -> Table:
    table = find_table(actor, table_id)
    if table is None:
        raise Http404
    request.looked = Looked(action="tables", purpose=PURPOSE, rule="table")
    request.looked.shown([table])
    return table


def _of(table: Table, model: Any, public_id: str, actor: Actor) -> Any:
    """The seat or meeting of this table with this id, or 404."""
    rows = model.objects.visible_to(actor).filter(table=table, public_id=public_id)
    found = rows.select_related("table").first()
    if found is None:
        raise Http404
    return found


def _people(actor: Actor, table: Table | None = None) -> Any:
    """Who can be given a place (at this table): those at work in the region but oneself."""
    people = Membership.objects.visible_to(actor).active(actor.at).exclude(user_id=actor.user_id)
    if table and table.decides_on_cases:
        people = people.filter(role__in=policies.CASEWORK)
    return people.select_related("user", "organisation").order_by("user__name", "pk")


def url_of(table: Table) -> str:
    return reverse("tables:table", args=[table.public_id])


@require_GET
@member()
def tables(request: ActorRequest, actor: Actor) -> HttpResponse:
    found = tables_of(actor)
    request.looked = Looked(action="tables:list", purpose=PURPOSE, rule="region")
    request.looked.shown(one.table for one in found)
    context = {
        "mine": [one for one in found if one.is_mine],
        "others": [one for one in found if not one.is_mine],
        "alike": alike(found),
        "along": request.looked.shown(to_take_along(actor, found)),
        "many": MANY,
        "may_make": policies.make(actor, others=0, why_new=""),
    }
    return render(request, "tables/list.html", context)


@require_http_methods(GET_POST)
@member()
def make(request: ActorRequest, actor: Actor) -> HttpResponse:
    others = Table.objects.visible_to(actor).filter(closed_at=None).count()
    page = FormPage(
        title="Een nieuwe tafel",
        verb="Maak de tafel",
        back=reverse("tables:list"),
        line="Een tafel meer is een avond meer voor iedereen. Kijk eerst of het ergens past.",
        decision=policies.make(actor, others=0, why_new=""),
    )
    form = TableForm(request.POST or None, others=others, people=_people(actor))
    if request.method != "POST" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        table = actions.make_table(plan=form.plan(), chair=form.cleaned_data["chair"], by=actor)
        messages.success(request, f"De tafel is er. {table.chair.user.name} zit haar voor.")
        return url_of(table)

    return send_once(form, actor, do)


@require_GET
@member()
def table(request: ActorRequest, actor: Actor, table_id: str) -> HttpResponse:
    found = the_table(request, actor, table_id)
    seats = seats_of(actor, [found])[found.pk]
    sits = sits_at(found, actor.membership_id, actor.at)
    # who reads an item by its case, reads it there
    contents = contents_of(found, actor) if sits else Contents()
    request.looked.shown([*contents.received, *contents.sent, *contents.items])
    context = {
        "table": found,
        "seats": seats,
        "sits": sits,
        "reads": actor.has(Permission.CASE_WORK),
        "contents": contents,
        "many": MANY,
        "next_day": next_day_of(found, actor.today) if sits else None,
        "may_arrange": policies.arrange(actor, found),
    }
    return render(request, "tables/table.html", context)


@require_http_methods(GET_POST)
@member()
def seat(request: ActorRequest, actor: Actor, table_id: str) -> HttpResponse:
    found = the_table(request, actor, table_id)
    here = seats_of(actor, [found])[found.pk]
    page = FormPage(
        title="Iemand aan tafel",
        verb="Geef een stoel",
        back=url_of(found),
        line=f"{found.name}. Wie aan tafel zit, mag daar beslissen voor de eigen organisatie.",
        decision=policies.arrange(actor, found),
        points=[f"Er zitten er al {len(here)}: de slagkracht verdwijnt. Denk aan een liaison."]
        if len(here) >= MANY
        else [],
    )
    people = _people(actor, found).exclude(pk__in=[one.membership_id for one in here])
    form = SeatForm(request.POST or None, people=people)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        said = form.cleaned_data
        actions.seat_member(table=found, member=said["member"], mandate=said["mandate"], by=actor)
        messages.success(request, f"{said['member'].user.name} zit aan tafel.")
        return url_of(found)

    return send_once(form, actor, do)


@require_POST
@member()
def end_seat(request: ActorRequest, actor: Actor, table_id: str, seat_id: str) -> HttpResponse:
    found = the_table(request, actor, table_id)
    actions.end_table_seat(seat=_of(found, TableSeat, seat_id, actor), by=actor)
    messages.success(request, "De stoel is weer vrij.")
    return redirect(url_of(found))


@require_http_methods(GET_POST)
@member()
def plan(request: ActorRequest, actor: Actor, table_id: str) -> HttpResponse:
    found = the_table(request, actor, table_id)
    page = FormPage(
        title="Een overleg van de tafel",
        verb="Plan",
        back=url_of(found),
        line=f"{found.name}, om de {found.weeks} weken.",
        decision=policies.plan(actor, found, sits=sits_at(found, actor.membership_id, actor.at)),
    )
    start = {"day": next_day_of(found, actor.today), "time": "14:00", "minutes": 90}
    form = TableMeetingForm(request.POST or None, at=actor.at, initial=start)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        actions.plan_table_meeting(table=found, **form.when(), by=actor)
        messages.success(request, "Het overleg staat gepland.")
        return url_of(found)

    return send_once(form, actor, do)


@require_POST
@member()
def cancel(request: ActorRequest, actor: Actor, table_id: str, meeting_id: str) -> HttpResponse:
    found = the_table(request, actor, table_id)
    meeting = _of(found, TableMeeting, meeting_id, actor)
    actions.cancel_table_meeting(meeting=meeting, by=actor)
    messages.success(request, "Het overleg gaat niet door.")
    return redirect(url_of(found))
