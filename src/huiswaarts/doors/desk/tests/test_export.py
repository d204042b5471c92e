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
]


@pytest.mark.parametrize("text", EVIL)
def test_what_a_spreadsheet_would_calculate_becomes_text(text):
    made = harmless(text)
    assert made.startswith("'")
    assert made.isprintable()


@pytest.mark.parametrize("text", ["Daan Vermeer", "7KQ4-2M9F", "2026-10", "", "é", "1 = 1"])
def test_what_is_harmless_stays_as_it_is(text):
    assert harmless(text) == text


def test_all_three_kinds_hold_the_same_cells():
    table = cells(("Naam", "Stap"), [("Daan", "=HYPERLINK(1)"), ("Éva", 'zegt "ja"')])
    assert list(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig")))) == table
    book = load_workbook(io.BytesIO(as_xlsx(table)))
    assert [[cell.value for cell in row] for row in book.active.rows] == table
    assert all(cell.data_type == "s" for row in book.active.rows for cell in row)
    sheet = Document(io.BytesIO(as_ods(table))).body.get_table(0)
    assert [list(row) for row in sheet.get_values()] == table
