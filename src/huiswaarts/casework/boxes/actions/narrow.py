"""Narrowing what a provider wrote to the care circle, when secrecy is taken back."""

import datetime as dt

from django.db import connection, transaction

from huiswaarts.casework.cases.models import Case
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.events import actions as events


@transaction.atomic
def narrow_contributions(
    *,
    case: Case,
    organisation_id: int,
    by: Actor,
    at: dt.datetime,  # noqa: ARG001  as every action
) -> int:
    """How many answers came within the circle. Nothing is deleted; the words stay as they are.

    Called with the client's choice, whose policy has been asked.
    """
    with connection.cursor() as cursor:
        cursor.execute("select app_narrow_contributions(%s, %s)", [case.pk, organisation_id])
        narrowed = int(cursor.fetchone()[0])
    events.record(kind="boxes.answers_narrowed", by=by, case_id=case.pk, number=narrowed)
    return narrowed
