"""DOCX and ODT: looked at before anything is unpacked, then packed anew from known parts."""

import io
import stat
import zipfile
from collections.abc import Iterator

from huiswaarts.casework.cases.files.images import clean_image
from huiswaarts.casework.cases.files.kinds import (
    DOCX,
    JPEG,
    ODT,
    ODT_TYPE,
    PNG,
    CleanFile,
    RefusedFileError,
)
from huiswaarts.casework.cases.files.parts import EMPTY_PARTS, check_part

MOST_PARTS = 2_000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO, SMALL = 200, 1024 * 1024  # a small part may be dense
LOCKED, DENSE = 0x1, 0x40
LINK = stat.S_IFLNK >> 12
IMAGES = {"jpg": JPEG, "jpeg": JPEG, "png": PNG}
MARKUP_PARTS = ("xml", "rels", "rdf")
# Parts without which the document opens just as well, and that hold settings or pictures of it.
LEFT_OUT = ("Configurations2/", "Thumbnails/", "docProps/thumbnail", "layout-cache")
ACTS = ("vbaproject", "vbadata", "activex", "oleobject", "embeddings/", "basic/", "scripts/",
        "macros", "customui")  # fmt: skip
SAME_DAY = (2000, 1, 1, 0, 0, 0)


def clean_package(data: bytes, kind: str) -> CleanFile:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = _looked_over(package, kind)
            return CleanFile(kind, _packed_anew(package, parts, kind))
    except (RefusedFileError, MemoryError):
        raise
    except Exception as broken:  # whatever a parser of hostile bytes may raise
        raise RefusedFileError("broken") from broken


def _looked_over(package: zipfile.ZipFile, kind: str) -> list[zipfile.ZipInfo]:
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
    return [one for one in parts if not one.is_dir() and not one.filename.startswith(LEFT_OUT)]


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


def _packed_anew(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo], kind: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        if kind == ODT:  # first, and not compressed: that is how it is known
            fresh.writestr(zipfile.ZipInfo("mimetype", SAME_DAY), ODT_TYPE)
        for name, content in _cleaned(package, parts):
            info = zipfile.ZipInfo(name, SAME_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            fresh.writestr(info, content)
    return out.getvalue()


def _cleaned(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    for part in parts:
        name = part.filename
        ending = name.rpartition(".")[2].lower()
        if name == "mimetype":
            if package.read(part).strip() != ODT_TYPE:
                raise RefusedFileError("macros" if b"template" in package.read(part) else "archive")
        elif name in EMPTY_PARTS:
            yield name, EMPTY_PARTS[name]
        elif ending in MARKUP_PARTS:
            content = package.read(part)
            check_part(name, content)
            yield name, content
        elif ending in IMAGES:
            yield name, clean_image(package.read(part), IMAGES[ending]).data
        else:
            raise RefusedFileError("odd_part")
