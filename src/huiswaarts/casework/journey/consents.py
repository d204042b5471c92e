"""What the client says, with what follows from it in the boxes."""

from django.db import transaction

from huiswaarts.casework.boxes.actions.narrow import narrow_contributions
from huiswaarts.casework.cases.actions.consents import record_choice
from huiswaarts.casework.cases.actions.documents import narrow_documents
from huiswaarts.casework.cases.models import Case, Consent, TeamMember
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor


@transaction.atomic
def say_choice(
    *, case: Case, about: tuple[str, TeamMember], said: str, sight: Sight, by: Actor
) -> Consent:
    """Record it; when secrecy is taken back, what that provider wrote stays in the care circle."""
    consent = record_choice(case=case, about=about, said=said, sight=sight, by=by, at=by.at)
    kind, seat = about
    if kind == Consent.Kind.SECRECY and said == Consent.Said.WITHDRAWN and seat.organisation_id:
        narrow_contributions(case=case, organisation_id=seat.organisation_id, by=by, at=by.at)
        narrow_documents(case=case, organisation_id=seat.organisation_id)
    return consent
