"""What a text may hold before it is kept: no BSN, no hidden characters; medical detail is shown."""

from huiswaarts.figures.guards.bsn import find_bsn
from huiswaarts.figures.guards.characters import RefusedTextError, clean_text
from huiswaarts.figures.guards.medical import find_medical

MAX_LENGTH = 4000
WHY_BSN = (
    "In deze tekst staat een burgerservicenummer (BSN). Dat mag hier niet bewaard worden. "
    "Haal het nummer weg en bewaar dan opnieuw."
)


def kept(text: str, *, max_length: int = MAX_LENGTH) -> str:
    """The text as it is stored; raises `RefusedTextError` with the reason for the writer."""
    text = clean_text(text, max_length)
    if find_bsn(text):
        raise RefusedTextError(WHY_BSN)
    return text


def medical_words(text: str) -> list[str]:
    """The words to point out, each once, in the order of the text."""
    return list(dict.fromkeys(finding.word for finding in find_medical(text)))
