"""Who hands a letter over at a table: asked by the clock, for whoever tells may see nobody."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from huiswaarts.casework.cases.actions.telling import Hands
from huiswaarts.foundation.events.actions import Recipient


def hands_of(cases: Iterable[int]) -> dict[int | None, Hands]:
    """Who hands over what cannot be sent, at each of these tables. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from app_helpers(%s)", [sorted(cases)])
        rows = cursor.fetchall()
    clients = {case_id: user_id for case_id, user_id, _, is_client in rows if is_client}
    helpers: dict[int, list[Recipient]] = defaultdict(list)
    for case_id, user_id, membership_id, is_client in rows:
        if not is_client:
            helpers[case_id].append(Recipient(user_id, membership_id))
    return {
        case_id: Hands(clients.get(case_id), tuple(helpers[case_id]))
        for case_id in {row[0] for row in rows}
    }
