"""One part of a Word document: its elements and attributes against the lists of what is good."""

import re

from lxml import etree

from huiswaarts.casework.cases.files import docx_lists as good
from huiswaarts.casework.cases.files.fields import check_fields
from huiswaarts.casework.cases.files.kinds import RefusedFileError
from huiswaarts.casework.cases.files.markup import (
    XML,
    drop,
    is_outward,
    read,
    split,
    unwrap,
    written,
)

_STYLE = re.compile(r"[\w\s:;.,%#+'\"-]*")
_DRAWING = (good.V, good.VO, good.W10)
# What shows a picture in the older drawings, and how it says that this stands elsewhere.
_PAINTED = frozenset(f"{{{good.V}}}{name}" for name in ("imagedata", "fill", "stroke"))
_FROM_ELSEWHERE = frozenset(["src", "href", "althref", "pict"])


def clean_part(content: bytes, relations: dict[str, str], kind: str) -> tuple[bytes, set[str]]:
    """The part with what may stay, and the relationships that it still points at."""
    root = read(content)
    if split(root.tag)[0] not in (good.W, good.A):
        raise RefusedFileError("odd_part")
    _choose(root)
    _keep_good(root, _may_be_ignored(root), spare=kind == "settings")
    used: set[str] = set()
    for one in root.iter():
        _attributes(one, relations, used)
    check_fields(root)
    return written(root), used


def _may_be_ignored(root: etree._Element) -> frozenset[str]:
    """Namespaces that the document itself says a reader may skip."""
    prefixes = (root.get(f"{{{good.MC}}}Ignorable") or "").split()
    return frozenset(str(root.nsmap[one]) for one in prefixes if one in root.nsmap) - good.SPACES


def _choose(root: etree._Element) -> None:
    """Of two ways to show a thing, the one that was looked at."""
    for both in list(root.iter(f"{{{good.MC}}}AlternateContent")):
        fallback = both.find(f"{{{good.MC}}}Fallback")
        for choice in both.findall(f"{{{good.MC}}}Choice"):
            wanted = {choice.nsmap.get(one) for one in (choice.get("Requires") or "?").split()}
            if wanted <= good.SPACES:
                continue
            if fallback is None:
                raise RefusedFileError("odd_part")
            drop(choice)


def _keep_good(root: etree._Element, ignored: frozenset[str], *, spare: bool) -> None:
    """`spare`: of a part that is not seen, whatever is unknown may go."""
    for around in list(root.iter(*good.AROUND)):
        unwrap(around)
    todo = [root]
    while todo:
        for one in list(todo.pop()):
            if one.tag in good.ELEMENTS:
                todo.append(one)
            elif one.tag in good.UNSEEN or split(one.tag)[0] in ignored or spare:
                drop(one)
            else:
                raise RefusedFileError(_why(one))


def _why(one: etree._Element) -> str:
    """Something that points elsewhere fetches; something else is only not known."""
    name = split(one.tag)[1]
    if name in ("altChunk", "subDoc", "movie"):
        return "fetches"
    return "macros" if name in ("object", "OLEObject", "control") else "odd_part"


def _attributes(one: etree._Element, relations: dict[str, str], used: set[str]) -> None:
    space = split(one.tag)[0]
    elsewhere = any(split(str(name))[1] in _FROM_ELSEWHERE for name in one.attrib)
    if one.tag in _PAINTED and elsewhere and f"{{{good.R}}}id" not in one.attrib:
        raise RefusedFileError("fetches")  # left out, there would be an empty picture
    for name, value in list(one.attrib.items()):
        where, plain = split(str(name))
        if where == good.R:
            if not _points(one, plain, str(value), relations):
                del one.attrib[name]
            else:
                used.add(str(value))
        elif not _may_stay(one, space, (where, plain), str(value)):
            del one.attrib[name]
        elif plain in good.WRITERS:  # who made a remark or a change; that it was made stays
            one.set(name, good.SOMEBODY)


def _points(one: etree._Element, name: str, to: str, relations: dict[str, str]) -> bool:
    """Whether this may point there; what cannot be left out is refused."""
    wanted = good.POINTS.get((str(one.tag), name))
    if wanted and relations.get(to) == wanted:
        return True
    if wanted == "hyperlink" and to not in relations:
        return False  # words that look like a link and lead nowhere
    twin = split(one.tag)[0] in _DRAWING or f"{{{good.R}}}embed" in one.attrib
    if not wanted and (twin or not to):
        return False
    raise RefusedFileError("odd_part" if wanted else "fetches")


def _may_stay(one: etree._Element, space: str, name: tuple[str, str], value: str) -> bool:
    where, plain = name
    if where == XML:
        return plain in ("space", "lang")
    if _is_a_sign(space, name):
        return True
    if where and where not in good.SPACES:
        return False
    if str(one.tag) in good.NAMED and plain == "uri":
        if value not in good.NAMED[str(one.tag)]:
            raise RefusedFileError("odd_part")
        return True
    drawn = space in _DRAWING or where in _DRAWING
    prose = plain in (*good.PROSE, "style") or (space == good.W and not drawn)
    return not is_outward(value, prose=prose) and (not drawn or _may_be_drawn(plain, value))


def _is_a_sign(space: str, name: tuple[str, str]) -> bool:
    """What this part needs to be read as it was meant; `fields` looks at an instruction."""
    where, plain = name
    if good.MC in (space, where):
        return plain in ("Ignorable", "Requires")
    return space == good.W and plain == "instr"


def _may_be_drawn(name: str, value: str) -> bool:
    return name in good.DRAWN and (name != "style" or bool(_STYLE.fullmatch(value)))
