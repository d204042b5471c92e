"""DOCX and ODT: looked at before anything is unpacked, then packed anew from known parts."""

import io
import stat
import zipfile

from huiswaarts.casework.cases.files.docx import clean_docx
from huiswaarts.casework.cases.files.kinds import (
    DOCX,
    ODT,
    ODT_TYPE,
    CleanFile,
    RefusedFileError,
)
from huiswaarts.casework.cases.files.odt import clean_odt

MOST_PARTS = 2_000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO, SMALL = 200, 1024 * 1024  # a small part may be dense
LOCKED, DENSE = 0x1, 0x40
LINK = stat.S_IFLNK >> 12
# A document that carries these is not a letter: said before anything is unpacked.
ACTS = ("vbaproject", "vbadata", "activex", "oleobject", "embeddings/", "basic/", "scripts/",
        "macros", "customui")  # fmt: skip
SAME_DAY = (2000, 1, 1, 0, 0, 0)


def clean_package(data: bytes, kind: str) -> CleanFile:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _look_over(package, kind)
            parts = clean_odt(package) if kind == ODT else clean_docx(package)
            return CleanFile(kind, _packed_anew(parts, kind))
    except (RefusedFileError, MemoryError):
        raise
    except Exception as broken:  # whatever a parser of hostile bytes may raise
        raise RefusedFileError("broken") from broken


def _look_over(package: zipfile.ZipFile, kind: str) -> None:
    """From the list of contents alone; nothing has been unpacked yet."""
    parts = package.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RefusedFileError("unpacks_too_big")
    if len({name.lower() for name in names}) != len(names):
        raise RefusedFileError("broken")
    for part in parts:
        _look_at(part)
    if kind == DOCX and not {"[Content_Types].xml", "word/document.xml"} <= set(names):
        raise RefusedFileError("archive")
    if kind == ODT and not {"mimetype", "content.xml"} <= set(names):
        raise RefusedFileError("archive")


def _look_at(part: zipfile.ZipInfo) -> None:
    name = part.filename
    steps = name.split("/")
    if ".." in steps or name.startswith("/") or "\\" in name or ":" in name or "\x00" in name:
        raise RefusedFileError("outside")
    if part.external_attr >> 28 == LINK:
        raise RefusedFileError("outside")
    if part.flag_bits & (LOCKED | DENSE):
        raise RefusedFileError("locked")
    packed = max(part.compress_size, 1)
    if part.file_size > SMALL and part.file_size / packed > MOST_RATIO:
        raise RefusedFileError("unpacks_too_big")
    if any(word in name.lower() for word in ACTS):
        raise RefusedFileError("macros")


def _packed_anew(parts: dict[str, bytes], kind: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        if kind == ODT:  # first, and not compressed: that is how it is known
            fresh.writestr(zipfile.ZipInfo("mimetype", SAME_DAY), ODT_TYPE)
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, SAME_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            fresh.writestr(info, content)
    return out.getvalue()
