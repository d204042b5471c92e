"""An empty kit: a folder to fill in an editor and the same as a workbook for a spreadsheet."""

import csv
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from huiswaarts.doors.console.kits.format import (
    AREA_COLUMNS,
    AREA_FILE,
    REGION_FILE,
    REGION_KEYS,
    TABLES,
    Column,
    Table,
)
from huiswaarts.doors.console.kits.workbook import EXPLANATION_SHEET

_ROWS_WITH_LIST = 5_000
# A spreadsheet takes a list in a cell up to 255 characters.
_LONGEST_LIST = 250
_WIDE = 24
_EMPTY_MAP = '{"type": "FeatureCollection", "features": []}\n'
_INTRO = (
    "Een kit is alles wat een regio op de eerste dag meebrengt.",
    "Vul elk werkblad in. De eerste rij, met de namen van de kolommen, blijft staan.",
    "Schrijf een dag als 2026-11-20 en een maand als 2027-03.",
    "Gebruik geen formules en zet nergens een burgerservicenummer.",
    "Controleren: huiswaarts kit check, met het pad van dit bestand erachter.",
)


def write_template(path: Path) -> tuple[Path, Path]:
    """Writes `path` as a folder and `path.xlsx` beside it; never over something that is there."""
    folder = path.with_suffix("") if path.suffix.lower() == ".xlsx" else path
    book = folder.with_name(f"{folder.name}.xlsx")
    for place in (folder, book):
        if place.exists():
            raise FileExistsError(place)
    folder.mkdir(parents=True)
    _write_folder(folder)
    _write_workbook(book)
    return folder, book


def _write_folder(folder: Path) -> None:
    lines = [f"# {allowed}\n{key}: ''\n" for key, (_, allowed) in REGION_KEYS.items()]
    (folder / REGION_FILE).write_text("".join(lines), encoding="utf-8")
    (folder / AREA_FILE).write_text(_EMPTY_MAP, encoding="utf-8")
    for table in TABLES.values():
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow(table.names)


def _write_workbook(path: Path) -> None:
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)  # noqa: S101 - openpyxl types `active` too widely
    _explain(first)
    region = _sheet(book, "region", ("key", "value"))
    for key in REGION_KEYS:
        region.append((key, ""))
    region["B5"].number_format = "@"
    _sheet(book, "neighbourhoods", AREA_COLUMNS)
    for table in TABLES.values():
        page = _sheet(book, table.name, table.names)
        for position, column in enumerate(table.columns, start=1):
            _offer(page, get_column_letter(position), column)
    book.save(path)


def _sheet(book: Workbook, name: str, header: tuple[str, ...]) -> Worksheet:
    page: Worksheet = book.create_sheet(name)
    page.append(header)
    page.freeze_panes = "A2"
    for position, cell in enumerate(page[1], start=1):
        cell.font = Font(bold=True)
        page.column_dimensions[get_column_letter(position)].width = _WIDE
    return page


def _offer(page: Worksheet, letter: str, column: Column) -> None:
    """A list to choose from where it fits; all columns as text, so that dates stay as typed."""
    page.column_dimensions[letter].number_format = "@"
    choices = ",".join(column.values)
    if column.values and len(choices) <= _LONGEST_LIST:
        offered = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
        offered.add(f"{letter}2:{letter}{_ROWS_WITH_LIST}")
        page.add_data_validation(offered)


def _explain(page: Worksheet) -> None:
    page.title = EXPLANATION_SHEET
    for line in _INTRO:
        page.append((line,))
    page.append(())
    page.append(("werkblad", "kolom", "wat", "toegestaan", "verplicht"))
    for cell in page[page.max_row]:
        cell.font = Font(bold=True)
    for key, (_, allowed) in REGION_KEYS.items():
        page.append(("region", key, "Over de regio zelf", allowed, "ja"))
    for name in AREA_COLUMNS:
        page.append(("neighbourhoods", name, "De wijken, hier zonder grenzen", "", "ja"))
    for table in TABLES.values():
        _explain_table(page, table)
    for letter, width in zip("ABCDE", (18, 22, 60, 60, 10), strict=True):
        page.column_dimensions[letter].width = width


def _explain_table(page: Worksheet, table: Table) -> None:
    for column in table.columns:
        needed = "ja" if column.required else "mag leeg"
        page.append((table.name, column.name, column.explain, column.allowed, needed))
