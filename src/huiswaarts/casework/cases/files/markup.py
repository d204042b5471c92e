"""Reading and writing the XML inside DOCX and ODT: one parser decides what it says, and what that
parser understood is what is written.
"""

import re
from urllib.parse import unquote

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from lxml import etree

from huiswaarts.casework.cases.files.kinds import RefusedFileError

ADDRESSES = ("http://", "https://", "mailto:", "tel:")
LONGEST_LINK = 2_000
_OUTWARD = re.compile(r"[a-z][a-z0-9+.-]*:/|\\\\|^\s*//", re.IGNORECASE)
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*\s*:", re.IGNORECASE)
# What stands before the @ looks like the site, and is not; and a letter that takes a file along.
_DECEIVES = re.compile(r"https?:[/\\]*[^/\\?#]*@|mailto:.*[?&]attach", re.IGNORECASE)
XML = "http://www.w3.org/XML/1998/namespace"


def read(content: bytes) -> etree._Element:
    """Without a document type, entities, comments or instructions to the program that reads it."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        ElementTree.fromstring(content, forbid_dtd=True)  # says so before anything is expanded
        root = etree.fromstring(content, parser)
    except (DefusedXmlException, ElementTree.ParseError, etree.XMLSyntaxError, ValueError) as fault:
        raise RefusedFileError("broken") from fault
    if root.getroottree().docinfo.doctype:
        raise RefusedFileError("broken")
    return root


def written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def split(name: str) -> tuple[str, str]:
    """Namespace and local name of `{namespace}name`."""
    space, _, local = str(name).rpartition("}")
    return space[1:], local


def is_outward(value: str, *, prose: bool = False) -> bool:
    """Whether this could be an address. In prose a word with a colon is not one."""
    return bool(_OUTWARD.search(value)) or (not prose and bool(_SCHEME.match(value)))


def is_address(target: str) -> bool:
    """Where a click may lead: what an address bar, a mail program or a telephone takes, and what
    looks like the place where it leads.
    """
    plain = target.strip()
    return (
        len(target) <= LONGEST_LINK
        and plain.isprintable()  # nothing that hides, or turns around what follows
        and plain.lower().startswith(ADDRESSES)
        and not any(_DECEIVES.match(form) for form in (plain, unquote(plain)))
    )


def is_link(target: str) -> bool:
    """An address, or a place in the same document."""
    return is_address(target) or (len(target) <= LONGEST_LINK and target.strip().startswith("#"))


def drop(one: etree._Element) -> None:
    """Takes the element away; the text behind it stays."""
    parent, tail = one.getparent(), one.tail or ""
    if parent is None:
        raise RefusedFileError("odd_part")
    before = one.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(one)


def unwrap(one: etree._Element) -> None:
    """Takes the element away and leaves the elements that are in it."""
    for child in list(one):
        one.addprevious(child)
    drop(one)
