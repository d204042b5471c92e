"""Plain text: readable, without signs that hide, turn around or are no text at all."""

from huiswaarts.casework.cases.files.kinds import MARKUP, TEXT, CleanFile, RefusedFileError
from huiswaarts.figures.guards.bsn import find_bsn
from huiswaarts.figures.guards.characters import RefusedTextError, clean_text

MOST_CHARACTERS = 200_000


def clean_words(data: bytes) -> CleanFile:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")  # as old programs for Windows write it
        except UnicodeDecodeError:
            raise RefusedFileError("unknown") from None
    if len(text) > MOST_CHARACTERS:
        raise RefusedFileError("too_much_text")
    lowered = text.lower().encode()
    if any(mark in lowered for mark in MARKUP if mark != b"<!--"):
        raise RefusedFileError("markup")
    try:
        text = clean_text(text.replace("\f", "\n"), MOST_CHARACTERS)
    except RefusedTextError:
        raise RefusedFileError("hidden_signs") from None
    if not text:
        raise RefusedFileError("empty")
    if find_bsn(text):
        raise RefusedFileError("bsn")
    return CleanFile(TEXT, (text + "\n").encode())
