"""A document at a meeting: for whoever reads what is agreed there."""

from django.db import transaction

from huiswaarts.casework.cases.actions.documents import Added, put_document
from huiswaarts.casework.cases.models import Document
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.meetings import policies
from huiswaarts.casework.meetings.models import Meeting, MeetingDocument
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require


@transaction.atomic
def put_at_meeting(*, meeting: Meeting, added: Added, sight: Sight, by: Actor) -> Document:
    require(policies.put_document(meeting.case, sight, meeting))
    made = put_document(case=meeting.case, topic=policies.REPORT, added=added, sight=sight, by=by)
    MeetingDocument.objects.create(
        case_id=meeting.case_id,
        topic=policies.REPORT,
        label=added.label,
        meeting=meeting,
        document=made,
    )
    return made
