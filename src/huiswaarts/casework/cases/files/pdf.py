"""A PDF with its pages and nothing that acts: from its catalogue every key is held against the list
of what may stand there; what is not on it goes, and so does what nothing points at any more.
"""

import io
import re
import warnings
from typing import Any

import pikepdf

from huiswaarts.casework.cases.files import pdf_lists as good
from huiswaarts.casework.cases.files.images import without_remarks
from huiswaarts.casework.cases.files.kinds import PDF, CleanFile, RefusedFileError
from huiswaarts.casework.cases.files.markup import is_address

MOST_PAGES = 300
MOST_THINGS = 500_000
# A row in a row, deeper than any page needs.
DEEPEST = 60
_TRAILER = frozenset(["/Root", "/Size", "/ID"])
_PHOTO = frozenset(["/DCTDecode", "/DCT"])
_PAGE = frozenset(["/Page"])
_LINK, _ADDRESS = frozenset(["/Link"]), frozenset(["/URI"])
_PRINTABLE = re.compile(rb"[ -~]+")
Todo = list[tuple[Any, str, int]]


def clean_pdf(data: bytes) -> CleanFile:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            once = _only_good(pdf)
        # what was repaired while it was read, is read once more as it is kept
        with pikepdf.open(io.BytesIO(once), attempt_recovery=False) as pdf:
            return CleanFile(PDF, _only_good(pdf))
    except pikepdf.PasswordError:
        raise RefusedFileError("locked") from None
    except (RefusedFileError, MemoryError):
        raise
    except Exception as broken:  # whatever a parser of hostile bytes may raise
        raise RefusedFileError("broken") from broken


def _only_good(pdf: pikepdf.Pdf) -> bytes:
    if pdf.is_encrypted:
        raise RefusedFileError("sealed")  # it opened without a password
    if _is_hidden_form(pdf.Root):
        raise RefusedFileError("hidden_form")
    pages = len(pdf.pages)
    if pages == 0:
        raise RefusedFileError("broken")
    if pages > MOST_PAGES:
        raise RefusedFileError("too_many_pages")
    for key in set(pdf.trailer.keys()) - _TRAILER:
        del pdf.trailer[key]
    _keep_good(pdf.Root)
    out = io.BytesIO()
    with warnings.catch_warnings():
        # a form field that stands on a page and in no form is no fault of this copy
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        # what nothing points to any more, and what stood around the PDF, is not written
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _is_hidden_form(root: Any) -> bool:
    """Drawn by a program in it: without that there is only a page that asks to wait."""
    form = root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary) or "/XFA" not in form:
        return False
    fields = form.get("/Fields")
    shown = isinstance(fields, pikepdf.Array) and len(fields) > 0
    return not shown or bool(root.get("/NeedsRendering", False))


def _keep_good(root: Any) -> None:
    """Everything that can be reached. What stands in two places must be good in both."""
    seen: set[tuple[tuple[int, int], str]] = set()
    todo: Todo = [(root, "catalog", 0)]
    left = MOST_THINGS
    while todo:
        thing, kind, depth = todo.pop()
        left -= 1
        if depth > DEEPEST or not left:
            raise RefusedFileError("broken")
        if thing.is_indirect:
            if (thing.objgen, kind) in seen:
                continue
            seen.add((thing.objgen, kind))
            depth = 0
        if isinstance(thing, pikepdf.Array):
            _row(thing, kind, depth, todo)
        else:
            _dictionary(thing, kind, depth, todo)


def _row(row: Any, kind: str, depth: int, todo: Todo) -> None:
    for place in range(len(row) - 1, -1, -1):
        one = row[place]
        if not _is_whole(one):
            continue
        below = _really(one, kind)
        if _may_be(one, below):
            todo.append((one, below, depth + 1))
        elif kind == "annotation":
            del row[place]
        else:
            row[place] = None  # where the place in the row tells something


def _dictionary(thing: Any, kind: str, depth: int, todo: Todo) -> None:
    if isinstance(thing, pikepdf.Stream):
        _check_packing(thing)
        _without_remarks(thing)
    chosen = kind.removeprefix("any ") if kind.startswith("any ") else ""
    allowed = good.KINDS.get(kind, {})
    for key in list(thing.keys()):
        below = chosen or (good.PLAIN if kind == "roles" else allowed.get(key, ""))
        value = thing.get(key)
        whole = _is_whole(value)
        below = _really(value, below) if whole else below
        if not below or (whole and not _may_be(value, below)):
            del thing[key]
        elif whole:
            todo.append((value, below, depth + 1))
    if kind == "address" and "/URI" in thing:
        # here, and not in an object of its own
        thing["/URI"] = pikepdf.String(str(thing["/URI"]).strip())


def _is_whole(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array)


def _really(value: Any, kind: str) -> str:
    """Where one of several kinds may stand: which of them this is."""
    if isinstance(value, pikepdf.Array):
        return kind
    if kind == "destination" and "/Kids" not in value and _named(value.get("/Type"), _PAGE):
        return "pages"
    if kind == "shown":
        return "shown now" if isinstance(value, pikepdf.Stream) else good.ANY("shown now")
    if kind == "structured":
        kind = "drawing" if isinstance(value, pikepdf.Stream) else "annotation"
    if kind == "annotation":
        return "link" if _named(value.get("/Subtype"), _LINK) else kind
    if kind == "click":
        return "address" if _named(value.get("/S"), _ADDRESS) else "action"
    return kind


def _may_be(value: Any, kind: str) -> bool:
    """Whether this row, dictionary or stream may stand where that kind is expected."""
    if isinstance(value, pikepdf.Array):
        return kind != "click"  # what is in it comes by itself
    if kind == "address":
        return _leads_to_an_address(value)
    if kind == "action":
        return _named(value.get("/S"), good.ACTIONS)
    if kind in ("annotation", "link"):
        subtype = value.get("/Subtype")
        # a form field may be spread over a parent without a place on a page
        return _named(subtype, good.ANNOTATIONS) if subtype is not None else "/Rect" not in value
    if kind in ("drawing", "shown now"):
        old = kind == "shown now" and "/Subtype" not in value
        return isinstance(value, pikepdf.Stream) and (
            old or _named(value.get("/Subtype"), good.DRAWINGS)
        )
    return kind != good.PLAIN


def _leads_to_an_address(action: Any) -> bool:
    """Written so that every program reads the same in it."""
    to = action.get("/URI")
    if not isinstance(action, pikepdf.Dictionary) or not isinstance(to, pikepdf.String):
        return False
    told = bytes(to)
    return bool(_PRINTABLE.fullmatch(told)) and is_address(told.decode("ascii"))


def _check_packing(stream: Any) -> None:
    filters = stream.get("/Filter")
    for one in filters if isinstance(filters, pikepdf.Array) else [filters]:
        if one is not None and not _named(one, good.FILTERS):
            raise RefusedFileError("odd_part")


def _without_remarks(stream: Any) -> None:
    """A photo in a PDF says where it was made as much as one that comes alone."""
    if _named(stream.get("/Filter"), _PHOTO):
        whole = stream.read_raw_bytes()
        bare = without_remarks(whole)
        if bare != whole:
            stream.write(
                bare, filter=pikepdf.Name.DCTDecode, decode_parms=stream.get("/DecodeParms")
            )


def _named(value: Any, names: frozenset[str]) -> bool:
    return isinstance(value, pikepdf.Name) and str(value) in names
