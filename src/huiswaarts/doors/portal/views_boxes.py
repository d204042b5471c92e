"""Mijn dozen: all of them, one of them, on paper; and "dit klopt" or "klopt niet"."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiswaarts.casework.boxes.actions.base import StaleBoxError
from huiswaarts.casework.boxes.actions.boxes import reopen
from huiswaarts.casework.boxes.actions.checks import Word
from huiswaarts.casework.boxes.actions.checks import confirm as say_yes
from huiswaarts.casework.boxes.actions.checks import disagree as say_no
from huiswaarts.casework.boxes.entries import InvalidEntryError
from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case
from huiswaarts.doors.portal.forms import DisagreeForm
from huiswaarts.doors.portal.my_box import MyBox
from huiswaarts.doors.portal.page import only_client, show
from huiswaarts.doors.portal.reading import box_documents, my_boxes, read_box, sheets
from huiswaarts.doors.portal.words import refusal_words
from huiswaarts.foundation.access.actor import Actor

own_case = case_view(purpose="Zelf kijken en invullen", professional=False)
LONGEST = 9  # digits of a version


@require_GET
@own_case
def boxes(request: CaseRequest, _actor: Actor, case: Case) -> HttpResponse:
    fronts = my_boxes(request, case)
    needed = [front for front in fronts if front.state != Box.State.NOT_NEEDED]
    aside = [front for front in fronts if front.state == Box.State.NOT_NEEDED]
    done = sum(front.state == Box.State.FILLED for front in needed)
    return show(request, "boxes", case, boxes=needed, aside=aside, done=done)


@require_GET
@own_case
def on_paper(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    """To fill in with a pen: what is known, and lines for the rest."""
    return show(request, "on_paper", case, sheets=sheets(request, case, actor))


@require_GET
@own_case
def box(request: CaseRequest, actor: Actor, case: Case, code: str) -> HttpResponse:
    page = read_box(request, case, actor, code)
    return show(request, "box", case, page=page, **box_documents(request, case, page))


@require_POST
@own_case
def confirm(request: CaseRequest, actor: Actor, case: Case, code: str) -> HttpResponse:
    """Says "dit klopt" of the box as it was on the screen."""
    found, page = _of_client(request, actor, case, code)
    word = Word(code=_mine(page), yes=True, version=_version(request))
    try:
        say_yes(box=found, sight=request.sight, word=word, by=actor, at=actor.at)
    except StaleBoxError:
        return _changed(request, actor, case, code)
    messages.success(request, _("Je zei: dit klopt. Je kunt dat altijd veranderen."))
    return redirect("portal:box", case.number, code)


@require_http_methods(["GET", "POST"])
@own_case
def disagree(request: CaseRequest, actor: Actor, case: Case, code: str) -> HttpResponse:
    """Says "klopt niet", with why, so that the team can talk about it."""
    found, page = _of_client(request, actor, case, code)
    form = DisagreeForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        word = Word(_mine(page), yes=False, version=said["version"], reason=said["reason"])
        try:
            say_no(box=found, sight=request.sight, word=word, by=actor, at=actor.at)
        except StaleBoxError:
            return _changed(request, actor, case, code)
        except InvalidEntryError as error:
            form.add_error("reason", refusal_words(error.field, error.reason) or error.reason)
        else:
            messages.success(request, _("Dank je. Je team leest dit en praat er met je over."))
            return redirect("portal:box", case.number, code)
    return show(request, "disagree", case, page=page, form=form)


@require_POST
@own_case
def want(request: CaseRequest, actor: Actor, case: Case, code: str) -> HttpResponse:
    """A box that was put aside is wanted after all."""
    found, _page = _of_client(request, actor, case, code)
    try:
        reopen(
            box=found,
            sight=request.sight,
            why=Box.Why.NEEDED_AFTER_ALL,
            version=_version(request),
            by=actor,
            at=actor.at,
        )
    except StaleBoxError:
        return _changed(request, actor, case, code)
    return redirect("portal:box", case.number, code)


def _of_client(request: CaseRequest, actor: Actor, case: Case, code: str) -> tuple[Box, MyBox]:
    only_client(request)
    page = read_box(request, case, actor, code)
    return page.box, page


def _mine(page: MyBox) -> str:
    if page.mine is None:
        raise Http404
    return page.mine.code


def _version(request: CaseRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < LONGEST else 0


def _changed(request: CaseRequest, actor: Actor, case: Case, code: str) -> HttpResponse:
    """Somebody changed the box meanwhile: the page as it is now, nothing was said yet."""
    page = read_box(request, case, actor, code)
    if page.my_word and page.my_word.said == "yes":  # a doubled press
        return redirect("portal:box", case.number, code)
    more = box_documents(request, case, page)
    return show(request, "box", case, page=page, is_changed=True, status=409, **more)
