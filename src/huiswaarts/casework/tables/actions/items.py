"""A case at a case table: brought by the coordinator, decided by the table, and back again."""

from dataclasses import dataclass

from django.db import transaction

from huiswaarts.casework.cases.locks import lock_case
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.queries_team import sits_as_themself
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.tables import policies
from huiswaarts.casework.tables.locks import lock_table
from huiswaarts.casework.tables.models import Table, TableItem
from huiswaarts.casework.tables.queries import coordinates
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.common.texts import kept
from huiswaarts.foundation.common.workdays import workdays_after
from huiswaarts.foundation.events.actions import record
from huiswaarts.foundation.events.actions.versions import save_version

WITHIN = 10  # working days
TRIED, QUESTION, DECISION, DEVIATION = 1000, 300, 500, 300  # characters


@dataclass(frozen=True)
class Question:
    """What was tried, in at most ten lines; what is asked; and that the client knows."""

    tried: str
    question: str
    client_knows: str


@dataclass(frozen=True)
class Verdict:
    """What is decided; from which rule it deviates; once, or a pattern."""

    decision: str
    pattern: str
    deviation: str = ""


@transaction.atomic
def bring_case(
    *, case: Case, table: Table, question: Question, sight: Sight, by: Actor
) -> TableItem:
    lock_case(case.pk)
    lock_table(table)
    is_open = TableItem.objects.filter(table=table, case=case, decided_at=None).exists()
    chair = sits_as_themself(case, table.chair)
    require(policies.bring(case, sight, table, is_open=is_open, chairs_own_life=chair))
    item = TableItem.objects.create(
        table=table,
        case=case,
        who=case.short_name,
        tried=kept(question.tried, max_length=TRIED),
        question=kept(question.question, max_length=QUESTION),
        client_knows=question.client_knows,
        brought_by_id=by.own_membership_id,
        brought_at=by.at,
        due_on=workdays_after(by.today, WITHIN),
    )
    _note("tables.case_brought", item, by)
    return item


@transaction.atomic
def decide_item(*, item: TableItem, verdict: Verdict, version: int, by: Actor) -> TableItem:
    """Written, with its reason, within the mandate of those at the table."""
    lock_case(item.case_id)  # who decides does not get the case to coordinate meanwhile
    lock_table(item.table)
    require(policies.decide(by, item, coordinates=coordinates(item)))
    save_version(
        item,
        version=version,
        decision=kept(verdict.decision, max_length=DECISION),
        deviation=kept(verdict.deviation, max_length=DEVIATION),
        pattern=verdict.pattern,
        decided_at=by.at,
        decided_by_id=by.membership_id,
    )
    _note("tables.item_decided", item, by)
    return item


def _note(kind: str, item: TableItem, by: Actor) -> None:
    record(
        kind=kind,
        by=by,
        case_id=item.case_id,
        topic=int(Topic.REPORT),
        subject=f"tables.tableitem:{item.pk}",
    )
