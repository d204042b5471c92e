"""What was asked about one case at a case table, for its client."""

from typing import Any

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.tables.models import TableItem
from huiswaarts.doors.portal.labels import in_language
from huiswaarts.foundation.access.actor import Actor

Facts = dict[str, Any]


def table_facts(case: Case, actor: Actor) -> tuple[list[Facts], list[int]]:
    """Every question with its decision, and the ids. One query."""
    rows = TableItem.objects.visible_to(actor).filter(case=case).select_related("table")
    found = list(rows.order_by("brought_at", "id"))
    return [_facts(one) for one in found], [one.pk for one in found]


def _facts(one: TableItem) -> Facts:
    return {
        "tafel": one.table.name,
        "vraag": one.question,
        "geprobeerd": one.tried,
        "ik": in_language(one.get_client_knows_display()),
        "besluit": one.decision,
        "afwijking": one.deviation,
        "wanneer": one.brought_at,
    }
