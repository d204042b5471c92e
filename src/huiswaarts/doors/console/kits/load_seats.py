"""Who sits at the tables, and what each party may see from there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from huiswaarts.casework.cases.content.matrix import default_matrix
from huiswaarts.doors.console.kits.bulk import copy_in, public_ids, rows_of, run, sql, temporary
from huiswaarts.foundation.access.seats import SEATS, SeatKind
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.common import normal

if TYPE_CHECKING:
    from huiswaarts.doors.console.kits.load import Loading

_SEAT_COLUMNS = (
    "case_key text, kind text, person text, name text, email text, from_on date, until_on date,"
    " public_id text"
)


def load_seats(loading: "Loading") -> None:
    """The seats of the kit and that of each new client."""
    # Everything before was written in this transaction: the planner knows nothing of it yet.
    for table in ("network_membership", "cases_case"):
        run(f"analyze {table}")
    copy_in("kit_seat", _SEAT_COLUMNS, _given(loading))
    temporary("kit_new_seat", "(id bigint)")
    values = {"region": loading.region.pk, "today": loading.today}
    loading.report.add("seats", run(sql("seats"), values))
    _clients()
    run("analyze cases_teammember")


def _given(loading: "Loading") -> Iterator[tuple[Any, ...]]:
    for row, public_id in zip(loading.rows("case_team"), public_ids(), strict=False):
        yield (
            row["case"],
            row["seat"],
            row["person"],
            row["name"],
            normal.email(row["email"]),
            row["from"],
            row["until"] or None,
            public_id,
        )


def _with_ids(rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    return ((*row, public_id) for row, public_id in zip(rows, public_ids(), strict=False))


def _clients() -> None:
    new = rows_of("select case_id from kit_new_case")
    copy_in("kit_client", "case_id bigint, public_id text", _with_ids(new))
    run(sql("client_seats"))


def open_parties(loading: "Loading") -> None:
    """The access matrix, written out per case and party, as a new seat gets it in a case."""
    copy_in(
        "kit_matrix",
        "seat_kind text, topic smallint, level smallint, ceiling smallint, ground text,"
        " purpose text, client_decides boolean",
        _matrix(),
    )
    run(sql("sharing"), (loading.region.pk,))
    run("analyze cases_sharing")


def _matrix() -> Iterator[tuple[Any, ...]]:
    for kind, seat in SEATS.items():
        if kind == SeatKind.CLIENT:
            continue
        for rule in default_matrix().for_seat(kind):
            # Somebody whom the client brought to the table sees the table.
            invited = not seat.professional and rule.topic == Topic.COMMON
            level = rule.ceiling if invited else rule.level
            yield (
                str(kind),
                rule.topic,
                int(level),
                int(rule.ceiling),
                rule.ground,
                rule.purpose,
                rule.client_can_switch,
            )
