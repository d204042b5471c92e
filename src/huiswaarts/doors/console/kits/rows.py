"""The rows of a table with the faults of their cells already told."""

import re
from collections.abc import Container, Iterator

from huiswaarts.doors.console.kits import cells
from huiswaarts.doors.console.kits.cells import shown
from huiswaarts.doors.console.kits.facts import Facts
from huiswaarts.doors.console.kits.faults import Faults
from huiswaarts.doors.console.kits.format import TABLES, Table
from huiswaarts.figures.guards.bsn import find_bsn

_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(?<!\d)\d{9}(?!\d)")
_BSN = "bevat een nummer dat een BSN kan zijn"
_NO_BSN = "geen burgerservicenummer, nergens in een kit"


def plain(value: str) -> str:
    """Says it when a text holds a BSN; the number itself is not repeated."""
    return _BSN if _DIGIT.search(value) and find_bsn(value) else ""


def _plain_key(value: str) -> str:
    # A key like OO-2026-0001 is no number; only digits in one run can be a BSN.
    return _BSN if _RUN.search(value) and find_bsn(value) else ""


_GUARDS = {"": None, "text": plain, "key": _plain_key}


class CheckedRow:
    """One row; `bad` are the columns that hold a value that may not be."""

    __slots__ = ("_faults", "_index", "bad", "label", "line", "table", "values")

    def __init__(self, table: Table, index: dict[str, int], label: str, faults: Faults) -> None:
        self.table, self._index, self.label, self._faults = table, index, label, faults
        self.line = 0
        self.values: list[str] = []
        self.bad: set[str] = set()

    def __getitem__(self, name: str) -> str:
        return self.values[self._index[name]]

    def is_fine(self, name: str) -> bool:
        """Holds a value, and one that passed its own test."""
        return bool(self.values[self._index[name]]) and name not in self.bad

    def wrong(self, name: str, wrong: str, allowed: str = "") -> None:
        """Puts a fault of this row in the list."""
        allowed = allowed or self.table.columns[self._index[name]].allowed
        self.bad.add(name)
        self._faults.add(self.label, self.line, name, wrong, allowed)

    def unique(self, name: str, seen: Container[str]) -> None:
        if self[name] and self[name] in seen:
            self.wrong(name, f"{shown(self[name])} komt dubbel voor", "elke sleutel één keer")


def checked_rows(table_name: str, facts: Facts) -> Iterator[CheckedRow]:
    """Every row of the table, its cells tested. The same object each time: it is not kept."""
    table = TABLES[table_name]
    index = {name: position for position, name in enumerate(table.names)}
    row = CheckedRow(table, index, facts.kit.label(table_name), facts.faults)
    columns = [(c.name, c.test, c.required, _GUARDS[c.guard]) for c in table.columns]
    for line, values in facts.kit.rows(table_name, facts.faults):
        row.line, row.values = line, values
        if row.bad:
            row.bad = set()
        odd = cells.bad_characters(",".join(values))
        for (name, test, required, guard), value in zip(columns, values, strict=True):
            if not value:
                if required:
                    row.wrong(name, "is leeg")
                continue
            wrong = (odd and cells.bad_characters(value)) or test(value)
            if wrong:
                row.wrong(name, wrong)
            elif guard and guard(value):
                row.wrong(name, _BSN, _NO_BSN)
        yield row
