"""The boxes of a case for whoever works with the client: all, one, its history, on paper."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from huiswaarts.casework.boxes.kinds import say
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import Answer, Box
from huiswaarts.casework.boxes.pages import BoxPage, box_page, shown, told_by
from huiswaarts.casework.boxes.paper import sheets_of
from huiswaarts.casework.boxes.policies import in_use, put_document
from huiswaarts.casework.boxes.queries import (
    Front,
    answers_of_case,
    boxes_of,
    circle_of,
    contents_of,
    documents_in,
    find_box,
    history_of,
    is_withdrawn,
)
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.models import Case
from huiswaarts.foundation.access.actor import Actor

PURPOSE = "Samen de dozen vullen"


@require_GET
@case_view(purpose=PURPOSE)
def boxes(request: CaseRequest, _actor: Actor, case: Case) -> HttpResponse:
    fronts = boxes_of(case, request.sight)
    request.looked.at("boxes.box", *(front.box.pk for front in fronts))
    return render(request, "boxes/list.html", {"case": case, **counted(fronts), "fronts": fronts})


def counted(fronts: list[Front]) -> dict[str, int]:
    """Of what this person sees; never about the person the boxes are of."""
    needed = [front for front in fronts if front.state != Box.State.NOT_NEEDED]
    return {
        "needed": len(needed),
        "filled": sum(front.state == Box.State.FILLED for front in needed),
        "waiting": sum(front.state == Box.State.PROPOSED for front in needed),
    }


@require_GET
@case_view(purpose=PURPOSE)
def box(request: CaseRequest, actor: Actor, case: Case, code: str) -> HttpResponse:
    page = page_of(request, actor, case, code)
    context = {"case": case, "page": page, "begun": in_use(case)}
    return render(request, "boxes/box.html", context | documents_on(request, page))


def documents_on(request: CaseRequest, page: BoxPage) -> dict[str, Any]:
    """What stands in the box; where only ticks are kept there is no place for it."""
    box, ticks = page.box, page.kind.box.conversation_only
    found = documents_in(box, request.sight)
    request.looked.at("cases.document", *(row.document.pk for row in found))
    return {
        "documents": found,
        "may_put": put_document(box, request.sight, ticks_only=ticks, withdrawn=is_withdrawn(box)),
        "put_url": f"{page.url}document/",
        "shows_documents": bool(page.may_read) and not ticks,
    }


def page_of(request: CaseRequest, actor: Actor, case: Case, code: str) -> BoxPage:
    """Read one box, and note what of it is shown."""
    found = the_box(request, case, code)
    contents = contents_of(found, request.sight)
    circle = circle_of(case, request.sight)
    looked = request.looked
    looked.at("boxes.box", found.pk)
    looked.at("boxes.answer", *(a.pk for rows in contents.answers.values() for a in rows))
    looked.at("boxes.check", *(check.pk for check in contents.checks.values()))
    looked.at("boxes.confirmation", *(w.pk for words in contents.words.values() for w in words))
    looked.at("boxes.derivedanswer", *(one.pk for one in contents.derived.values()))
    return box_page(found, contents, circle, actor=actor, sight=request.sight)


def the_box(request: CaseRequest, case: Case, code: str) -> Box:
    assert request.actor is not None  # noqa: S101  the door saw to it
    showing = request.method == "GET"
    found = find_box(case, code, request.actor, request.sight, to_show=showing)
    if found is None:
        raise Http404
    return found


@require_GET
@case_view(purpose=PURPOSE)
def history(request: CaseRequest, actor: Actor, case: Case, code: str, n: int) -> HttpResponse:
    """Every version of the answers to one question, newest first."""
    found = the_box(request, case, code)
    kind = kind_of(found.box_type_id)
    numbered = kind.numbered(n)
    if numbered is None or not request.sight.may_read(found.topic):
        raise Http404
    question_id, question = numbered
    rows: list[Answer] = history_of(found, question_id, actor)
    request.looked.at("boxes.box", found.pk)
    request.looked.at("boxes.answer", *(row.pk for row in rows))
    context = {
        "case": case,
        "box": found,
        "code": code,
        "name": say(kind.box),
        "question": say(question),
        "n": n,
        "versions": [
            {"row": row, "lines": shown(question, row), "by": told_by(row, found)} for row in rows
        ],
    }
    return render(request, "boxes/history.html", context)


@require_GET
@case_view(purpose="De dozen op papier meenemen")
def on_paper(request: CaseRequest, actor: Actor, case: Case) -> HttpResponse:
    """Two pages to fill in with a pen, for whoever has no screen."""
    fronts = boxes_of(case, request.sight)
    answers = answers_of_case(case, actor)
    sheets = sheets_of(fronts, answers, request.sight)
    request.looked.at("boxes.box", *(front.box.pk for front in fronts))
    request.looked.at("boxes.answer", *(pk for sheet in sheets for pk in sheet.shown))
    return render(request, "boxes/paper.html", {"case": case, **counted(fronts), "sheets": sheets})
