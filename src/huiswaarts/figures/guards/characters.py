"""Refuses characters that hide or turn text around, and texts that are too long."""

import unicodedata
from dataclasses import dataclass

MAX_LENGTH = 4000
# Marks that turn the direction of what follows, so that a text reads other than it is.
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
KEPT_CONTROLS = frozenset("\n\t")
JOINER, NON_JOINER, SOFT_HYPHEN = "\u200d", "\u200c", "\u00ad"
MAX_MARKS = 8


@dataclass(frozen=True)
class BadCharacter:
    position: int
    code: str
    why: str


class RefusedTextError(ValueError):
    """A text that is not taken; the message says why, in Dutch."""


def find_bad_characters(text: str) -> list[BadCharacter]:
    """All characters that are refused, each with the reason."""
    found = []
    marks = 0
    for position, character in enumerate(text):
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        why = _why(text, position, category)
        if marks > MAX_MARKS:
            why = "te veel tekens boven of onder één letter"
        if why:
            found.append(BadCharacter(position, f"U+{ord(character):04X}", why))
    return found


def _why(text: str, position: int, category: str) -> str:
    character = text[position]
    if character in BIDI:
        return "een onzichtbaar teken dat de leesrichting omdraait"
    match category:
        case "Cc":
            return "" if character in KEPT_CONTROLS else "een stuurteken dat niet in tekst hoort"
        case "Cs":
            return "een half teken dat niet te lezen is"
        case "Cf":
            return "" if _is_harmless(text, position) else "een onzichtbaar teken"
        case "Cn":
            is_noncharacter = ord(character) & 0xFFFE == 0xFFFE  # noqa: PLR2004
            hole = 0xFDD0 <= ord(character) <= 0xFDEF  # noqa: PLR2004 - set apart by Unicode
            return "een teken dat niet bestaat" if is_noncharacter or hole else ""
    return ""


def _is_harmless(text: str, position: int) -> bool:
    """A joiner inside an emoji or between Arabic letters is part of ordinary writing."""
    around = text[max(0, position - 1) : position], text[position + 1 : position + 2]
    if text[position] == JOINER:
        return all(side and _is_pictogram(side) for side in around)
    if text[position] == NON_JOINER:
        return all(side and "ARABIC" in unicodedata.name(side, "") for side in around)
    return False


def _is_pictogram(character: str) -> bool:
    return character == "\ufe0f" or unicodedata.category(character) in {"So", "Sk"}


def clean_text(text: str, max_length: int = MAX_LENGTH) -> str:
    """Give the text as it is kept; raises RefusedTextError with the reason."""
    if len(text) > max_length * 2:
        # no work for a text that is far too long
        raise RefusedTextError(_too_long(len(text), max_length))
    for old, new in (("\r\n", "\n"), ("\r", "\n"), ("\u2028", "\n"), ("\u2029", "\n")):
        text = text.replace(old, new)
    text = text.replace(SOFT_HYPHEN, "")
    bad = find_bad_characters(text)
    if bad:
        first = bad[0]
        line = text.count("\n", 0, first.position) + 1
        raise RefusedTextError(
            f"Deze tekst bevat {first.why} ({first.code}, regel {line}). "
            "Typ dit stuk opnieuw in plaats van het te plakken."
        )
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > max_length:
        raise RefusedTextError(_too_long(len(text), max_length))
    return text


def _too_long(length: int, max_length: int) -> str:
    return f"Deze tekst is te lang: {length} tekens, er passen er {max_length}."
