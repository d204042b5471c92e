"""Tables with who sits there, what is on them, and where two might be one."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from django.db import connection
from django.utils import timezone

from huiswaarts.casework.tables.models import Handoff, Table, TableItem, TableMeeting, TableSeat
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.workdays import DAY, is_workday
from huiswaarts.foundation.network.models import Organisation

MANY, ALIKE = 12, 0.6  # members; share of organisations that two tables have in common
WEEK = dt.timedelta(weeks=1)
MOST = 100


@dataclass(frozen=True)
class Set:
    """One table as the list shows it."""

    table: Table
    seats: list[TableSeat]
    is_mine: bool

    @property
    def is_large(self) -> bool:
        return len(self.seats) > MANY

    @property
    def parties(self) -> list[Organisation]:
        found = {
            seat.membership.organisation_id: seat.membership.organisation for seat in self.seats
        }
        return sorted(found.values(), key=lambda one: one.name)


@dataclass(frozen=True)
class Contents:
    """What lies on a table, for whoever sits there."""

    coming: list[TableMeeting] = field(default_factory=list)
    received: list[Handoff] = field(default_factory=list)
    sent: list[Handoff] = field(default_factory=list)
    items: list[TableItem] = field(default_factory=list)


def tables_of(actor: Actor) -> list[Set]:
    """Every table of the region that goes on; one's own first. Two queries."""
    tables = Table.objects.visible_to(actor).filter(closed_at=None)
    rows = list(tables.select_related("chair__user", "chair__organisation").order_by("name", "pk"))
    seats = seats_of(actor, rows)
    sets = [Set(table, seats[table.pk], _is_mine(table, seats[table.pk], actor)) for table in rows]
    return sorted(sets, key=lambda one: not one.is_mine)


def decides_first(table: Table) -> bool:
    """A question about somebody still lies there."""
    return TableItem.objects.filter(table=table, decided_at=None).exists()


def seats_of(actor: Actor, tables: Iterable[Table]) -> dict[int, list[TableSeat]]:
    found: dict[int, list[TableSeat]] = defaultdict(list)
    rows = TableSeat.objects.visible_to(actor).current(actor.at)
    rows = rows.filter(table__in=[table.pk for table in tables])
    for seat in rows.select_related("membership__user", "membership__organisation").order_by("pk"):
        found[seat.table_id].append(seat)
    return found


def _is_mine(table: Table, seats: Iterable[TableSeat], actor: Actor) -> bool:
    chairs = table.chair_id == actor.membership_id
    return chairs or any(seat.membership_id == actor.membership_id for seat in seats)


def alike(sets: Iterable[Set]) -> list[tuple[Table, Table]]:
    """Pairs of one kind of which the smaller shares most of its organisations with the other."""
    found = []
    for one, other in combinations(sets, 2):
        mine, theirs = ({party.pk for party in each.parties} for each in (one, other))
        few = min(len(mine), len(theirs))
        same_kind = one.table.kind == other.table.kind
        if same_kind and few > 1 and len(mine & theirs) >= ALIKE * few:
            found.append((one.table, other.table))
    return found


def find_table(actor: Actor, public_id: str) -> Table | None:
    tables = Table.objects.visible_to(actor).filter(public_id=public_id)
    return tables.select_related("chair__user", "chair__organisation").first()


def contents_of(table: Table, actor: Actor) -> Contents:
    """Four queries; nothing for whoever does not sit there."""
    coming = TableMeeting.objects.visible_to(actor).filter(
        table=table, cancelled_at=None, begins_at__gte=actor.at - DAY
    )
    handed = Handoff.objects.visible_to(actor).select_related("from_table", "to_table")
    items = TableItem.objects.visible_to(actor).filter(table=table)
    return Contents(
        coming=list(coming.order_by("begins_at", "pk")[:MOST]),
        received=list(handed.filter(to_table=table).order_by("answered_at", "due_on")[:MOST]),
        sent=list(handed.filter(from_table=table).order_by("-made_at", "-pk")[:MOST]),
        items=list(items.order_by("-decided_at", "due_on", "pk")[:MOST]),
    )


def to_take_along(actor: Actor, sets: Iterable[Set]) -> list[Handoff]:
    """For a liaison officer, who sits at two or more: what waits between those tables."""
    mine = [one.table.pk for one in sets if one.is_mine]
    if len(mine) < 2:  # noqa: PLR2004  one table has nothing between
        return []
    waiting = Handoff.objects.visible_to(actor).filter(answered_at=None)
    between = waiting.filter(from_table__in=mine, to_table__in=mine)
    return list(between.select_related("from_table", "to_table").order_by("due_on", "pk")[:MOST])


def find_handoff(actor: Actor, public_id: str) -> Handoff | None:
    rows = Handoff.objects.visible_to(actor).filter(public_id=public_id)
    return rows.select_related("from_table", "to_table").first()


def find_item(actor: Actor, public_id: str) -> TableItem | None:
    return TableItem.objects.visible_to(actor).select_related("table__chair", "brought_by").filter(
        public_id=public_id
    ).first()  # fmt: skip


def sits_at(table: Table, membership_id: int | None, at: dt.datetime) -> bool:
    """Also who chairs it."""
    if membership_id is None:
        return False
    has_seat = TableSeat.objects.current(at).filter(table=table, membership_id=membership_id)
    return table.chair_id == membership_id or has_seat.exists()


def next_day_of(table: Table, today: dt.date) -> dt.date:
    """The next meeting of that table that somebody may know of, else by its rhythm."""
    day = today + table.weeks * WEEK
    while not is_workday(day):
        day += DAY
    coming = TableMeeting.objects.filter(
        table=table, cancelled_at=None, begins_at__date__gt=today
    ).order_by("begins_at").first()  # fmt: skip
    return min(day, timezone.localdate(coming.begins_at)) if coming else day


def coordinates(item: TableItem) -> bool:
    """Does whoever acts coordinate this case now? The chair may read nothing of it but this."""
    with connection.cursor() as cursor:
        cursor.execute("select app_i_coordinate(%s)", [item.case_id])
        return bool(cursor.fetchone()[0])
