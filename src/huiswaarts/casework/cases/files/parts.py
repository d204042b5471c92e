"""The XML inside DOCX and ODT: no entities, nothing fetched from elsewhere, nothing that acts."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from huiswaarts.casework.cases.files.kinds import RefusedFileError

# Who made it, when, for which firm: written empty.
EMPTY_PARTS = {
    "docProps/core.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
        b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
    ),
    "docProps/custom.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    ),
    "meta.xml": (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta xmlns:office='
        b'"urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2">'
        b"<office:meta/></office:document-meta>"
    ),
}
LINKS = ("http://", "https://", "mailto:", "tel:", "#")
FIELDS = re.compile(r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK)\b", re.IGNORECASE)
# Elements of ODT that act or fetch, by their name without its space.
ACTING = frozenset(
    [
        "script",
        "event-listener",
        "event-listeners",
        "dde-source",
        "dde-connection",
        "dde-connection-decl",
        "applet",
        "plugin",
        "object",
        "object-ole",
        "floating-frame",
        "encryption-data",
    ]
)


def check_part(name: str, content: bytes) -> None:
    try:
        root = ElementTree.fromstring(content, forbid_dtd=True)
    except (DefusedXmlException, ParseError, ValueError) as fault:
        raise RefusedFileError("broken") from fault
    if name.endswith(".rels"):
        _check_relations(root)
    elif name == "[Content_Types].xml":
        if b"macroenabled" in content.lower():
            raise RefusedFileError("macros")
    else:
        _check_elements(root)


def _check_relations(root: Element) -> None:
    """What stands outside the document: links that people click, and nothing else."""
    for one in root.iter():
        if one.get("TargetMode", "").lower() != "external":
            continue
        kind, target = one.get("Type", ""), one.get("Target", "").strip().lower()
        if not kind.endswith("/hyperlink") or not target.startswith(LINKS):
            raise RefusedFileError("fetches")


def _check_elements(root: Element) -> None:
    words = []
    for one in root.iter():
        space, _, kind = str(one.tag).rpartition("}")
        if "opendocument" in space and kind in ACTING:
            raise RefusedFileError("macros")
        if kind == "instrText":
            words.append(one.text or "")
        for attribute, value in one.attrib.items():
            _check_attribute(kind, attribute.rpartition("}")[2], value.strip().lower())
    if FIELDS.search("".join(words)):
        raise RefusedFileError("fetches")


def _check_attribute(kind: str, attribute: str, value: str) -> None:
    if attribute == "instr" and FIELDS.search(value):
        raise RefusedFileError("fetches")
    if attribute != "href":
        return
    if kind == "a":  # a link that people click
        if ":" in value and not value.startswith(LINKS):
            raise RefusedFileError("fetches")
    elif ":" in value or value.startswith(("/", "../", "\\")):
        raise RefusedFileError("fetches")
