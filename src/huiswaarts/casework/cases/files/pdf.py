"""A PDF with its pages and nothing that acts: no scripts, actions, files inside, or history."""

import io
from typing import Any

import pikepdf

from huiswaarts.casework.cases.files.kinds import PDF, CleanFile, RefusedFileError

MOST_PAGES = 300
DEEPEST = 60
# What the root may keep: pages, how they are read aloud, bookmarks, filled-in fields, layers.
ROOT = frozenset(
    [
        "/Type",
        "/Version",
        "/Pages",
        "/StructTreeRoot",
        "/MarkInfo",
        "/Lang",
        "/PageLabels",
        "/Outlines",
        "/Names",
        "/Dests",
        "/AcroForm",
        "/OCProperties",
        "/PageMode",
        "/PageLayout",
    ]
)
# Not /GoTo, which only turns to another page of the same document.
ACTIONS = frozenset(
    [
        "/GoToR",
        "/GoToE",
        "/GoToDp",
        "/Launch",
        "/Thread",
        "/URI",
        "/Sound",
        "/Movie",
        "/Hide",
        "/Named",
        "/SubmitForm",
        "/ResetForm",
        "/ImportData",
        "/JavaScript",
        "/SetOCGState",
        "/Rendition",
        "/Trans",
        "/GoTo3DView",
        "/RichMediaExecute",
    ]
)
NEVER = frozenset(
    [
        "/AA",
        "/OpenAction",
        "/JS",
        "/JavaScript",
        "/EmbeddedFiles",
        "/EF",
        "/AF",
        "/XFA",
        "/CO",
        "/Collection",
        "/Launch",
        "/RichMediaContent",
        "/RichMediaSettings",
        "/Metadata",
        "/PieceInfo",
        "/LastModified",
        "/Perms",
    ]
)
ACTING_ANNOTATIONS = frozenset(
    ["/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"]
)


def clean_pdf(data: bytes) -> CleanFile:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            once = _without_acts(pdf)
        # what was repaired while it was read, is read once more as it is kept
        with pikepdf.open(io.BytesIO(once), attempt_recovery=False) as pdf:
            return CleanFile(PDF, _without_acts(pdf))
    except pikepdf.PasswordError:
        raise RefusedFileError("locked") from None
    except (RefusedFileError, MemoryError):
        raise
    except Exception as broken:  # whatever a parser of hostile bytes may raise
        raise RefusedFileError("broken") from broken


def _without_acts(pdf: pikepdf.Pdf) -> bytes:
    if pdf.is_encrypted:
        raise RefusedFileError("locked")
    pages = len(pdf.pages)
    if pages == 0:
        raise RefusedFileError("broken")
    if pages > MOST_PAGES:
        raise RefusedFileError("too_many_pages")
    for key in set(pdf.Root.keys()) - ROOT:
        del pdf.Root[key]
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        _keep_only(names, {"/Dests"})
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for thing in pdf.objects:
        _strip(thing)
    out = io.BytesIO()
    # what nothing points to any more, and what stood around the PDF, is not written
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _keep_only(thing: Any, kept: set[str]) -> None:
    for key in set(thing.keys()) - kept:
        del thing[key]


def _strip(thing: Any, depth: int = 0) -> None:
    """What acts, out of one object and what stands directly in it."""
    if depth > DEEPEST:
        raise RefusedFileError("broken")
    if isinstance(thing, pikepdf.Array):
        _strip_row(thing, depth)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in list(thing.keys()):
            value = thing.get(key)
            if key in NEVER or _acts(value):
                del thing[key]
            elif _is_whole(value):
                _strip(value, depth + 1)


def _strip_row(row: Any, depth: int) -> None:
    for place in range(len(row) - 1, -1, -1):
        if _acts(row[place]):
            del row[place]
        elif _is_whole(row[place]):
            _strip(row[place], depth + 1)


def _is_whole(value: Any) -> bool:
    """Written here, and not elsewhere with a number of its own: that one comes by itself."""
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _acts(value: Any) -> bool:
    if not isinstance(value, pikepdf.Dictionary):
        return False
    kind, subtype = value.get("/S"), value.get("/Subtype")
    return _named(kind, ACTIONS) or _named(subtype, ACTING_ANNOTATIONS)


def _named(value: Any, names: frozenset[str]) -> bool:
    return isinstance(value, pikepdf.Name) and str(value) in names
