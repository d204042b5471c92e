"""A kit as one .xlsx workbook: a sheet per table."""

import weakref
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from huiswaarts.doors.console.kits import region as regions
from huiswaarts.doors.console.kits.faults import Faults
from huiswaarts.doors.console.kits.folder import UnreadableTable
from huiswaarts.doors.console.kits.format import (
    AREA_COLUMNS,
    MAX_FILE_BYTES,
    MAX_ROWS,
    MEGABYTE,
    SHEETS,
    TABLES,
)
from huiswaarts.doors.console.kits.header import arrange, ragged

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook as Book

Row = list[str]
_MAX_UNPACKED = 512 * MEGABYTE
_MAX_PARTS = 500
_MAX_RATIO = 150
_MAX_COLUMNS = 40
EXPLANATION_SHEET = "uitleg"
_MONTH_COLUMN = "target_month"


def open_workbook(path: Path, faults: Faults) -> "Workbook | None":
    """Looks at the packing first; nothing is unpacked before its size is known to be sane."""
    wrong = packing_fault(path)
    if wrong:
        faults.add(path.name, 0, "", wrong[0], wrong[1])
        return None
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        message = "openpyxl must read XML through defusedxml"
        raise RuntimeError(message)
    file = path.open("rb")
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
        names = list(book.sheetnames)
    except Exception as error:  # noqa: BLE001 - openpyxl raises anything on a spoiled file
        file.close()
        faults.add(
            path.name,
            0,
            "",
            f"de werkmap is niet te lezen ({type(error).__name__})",
            "een .xlsx uit een rekenprogramma",
        )
        return None
    _name_sheets(path.name, names, faults)
    return Workbook(path.name, book, set(names), file)


def _close(book: "Book", file: BinaryIO) -> None:
    book.close()
    file.close()


def _name_sheets(label: str, names: list[str], faults: Faults) -> None:
    for name in SHEETS:
        if name not in names:
            faults.add(f"{label}!{name}", 0, "", "het werkblad ontbreekt", ", ".join(SHEETS))
    for name in names:
        if name not in SHEETS and name != EXPLANATION_SHEET:
            faults.notice(f"{label}!{name}: geen werkblad van een kit, overgeslagen")


def packing_fault(path: Path) -> tuple[str, str] | None:
    """Why this may not be unpacked: a zip bomb tells on itself in its own table of contents."""
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        return f"het bestand is te groot ({size // MEGABYTE} MB)", (
            f"hoogstens {MAX_FILE_BYTES // MEGABYTE} MB"
        )
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "het bestand is geen werkmap", "een .xlsx uit een rekenprogramma"
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _MAX_PARTS or unpacked > _MAX_UNPACKED:
        return f"de werkmap pakt uit tot {unpacked // MEGABYTE} MB in {len(parts)} delen", (
            f"hoogstens {_MAX_UNPACKED // MEGABYTE} MB in {_MAX_PARTS} delen"
        )
    for part in parts:
        if part.file_size > MEGABYTE and part.file_size > _MAX_RATIO * max(part.compress_size, 1):
            return "de werkmap is verdacht sterk ingepakt (een zipbom?)", (
                f"een deel wordt bij het uitpakken hoogstens {_MAX_RATIO} keer zo groot"
            )
    return None


class _Refused(Exception):  # noqa: N818 - carries what is wrong with one cell
    pass


class _Cell(Protocol):
    """What openpyxl says about a cell, as far as it is looked at."""

    @property
    def value(self) -> object: ...

    @property
    def data_type(self) -> str: ...


_REFUSED = {"f": "bevat een formule", "e": "bevat een foutwaarde", "b": "bevat waar of onwaar"}


def _text(cell: _Cell, column: str) -> str:
    """The text of a cell; a formula is not a fact and a sheet's date is a day."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in _REFUSED:
        raise _Refused(_REFUSED[cell.data_type])
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return _day(value, column)
    if isinstance(value, int | float):
        whole = int(value) if isinstance(value, float) and value.is_integer() else value
        return str(whole)
    raise _Refused("bevat geen tekst, getal of dag")


def _day(value: date, column: str) -> str:
    # A sheet turns "2027-03" into the first of March without asking.
    text = value.strftime("%Y-%m-%d") if value.year >= 1000 else str(value)  # noqa: PLR2004
    return text[:7] if column == _MONTH_COLUMN and text.endswith("-01") else text


class Workbook:
    """The sheets of an opened workbook."""

    def __init__(self, name: str, book: "Book", sheets: set[str], file: BinaryIO) -> None:
        self._name = name
        self._book = book
        # The file stays open between check and load; it closes with this object.
        weakref.finalize(self, _close, book, file)
        self._sheets = sheets

    def label(self, name: str) -> str:
        return f"{self._name}!{name}"

    def rows(self, table: str, faults: Faults) -> Iterator[tuple[int, Row]]:
        if table not in self._sheets:
            raise UnreadableTable(table)
        label = self.label(table)
        records = self._records(table, faults)
        _, header = next(records, (1, []))
        while header and not header[-1]:
            header.pop()
        if not header:
            if not faults:
                faults.add(label, 1, "", "het werkblad is leeg", ",".join(TABLES[table].names))
            return
        order = arrange(TABLES[table], header, label, faults)
        if order is None:
            return
        width = len(header)
        for line, record in records:
            row = record[:width] + [""] * (width - len(record))
            extra = record[width:]
            if any(extra):
                ragged(record, width, label, line, faults)
            else:
                yield line, order(row)

    def _records(self, sheet: str, faults: Faults) -> Iterator[tuple[int, Row]]:
        """The rows that hold something, with their number."""
        label = self.label(sheet)
        names: Row = []
        try:
            page = self._book[sheet]
            page.reset_dimensions()
            for line, cells in enumerate(page.iter_rows(max_col=_MAX_COLUMNS), start=1):
                if line > MAX_ROWS:
                    faults.add(
                        label, line, "", "er zijn te veel rijen", f"hoogstens {MAX_ROWS} rijen"
                    )
                    return
                if all(cell.value is None for cell in cells):
                    continue
                row = self._row(cells, names, (label, line), faults)
                if row is not None:
                    names = names or row
                    yield line, row
        except Exception as error:  # noqa: BLE001 - openpyxl parses while we read, and raises anything
            faults.add(
                label,
                0,
                "",
                f"het werkblad is niet te lezen ({type(error).__name__})",
                "een .xlsx uit een rekenprogramma",
            )

    def _row(
        self, cells: tuple[_Cell, ...], names: Row, place: tuple[str, int], faults: Faults
    ) -> Row | None:
        row: Row = []
        whole = True
        for position, cell in enumerate(cells):
            column = names[position] if position < len(names) else ""
            try:
                row.append(_text(cell, column))
            except _Refused as refused:
                whole = False
                faults.add(
                    *place,
                    column or f"kolom {position + 1}",
                    str(refused),
                    "een waarde, geen formule",
                )
        return row if whole else None

    def region(self, faults: Faults) -> dict[str, tuple[int, str]]:
        found: dict[str, tuple[int, str]] = {}
        label = self.label("region")
        if "region" not in self._sheets:
            return found
        for line, record in self._records("region", faults):
            key, value = (*record, "", "")[:2]
            if (line, key, value) != (1, "key", "value"):
                regions.put(found, key, (line, value), label, faults)
        return found

    def areas(self, faults: Faults) -> list[regions.Area]:
        label = self.label("neighbourhoods")
        if "neighbourhoods" not in self._sheets:
            return []
        records = self._records("neighbourhoods", faults)
        _, header = next(records, (1, []))
        if tuple(header[:3]) != AREA_COLUMNS or any(header[3:]):
            faults.add(label, 1, "", "de kop klopt niet", ",".join(AREA_COLUMNS))
            return []
        areas = []
        for line, record in records:
            code, name, municipality = (*record, "", "", "")[:3]
            areas.append(regions.Area(line, code, name, municipality, None))
        return areas
