import csv
import io

import pytest
from odfdo import Document
from openpyxl import load_workbook

from huiswaarts.doors.desk.export import as_csv, as_ods, as_xlsx, cells, harmless

EVIL = [
    "=1+1",
    "+31 6",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u202e=1+1",
    "＝1+1",
    "|cmd",
    "%0A",
    "⁼1+1",
    "﹢1",
    "−1",
    "⁻1",
    " ﹫SUM(A1)",
]


@pytest.mark.parametrize("text", EVIL)
def test_what_a_spreadsheet_would_calculate_becomes_text(text):
    made = harmless(text)
    assert made.startswith("'")
    assert made.isprintable()


@pytest.mark.parametrize(
    "text", ["Daan Vermeer", "7KQ4-2M9F", "2026-10", "", "é", "1 = 1", "'=1+1", "\u2013 1"]
)
def test_what_is_harmless_stays_as_it_is(text):
    assert harmless(text) == text


def test_all_three_kinds_hold_the_same_cells():
    table = cells(("Naam", "Stap"), [("Daan", "=HYPERLINK(1)"), ("Éva", 'zegt "ja"')])
    assert list(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig")), delimiter=";")) == table
    book = load_workbook(io.BytesIO(as_xlsx(table)))
    assert [[cell.value for cell in row] for row in book.active.rows] == table
    assert all(cell.data_type == "s" for row in book.active.rows for cell in row)
    sheet = Document(io.BytesIO(as_ods(table))).body.get_table(0)
    assert [list(row) for row in sheet.get_values()] == table


BEGINNINGS = ("=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "%0A", "＝1+1", '"=1+1', " =1+1", "'=1+1",
              "⁼1+1", "﹢1", "−1", "⁻1", "﹫SUM(A1)")  # fmt: skip


def as_read(data, delimiter):
    """The cells that a spreadsheet with this sign between cells makes of the file."""
    for line in data.decode("utf-8-sig").splitlines():
        for cell in next(csv.reader([line], delimiter=delimiter)):
            yield cell.lstrip(' "')


def calculated(table, write=as_csv):
    starts = tuple("=+-@|%＝⁼﹢−⁻﹫")
    return [
        cell
        for delimiter in (";", ",", "\t", "|")
        for cell in as_read(write(table), delimiter)
        if cell.startswith(starts)
    ]


@pytest.mark.parametrize("between", [";", ",", ";;", "; ", ',"', ';""', "|"])
def test_no_other_spreadsheet_splits_a_cell_into_a_formula(between):
    table = cells(("Naam",), [(f"Daan{between}{start}", "Vermeer") for start in BEGINNINGS])
    assert calculated(table) == []


def test_planted_a_comma_between_cells_and_nothing_else():
    """As it was: a Dutch spreadsheet split such a cell, and calculated its second half."""

    def write(table):
        out = io.StringIO()
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows(table)
        return out.getvalue().encode("utf-8-sig")

    assert calculated(cells(("Naam", "Stap"), [("Daan", "Bel;=1+1")]), write)


def test_a_dutch_spreadsheet_reads_the_cells_as_they_are():
    table = cells(("Naam", "Stap"), [("Daan; Vermeer", 'zegt "ja", en -morgen-')])
    [_, row] = csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig")), delimiter=";")
    assert row == ["Daan; Vermeer", 'zegt "ja", en -morgen-']
