"""A Word document packed anew: the parts that its text needs, and nothing else.

It begins at the document and follows the relationships that are known. What nothing known points
at is not taken along; what is pointed at and not known is refused, since somebody would miss it.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

from huiswaarts.casework.cases.files import docx_lists as good
from huiswaarts.casework.cases.files.docx_parts import clean_part
from huiswaarts.casework.cases.files.images import clean_picture
from huiswaarts.casework.cases.files.kinds import MEDIA_TYPES, RefusedFileError
from huiswaarts.casework.cases.files.markup import is_link, read

MAIN = "word/document.xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,99}")


@dataclass(frozen=True)
class Relation:
    """One that is known; the target is a part of this document, or where a link leads."""

    id: str
    kind: str
    target: str


def clean_docx(package: zipfile.ZipFile) -> dict[str, bytes]:
    if b"macro" in package.read("[Content_Types].xml").lower():
        raise RefusedFileError("macros")
    book = _Book(package)
    book.add(MAIN, good.DOCUMENT)
    return book.packed()


class _Book:
    """The new document while it is made."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._read: Callable[[str], bytes] = package.read
        self._names = set(package.namelist())
        self._new: dict[str, str] = {}  # by their old names
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}

    def add(self, name: str, kind: str) -> str:
        """Takes a part along, with what it points at; says how it is called now."""
        if name in self._new:
            if self._types[self._new[name]] != good.KINDS.get(kind, self._types[self._new[name]]):
                raise RefusedFileError("broken")
            return self._new[name]
        if kind == "image":
            return self._add_image(name)
        number = len(self._new)
        new = MAIN if kind == good.DOCUMENT else f"word/{kind}{number}.xml"
        self._new[name], self._types[new] = new, good.KINDS[kind]
        relations = {one.id: one for one in self._relations(name, kind)}
        content, used = clean_part(
            self._read(name), {name: one.kind for name, one in relations.items()}, kind
        )
        lines = [
            self._line(one)
            for one in relations.values()
            if one.id in used or one.kind in good.SILENT
        ]
        self._parts[new] = content
        if lines:
            folder, own = posixpath.split(new)
            self._parts[f"{folder}/_rels/{own}.rels"] = _relations(lines)
        return new

    def _add_image(self, name: str) -> str:
        image = clean_picture(self._read(name))
        new = f"word/media/image{len(self._new)}.{image.kind}"
        self._new[name], self._types[new] = new, MEDIA_TYPES[image.kind]
        self._parts[new] = image.data
        return new

    def _line(self, one: Relation) -> str:
        if one.kind == "hyperlink":
            return _relation(one.id, one.kind, one.target, outward=True)
        target = self.add(one.target, one.kind)
        return _relation(one.id, one.kind, target.removeprefix("word/"))

    def _relations(self, name: str, kind: str) -> list[Relation]:
        folder, own = posixpath.split(name)
        place = f"{folder}/_rels/{own}.rels"
        if place not in self._names:
            return []
        holds = good.HOLDS.get(kind, frozenset())
        all_of_them = [self._known(one, folder, holds) for one in read(self._read(place))]
        found = [one for one in all_of_them if one]
        if len({one.id for one in found}) != len(found):
            raise RefusedFileError("broken")
        return found

    def _known(self, one: etree._Element, folder: str, holds: frozenset[str]) -> Relation | None:
        """The relationship when it is one that may be; nothing when it is left out."""
        kind = one.get("Type", "").removeprefix(f"{good.R}/")
        target, name = one.get("Target", ""), one.get("Id", "")
        if kind in good.NOT_MISSED:
            return None
        _check_target(kind, target, one.get("TargetMode", "Internal"))
        if kind not in holds:
            return None
        if not _ID.fullmatch(name):
            raise RefusedFileError("broken")
        if kind == "hyperlink":
            return Relation(name, kind, target.strip())
        part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return Relation(name, kind, part) if part in self._names else None

    def packed(self) -> dict[str, bytes]:
        """Everything of the new document, its table of contents first."""
        types = "".join(
            f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>"
            for name, kind in self._types.items()
        )
        contents = (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>'
        )
        top = _relations([_relation("rId1", "officeDocument", MAIN)])
        return {
            "[Content_Types].xml": contents.encode(),
            "_rels/.rels": top,
            MAIN: self._parts[MAIN],
            **self._parts,
        }


def _check_target(kind: str, target: str, mode: str) -> None:
    """Elsewhere is only where somebody clicks to; a mode that is not written as it should be is
    read differently by different programs.
    """
    if kind == "hyperlink":
        fine = is_link(target)
    else:
        fine = mode == "Internal" and ":" not in target and not re.search(r"\\\\|^//", target)
    if mode not in ("Internal", "External") or not fine:
        raise RefusedFileError("fetches")


def _relation(name: str, kind: str, target: str, *, outward: bool = False) -> str:
    mode = ' TargetMode="External"' if outward else ""
    return (
        f"<Relationship Id={quoteattr(name)} Type={quoteattr(f'{good.R}/{kind}')} "
        f"Target={quoteattr(target)}{mode}/>"
    )


def _relations(lines: list[str]) -> bytes:
    inside = "".join(lines)
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'.encode()
    )
