"""Opens a kit, a folder or a workbook, without trusting it.

Everything is read as a stream: a kit of 10,000 cases must not need the memory for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from huiswaarts.doors.console.kits import folder, workbook
from huiswaarts.doors.console.kits.faults import Faults
from huiswaarts.doors.console.kits.folder import UnreadableTable
from huiswaarts.doors.console.kits.region import Area

Row = list[str]
_READABLE = "een bestand dat u mag lezen"


class Source(Protocol):
    """What a folder and a workbook have in common."""

    def label(self, name: str) -> str:
        """How a table is named in a fault."""
        ...

    def rows(self, table: str, faults: Faults) -> Iterator[tuple[int, Row]]:
        """The rows of a table, in the order of columns of the format."""
        ...

    def region(self, faults: Faults) -> dict[str, tuple[int, str]]:
        """The keys of the region with the line they are on."""
        ...

    def areas(self, faults: Faults) -> list[Area]:
        """The neighbourhoods, with boundaries when the kit has them."""
        ...


@dataclass(slots=True)
class Kit:
    """A kit that could be opened; `broken` tables could not be read to their end."""

    source: Source
    region: dict[str, tuple[int, str]] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def label(self, name: str) -> str:
        return self.source.label(name)

    def rows(self, table: str, faults: Faults) -> Iterator[tuple[int, Row]]:
        """The rows; a fault of structure marks the table as broken, so others do not cascade."""
        structure = Faults()
        try:
            yield from self.source.rows(table, structure)
        except UnreadableTable:
            self.broken.add(table)
        except OSError as error:
            structure.add(self.label(table), 0, "", f"niet te lezen ({error.strerror})", _READABLE)
        if structure:
            self.broken.add(table)
        faults.merge(structure)

    def value(self, key: str) -> str:
        return self.region.get(key, (0, ""))[1]


def open_kit(path: Path, faults: Faults) -> Kit | None:
    """The kit at this path; nothing when there is no reading it at all."""
    try:
        source = _source(path, faults)
    except OSError as error:
        faults.add(path.name, 0, "", f"niet te lezen ({error.strerror})", _READABLE)
        return None
    if source is None:
        return None
    kit = Kit(source)
    kit.region = source.region(faults)
    before = faults.count
    kit.areas = source.areas(faults)
    if faults.count > before:
        kit.broken.add("neighbourhoods")
    return kit


def _source(path: Path, faults: Faults) -> Source | None:
    if path.is_dir():
        return folder.open_folder(path, faults)
    if path.is_file() and path.suffix.lower() == ".xlsx":
        return workbook.open_workbook(path, faults)
    what = "is geen map en geen .xlsx" if path.exists() else "bestaat niet"
    faults.add(path.name, 0, "", what, "een map of een .xlsx-werkmap")
    return None
