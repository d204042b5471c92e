"""A kit as one .xlsx workbook: a sheet per table. It is read in a process apart."""

import json
import shutil
import signal
import subprocess
import tempfile
import weakref
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from huiswaarts.doors.console.kits import region as regions
from huiswaarts.doors.console.kits import workbook_apart
from huiswaarts.doors.console.kits.faults import Fault, Faults
from huiswaarts.doors.console.kits.folder import UnreadableTable
from huiswaarts.doors.console.kits.format import (
    AREA_COLUMNS,
    MAX_AREAS,
    MAX_FILE_BYTES,
    MEGABYTE,
    SHEETS,
    TABLES,
)
from huiswaarts.doors.console.kits.header import arrange, ragged
from huiswaarts.foundation.common.apart import run_apart

Row = list[str]
_MAX_UNPACKED = 512 * MEGABYTE
_MAX_PARTS = 500
_MAX_RATIO = 150
EXPLANATION_SHEET = "uitleg"
_TOO_LONG = "het lezen van de werkmap duurt te lang"
_ENDED = {
    workbook_apart.NO_MEMORY: "de werkmap vraagt bij het lezen te veel geheugen",
    -signal.SIGXCPU: _TOO_LONG,
    -signal.SIGKILL: _TOO_LONG,
}
_NOT_STRICT = "sla hem op als Excel-werkmap (.xlsx), niet als Strict Open XML"
_READABLE = "een .xlsx uit een rekenprogramma"


def open_workbook(path: Path, faults: Faults) -> "Workbook | None":
    """Looks at the packing first; nothing is unpacked before its size is known to be sane."""
    wrong = packing_fault(path)
    if wrong:
        faults.add(path.name, 0, "", wrong[0], wrong[1])
        return None
    folder = Path(tempfile.mkdtemp(prefix="huiswaarts-kit-"))  # for this user alone
    told = _read_apart(path, folder, faults)
    if told is None:
        shutil.rmtree(folder)
        return None
    names = told["sheets"]
    _name_sheets(path.name, names, faults)
    return Workbook(path.name, set(names) & set(SHEETS), folder, told["faults"])


def _read_apart(path: Path, folder: Path, faults: Faults) -> dict[str, Any] | None:
    """What the process tells of the workbook; nothing when it cannot be read."""
    limits = workbook_apart.LIMITS
    allowed = (
        f"hoogstens {limits.memory // MEGABYTE} MB geheugen en {limits.seconds} seconden; "
        "lever een grote kit als map met CSV-bestanden"
    )
    try:
        run_apart(workbook_apart.__name__, (str(path.absolute()), str(folder)), limits=limits)
        told: dict[str, Any] = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    except subprocess.CalledProcessError as error:
        wrong = _ENDED.get(error.returncode, "de werkmap is niet te lezen")
    except subprocess.TimeoutExpired:
        wrong = _TOO_LONG
    except (OSError, ValueError):
        wrong = "de werkmap is niet te lezen"
    else:
        if told["sheets"]:
            return told
        wrong, allowed = "de werkmap heeft geen werkbladen die wij kunnen lezen", _NOT_STRICT
        if told["broken"]:
            wrong, allowed = f"de werkmap is niet te lezen ({told['broken']})", _READABLE
    faults.add(path.name, 0, "", wrong, allowed)
    return None


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


class Workbook:
    """The sheets of an opened workbook."""

    def __init__(
        self,
        name: str,
        sheets: set[str],
        folder: Path,
        wrong: dict[str, Any],
    ) -> None:
        self._name = name
        self._sheets = sheets
        # What was read stays between check and load; it goes with this object.
        self._folder = folder
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._wrong = wrong

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
        """The rows that hold something, with their number; then what was wrong while reading."""
        with (self._folder / sheet).open(encoding="utf-8") as file:
            for text in file:
                line, row = json.loads(text)
                yield line, row
        count, listed = self._wrong[sheet]
        found = Faults()
        found.count = count
        found.listed = [Fault(self.label(sheet), *rest) for _, *rest in listed]
        faults.merge(found)

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
        areas: list[regions.Area] = []
        for line, record in records:
            if len(areas) == MAX_AREAS:
                faults.add(label, line, "", "er staan te veel wijken in", f"hoogstens {MAX_AREAS}")
                return areas
            code, name, municipality = (*record, "", "", "")[:3]
            areas.append(regions.Area(line, code, name, municipality, None))
        return areas
