"""What goes between tables, and between a case and a case table."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.queries_team import sits_as_themself
from huiswaarts.casework.tables import policies
from huiswaarts.casework.tables.actions import items
from huiswaarts.casework.tables.actions import tables as actions
from huiswaarts.casework.tables.forms import AnswerForm, BringForm, DecideForm, HandoffForm
from huiswaarts.casework.tables.models import Table, TableItem
from huiswaarts.casework.tables.queries import (
    coordinates,
    find_handoff,
    find_item,
    find_table,
    sits_at,
)
from huiswaarts.casework.tables.views import GET_POST, PURPOSE, the_table, url_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import first_no, when
from huiswaarts.foundation.access.doors import ActorRequest, member
from huiswaarts.foundation.events.actions import Looked
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.pages import CHANGED, FormPage, send_once, show_form, take_version

SITS = "Doorgeven doet wie aan de tafel zit."


@require_http_methods(GET_POST)
@member()
def hand_off(request: ActorRequest, actor: Actor, table_id: str) -> HttpResponse:
    found = the_table(request, actor, table_id)
    others = Table.objects.visible_to(actor).filter(closed_at=None).exclude(pk=found.pk)
    page = FormPage(
        title="Doorgeven aan een andere tafel",
        verb="Geef door",
        back=url_of(found),
        line=f"Van {found.name}. De andere tafel antwoordt uiterlijk op het volgende overleg.",
        decision=when(sits_at(found, actor.membership_id, actor.at), SITS),
    )
    form = HandoffForm(request.POST or None, tables=list(others.order_by("name", "pk")))
    if request.method != "POST" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        said = form.cleaned_data
        receiver = find_table(actor, said["to"])
        if receiver is None:
            raise Http404
        told = {"kind": said["kind"], "subject": said["subject"]}
        actions.hand_off(sender=found, receiver=receiver, **told, by=actor)
        messages.success(request, f"Doorgegeven aan {receiver.name}.")
        return url_of(found)

    return send_once(form, actor, do)


@require_http_methods(GET_POST)
@member()
def answer(request: ActorRequest, actor: Actor, handoff_id: str) -> HttpResponse:
    found = find_handoff(actor, handoff_id)
    if found is None:
        raise Http404
    request.looked = Looked(action="tables:answer", purpose=PURPOSE, rule="table")
    request.looked.shown([found])
    page = FormPage(
        title="Antwoord aan een andere tafel",
        verb="Antwoord",
        back=url_of(found.to_table),
        line=f"{found.from_table.name} geeft door ({found.get_kind_display()}): {found.subject}",
        decision=policies.answer(
            found, sits=sits_at(found.to_table, actor.membership_id, actor.at)
        ),
    )
    form = AnswerForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        actions.answer_handoff(handoff=found, answer=form.cleaned_data["answer"], by=actor)
        messages.success(request, "Het antwoord is gegeven.")
        return page.back

    return send_once(form, actor, do)


@require_http_methods(GET_POST)
@case_view(purpose="De casustafel")
def bring(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    """What this case asked a table, and what came of it; and the form to ask."""
    found = list(TableItem.objects.of_case(request.sight).select_related("table"))
    request.looked.shown(found)
    places = Table.objects.visible_to(actor).filter(closed_at=None, kind=Table.Kind.CASE)
    lies_at = [one.table_id for one in found if one.decided_at is None]
    tables = list(places.exclude(pk__in=lies_at).order_by("name", "pk"))
    page = FormPage(
        title="Naar de casustafel",
        verb="Breng in",
        back=reverse("desk:case", args=[case.number]),
        line=f"{case.as_sentence} De tafel leest alleen wat u hier opschrijft, en besluit binnen "
        "tien werkdagen.",
        decision=first_no(
            policies.bring(case, request.sight, None),
            policies.free_table(free=bool(tables), lies=bool(lies_at)),
        ),
        template="tables/bring.html",
    )
    form = BringForm(request.POST or None, tables=tables)
    table = find_table(actor, form.cleaned_data["table"]) if form.is_valid() else None
    if table is not None and sits_as_themself(case, table.chair):
        form.add_error("table", policies.OWN_LIFE)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, page, form, case=case, items=found)

    def do() -> str:
        if table is None:
            raise Http404
        question = form.asked()
        items.bring_case(case=case, table=table, question=question, sight=request.sight, by=actor)
        messages.success(request, f"Ingebracht bij {table.name}.")
        return reverse("tables:bring", args=[case.number])

    return send_once(form, actor, do)


@require_http_methods(GET_POST)
@member()
def item(request: ActorRequest, actor: Actor, item_id: str) -> HttpResponse:
    """The one item that the table reads; decided by whoever chairs it."""
    found = find_item(actor, item_id)
    if found is None:
        raise Http404
    looked = Looked(action="tables:item", purpose="De casustafel", rule="table")
    looked.case_id = found.case_id
    looked.shown([found])
    request.looked = looked
    page = FormPage(
        title=f"Vraag over {found.who}",
        verb="Leg het besluit vast",
        back=url_of(found.table),
        decision=policies.decide(actor, found, coordinates=coordinates(found)),
        template="tables/item.html",
    )
    form = DecideForm(request.POST or None, initial={"version": found.version})
    if request.method != "POST" or not form.is_valid():
        return show_form(request, page, form, item=found)

    def do() -> str:
        version = form.cleaned_data["version"]
        items.decide_item(item=found, verdict=form.verdict(), version=version, by=actor)
        messages.success(request, "Het besluit gaat terug naar het team.")
        return page.back

    try:
        return send_once(form, actor, do)
    except StaleError as stale:
        return show_form(request, page, take_version(form, stale), stale=CHANGED, item=found)
