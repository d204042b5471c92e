"""Answering one question, or adding below it; with what to do when someone was there before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiswaarts.casework.boxes import policies
from huiswaarts.casework.boxes.actions.answers import StaleAnswerError, add_below, answer_question
from huiswaarts.casework.boxes.content.types import Question
from huiswaarts.casework.boxes.entries import Entry, InvalidEntryError, MedicalDetailError
from huiswaarts.casework.boxes.forms import AdditionForm, AnswerForm, filled_in
from huiswaarts.casework.boxes.kinds import say
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import Answer, Box
from huiswaarts.casework.boxes.pages import shown, told_by
from huiswaarts.casework.boxes.queries import current_answer, is_withdrawn
from huiswaarts.casework.boxes.views import PURPOSE, page_of, the_box
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import Decision, require
from huiswaarts.foundation.common import asked as query
from huiswaarts.foundation.common.texts import medical_words

Save = Callable[..., Answer]
SAVED = "Uw antwoord is bewaard."
ADDED = "Uw aanvulling is bewaard."
BOTH = "samen"  # the button that puts both texts below each other


@dataclass
class Asked:
    """One question of one box, for one person."""

    request: CaseRequest
    actor: Actor
    case: Case
    box: Box
    question_id: int
    question: Question
    adding: bool = False

    @property
    def back(self) -> str:
        url = reverse("boxes:box", args=[self.case.number, self.box_code])
        return f"{url}#v{self.question.number}"

    @property
    def box_code(self) -> str:
        return kind_of(self.box.box_type_id).code

    @property
    def url(self) -> str:
        name = "boxes:addition" if self.adding else "boxes:question"
        return reverse(name, args=[self.case.number, self.box_code, self.question.number])

    def form(self, data: Any = None, **more: Any) -> Any:
        more |= {"question": self.question, "auto_id": f"v{self.question.number}-%s"}
        if self.adding:
            return AdditionForm(data, **more)
        return AnswerForm(data, sight=self.request.sight, name=self.case.first_name, **more)

    def now(self) -> Answer | None:
        slot = Answer.CLIENT_SLOT
        if self.adding:
            slot = Answer.addition_slot(self.actor.organisation_id or 0)
        return current_answer(self.box, self.question_id, self.actor, slot)

    def may(self) -> Decision:
        policy = policies.add if self.adding else policies.fill
        return policy(self.box, self.request.sight, withdrawn=is_withdrawn(self.box))

    def show(self, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
        """In place when the page asked for it, else a page of its own."""
        kind = kind_of(self.box.box_type_id)
        context = {
            "case": self.case,
            "box": self.box,
            "code": kind.code,
            "name": say(kind.box),
            "asked": self,
            "question": say(self.question),
            "n": self.question.number,
            "form": form,
            "may": self.may(),
            **more,
        }
        if self.request.htmx:
            # htmx swaps nothing that is not a success
            return render(self.request, "boxes/_edit.html", context)
        return render(self.request, "boxes/edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def question(request: CaseRequest, actor: Actor, case: Case, code: str, n: int) -> HttpResponse:
    asked = _asked(request, actor, case, code, n)
    return _get(asked) if request.method == "GET" else _post(asked, answer_question, SAVED)


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def addition(request: CaseRequest, actor: Actor, case: Case, code: str, n: int) -> HttpResponse:
    """Below the words of the client, never over them."""
    asked = _asked(request, actor, case, code, n, adding=True)
    return _get(asked) if request.method == "GET" else _post(asked, add_below, ADDED)


def _asked(
    request: CaseRequest, actor: Actor, case: Case, code: str, n: int, *, adding: bool = False
) -> Asked:
    box = the_box(request, case, code)
    numbered = kind_of(box.box_type_id).numbered(n)
    sight = request.sight
    if numbered is None or numbered[1].label > sight.max_label or not sight.may_read(box.topic):
        raise Http404
    request.looked.at("boxes.box", box.pk)
    return Asked(request, actor, case, box, *numbered, adding=adding)


def _get(asked: Asked) -> HttpResponse:
    if asked.request.htmx and query.flag(asked.request, "terug"):
        return _shown_again(asked)
    now = asked.now()
    if now is not None:
        asked.request.looked.at("boxes.answer", now.pk)
    return asked.show(asked.form(initial=filled_in(now)), now=now)


def _post(asked: Asked, save: Save, saved: str) -> HttpResponse:
    require(asked.may())
    form = asked.form(asked.request.POST)
    if not form.is_valid():
        return asked.show(form, status=422)
    if asked.request.POST.get("doe") == BOTH:
        return _both(asked, form)
    return _save(asked, form, save) or _saved(asked, saved)


def _save(asked: Asked, form: Any, save: Save) -> HttpResponse | None:
    """Nothing when it was saved; else the form again, with what was typed and why not."""
    entry = form.entry(number=asked.question.number, anyway=_pressed_again(asked, form))
    if entry.how == Answer.How.ON_BEHALF and not (may := _may_replace(asked, entry)).allowed:
        form.add_error("how", may.reason)
        return asked.show(form, status=422)
    try:
        save(
            box=asked.box,
            sight=asked.request.sight,
            entry=entry,
            by=asked.actor,
            at=asked.actor.at,
        )
    except InvalidEntryError as error:
        form.add_error(error.field if error.field in form.fields else None, error.reason)
        return asked.show(form, status=422)
    except MedicalDetailError as error:
        return asked.show(_with(form, found="|".join(error.words)), found=error.words, status=422)
    except StaleAnswerError as stale:
        return _merge(asked, form, stale)
    return None


def _may_replace(asked: Asked, entry: Entry) -> Decision:
    """Said beside the question, not as a page that refuses."""
    now = asked.now()
    return policies.replace_words(how=entry.how, before=now.how if now else "")


def _saved(asked: Asked, saved: str) -> HttpResponse:
    if asked.request.htmx:
        return _shown_again(asked)
    messages.success(asked.request, saved)
    return HttpResponseRedirect(asked.back)


def _pressed_again(asked: Asked, form: Any) -> bool:
    """The second press keeps only what was pointed out at the first."""
    if asked.request.POST.get("toch") != "ja":
        return False
    pointed_out = set(form.cleaned_data["found"].split("|"))
    return set(medical_words(form.cleaned_data.get("text", ""))) <= pointed_out


def _with(form: Any, **values: str) -> Any:
    """The same form with what was typed, ready to be sent once more."""
    data = form.data.copy()
    data.update(values)
    fresh = form.again(data)
    fresh.is_valid()
    return fresh


def _both(asked: Asked, form: Any) -> HttpResponse:
    """The form with both texts below each other, to be read and then saved. Saves nothing."""
    now, mine = asked.now(), form.cleaned_data.get("text", "")
    if now is None:
        return asked.show(form)
    asked.request.looked.at("boxes.answer", now.pk)
    values = {"seen": now.public_id}
    if "text" in form.fields and now.text not in mine:
        values["text"] = "\n".join(part for part in (now.text, mine) if part)
    return asked.show(_with(form, **values))


def _merge(asked: Asked, form: Any, stale: StaleAnswerError) -> HttpResponse:
    """Both texts side by side. What was typed stays, and goes over the other only on purpose."""
    theirs = stale.theirs
    values = {"seen": theirs.public_id if theirs else ""}
    if theirs is not None:
        asked.request.looked.at("boxes.answer", theirs.pk)
    return asked.show(
        _with(form, **values),
        status=409,
        mine=_mine(asked, stale.mine),
        theirs=shown(asked.question, theirs) if theirs else [],
        theirs_by=told_by(theirs, asked.box) if theirs else "",
        stale=True,
    )


def _mine(asked: Asked, entry: Entry) -> list[str]:
    typed = Answer(
        text=entry.text, choice=entry.choice, on_date=entry.on, number=entry.number, how=entry.how
    )
    return shown(asked.question, typed)


def _shown_again(asked: Asked) -> HttpResponse:
    """In place: the question as it is now, and beside it what is still needed."""
    page = page_of(asked.request, asked.actor, asked.case, asked.box_code)
    row = next(row for row in page.questions if row.number == asked.question.number)
    context = {"case": asked.case, "page": page, "row": row, "swapped": True}
    return render(asked.request, "boxes/_question.html", context)
