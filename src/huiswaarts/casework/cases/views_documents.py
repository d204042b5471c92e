"""A document of a case: given out through the same door, withdrawn, put back; and received."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from huiswaarts.casework.cases import policies_documents as policies
from huiswaarts.casework.cases.actions import documents as actions
from huiswaarts.casework.cases.actions.documents import Added
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.files import store
from huiswaarts.casework.cases.files.apart import clean_apart
from huiswaarts.casework.cases.files.kinds import MEDIA_TYPES, RefusedFileError
from huiswaarts.casework.cases.files.scanner import Verdict, scan
from huiswaarts.casework.cases.files.words import refusal
from huiswaarts.casework.cases.forms_documents import DocumentForm
from huiswaarts.casework.cases.models import Case, ContactCard, Document
from huiswaarts.casework.cases.queries_documents import find_document
from huiswaarts.casework.cases.views_card import lent_document
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.asked import is_here
from huiswaarts.foundation.common.middleware import TO_KEEP
from huiswaarts.foundation.common.views import error_page
from huiswaarts.foundation.events.pages import send_once

PURPOSE = "Documenten van het team"
LOCKED_UP = "default-src 'none'; sandbox"  # also when a browser shows it after all


def document_of_guest(
    request: CaseRequest, actor: Actor, card: ContactCard, document_id: str
) -> HttpResponse:
    return give(request, lent_document(request, actor, card, document_id))


@require_GET
@case_view(purpose=PURPOSE, card=document_of_guest)
def document(request: CaseRequest, actor: Actor, case: Case, document_id: str) -> HttpResponse:
    return give(request, the_document(request, actor, case, document_id))


@require_POST
@case_view(purpose=PURPOSE)
def withdraw_document(
    request: CaseRequest, actor: Actor, case: Case, document_id: str
) -> HttpResponse:
    found = the_document(request, actor, case, document_id)
    actions.withdraw_document(document=found, sight=request.sight, by=actor)
    messages.success(request, f"{found.name} is teruggetrokken. U kunt het terugzetten.")
    return back_from(request, reverse("desk:case", args=[case.number]))


@require_POST
@case_view(purpose=PURPOSE)
def restore_document(
    request: CaseRequest, actor: Actor, case: Case, document_id: str
) -> HttpResponse:
    found = the_document(request, actor, case, document_id)
    actions.restore_document(document=found, sight=request.sight, by=actor)
    messages.success(request, f"{found.name} staat er weer.")
    return back_from(request, reverse("desk:case", args=[case.number]))


def the_document(request: CaseRequest, actor: Actor, case: Case, document_id: str) -> Document:
    """What was withdrawn is there only for whoever may put it back."""
    found = find_document(case, request.sight, document_id, actor)
    if found is None:
        raise Http404
    if found.withdrawn_at is not None and not policies.withdraw(case, request.sight, found):
        raise Http404
    request.looked.at("cases.document", found.pk)
    return found


def give(request: CaseRequest, document: Document) -> HttpResponse:
    """The bytes as they were put there, to keep and not to show; or nothing at all."""
    if not policies.download(document):
        raise Http404
    try:
        data = store.fetch(document.storage_key, sha256=document.sha256)
    except store.StoreError as fault:
        request.failure = type(fault).__name__  # leaves a trace, and no record of a look
        return error_page(503, template=f"cases/{_page_of(fault)}.html")
    response = HttpResponse(data, content_type=MEDIA_TYPES[document.kind])
    name = content_disposition_header(as_attachment=True, filename=document.file_name)
    response.headers["Content-Disposition"] = name or "attachment"
    response.headers["Content-Security-Policy"] = LOCKED_UP
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = TO_KEEP
    return response


def _page_of(fault: store.StoreError) -> str:
    return "damaged" if isinstance(fault, store.DamagedFileError) else "store_down"


def back_from(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page of this case where the button was."""
    told = request.POST.get("terug", "")
    around = otherwise.split("/")[1:3]
    fits = told.split("/")[1:3] == around and is_here(told)
    return HttpResponseRedirect(told if fits else otherwise)


def receive(form: DocumentForm, actor: Actor, put: Callable[[Added], str]) -> HttpResponse | None:
    """Look at the file, clean it, have it scanned, and let `put` keep it: once, also when the
    form is sent twice. None when the form has something to say instead.
    """
    said = form.cleaned_data
    try:
        file = clean_apart(said["file"].read())
        verdict = scan(file.data, place=settings.DOCUMENT_SCANNER)
        added = Added(file, said["name"], said["what"], verdict, form.label_given)
        return send_once(form, actor, lambda: put(added))
    except RefusedFileError as refused:
        form.add_error("file", refusal(refused.code))
        return None


def thanks(added: Added) -> str:
    if added.verdict == Verdict.UNKNOWN:
        return "Het document is toegevoegd. Het is te lezen zodra het is nagekeken op virussen."
    return "Het document is toegevoegd."
