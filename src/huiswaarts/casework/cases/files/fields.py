"""Fields in a Word document: what they reckon or show, from a list of harmless ones."""

import re
from dataclasses import dataclass

from lxml import etree

from huiswaarts.casework.cases.files.docx_lists import W
from huiswaarts.casework.cases.files.kinds import RefusedFileError
from huiswaarts.casework.cases.files.markup import is_link, is_outward

# They show something of this document, of today, or what was filled in. None of them opens
# another file, talks to another program, or prompts the reader.
_NAMES: dict[int, str] = {
    0: """
    ADVANCE AUTONUM AUTONUMLGL AUTONUMOUT CREATEDATE DATE EDITTIME FILENAME FILESIZE FORMCHECKBOX
    FORMDROPDOWN FORMTEXT INDEX LASTSAVEDBY MERGEREC MERGESEQ NUMCHARS NUMPAGES NUMWORDS PAGE
    PRINTDATE REVNUM SAVEDATE SECTION SECTIONPAGES TA TIME TOA TOC
    """,
    1: """
    AUTHOR COMMENTS DOCPROPERTY DOCVARIABLE KEYWORDS LISTNUM MERGEFIELD NOTEREF PAGEREF QUOTE REF
    STYLEREF SUBJECT SYMBOL TC TITLE USERADDRESS USERINITIALS USERNAME XE
    """,
    2: "INFO SEQ",
    3: "COMPARE",
    5: "IF",
}
_TEXT = r"""(?:"[^"\\]*"|\u201c[^\u201d\\]*\u201d|[^\s\\"\u201c\u201d]++(?!\\))"""
_SWITCH = rf"(?:\\[^\s\\\"](?:\s*{_TEXT})?)"
# A reckoning or a drawn formula says more than texts.
_RECKONS = re.compile(rf'[^\\"\u201c\u201d]*(?:{_SWITCH}\s*)*')
_DRAWS = re.compile(r'(?:[^\\"\u201c\u201d]|\\[A-Za-z*@#,;()])*')
# An address first, a place behind `\l`, and what the pointer shows or where it opens.
_LEADS = re.compile(rf"(?:(?P<to>{_TEXT})\s*)?(?:(?:\\[lot*]\s*{_TEXT}|\\[mnh])\s*)*")
# What may stand behind each word: at most so many texts, between switches with at most one value.
FIELDS: dict[str, int | re.Pattern[str]] = {
    **{word: texts for texts, words in _NAMES.items() for word in words.split()},
    "=": _RECKONS,
    "EQ": _DRAWS,
    "HYPERLINK": _LEADS,
}
_PIECE = re.compile(rf"\s*(?:{_SWITCH}|(?P<text>{_TEXT}))")
_WORD = re.compile(r"\s*(=|[A-Za-z]+(?=[\s\\\"]|$))")
_INSTRUCTION = ("instrText", "delInstrText")
_BREAKS = frozenset(["p"])  # no instruction goes on in the next
_CHANGES = frozenset(f"{{{W}}}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_BEGINS, _TURNS, _ENDS = "begin", "separate", "end"
_DEEPEST = 20


@dataclass
class _Field:
    """One that began: its own words so far, and whether others stand among them."""

    words: str = ""
    mixed: bool = False
    shows: bool = False  # past its instruction, in its result
    loose: bool = False  # of no field: an instruction without its beginning
    change: tuple[str, ...] = ()  # the tracked changes in which it stands

    def goes_on(self, one: etree._Element) -> None:
        """Each piece in the same changes, or another word is left when one of them is taken."""
        if not self.loose and self.change != _changes(one):
            raise RefusedFileError("fetches")


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
            _say(kind, one, open_ones or [loose])
        elif kind in _BREAKS and any(not field.shows for field in open_ones):
            raise RefusedFileError("fetches")  # an instruction over paragraphs: nobody types that
        elif kind == "fldChar":
            _turn(one, open_ones)
    if open_ones:
        raise RefusedFileError("fetches")
    if loose.words.strip():
        _check(loose)


def _changes(one: etree._Element) -> tuple[str, ...]:
    return tuple(str(around.tag) for around in one.iterancestors() if around.tag in _CHANGES)


def _say(kind: str, one: etree._Element, fields: list[_Field]) -> None:
    """Text that stands in an instruction is a part of it too."""
    instructs = kind in _INSTRUCTION
    if instructs and fields[-1].shows:
        raise RefusedFileError("fetches")  # an instruction in a result: read here and there
    if instructs or not (fields[-1].shows or fields[-1].loose):
        fields[-1].goes_on(one)
        fields[-1].words += one.text or ""


def _nest(open_ones: list[_Field]) -> None:
    """A field within the instruction of another: what that becomes is not written here, so its
    own word must be.
    """
    for outer in open_ones[-1:]:
        if not outer.shows:
            _check_word(outer.words + "x")
            outer.mixed = True


def _turn(one: etree._Element, open_ones: list[_Field]) -> None:
    kind = one.get(f"{{{W}}}fldCharType", "")
    if kind == _BEGINS:
        _nest(open_ones)
        open_ones.append(_Field(change=_changes(one)))
    elif kind in (_TURNS, _ENDS) and open_ones:
        if not open_ones[-1].shows:
            open_ones[-1].goes_on(one)
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
        fine = not field.mixed and _leads(arguments)
    else:
        fine = not is_outward(arguments, prose=True) and _are_known(arguments, FIELDS[word])
    if not fine:
        raise RefusedFileError("fetches")


def _leads(arguments: str) -> bool:
    """To an address that one clicks, or to a place in the document."""
    found = _LEADS.fullmatch(arguments.strip())
    if not found:
        return False
    return found["to"] is None or is_link(found["to"].strip('"\u201c\u201d'))


def _are_known(arguments: str, wanted: int | re.Pattern[str]) -> bool:
    """Switches and no more texts than this word takes."""
    if isinstance(wanted, re.Pattern):
        return bool(wanted.fullmatch(arguments))
    place = texts = 0
    while found := _PIECE.match(arguments, place):
        place, texts = found.end(), texts + (found["text"] is not None)
    return not arguments[place:].strip() and texts <= wanted
