"""Fields in a Word document: what they reckon or show, from a list of harmless ones."""

import re
from dataclasses import dataclass

from lxml import etree

from huiswaarts.casework.cases.files.docx_lists import W
from huiswaarts.casework.cases.files.kinds import RefusedFileError
from huiswaarts.casework.cases.files.markup import is_link, is_outward

# They show something of this document, of today, or what was filled in. None of them opens
# another file, talks to another program, or prompts the reader.
_HARMLESS = """
= ADVANCE AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT COMMENTS COMPARE CREATEDATE DATE DOCPROPERTY
DOCVARIABLE EDITTIME EQ FILENAME FILESIZE FORMCHECKBOX FORMDROPDOWN FORMTEXT HYPERLINK IF INDEX
INFO KEYWORDS LASTSAVEDBY LISTNUM MERGEFIELD MERGEREC MERGESEQ NOTEREF NUMCHARS NUMPAGES
NUMWORDS PAGE PAGEREF PRINTDATE QUOTE REF REVNUM SAVEDATE SECTION SECTIONPAGES SEQ STYLEREF
SUBJECT SYMBOL TC TIME TITLE TOC TOA TA USERADDRESS USERINITIALS USERNAME XE
"""
FIELDS = frozenset(_HARMLESS.split())
# Of these only switches follow, each with at most one value.
_BARE_NAMES = """
DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME REVNUM FILENAME FILESIZE FORMCHECKBOX
FORMDROPDOWN FORMTEXT INDEX LASTSAVEDBY NUMCHARS NUMPAGES NUMWORDS PAGE SECTION SECTIONPAGES TOC
"""
_BARE = frozenset(_BARE_NAMES.split())
_SWITCHES = re.compile(
    r"""(?:\s*\\[^\s\\"](?:\s*(?:"[^"]*"|\u201c[^\u201d]*\u201d|[^\s\\"]+))?)*\s*"""
)
_WORD = re.compile(r"\s*(=|[A-Za-z]+(?=[\s\\\"]|$))")
_INSTRUCTION = ("instrText", "delInstrText")
_BEGINS, _TURNS, _ENDS = "begin", "separate", "end"
_DEEPEST = 20


@dataclass
class _Field:
    """One that began: its own words so far, and whether others stand among them."""

    words: str = ""
    mixed: bool = False
    shows: bool = False  # past its instruction, in its result
    loose: bool = False  # of no field: an instruction without its beginning


def check_fields(root: etree._Element) -> None:
    """Every field of the part, wherever its instruction is cut in pieces."""
    open_ones: list[_Field] = []
    loose = _Field(loose=True)
    for one in root.iter(f"{{{W}}}*"):
        kind = etree.QName(one).localname
        if kind == "fldSimple":
            _nest(open_ones)
            _check(_Field(one.get(f"{{{W}}}instr") or ""))
        elif kind in (*_INSTRUCTION, "t", "delText"):
            _say(kind, one.text or "", open_ones or [loose])
        elif kind == "p" and any(not field.shows for field in open_ones):
            raise RefusedFileError("fetches")  # an instruction over paragraphs: nobody types that
        elif kind == "fldChar":
            _turn(one.get(f"{{{W}}}fldCharType", ""), open_ones)
    if open_ones:
        raise RefusedFileError("fetches")
    if loose.words.strip():
        _check(loose)


def _say(kind: str, words: str, fields: list[_Field]) -> None:
    """Text that stands in an instruction is a part of it too."""
    instructs = kind in _INSTRUCTION
    if instructs or not (fields[-1].shows or fields[-1].loose):
        fields[-1].words += words


def _nest(open_ones: list[_Field]) -> None:
    """A field within the instruction of another: what that becomes is not written here, so its
    own word must be.
    """
    for outer in open_ones[-1:]:
        if not outer.shows:
            _check_word(outer.words + "x")
            outer.mixed = True


def _turn(kind: str, open_ones: list[_Field]) -> None:
    if kind == _BEGINS:
        _nest(open_ones)
        open_ones.append(_Field())
    elif kind in (_TURNS, _ENDS) and open_ones:
        if not open_ones[-1].shows:
            _check(open_ones[-1])
        open_ones[-1].shows = True
        if kind == _ENDS:
            open_ones.pop()
    else:
        raise RefusedFileError("fetches")
    if len(open_ones) > _DEEPEST:
        raise RefusedFileError("broken")


def _check_word(words: str) -> str:
    """The word that says what the field does: whole, and written out."""
    found = _WORD.match(words)
    if not found or found[1].upper() not in FIELDS:
        raise RefusedFileError("fetches")
    return found[1].upper()


def _check(field: _Field) -> None:
    if not field.words.strip() and not field.mixed:
        return  # nothing is asked
    word = _check_word(field.words)
    arguments = field.words.strip()[len(word) :]
    if word == "HYPERLINK":
        target = arguments.strip('"\u201c\u201d \t\r\n')
        fine = not field.mixed and (target.startswith("\\l") or is_link(target))
    else:
        fine = not is_outward(arguments, prose=True)
        fine = fine and (word not in _BARE or bool(_SWITCHES.fullmatch(arguments)))
    if not fine:
        raise RefusedFileError("fetches")
