"""Adding a document to a meeting."""

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from huiswaarts.casework.cases.actions.documents import Added
from huiswaarts.casework.cases.doors import CaseRequest, case_view
from huiswaarts.casework.cases.forms_documents import DocumentForm
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.views_documents import receive, thanks
from huiswaarts.casework.meetings import policies
from huiswaarts.casework.meetings.actions.documents import put_at_meeting
from huiswaarts.casework.meetings.views import PURPOSE, the_meeting, url_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.events.pages import FormPage, show_form


@require_http_methods(["GET", "POST"])
@case_view(purpose=PURPOSE)
def put(request: CaseRequest, actor: Actor, case: Case, meeting_id: str) -> HttpResponse:
    meeting, sight = the_meeting(request, case, meeting_id), request.sight
    page = FormPage(
        title="Een document toevoegen",
        verb="Voeg toe",
        back=url_of(meeting),
        line=f"{case.as_sentence} Wie de verslagen leest, leest ook het document.",
        decision=policies.put_document(case, sight, meeting),
    )
    sent = (request.POST or None, request.FILES or None)
    form = DocumentForm(*sent, sight=sight, topic=policies.REPORT, name=case.first_name)
    if request.method == "GET" or not page.decision or not form.is_valid():
        return show_form(request, page, form)

    def keep(added: Added) -> str:
        put_at_meeting(meeting=meeting, added=added, sight=sight, by=actor)
        messages.success(request, thanks(added))
        return page.back

    return receive(form, actor, keep) or show_form(request, page, form)
