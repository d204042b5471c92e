"""The header row: which column of the file is which column of the format."""

from collections.abc import Callable

from huiswaarts.doors.console.kits.cells import shown
from huiswaarts.doors.console.kits.faults import Faults
from huiswaarts.doors.console.kits.format import MAX_COLUMNS, MAX_HEADER, Table

Row = list[str]
Arrange = Callable[[Row], Row]


def arrange(table: Table, header: Row, label: str, faults: Faults) -> Arrange | None:
    """A function that puts a row in the order of the format; nothing when the header is wrong."""
    names = table.names
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        faults.add(
            label,
            1,
            "",
            "de kolommen zijn niet met een komma gescheiden",
            "kolommen met een komma ertussen; sla het bestand op als CSV UTF-8",
        )
        return None
    if _is_endless(header, label, faults) or _wrong(table, header, label, faults):
        return None
    if tuple(header) == names:
        return lambda row: row
    places = [header.index(name) if name in header else -1 for name in names]
    return lambda row: [row[place] if place >= 0 else "" for place in places]


def _is_endless(header: Row, label: str, faults: Faults) -> bool:
    """Said before the names are compared: that would take longer with each of them."""
    if len(header) > MAX_COLUMNS:
        faults.add(
            label, 1, "", f"er zijn {len(header)} kolommen", f"hoogstens {MAX_COLUMNS} kolommen"
        )
        return True
    for position, name in enumerate(header, start=1):
        if len(name) > MAX_HEADER:
            faults.add(
                label, 1, f"kolom {position}", f"de naam van de kolom is {len(name)} tekens lang",
                f"hoogstens {MAX_HEADER} tekens",
            )  # fmt: skip
            return True
    return False


def _wrong(table: Table, header: Row, label: str, faults: Faults) -> bool:
    before = faults.count
    allowed = ",".join(table.names)
    for position, name in enumerate(header):
        if name in header[:position]:
            faults.add(label, 1, name, "deze kolom staat er twee keer in", "elke kolom één keer")
        elif name not in table.names:
            faults.add(label, 1, shown(name)[1:-1], "onbekende kolom", allowed)
    for column in table.columns:
        if column.name not in header and not column.optional:
            faults.add(label, 1, column.name, "deze kolom ontbreekt", allowed)
    return faults.count > before


def ragged(row: Row, width: int, label: str, line: int, faults: Faults) -> bool:
    """Says it when a row has too few or too many fields."""
    if len(row) == width:
        return False
    faults.add(label, line, "", f"de rij heeft {len(row)} velden", f"{width} velden, als de kop")
    return True
