"""Adding a document to a box."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiswaarts.casework.boxes import policies
from huiswaarts.casework.boxes.actions.documents import put_in_box
from huiswaarts.casework.boxes.kinds import say
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.boxes.queries import is_withdrawn
from huiswaarts.casework.boxes.views import PURPOSE, the_box
from huiswaarts.casework.cases.actions.documents import Added
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.forms_documents import DocumentForm
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.views_documents import receive, thanks
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import Decision
from huiswaarts.foundation.events.pages import FormPage, show_form


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def put(request: CaseRequest, actor: Actor, case: Case, code: str) -> HttpResponse:
    box = the_box(request, case, code)
    name = say(kind_of(box.box_type_id).box)
    page = FormPage(
        title="Een document toevoegen",
        verb="Voeg toe",
        back=reverse("boxes:box", args=[case.number, code]),
        line=f"{case.as_sentence} Doos: {name}. Wie deze doos leest, leest ook het document.",
        decision=may_put(box, request),
    )
    form = DocumentForm(
        request.POST or None,
        request.FILES or None,
        sight=request.sight,
        topic=box.topic,
        name=case.first_name,
    )
    if request.method == "GET" or not page.decision or not form.is_valid():
        return show_form(request, page, form)

    def keep(added: Added) -> str:
        put_in_box(box=box, added=added, sight=request.sight, by=actor)
        messages.success(request, thanks(added))
        return page.back

    return receive(form, actor, keep) or show_form(request, page, form)


def may_put(box: Box, request: CaseRequest) -> Decision:
    ticks = kind_of(box.box_type_id).box.conversation_only
    return policies.put_document(box, request.sight, ticks_only=ticks, withdrawn=is_withdrawn(box))
