"""A list as CSV, ODS or XLSX. What a spreadsheet would take for a formula is made harmless."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from odfdo import Document, Table
from openpyxl import Workbook

# What starts a formula somewhere; a quote before it makes it text everywhere.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
# These and every sign that some spreadsheet takes for one of them: ＝, ⁼, ﹢, the minus of books.
SIGNS = "".join(
    sign
    for sign in map(chr, range(0x10000))
    if unicodedata.normalize("NFKC", sign) in (*STARTS, "\N{MINUS SIGN}")
)
# Where a spreadsheet with other settings begins a new cell, with what starts a formula.
SPLIT = re.compile(rf"([;,\t|][\s\"']*)([{re.escape(SIGNS)}])")
# Signs one does not see, and that hide what a cell starts with.
INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Rows = Iterable[Sequence[object]]


def harmless(value: object) -> str:
    """Text without invisible signs, that no spreadsheet calculates with. A quote that somebody
    typed in front stays: what begins with one is text already.
    """
    text = "".join(c for c in str(value) if unicodedata.category(c) not in INVISIBLE)
    begins = {str(value)[:1], text.lstrip()[:1]} - {""}
    return f"'{text}" if any(sign in SIGNS for sign in begins) else text


def cells(header: Sequence[str], rows: Rows) -> list[list[str]]:
    return [list(header), *([harmless(value) for value in row] for row in rows)]


def unsplit(text: str) -> str:
    """Also harmless where a spreadsheet takes another sign for the end of a cell."""
    return SPLIT.sub(r"\1'\2", text)


def as_csv(table: list[list[str]]) -> bytes:
    """With semicolons, as a Dutch spreadsheet reads it."""
    out = io.StringIO()
    lines = ([unsplit(cell) for cell in row] for row in table)
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows(lines)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(table: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Casussen")
    for row in table:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ods(table: list[list[str]]) -> bytes:
    document = Document("spreadsheet")
    document.body.clear()
    sheet = Table("Casussen")
    sheet.set_values(table)
    document.body.append(sheet)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


WRITERS = {"csv": as_csv, "ods": as_ods, "xlsx": as_xlsx}


def download(kind: str, name: str, header: Sequence[str], rows: Rows) -> HttpResponse:
    """As a file, built inside the transaction of the page so that it is on record."""
    response = HttpResponse(WRITERS[kind](cells(header, rows)), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "no-store"
    return response
