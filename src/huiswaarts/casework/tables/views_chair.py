"""Another chair for a table, and a table that has done its work."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiswaarts.casework.tables import policies
from huiswaarts.casework.tables.actions import tables as actions
from huiswaarts.casework.tables.forms import ChairForm, StopForm
from huiswaarts.casework.tables.models import Table, TableSeat
from huiswaarts.casework.tables.queries import decides_first, seats_of
from huiswaarts.casework.tables.views import GET_POST, the_table, url_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, member
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.pages import CHANGED, FormPage, send_once, show_form, take_version

NOBODY = "Er zit nog niemand aan deze tafel die haar kan voorzitten. Geef eerst iemand een stoel."


def _what_goes(table: Table, around: list[TableSeat]) -> str:
    """Whoever chairs and has no seat besides, sits there no more."""
    name = table.chair.user.name
    if not table.has_chair or any(one.membership_id == table.chair_id for one in around):
        return "Wie voorzitter wordt, krijgt daar bericht van."
    return (
        f"{name} zit daarna niet meer aan deze tafel en leest er niets meer, tot iemand "
        f"{name} weer een stoel geeft. Wie voorzitter wordt, krijgt bericht."
    )


@require_http_methods(GET_POST)
@member()
def chair(request: ActorRequest, actor: Actor, table_id: str) -> HttpResponse:
    found = the_table(request, actor, table_id)
    around = seats_of(actor, [found])[found.pk]
    seats = [
        one
        for one in around
        if one.membership_id != found.chair_id or found.chairs_by_itself
        if one.membership.user_id != actor.user_id and policies.may_sit(found, one.membership)
    ]
    page = FormPage(
        title="Een andere voorzitter",
        verb="Draag over",
        back=url_of(found),
        line=f"{found.name}. Nu is dat {found.chair.user.name}. Alleen de voorzitter legt "
        "besluiten vast. De voorzitter of een beleidsmedewerker regelt de stoelen en het overleg.",
        decision=policies.arrange(actor, found),
        points=[_what_goes(found, around) if seats else NOBODY],
    )
    form = ChairForm(request.POST or None, seats=seats, initial={"version": found.version})

    def do() -> str:
        seat, version = form.seat(), form.cleaned_data["version"]
        actions.hand_over_chair(table=found, seat=seat, version=version, by=actor)
        messages.success(request, f"{seat.membership.user.name} is nu voorzitter.")
        return page.back

    return _sent(request, actor, page, form, do)


@require_http_methods(GET_POST)
@member()
def stop(request: ActorRequest, actor: Actor, table_id: str) -> HttpResponse:
    found = the_table(request, actor, table_id)
    page = FormPage(
        title="Stoppen met deze tafel",
        verb="Stop deze tafel",
        back=url_of(found),
        line=f"{found.name}.",
        points=("Wat er lag, blijft leesbaar voor wie er zat.", "Er komt niets meer bij."),
        decision=policies.stop(actor, found, waits=decides_first(found)),
    )
    form = StopForm(request.POST or None, initial={"version": found.version})

    def do() -> str:
        actions.stop_table(table=found, version=form.cleaned_data["version"], by=actor)
        messages.success(request, f"{found.name} is gestopt.")
        return reverse("tables:list")

    return _sent(request, actor, page, form, do)


def _sent(
    request: ActorRequest, actor: Actor, page: FormPage, form: Form, do: Callable[[], str]
) -> HttpResponse:
    if request.method != "POST" or not form.is_valid():
        return show_form(request, page, form)
    try:
        return send_once(form, actor, do)
    except StaleError as stale:
        return show_form(request, page, take_version(form, stale), stale=CHANGED)
