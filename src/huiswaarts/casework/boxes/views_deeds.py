"""What people do with a whole box: tick a point, agree or not, open it again, put it aside."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiswaarts.casework.boxes import policies
from huiswaarts.casework.boxes.actions import boxes as box_actions
from huiswaarts.casework.boxes.actions import checks as check_actions
from huiswaarts.casework.boxes.actions.base import StaleBoxError
from huiswaarts.casework.boxes.actions.checks import NoSuchRuleError, Word
from huiswaarts.casework.boxes.entries import InvalidEntryError
from huiswaarts.casework.boxes.forms import NotNeededForm, ReopenForm, Seen, WordForm
from huiswaarts.casework.boxes.kinds import say
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.boxes.views import PURPOSE, the_box
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import Decision

CHANGED = "Intussen is er iets veranderd in deze doos. Kijk wat er nu staat, en zeg het dan."
Deed = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class DeedPage:
    title: str
    verb: str
    may: Decision
    line: str = ""


@require_POST
@case_view(purpose=PURPOSE)
def check(request: CaseRequest, actor: Actor, case: Case, code: str, rule: str) -> HttpResponse:
    """Tick or untick a point that people judge."""
    box = _box(request, case, code)
    word = Word(rule, yes="in_orde" in request.POST, version=_version(request))
    return _say(request, actor, box, word, check_actions.tick_check)


@require_POST
@case_view(purpose=PURPOSE)
def confirm(request: CaseRequest, actor: Actor, case: Case, code: str, rule: str) -> HttpResponse:
    box = _box(request, case, code)
    word = Word(rule, yes=True, version=_version(request))
    return _say(request, actor, box, word, check_actions.confirm)


def _version(request: CaseRequest) -> int:
    form = Seen(request.POST)
    return int(form.cleaned_data["version"]) if form.is_valid() else 0


def _say(
    request: CaseRequest, actor: Actor, box: Box, word: Word, action: Callable[..., Any]
) -> HttpResponse:
    try:
        action(box=box, sight=request.sight, word=word, by=actor, at=actor.at)
    except NoSuchRuleError:
        raise Http404 from None
    except StaleBoxError:
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "Dat is vastgelegd.")
    return HttpResponseRedirect(_url(box))


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def disagree(request: CaseRequest, actor: Actor, case: Case, code: str, rule: str) -> HttpResponse:
    """Say "klopt niet", and why."""
    box = _box(request, case, code)
    rules = {one.code: one for one in kind_of(box.box_type_id).box.confirmations}
    if rule not in rules:
        raise Http404

    def deed(data: dict[str, Any]) -> None:
        word = Word(rule, yes=False, version=data["version"], reason=data["reason"])
        check_actions.disagree(box=box, sight=request.sight, word=word, by=actor, at=actor.at)

    may = policies.judge(box, request.sight, rules[rule])
    return _form(request, box, WordForm, deed, DeedPage("Dit klopt niet", "Bewaar", may))


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def reopen(request: CaseRequest, actor: Actor, case: Case, code: str) -> HttpResponse:
    box = _box(request, case, code)

    def deed(data: dict[str, Any]) -> None:
        box_actions.reopen(
            box=box,
            sight=request.sight,
            why=data["why"],
            version=data["version"],
            by=actor,
            at=actor.at,
        )

    page = DeedPage(
        "Deze doos weer openen",
        "Open de doos weer",
        policies.reopen(box, request.sight),
        "Wie akkoord gaf, wordt het opnieuw gevraagd. Het team ziet dat u dit deed.",
    )
    return _form(request, box, ReopenForm, deed, page)


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def not_needed(request: CaseRequest, actor: Actor, case: Case, code: str) -> HttpResponse:
    box = _box(request, case, code)

    def deed(data: dict[str, Any]) -> None:
        box_actions.mark_not_needed(
            box=box,
            sight=request.sight,
            why=data["why"],
            version=data["version"],
            by=actor,
            at=actor.at,
        )

    page = DeedPage(
        "Deze doos is niet nodig",
        "Zet de doos apart",
        policies.mark_not_needed(box, request.sight),
        "De antwoorden blijven bewaard. U kunt de doos later weer openen.",
    )
    return _form(request, box, NotNeededForm, deed, page)


def _form(
    request: CaseRequest, box: Box, form_class: type[forms.Form], deed: Deed, page: DeedPage
) -> HttpResponse:
    """A page with one form; who may not is told why in the place of the button."""
    if request.method != "POST":
        return _show(request, box, page, form_class(initial={"version": box.version}))
    if not page.may:
        raise PermissionDenied(page.may.reason)
    form = form_class(request.POST)
    if not form.is_valid():
        return _show(request, box, page, form, status=422)
    try:
        deed(form.cleaned_data)
    except InvalidEntryError as error:
        form.add_error(error.field, error.reason)
        return _show(request, box, page, form, status=422)
    except StaleBoxError:
        now = form_class({**request.POST.dict(), "version": str(box.version)})
        return _show(request, box, page, now, status=409)
    messages.success(request, "Dat is vastgelegd.")
    return HttpResponseRedirect(_url(box))


def _show(
    request: CaseRequest, box: Box, page: DeedPage, form: forms.Form, *, status: int = 200
) -> HttpResponse:
    kind = kind_of(box.box_type_id)
    context = {
        "case": box.case,
        "box": box,
        "code": kind.code,
        "name": say(kind.box),
        "page": page,
        "form": form,
        "stale": CHANGED if status == 409 else "",  # noqa: PLR2004  conflict
    }
    return render(request, "boxes/deed.html", context, status=status)


def _box(request: CaseRequest, case: Case, code: str) -> Box:
    box = the_box(request, case, code)
    request.looked.at("boxes.box", box.pk)
    return box


def _url(box: Box) -> str:
    return reverse("boxes:box", args=[box.case.number, kind_of(box.box_type_id).code])
