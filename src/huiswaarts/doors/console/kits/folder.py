"""A kit as a folder of CSV files."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from huiswaarts.doors.console.kits import region as regions
from huiswaarts.doors.console.kits.faults import Faults
from huiswaarts.doors.console.kits.format import (
    AREA_FILE,
    FILES,
    MAX_FILE_BYTES,
    MAX_MAP_BYTES,
    MAX_REGION_BYTES,
    MAX_ROW,
    MAX_ROWS,
    MEGABYTE,
    REGION_FILE,
    TABLES,
)
from huiswaarts.doors.console.kits.header import Arrange, arrange, ragged

Row = list[str]
_LIMITS = {REGION_FILE: MAX_REGION_BYTES, AREA_FILE: MAX_MAP_BYTES}
_CHUNK = MEGABYTE


def open_folder(path: Path, faults: Faults) -> "Folder":
    """Names what is missing, too large or unknown; reads nothing large yet."""
    usable = {name for name in FILES if _usable(path / name, faults)}
    known = set(FILES)
    for entry in sorted(path.iterdir()):
        if entry.name not in known:
            faults.notice(f"{entry.name}: geen bestand van een kit, overgeslagen")
    return Folder(path, usable)


def _usable(path: Path, faults: Faults) -> bool:
    name = path.name
    if not path.exists():
        faults.add(name, 0, "", "het bestand ontbreekt", "alle bestanden van een kit")
        return False
    if not path.is_file():
        faults.add(name, 0, "", "is geen gewoon bestand", "een gewoon bestand")
        return False
    limit = _LIMITS.get(name, MAX_FILE_BYTES)
    size = path.stat().st_size
    if size > limit:
        faults.add(
            name, 0, "", f"het bestand is te groot ({_human(size)})", f"hoogstens {_human(limit)}"
        )
        return False
    wrong = encoding_fault(path)
    if wrong:
        faults.add(name, wrong[0], "", wrong[1], "UTF-8")
        return False
    return True


def _human(size: int) -> str:
    return f"{size // MEGABYTE} MB" if size >= MEGABYTE else f"{size // 1024} kB"


def encoding_fault(path: Path) -> tuple[int, str] | None:
    """Line and description of the first byte that is not plain UTF-8 text."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    with path.open("rb") as file:
        start = file.read(4)
        if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return 1, "het bestand is UTF-16"
        file.seek(0)
        while chunk := file.read(_CHUNK):
            nul = chunk.find(b"\0")
            if nul >= 0:
                return line + chunk.count(b"\n", 0, nul), "het bestand bevat een NUL-teken"
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                good = error.object[: error.start].count(b"\n")
                return line + good, _guess(error.object[error.start])
            line += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return line, "het bestand breekt midden in een teken af"
    return None


def _guess(byte: int) -> str:
    return f"het bestand is geen UTF-8 (byte 0x{byte:02x}); waarschijnlijk Windows-1252"


class Folder:
    """The files of a folder that can be read."""

    def __init__(self, path: Path, usable: set[str]) -> None:
        self._path = path
        self._usable = usable

    def label(self, name: str) -> str:
        return {"region": REGION_FILE, "neighbourhoods": AREA_FILE}.get(name, f"{name}.csv")

    def rows(self, table: str, faults: Faults) -> Iterator[tuple[int, Row]]:
        name = f"{table}.csv"
        if name not in self._usable:
            # Already in the list: here it only keeps others from complaining about this table.
            raise UnreadableTable(table)
        with (self._path / name).open(encoding="utf-8-sig", newline="") as file:
            if self._has_bom(name):
                faults.notice(f"{name}: begint met een BOM; dat mag")
            records = _records(file, name, faults)
            _, header = next(records, (1, None))
            if header is None:
                if not faults:
                    faults.add(name, 1, "", "het bestand is leeg", ",".join(TABLES[table].names))
                return
            order = arrange(TABLES[table], header, name, faults)
            if order:
                yield from _ordered(records, order, (name, len(header)), faults)

    def _has_bom(self, name: str) -> bool:
        with (self._path / name).open("rb") as file:
            return file.read(3) == codecs.BOM_UTF8

    def region(self, faults: Faults) -> dict[str, tuple[int, str]]:
        if REGION_FILE not in self._usable:
            return {}
        text = (self._path / REGION_FILE).read_text(encoding="utf-8-sig")
        return regions.from_yaml(text, REGION_FILE, faults)

    def areas(self, faults: Faults) -> list[regions.Area]:
        if AREA_FILE not in self._usable:
            return []
        text = (self._path / AREA_FILE).read_text(encoding="utf-8-sig")
        return regions.from_geojson(text, AREA_FILE, faults)


class UnreadableTable(Exception):  # noqa: N818 - a state of the kit, not an error of ours
    """A table that was refused before it was opened."""


class TooLongError(Exception):
    """A row that has no end within reason."""


class _Lines:
    """The lines of a file, for one row at a time no more than a row may hold.

    A quoted field may run over lines, so `csv` asks for as many as it likes.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._left = MAX_ROW

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._file.readline(self._left + 1)
        if not line:
            raise StopIteration
        self._left -= len(line)
        if self._left < 0:
            raise TooLongError
        return line

    def begin_row(self) -> None:
        self._left = MAX_ROW


def _records(file: TextIO, name: str, faults: Faults) -> Iterator[tuple[int, Row]]:
    """Records with the line they begin on; a broken quote ends the reading."""
    line, lines = 1, _Lines(file)
    reader = csv.reader(lines, strict=True)
    try:
        for record in reader:
            lines.begin_row()
            if record:
                yield line, record
            line = reader.line_num + 1
            if line > MAX_ROWS * 2:
                faults.add(
                    name, line, "", "er zijn te veel regels", f"hoogstens {MAX_ROWS * 2} regels"
                )
                break
    except TooLongError:
        faults.add(
            name,
            line,
            "",
            "de rij is te lang, of een aanhalingsteken sluit niet",
            f"hoogstens {MAX_ROW} tekens in een rij",
        )
    except csv.Error as error:
        faults.add(
            name,
            line,
            "",
            f"de aanhalingstekens kloppen niet ({error})",
            'velden met een komma of regeleinde tussen ", een " daarin verdubbeld',
        )


def _ordered(
    records: Iterator[tuple[int, Row]], order: Arrange, place: tuple[str, int], faults: Faults
) -> Iterator[tuple[int, Row]]:
    name, width = place
    for count, (line, record) in enumerate(records, start=1):
        if count > MAX_ROWS:
            faults.add(name, line, "", "er zijn te veel rijen", f"hoogstens {MAX_ROWS} rijen")
            return
        if len(record) == width:
            yield line, order(record)
        else:
            ragged(record, width, name, line, faults)
