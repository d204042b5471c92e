"""Search. Words are sent, never in an address: those stand in histories and in logs of others."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiswaarts.casework.boxes.kinds import say
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.journey.search import HIGHEST_PAGE, LONGEST, Found, Hit, search
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.doors import ActorRequest, member
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.events.actions import Looked


class SearchForm(forms.Form):
    zoek = forms.CharField(
        label="Zoek een naam, een nummer of woorden",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": f"Zoek met hoogstens {LONGEST} tekens."},
    )
    pagina = forms.IntegerField(
        required=False, min_value=1, max_value=HIGHEST_PAGE, widget=forms.HiddenInput
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member(Permission.CASE_WORK)
def search_page(request: ActorRequest, actor: Actor) -> HttpResponse:
    form = SearchForm(request.POST or None)
    looked = Looked(action="desk:search", purpose="Zoeken", rule="seat:own")
    request.looked = looked
    context: dict[str, Any] = {"form": form, "asked": ""}
    if form.is_valid():
        asked, page = form.cleaned_data["zoek"], form.cleaned_data["pagina"] or 1
        found = search(actor, asked, page)
        _note(looked, found)
        context |= {
            "asked": asked,
            "people": found.people,
            "lines": [(hit, *_line(hit)) for hit in found.hits],
            "next_page": page + 1 if found.more else 0,
            "page": page,
        }
    status = 400 if form.is_bound and not form.is_valid() else 200
    return render(request, "desk/search.html", context, status=status)


def _note(looked: Looked, found: Found) -> None:
    """What was shown; never what was asked."""
    looked.shown(found.people)
    looked.shown(hit.row for hit in found.hits)


def _line(hit: Hit) -> tuple[str, str]:
    """What it is, in words, and where it leads."""
    number = hit.case.number
    if hit.source == "answer":
        kind = kind_of(hit.row.box.box_type_id)
        return f"Antwoord in {say(kind.box)}", reverse("boxes:box", args=[number, kind.code])
    if hit.source == "promise":
        return "Afspraak", reverse("cases:promises", args=[number])
    if hit.source == "document":
        return "Document", reverse("cases:document", args=[number, hit.row.public_id])
    words = "Verslag" if hit.source == "report" else "Agendapunt"
    return words, reverse("desk:meeting", args=[number, hit.row.meeting.public_id])
