"""Mijn documenten: in a box or at a meeting; read, added, taken back and put back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from huiswaarts.casework.boxes import policies as box_policies
from huiswaarts.casework.boxes.actions.documents import put_in_box
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.cases.actions import documents as actions
from huiswaarts.casework.cases.actions.documents import Added
from huiswaarts.casework.cases.doors import CaseRequest
from huiswaarts.casework.cases.files.scanner import Verdict
from huiswaarts.casework.cases.forms_documents import DocumentForm
from huiswaarts.casework.cases.models import Case, Document
from huiswaarts.casework.cases.views_documents import back_from, give, receive, the_document
from huiswaarts.casework.meetings import policies as meeting_policies
from huiswaarts.casework.meetings.actions.documents import put_at_meeting
from huiswaarts.casework.meetings.queries import find_meeting
from huiswaarts.doors.portal.page import show
from huiswaarts.doors.portal.reading import box_of
from huiswaarts.doors.portal.views_plan import own_case
from huiswaarts.foundation.access.actor import Actor

Put = Callable[[Added], Document]


@require_GET
@own_case
def document(request: CaseRequest, actor: Actor, case: Case, document_id: str) -> HttpResponse:
    return give(request, the_document(request, actor, case, document_id))


@require_POST
@own_case
def withdraw(request: CaseRequest, actor: Actor, case: Case, document_id: str) -> HttpResponse:
    found = the_document(request, actor, case, document_id)
    actions.withdraw_document(document=found, sight=request.sight, by=actor)
    messages.success(request, _("Niemand ziet dit document nog. Je kunt het terugzetten."))
    return back_from(request, reverse("portal:plan", args=[case.number]))


@require_POST
@own_case
def restore(request: CaseRequest, actor: Actor, case: Case, document_id: str) -> HttpResponse:
    found = the_document(request, actor, case, document_id)
    actions.restore_document(document=found, sight=request.sight, by=actor)
    messages.success(request, _("Het document staat er weer."))
    return back_from(request, reverse("portal:plan", args=[case.number]))


@require_http_methods(["GET", "POST"])
@own_case
def put_box(request: CaseRequest, actor: Actor, case: Case, code: str) -> HttpResponse:
    box = box_of(request, case, actor, code)
    ticks = kind_of(box.box_type_id).box.conversation_only
    may = box_policies.put_document(box, request.sight, ticks_only=ticks)

    def put(added: Added) -> Document:
        return put_in_box(box=box, added=added, sight=request.sight, by=actor)

    page = {"back": reverse("portal:box", args=[case.number, code]), "may_put": bool(may)}
    return _form(request, actor, case, page | {"topic": box.topic, "put": put})


@require_http_methods(["GET", "POST"])
@own_case
def put_meeting(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    meeting = find_meeting(case, request.sight, meeting_id)
    if meeting is None:
        raise Http404
    request.looked.at("meetings.meeting", meeting.pk)
    may = meeting_policies.put_document(case, request.sight, meeting)

    def put(added: Added) -> Document:
        return put_at_meeting(meeting=meeting, added=added, sight=request.sight, by=actor)

    page = {"back": reverse("portal:meeting", args=[case.number, meeting_id]), "may_put": bool(may)}
    return _form(request, actor, case, page | {"topic": meeting_policies.REPORT, "put": put})


def _form(request: CaseRequest, actor: Actor, case: Case, page: dict[str, Any]) -> HttpResponse:
    put: Put = page.pop("put")
    form = DocumentForm(
        request.POST or None,
        request.FILES or None,
        sight=request.sight,
        topic=page.pop("topic"),
        name=case.first_name,
    )
    if request.method == "POST" and page["may_put"] and form.is_valid():

        def keep(added: Added) -> str:
            put(added)
            messages.success(request, _thanks(added))
            return str(page["back"])

        if sent := receive(form, actor, keep):
            return sent
    return show(request, "document", case, form=form, **page)


def _thanks(added: Added) -> str:
    if added.verdict == Verdict.UNKNOWN:
        return _("Je document is bewaard. Je leest het zodra het is nagekeken op virussen.")
    return _("Je document is bewaard.")
