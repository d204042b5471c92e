"""What the client says about secrecy and about help: never mixed with sharing data."""

import datetime as dt

from django.db import transaction

from huiswaarts.casework.cases import policies_sharing as policies
from huiswaarts.casework.cases.models import Case, Consent, TeamMember
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.seats import Label
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.events import actions as events


@transaction.atomic
def record_choice(
    *,
    case: Case,
    about: tuple[str, TeamMember],
    said: str,
    sight: Sight,
    by: Actor,
    at: dt.datetime,
) -> Consent:
    """Yes, no or withdrawn about one kind of consent for one party; a new line in the ledger.

    `about` is the kind (secrecy or service) and a seat of the party it is about.
    """
    kind, seat = about
    require(policies.record_choice(sight, kind, seat))
    consent = Consent.objects.create(
        case=case,
        topic=Topic.COMMON,
        label=Label.CARE_CIRCLE,
        kind=kind,
        said=said,
        organisation_id=seat.organisation_id,
        text_shown=f"{kind}_1",
        by_user=by.user_id,
        by_membership=by.membership_id,
        at=at,
    )
    events.record(
        kind=f"cases.{kind}_said", by=by, case_id=case.pk, subject=f"cases.consent:{consent.pk}"
    )
    return consent
