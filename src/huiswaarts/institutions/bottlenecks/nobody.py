"""What the register never keeps: words by which somebody can be found or known."""

import re

from huiswaarts.figures.guards.characters import RefusedTextError
from huiswaarts.foundation.common.ids import ALPHABET
from huiswaarts.foundation.common.texts import kept, medical_words

MAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
PHONE = re.compile(r"(?<!\d)(?:(?:\+|00)31[ \-.]?(?:\(0\))?|0)(?:[ \-.]?\d){9}(?!\d)")
CASE = re.compile(rf"\b[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}\b", re.IGNORECASE)
DIGIT = re.compile(r"\d")
# Of what is arranged with these organisations the register is full; of a person they say nothing.
PARTIES = frozenset({"ggz", "crisisdienst", "kliniek", "psychiatrie", "verslavingszorg"})
WHY_MEDICAL = (
    "Dit lijkt over de gezondheid van iemand te gaan: {}. Schrijf op wat er misgaat in het werk, "
    "zonder zulke woorden."
)


def about_nobody(text: str, *, max_length: int) -> str:
    """The text as it is kept; raises `RefusedTextError` with the reason for the writer."""
    text = kept(text, max_length=max_length)
    if MAIL.search(text):
        raise RefusedTextError("In deze tekst staat een e-mailadres. Haal het weg.")
    if PHONE.search(text):
        raise RefusedTextError("In deze tekst staat een telefoonnummer. Haal het weg.")
    if any(map(_is_number_of_case, CASE.findall(text))):
        raise RefusedTextError(
            "In deze tekst staat het nummer van een casus. Een knelpunt hoort bij niemand: haal "
            "het weg."
        )
    if words := [word for word in medical_words(text) if word.lower() not in PARTIES]:
        raise RefusedTextError(WHY_MEDICAL.format(", ".join(f"“{word}”" for word in words)))
    return text


def _is_number_of_case(found: str) -> bool:
    """As it is written, or typed over in small letters; two short words are no number."""
    return found.isupper() or bool(DIGIT.search(found))
