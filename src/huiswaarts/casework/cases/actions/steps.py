"""What is agreed for a case: the next step, and the month of the move."""

import datetime as dt

from django.db import transaction

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.events.actions import record
from huiswaarts.foundation.events.actions.versions import save_version


@transaction.atomic
def set_next_step(
    *,
    case: Case,
    what: str,
    on: dt.date | None,
    version: int,
    sight: Sight,
    by: Actor,
) -> Case:
    """The one thing that must happen first, and when. Nothing = without follow-up."""
    require(policies.next_step(case, sight))
    save_version(case, version=version, follow_up_what=what if on else "", follow_up_on=on)
    record(
        kind="cases.next_step_set" if on else "cases.next_step_done",
        by=by,
        case_id=case.pk,
        subject=f"cases.case:{case.pk}",
        on=on.isoformat() if on else None,
    )
    return case


@transaction.atomic
def change_target_month(
    *, case: Case, month: dt.date, version: int, sight: Sight, by: Actor
) -> Case:
    """The month moves; what was expected at kick-off stays as it was."""
    require(policies.edit_steps(case, sight))
    before = case.target_month
    save_version(case, version=version, target_month=month.replace(day=1))
    record(
        kind="cases.target_month_changed",
        by=by,
        case_id=case.pk,
        subject=f"cases.case:{case.pk}",
        before=before.isoformat(),
        to=case.target_month.isoformat(),
    )
    return case
