"""One question a page: answering it, skipping it, asking help with it, what was said before."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from huiswaarts.casework.boxes.actions.answers import (
    StaleAnswerError,
    answer_question,
    ask_help,
    skip_question,
)
from huiswaarts.casework.boxes.entries import InvalidEntryError, MedicalDetailError
from huiswaarts.casework.boxes.models import Answer
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case
from huiswaarts.doors.portal.forms import AnswerForm, filled_in
from huiswaarts.doors.portal.my_box import voice
from huiswaarts.doors.portal.page import only_client, show
from huiswaarts.doors.portal.reading import Asked, asked_question, helper_name
from huiswaarts.doors.portal.words import refusal_words
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.texts import medical_words

own_case = case_view(purpose="Zelf kijken en invullen", professional=False)
BOTH = "both"


@require_http_methods(["GET", "POST"])
@own_case
def question(request: CaseRequest, actor: Actor, case: Case, code: str, n: int) -> HttpResponse:
    only_client(request)
    asked = asked_question(request, case, actor, (code, n))
    if request.method == "GET":
        start = filled_in(asked.now, asked.question)
        form = AnswerForm(initial=start, question=asked.question, sealed_until=_sealed(request))
        return _page(request, actor, asked, form)
    if "skip" in request.POST or "help" in request.POST:
        return _leave(request, actor, asked)
    form = AnswerForm(request.POST, question=asked.question, sealed_until=_sealed(request))
    if not form.is_valid():
        return _page(request, actor, asked, form)
    return _keep(request, actor, asked, form)


def _sealed(request: CaseRequest) -> dt.datetime | None:
    """Until when what only the client reads is shut, just after a recovery."""
    owner = request.sight.seat.user
    return owner.client_only_from if owner and request.sight.sealed else None


def _keep(request: CaseRequest, actor: Actor, asked: Asked, form: AnswerForm) -> HttpResponse:
    try:
        _answer(request, actor, asked, form)
    except InvalidEntryError as error:
        field = error.field if error.field in form.fields else form.values[0]
        form.add_error(field, refusal_words(error.field, error.reason) or error.reason)
    except MedicalDetailError as error:
        return _page(request, actor, asked, _pointing_out(form, error.words), words=error.words)
    except StaleAnswerError as error:
        return _merge(request, asked, form, error.theirs)
    else:
        messages.success(request, _("Je antwoord is bewaard."))
        return _onward(asked)
    return _page(request, actor, asked, form)


def _answer(request: CaseRequest, actor: Actor, asked: Asked, form: AnswerForm) -> Answer:
    """Words that were pointed out before and are still there, are meant to be there."""
    found = set(form.cleaned_data["found"].split("|"))
    meant = bool(words := medical_words(form.cleaned_data.get("text", ""))) and set(words) <= found
    return answer_question(
        box=asked.box,
        sight=request.sight,
        entry=form.entry(asked.number, anyway=meant),
        by=actor,
        at=actor.at,
    )


def _pointing_out(form: AnswerForm, words: list[str]) -> AnswerForm:
    """The same form, that knows which words were shown."""
    return _with(form, found="|".join(words))


def _with(form: AnswerForm, **hidden: str) -> AnswerForm:
    data = {**form.data.dict(), **hidden}  # type: ignore[attr-defined]
    again = AnswerForm(data, question=form.question, sealed_until=form.sealed_until)
    again.is_valid()
    return again


def _merge(
    request: CaseRequest, asked: Asked, form: AnswerForm, theirs: Answer | None
) -> HttpResponse:
    """Somebody answered meanwhile: both side by side, and the client chooses. Nothing is lost."""
    if theirs is None:
        raise Http404
    request.looked.at("boxes.answer", theirs.pk)
    mine = _with(form, seen=theirs.public_id)
    mine.first().label = _("Jouw antwoord")
    return show(
        request,
        "merge",
        asked.case,
        asked=asked,
        form=mine,
        theirs=voice(asked.question, theirs, asked.case, request.sight),
        is_mine=theirs.how == Answer.How.ALONE,
        status=409,
    )


def _leave(request: CaseRequest, actor: Actor, asked: Asked) -> HttpResponse:
    deed = ask_help if "help" in request.POST else skip_question
    deed(box=asked.box, sight=request.sight, question=asked.number, by=actor, at=actor.at)
    if "help" in request.POST:
        name = helper_name(request, asked.case, actor)
        told = _("%(name)s ziet dat je hulp wilt bij deze vraag.") % {"name": name}
        messages.success(request, told if name else _("Je team ziet dat je hulp wilt."))
    return _onward(asked)


def _onward(asked: Asked) -> HttpResponse:
    code = asked.kind.code
    if asked.place < asked.total:
        return redirect("portal:question", asked.case.number, code, asked.place + 1)
    return redirect("portal:box", asked.case.number, code)


def _page(
    request: CaseRequest, actor: Actor, asked: Asked, form: AnswerForm, **more: Any
) -> HttpResponse:
    helper = helper_name(request, asked.case, actor)
    return show(request, "question", asked.case, asked=asked, form=form, helper=helper, **more)


@require_GET
@own_case
def earlier(request: CaseRequest, actor: Actor, case: Case, code: str, n: int) -> HttpResponse:
    """Every version of the answer, newest first."""
    asked = asked_question(request, case, actor, (code, n))
    request.looked.at("boxes.answer", *(one.pk for one in asked.versions))
    voices = [voice(asked.question, one, case, request.sight) for one in asked.versions]
    return show(request, "earlier", case, asked=asked, voices=voices)
