"""Reading an .xlsx in a process of its own: rows as lines of JSON, one file for each sheet.

A workbook is small until it is read: shared words, repeated rows and one endless cell can take any
amount of memory. So the process has a limit, and only plain rows come back.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huiswaarts.doors.console.kits.faults import Fault, Faults
from huiswaarts.doors.console.kits.format import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_HEADER,
    MAX_ROW,
    MAX_ROWS,
    MEGABYTE,
    SHEETS,
)
from huiswaarts.foundation.common.apart import Limits, stay_within

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook as Book

Row = list[str]
Cell = dict[str, Any]
LIMITS = Limits(seconds=300, memory=400 * MEGABYTE, file=256 * MEGABYTE)
NO_MEMORY = 3  # the answer of the process
_MONTH_COLUMN = "target_month"
_READABLE = "een .xlsx uit een rekenprogramma"


class _Refused(Exception):  # noqa: N818 - carries what is wrong with one cell
    pass


_A_VALUE = "een waarde, geen formule"
_REFUSED = {"f": "bevat een formule", "e": "bevat een foutwaarde", "b": "bevat waar of onwaar"}


def _text(cell: Cell, column: str) -> str:
    """The text of a cell; a formula is not a fact and a sheet's date is a day."""
    value = cell["value"]
    if value is None:
        return ""
    if cell["data_type"] in _REFUSED:
        raise _Refused(_REFUSED[cell["data_type"]], _A_VALUE)
    if isinstance(value, str):
        if len(value) > MAX_CELL:
            raise _Refused(f"is {len(value)} tekens lang", f"hoogstens {MAX_CELL} tekens")
        return value
    if isinstance(value, date):
        return _day(value, column)
    if isinstance(value, int | float):
        whole = int(value) if isinstance(value, float) and value.is_integer() else value
        return str(whole)
    raise _Refused("bevat geen tekst, getal of dag", _A_VALUE)


def _day(value: date, column: str) -> str:
    # A sheet turns "2027-03" into the first of March without asking.
    text = value.strftime("%Y-%m-%d") if value.year >= 1000 else str(value)  # noqa: PLR2004
    return text[:7] if column == _MONTH_COLUMN and text.endswith("-01") else text


def read_sheet(book: "Book", sheet: str, faults: Faults) -> Iterator[tuple[int, Row]]:
    """The rows that hold something, with their number. Rows that are not there cost nothing."""
    names: Row = []
    try:
        for line, cells in _rows(book, sheet):
            filled = [cell for cell in cells if cell["value"] is not None]
            if not filled:
                continue
            if _is_endless(line, filled, is_header=not names, sheet=sheet, faults=faults):
                return
            row = _row(filled, names, (sheet, line), faults)
            if row is not None:
                names = names or row
                yield line, row
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl parses while we read, and raises anything
        faults.add(
            sheet, 0, "", f"het werkblad is niet te lezen ({type(error).__name__})", _READABLE
        )


def _rows(book: Any, sheet: str) -> Iterator[tuple[int, list[Cell]]]:
    """As openpyxl parses them, without the empty ones that it would put between."""
    from openpyxl.worksheet._reader import WorkSheetParser

    page = book[sheet]
    with page._get_source() as source:  # noqa: SLF001
        parser = WorkSheetParser(
            source,
            page._shared_strings,  # noqa: SLF001
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        yield from parser.parse()


def _is_endless(
    line: int, filled: list[Cell], *, is_header: bool, sheet: str, faults: Faults
) -> bool:
    """Says which limit of a sheet this row breaks."""
    last = max(cell["column"] for cell in filled)
    signs = [len(cell["value"]) if isinstance(cell["value"], str) else 1 for cell in filled]
    longest, whole = max(signs), sum(signs)
    for broken, column, wrong, allowed in (
        (line > MAX_ROWS, "", "er zijn te veel rijen", f"{MAX_ROWS} rijen"),
        (
            last > MAX_COLUMNS,
            f"kolom {last}",
            "er zijn te veel kolommen",
            f"{MAX_COLUMNS} kolommen",
        ),
        (
            is_header and longest > MAX_HEADER,
            "",
            f"een naam van een kolom is {longest} tekens lang",
            f"{MAX_HEADER} tekens",
        ),
        (whole > MAX_ROW, "", f"de rij is {whole} tekens lang", f"{MAX_ROW} tekens"),
    ):
        if broken:
            faults.add(sheet, line, column, wrong, f"hoogstens {allowed}")
            return True
    return False


def _row(filled: list[Cell], names: Row, place: tuple[str, int], faults: Faults) -> Row | None:
    row = [""] * max(cell["column"] for cell in filled)
    whole = True
    for cell in filled:
        position = cell["column"] - 1
        column = names[position] if position < len(names) else ""
        try:
            row[position] = _text(cell, column)
        except _Refused as refused:
            whole = False
            wrong, allowed = refused.args
            faults.add(*place, column or f"kolom {position + 1}", wrong, allowed)
    return row if whole else None


def unpack(path: Path, folder: Path) -> None:
    """Writes what the kit can use of the workbook, and in `told.json` what is wrong with it."""
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        message = "openpyxl must read XML through defusedxml"
        raise RuntimeError(message)
    told: dict[str, Any] = {"sheets": [], "faults": {}, "broken": ""}
    with path.open("rb") as file:
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
            told["sheets"] = list(book.sheetnames)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - openpyxl raises anything on a spoiled file
            told["broken"] = type(error).__name__
        for sheet in SHEETS:
            if sheet in told["sheets"]:
                told["faults"][sheet] = _written(book, sheet, folder / sheet)
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


def _written(book: "Book", sheet: str, to: Path) -> tuple[int, list[Fault]]:
    faults = Faults()
    with to.open("w", encoding="utf-8") as file:
        for line, row in read_sheet(book, sheet, faults):
            file.write(json.dumps([line, row]) + "\n")
    return faults.count, faults.listed


def main() -> None:
    path, folder = map(Path, sys.argv[1:])
    stay_within(LIMITS)
    try:
        unpack(path, folder)
    except MemoryError:
        sys.exit(NO_MEMORY)


if __name__ == "__main__":
    main()
