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


def _objects(data: bytes):
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    numbers = {number for table in reader.xref.values() for number in table}
    for number in sorted(numbers | set(reader.xref_objStm)):
        if number == 0:
            continue
        one = reader.get_object(IndirectObject(number, 0, reader))
        yield number, "\n".join(_words(one)).encode("utf-8", "replace")
    yield "trailer", "\n".join(_words(reader.trailer)).encode()


def _words(one):  # noqa: C901  a list of kinds
    """Names, words and unpacked bytes of one object."""
    if isinstance(one, DictionaryObject):
        for key, value in one.items():
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


def does(data: bytes) -> list[str]:
    """What a reader of this file would do without being asked."""
    if data.startswith(b"%PDF"):
        return sorted(
            {found for _, text in _objects(data) for found in DOES.findall(text.decode())}
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
