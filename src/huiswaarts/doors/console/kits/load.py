"""Loads a checked kit: one transaction, whole or not at all; what is there is left alone.

Works as the owner of the tables. What is small goes through the models; seats, sharing, boxes
and answers of thousands of cases go through COPY and one statement each.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import DatabaseError, connection, transaction

from huiswaarts.doors.console.kits import (
    load_answers,
    load_boxes,
    load_cases,
    load_network,
    load_offers,
    load_seats,
)
from huiswaarts.doors.console.kits.aside import set_aside
from huiswaarts.doors.console.kits.bulk import run
from huiswaarts.doors.console.kits.faults import Faults
from huiswaarts.doors.console.kits.progress import Progress
from huiswaarts.doors.console.kits.read import Kit
from huiswaarts.doors.console.kits.report import Report
from huiswaarts.foundation.network.models import Region

_LOCK = 7_305_020
HERE = ZoneInfo("Europe/Amsterdam")


@dataclass(slots=True)
class Loading:
    """What the steps share."""

    kit: Kit
    report: Report
    region: Region = field(default_factory=Region)
    today: date = date.min

    def rows(self, table: str) -> Iterator[dict[str, str]]:
        """The rows of a table that was found clean a moment ago."""
        from huiswaarts.doors.console.kits.format import TABLES

        names, faults = TABLES[table].names, Faults()
        for _, row in self.kit.rows(table, faults):
            yield dict(zip(names, row, strict=True))
        if faults:
            message = f"{table} changed while it was loaded"
            raise ChangedMeanwhileError(message)


class ChangedMeanwhileError(Exception):
    """The file is not what was checked."""


def midnight(day: date) -> datetime:
    """Days are days in Amsterdam."""
    return datetime.combine(day, time(), HERE)


Step = tuple[int, Callable[[Loading], None]]
# The numbers are shares of the time it takes, for the bar.
_STEPS: tuple[Step, ...] = (
    (3, load_network.load),
    (6, load_cases.load),
    (6, load_seats.load_seats),
    (1, load_offers.offer_seats),
    (30, load_seats.open_parties),
    (12, load_answers.copy_answers),
    (8, load_boxes.open_boxes),
    (25, load_answers.insert_answers),
    (15, load_boxes.settle),
)
_FILLED = (
    "network_membership",
    "cases_case",
    "cases_teammember",
    "cases_sharing",
    "boxes_box",
    "boxes_answer",
    "boxes_check",
    "boxes_confirmation",
    "boxes_derivedanswer",
    "events_event",
)
# Keys, indexes and the commit.
_AT_THE_END = 15


def load(kit: Kit, counts: dict[str, int]) -> Report:
    """Takes the kit in; an error leaves the database as it was."""
    report = Report(kit.value("name"))
    loading = Loading(kit, report, today=date.fromisoformat(kit.value("today")))
    total = sum(share for share, _ in _STEPS) + _AT_THE_END
    big = counts.get("cases", 0) > 500  # noqa: PLR2004
    with _bar(total, shown=big) as at, transaction.atomic():
        run("select pg_advisory_xact_lock(%s)", (_LOCK,))
        with set_aside(counts.get("box_answers", 0)):
            done = 0
            for share, step in _STEPS:
                step(loading)
                done += share
                at(done)
        # the planner must know the new rows before the first page asks for them
        run(f"analyze {', '.join(_FILLED)}")
    _look_over()
    return report


def _look_over() -> None:
    """An index answers by itself only for rows that were looked over. The kit is in: when this
    fails, the database does it later by itself.
    """
    if not connection.in_atomic_block:
        with suppress(DatabaseError):
            run("vacuum cases_case, cases_teammember, cases_sharing")


@contextmanager
def _bar(total: int, *, shown: bool) -> Iterator[Callable[[int], None]]:
    if not shown:
        yield lambda _: None
        return
    with Progress("Kit laden", total) as progress:
        yield progress.at
