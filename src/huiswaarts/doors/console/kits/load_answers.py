"""The answers: copied as they are, with what a choice or a date in them tells."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from huiswaarts.casework.boxes.content.parse import catalogue
from huiswaarts.casework.boxes.content.types import Question
from huiswaarts.doors.console.kits.bulk import copy_in, public_ids, rows_of, run, sql
from huiswaarts.foundation.common.dates import MONTHS

if TYPE_CHECKING:
    from huiswaarts.doors.console.kits.load import Loading

_COLUMNS = (
    "case_key text, box text, number smallint, words text, choice text, on_date date,"
    " done boolean, author text, answered_on date, public_id text"
)
_MONTH_NAMES = MONTHS["nl"]
_NAMED_MONTH = re.compile(rf"\b({'|'.join(_MONTH_NAMES)}) (20\d\d)\b", re.IGNORECASE)
_NUMBERED_MONTH = re.compile(r"\b(0[1-9]|1[0-2])-(20\d\d)\b")
_AFTER_A_CHOICE = ".,:;!"


def copy_answers(loading: "Loading") -> None:
    copy_in("kit_answer", _COLUMNS, _given(loading))


def _given(loading: "Loading") -> Iterator[tuple[Any, ...]]:
    questions = {
        (box.code, str(question.number)): question
        for box in catalogue().boxes
        for question in box.questions
    }
    told = {key: Told(question) for key, question in questions.items()}
    for row, public_id in zip(loading.rows("box_answers"), public_ids(), strict=False):
        words, choice, on_date, done = told[row["box"], row["question"]].read(
            row["answer"], row["answered_on"]
        )
        author = "" if row["by"] == "client" else row["by"]
        yield (
            row["case"],
            row["box"],
            int(row["question"]),
            words,
            choice,
            on_date,
            done,
            author,
            row["answered_on"],
            public_id,
        )


class Told:
    """What a written answer says in terms of its question."""

    def __init__(self, question: Question) -> None:
        self._is_tick = question.kind == "tick"
        self._has_date = question.takes_date and not self._is_tick
        # The longest first: "Nee, het wisselt" before "Nee".
        self._choices = sorted(
            ((one.nl.rstrip(".").lower(), one.code) for one in question.choices),
            key=lambda one: -len(one[0]),
        )

    def read(self, answer: str, day: str) -> tuple[str, str, date | str | None, bool | None]:
        """Words, choice, date, tick. An answer that begins with a choice makes that choice."""
        if self._is_tick:
            yes = answer == "ja"
            return "", "yes" if yes else "no", day, yes
        words, choice = self._choice(answer)
        return words, choice, month_in(answer) if self._has_date else None, None

    def _choice(self, answer: str) -> tuple[str, str]:
        lowered = answer.lower()
        for label, code in self._choices:
            if lowered.startswith(label):
                rest = answer[len(label) :]
                if not rest or rest[0] in _AFTER_A_CHOICE:
                    return rest.lstrip(_AFTER_A_CHOICE + " "), code
        return answer, ""


def month_in(text: str) -> date | None:
    """The first month with a year that is named: `maart 2027` or `03-2027`."""
    if found := _NAMED_MONTH.search(text):
        return date(int(found[2]), _MONTH_NAMES.index(found[1].lower()) + 1, 1)
    if found := _NUMBERED_MONTH.search(text):
        return date(int(found[2]), int(found[1]), 1)
    return None


def insert_answers(loading: "Loading") -> None:
    """What is missing is added; what is different is told and left."""
    values = {"region": loading.region.pk}
    for case, box, number in rows_of(sql("different_answers"), values):
        loading.report.differs("box_answers", f"{case} {box} {number}", "answer")
    loading.report.add("answers", run(sql("answers"), values))
