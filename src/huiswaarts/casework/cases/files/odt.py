"""An OpenDocument text packed anew: its words, its styles, the pictures that they show."""

import zipfile
from collections.abc import Callable
from xml.sax.saxutils import quoteattr

from lxml import etree

from huiswaarts.casework.cases.files import odt_lists as good
from huiswaarts.casework.cases.files.images import clean_picture
from huiswaarts.casework.cases.files.kinds import MEDIA_TYPES, ODT_TYPE, RefusedFileError
from huiswaarts.casework.cases.files.markup import (
    XML,
    drop,
    is_link,
    is_outward,
    read,
    split,
    written,
)

_ROOTS = {"content.xml": "document-content", "styles.xml": "document-styles"}
_MANIFEST = "META-INF/manifest.xml"
_HREF = f"{{{good.XLINK}}}href"
_ACTUATE = f"{{{good.XLINK}}}actuate"
_SHOW = f"{{{good.XLINK}}}show"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def clean_odt(package: zipfile.ZipFile) -> dict[str, bytes]:
    names = set(package.namelist())
    kind = package.read("mimetype").strip()
    if kind != ODT_TYPE:
        raise RefusedFileError("macros" if b"template" in kind else "archive")
    if _MANIFEST in names and b"encryption-data" in package.read(_MANIFEST):
        raise RefusedFileError("locked")
    pictures = _Pictures(package.read, names)
    parts = {
        name: clean_part(package.read(name), root, pictures.taken)
        for name, root in _ROOTS.items()
        if name in names
    }
    if "settings.xml" in names:
        parts["settings.xml"] = clean_settings(package.read("settings.xml"))
    parts |= pictures.parts
    return {_MANIFEST: _manifest(parts), **parts}


class _Pictures:
    """Pictures that the words show, under names of our own."""

    def __init__(self, reads: Callable[[str], bytes], names: set[str]) -> None:
        self._read, self._names = reads, names
        self._new: dict[str, str] = {}
        self.parts: dict[str, bytes] = {}

    def taken(self, name: str) -> str:
        name = name.removeprefix("./")
        if name not in self._names:
            raise RefusedFileError("fetches")
        if name not in self._new:
            image = clean_picture(self._read(name))
            new = f"Pictures/{len(self._new) + 1}.{image.kind}"
            self._new[name], self.parts[new] = new, image.data
        return self._new[name]


def clean_part(content: bytes, root_name: str, taken: Callable[[str], str]) -> bytes:
    """The part with what may stay; `taken` takes a picture along and says how it is called."""
    root = read(content)
    if root.tag != f"{{{good.OFFICE}}}{root_name}":
        raise RefusedFileError("odd_part")
    todo = [root]
    while todo:
        for one in list(todo.pop()):
            if one.tag in good.ELEMENTS:
                todo.append(one)
            elif one.tag in good.UNSEEN:
                drop(one)
            else:
                raise RefusedFileError(_why(one))
    for one in root.iter():
        _attributes(one, taken)
        if one.tag in good.WRITERS:  # who made a remark or a change; that it was made stays
            one.text = good.SOMEBODY if one.tag == good.WRITER else None
    return written(root)


def _why(one: etree._Element) -> str:
    space, name = split(one.tag)
    if name.startswith(("dde", "database", "section-source")) or name.endswith("-source"):
        return "fetches"
    acts = space in (good.SCRIPT, good.FORM) or name in (
        "script", "execute-macro", "control", "applet", "plugin", "object", "object-ole",
        "floating-frame",
    )  # fmt: skip
    return "macros" if acts else "odd_part"


def _attributes(one: etree._Element, taken: Callable[[str], str]) -> None:
    for name, value in list(one.attrib.items()):
        space, plain = split(str(name))
        if name == _HREF:
            _point(one, str(value), taken)
        elif space == good.XLINK:
            if plain not in good.LINK_ATTRIBUTES:
                del one.attrib[name]
        elif space == XML:
            if plain not in ("id", "lang", "space"):
                del one.attrib[name]
        elif (
            space not in good.SPACES
            or is_outward(str(value), prose=plain in good.PROSE)
            or (plain in good.RECKONED and not good.COMPARES.fullmatch(str(value)))
        ):
            del one.attrib[name]  # what a formula shows stands beside it


def _point(one: etree._Element, to: str, taken: Callable[[str], str]) -> None:
    if one.tag in good.CLICKS:
        if not is_link(to):
            raise RefusedFileError("fetches")
        one.set(_HREF, to.strip())
        one.attrib.pop(_ACTUATE, None)  # a click, never the opening of the document
        if one.get(_SHOW) not in good.SHOWN:  # and what it leads to stays where it is
            one.attrib.pop(_SHOW, None)
    elif one.tag in good.PICTURES:
        if to:
            one.set(_HREF, taken(to))
    elif to:
        raise RefusedFileError("fetches")


def clean_settings(content: bytes) -> bytes:
    """How lines and tables fall; not the printer, the data source, or what the window showed."""
    kept = []
    for one in read(content).iter(f"{{{good.CONFIG}}}config-item"):
        name = one.get(f"{{{good.CONFIG}}}name", "")
        kind = one.get(f"{{{good.CONFIG}}}type", "")
        value = (one.text or "").strip()
        if name in good.SETTINGS and kind in good.SETTING_TYPES and value.isalnum():
            kept.append(
                f"<config:config-item config:name={quoteattr(name)} "
                f"config:type={quoteattr(kind)}>{value}</config:config-item>"
            )
    return (
        f'{_HEAD}<office:document-settings xmlns:office="{good.OFFICE}" '
        f'xmlns:config="{good.CONFIG}" xmlns:ooo="http://openoffice.org/2004/office" '
        'office:version="1.2"><office:settings><config:config-item-set '
        f'config:name="ooo:configuration-settings">{"".join(kept)}</config:config-item-set>'
        "</office:settings></office:document-settings>"
    ).encode()


def _manifest(parts: dict[str, bytes]) -> bytes:
    kinds = {name: MEDIA_TYPES.get(name.rpartition(".")[2], "text/xml") for name in parts}
    lines = [_entry(name, kind) for name, kind in {"/": ODT_TYPE.decode(), **kinds}.items()]
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{good.MANIFEST}" manifest:version="1.2">'
        f"{''.join(lines)}</manifest:manifest>"
    ).encode()


def _entry(name: str, kind: str) -> str:
    return (
        f"<manifest:file-entry manifest:full-path={quoteattr(name)} "
        f"manifest:media-type={quoteattr(kind)}/>"
    )
