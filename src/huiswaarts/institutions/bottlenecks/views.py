"""The register: what holds people up in this region, and who recognises it."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, member
from huiswaarts.foundation.common import asked
from huiswaarts.foundation.events.pages import FormPage, send_once, show_form
from huiswaarts.institutions.bottlenecks import actions, policies
from huiswaarts.institutions.bottlenecks.forms import FilterForm, NoteForm
from huiswaarts.institutions.bottlenecks.models import Bottleneck, Recognition

PAGE = 30


def the_bottleneck(actor: Actor, bottleneck_id: str) -> Bottleneck:
    rows = Bottleneck.objects.visible_to(actor).counted().select_related("organisation")
    found: Bottleneck | None = rows.filter(public_id=bottleneck_id).first()
    if found is None:
        raise Http404
    return found


@require_GET
@member()
def register(request: ActorRequest, actor: Actor) -> HttpResponse:
    form = FilterForm(asked.given(request))
    if not form.is_valid():
        raise Http404
    chosen = form.cleaned_data
    rows = Bottleneck.objects.visible_to(actor).counted().select_related("organisation")
    if chosen["soort"]:
        rows = rows.filter(category=chosen["soort"])
    if chosen["stand"]:
        many = Q(recognised_by__gte=policies.MANY)
        rows = rows.filter(many if chosen["stand"] == form.RECOGNISED else ~many)
    page = asked.page(request)
    start = (page - 1) * PAGE
    found = list(rows.order_by("-recognised_by", "-noted_at", "-pk")[start : start + PAGE + 1])
    context = {
        "form": form,
        "found": found[:PAGE],
        "many": policies.MANY,
        "may_note": policies.note(actor),
        "number": page,
        "more": len(found) > PAGE,
    }
    return render(request, "bottlenecks/register.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member()
def note(request: ActorRequest, actor: Actor) -> HttpResponse:
    page = FormPage(
        title="Een knelpunt noteren",
        verb="Noteer",
        back=reverse("bottlenecks:register"),
        line="Het gaat om wat er mis gaat, niet om wie. Andere organisaties zien of zij het ook "
        "herkennen.",
        decision=policies.note(actor),
    )
    form = NoteForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, page, form)

    def do() -> str:
        made = actions.note_bottleneck(words=form.words(), by=actor)
        messages.success(request, "Het knelpunt staat in het register.")
        return reverse("bottlenecks:bottleneck", args=[made.public_id])

    return send_once(form, actor, do)


@require_GET
@member()
def bottleneck(request: ActorRequest, actor: Actor, bottleneck_id: str) -> HttpResponse:
    found = the_bottleneck(actor, bottleneck_id)
    rows = Recognition.objects.visible_to(actor).standing().filter(bottleneck=found)
    parties = list(rows.select_related("organisation").order_by("at", "pk"))
    context = {
        "bottleneck": found,
        "parties": parties,
        "may_recognise": policies.recognise(actor, found),
        "is_ours": any(one.organisation_id == actor.organisation_id for one in parties),
        "many": policies.MANY,
    }
    return render(request, "bottlenecks/bottleneck.html", context)


@require_POST
@member()
def recognise(request: ActorRequest, actor: Actor, bottleneck_id: str) -> HttpResponse:
    found = the_bottleneck(actor, bottleneck_id)
    if "terug" in request.POST:
        actions.withdraw_recognition(bottleneck=found, by=actor)
    else:
        actions.recognise_bottleneck(bottleneck=found, by=actor)
        messages.success(request, "Genoteerd: uw organisatie herkent dit.")
    return redirect("bottlenecks:bottleneck", found.public_id)
