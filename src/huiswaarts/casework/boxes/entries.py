"""What someone enters for one question, checked against the kind of question. Pure."""

import datetime as dt
from dataclasses import dataclass, replace

from huiswaarts.casework.boxes.content.types import Question
from huiswaarts.figures.guards.characters import RefusedTextError
from huiswaarts.foundation.common.texts import kept, medical_words

MAX_NUMBER = 100_000
WHY_NO_TEXT = "In deze doos bewaren wij geen tekst, alleen vinkjes en datums."
YEARS = (1900, 2100)


class InvalidEntryError(ValueError):
    """What was entered cannot be kept; `field` says where, `reason` why, in Dutch."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


class MedicalDetailError(Exception):
    """These words look medical in a field that is not for that; a second, conscious save keeps."""

    def __init__(self, words: list[str]) -> None:
        super().__init__("medical detail")
        self.words = words


@dataclass(frozen=True)
class Entry:
    """`seen` is the public id of the answer that the writer had before them, if there was one."""

    question: int
    how: str
    text: str = ""
    choice: str = ""
    on: dt.date | None = None
    number: int | None = None
    label: int | None = None
    seen: str = ""
    anyway: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.choice and self.on is None and self.number is None


def checked(entry: Entry, question: Question, *, words_only: bool = False) -> Entry:
    """The entry as it is kept; `InvalidEntryError` or `MedicalDetailError` when it is not."""
    try:
        entry = replace(entry, text=kept(entry.text))
    except RefusedTextError as error:
        raise InvalidEntryError("text", str(error)) from None
    if words_only:
        if question.kind == "tick":
            raise InvalidEntryError("text", WHY_NO_TEXT)
        if not entry.text:
            raise InvalidEntryError("text", "Schrijf op wat u wilt aanvullen.")
        entry = replace(entry, choice="", on=None, number=None)
    else:
        _fits(entry, question)
    if question.forbids_medical and not entry.anyway and (words := medical_words(entry.text)):
        raise MedicalDetailError(words)
    return entry


def _fits(entry: Entry, question: Question) -> None:
    if entry.text and not question.takes_words:
        raise InvalidEntryError("text", WHY_NO_TEXT)
    if entry.choice and entry.choice not in question.choice_codes:
        raise InvalidEntryError("choice", "Kies een van de antwoorden.")
    if entry.on and (not question.takes_date or not YEARS[0] <= entry.on.year <= YEARS[1]):
        raise InvalidEntryError("on", "Vul een datum in tussen 1900 en 2100.")
    if entry.number is not None and (
        not question.takes_number or not 0 <= entry.number <= MAX_NUMBER
    ):
        raise InvalidEntryError("number", f"Vul een getal in van 0 tot en met {MAX_NUMBER}.")
    if entry.is_empty or (question.kind == "tick" and not entry.choice):
        raise InvalidEntryError(first_field(question), "Vul een antwoord in, of sla de vraag over.")


def first_field(question: Question) -> str:
    if question.takes_choice:
        return "choice"
    if question.takes_date:
        return "on"
    return "number" if question.takes_number else "text"
