"""A reader that knows nothing of how files are cleaned: it opens whatever it gets with other
libraries than ours, in every encoding, and says where it was sent.
"""

import html
import io
import re
import zipfile
from xml.dom import minidom

import pypdf
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

# ISO 32000-1, 12.6.4 and 12.5.6: everything that is done by an action, but for turning a page.
DOES = re.compile(
    "GoToR|GoToE|Launch|Thread|URI|Sound|Movie|Hide|Named|SubmitForm|ResetForm|ImportData|"
    "JavaScript|FileAttachment|SetOCGState|Rendition|Trans|GoTo3DView|RichMedia|EmbeddedFile|Filespec|OpenAction"
)


def sent_to(data: bytes, word: str) -> list[str]:
    """Every place in the file where the word stands, however it is written."""
    return [where for where, text in _layers(data) if word in _plain(text) or word.encode() in text]


def _plain(data: bytes) -> str:
    """As all the texts that these bytes could be."""
    texts = [data.decode(code, "replace") for code in ("utf-8", "utf-16", "utf-16-be", "latin-1")]
    whole = "\n".join(html.unescape(text) for text in texts).lower()
    return whole + re.sub(r"<[^>]*>", "", whole)  # words that are cut by marks


def _layers(data: bytes):
    yield "as it is", data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield f"name {name}", name.encode()
                yield name, package.read(name)
    if data.startswith(b"%PDF"):
        for number, one in _objects(data):
            yield f"object {number}", one


def _numbered(reader):
    numbers = {number for table in reader.xref.values() for number in table}
    for number in sorted((numbers | set(reader.xref_objStm)) - {0}):
        yield number, reader.get_object(IndirectObject(number, 0, reader))


def _objects(data: bytes):
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    for number, one in _numbered(reader):
        yield number, "\n".join(_words(one)).encode("utf-8", "replace")
    yield "trailer", "\n".join(_words(reader.trailer)).encode()


def _words(one):  # noqa: C901  a list of kinds
    """Names, words and unpacked bytes of one object."""
    if isinstance(one, DictionaryObject):
        for key, value in one.items():
            if key == "/A" and _is_link(one) and _leads_to_a_page(value):
                continue  # one clicks on it, and sees where it leads
            yield str(key)
            yield from _words(value)
        if isinstance(one, StreamObject):
            try:
                yield one.get_data().decode("latin-1")
            except Exception:  # noqa: BLE001  a picture that it cannot read: as it is
                yield one._data.decode("latin-1")
    elif isinstance(one, ArrayObject):
        for value in one:
            yield from _words(value)
    elif isinstance(one, ByteStringObject):
        yield one.decode("latin-1")
    elif isinstance(one, TextStringObject | str):
        yield str(one)


def _is_link(one):
    return one.get("/Subtype") == "/Link" and not isinstance(one, StreamObject)


def _leads_to_a_page(action):
    """Nothing but an address that a browser, a mail program or a telephone takes, written here."""
    if isinstance(action, IndirectObject):
        action = action.get_object()
    if type(action) is not DictionaryObject or not {*action} <= {"/Type", "/S", "/URI"}:
        return False
    to = action.raw_get("/URI") if "/URI" in action else None
    plain = isinstance(to, TextStringObject) and re.fullmatch("[!-~][ -~]{0,1999}", to)
    plain = plain and to.original_bytes.isascii()
    return (
        action.get("/S") == "/URI"
        and action.get("/Type", "/Action") == "/Action"
        and bool(plain and re.match("(https?://|mailto:|tel:)", to, re.IGNORECASE))
    )


def passed_over(data: bytes):
    """Actions that nothing points at but a link that may, and what holds objects that are read by
    themselves.
    """
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    links, others = set(), set()
    for one in [*(one for _, one in _numbered(reader)), reader.trailer]:
        _point(one, links, others)
    packed = {container for container, _ in reader.xref_objStm.values()}
    return (links - others) | packed


def _point(one, links, others):
    if isinstance(one, DictionaryObject):
        pairs = one.items()
    else:
        pairs = enumerate(one) if isinstance(one, ArrayObject) else ()
    for key, value in pairs:
        clicked = key == "/A" and _is_link(one) and _leads_to_a_page(value)
        if isinstance(value, IndirectObject):
            (links if clicked else others).add(value.idnum)
        else:
            _point(value, links, others)


def does(data: bytes) -> list[str]:
    """What a reader of this file would do but follow a link to a page that one clicks."""
    if data.startswith(b"%PDF"):
        passed = passed_over(data)
        return sorted(
            {
                found
                for where, text in _objects(data)
                if where not in passed
                for found in DOES.findall(text.decode())
            }
        )
    if data.startswith(b"PK"):
        return _fetched(data)
    return []


def _fetched(data: bytes) -> list[str]:
    """Attributes with an address that is not the name of a language, and not a link to click."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            for one in minidom.parseString(package.read(name)).getElementsByTagName("*"):
                clicked = one.localName == "a" or (
                    one.getAttribute("Type").endswith("/relationships/hyperlink")
                )
                for key, value in one.attributes.items():
                    named = key.startswith("xmlns") or value.startswith(
                        ("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/")
                    )
                    if not named and not clicked and re.search(r"://|^\s*(\\\\|//)", value):
                        found.append(f"{name}: {key}={value}")
    return found
