"""The answers: copied as they are, with what a choice or a date in them tells."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from huiswaarts.casework.boxes.content.parse import catalogue
from huiswaarts.casework.boxes.content.types import Question
from huiswaarts.casework.boxes.models import BoxQuestion
from huiswaarts.casework.cases.models import Case
from huiswaarts.doors.console.kits.bulk import copy_in, public_ids, rows_of, run, sql
from huiswaarts.foundation.common.dates import MONTHS
from huiswaarts.foundation.network.models import Membership

if TYPE_CHECKING:
    from huiswaarts.doors.console.kits.load import Loading

_COLUMNS = (
    "case_id bigint, topic smallint, question_id bigint, words text, choice text, on_date date,"
    " membership_id bigint, answered_on date, public_id text"
)
_MONTH_NAMES = MONTHS["nl"]
_NAMED_MONTH = re.compile(rf"\b({'|'.join(_MONTH_NAMES)}) (20\d\d)\b", re.IGNORECASE)
_NUMBERED_MONTH = re.compile(r"\b(0[1-9]|1[0-2])-(20\d\d)\b")
_AFTER_A_CHOICE = ".,:;!"
# "Ja, maar …" is not the choice "Ja".
_BUT = re.compile(r",\s*maar\b")


def copy_answers(loading: "Loading") -> None:
    copy_in("kit_answer", _COLUMNS, _given(loading))


def _given(loading: "Loading") -> Iterator[tuple[Any, ...]]:
    """Keys become ids here. Asked before the COPY begins: it has the connection to itself."""
    cases = dict(
        Case.objects.filter(region=loading.region)
        .exclude(external_key="")
        .values_list("external_key", "pk")
    )
    workers = dict(
        Membership.objects.filter(region=loading.region)
        .exclude(external_key="")
        .values_list("external_key", "pk")
    )
    return _rows(loading, cases, workers, _questions(loading))


def _rows(
    loading: "Loading",
    cases: dict[str, int],
    workers: dict[str, int],
    told: dict[tuple[str, str], "Told"],
) -> Iterator[tuple[Any, ...]]:
    for row, public_id in zip(loading.rows("box_answers"), public_ids(), strict=False):
        question = told[row["box"], row["question"]]
        words, choice, on_date = question.read(row["answer"], row["answered_on"])
        yield (
            cases[row["case"]],
            question.topic,
            question.id,
            words,
            choice,
            on_date,
            workers.get(row["by"]),
            row["answered_on"],
            public_id,
        )


def _questions(loading: "Loading") -> dict[tuple[str, str], "Told"]:
    """By box and number. A kit names questions of the newest version of the catalogue."""
    rows = BoxQuestion.objects.filter(
        box_type__region=loading.region, box_type__version=loading.region.catalogue_version
    ).values_list("box_type__code", "number", "pk")
    ids = {(box, number): pk for box, number, pk in rows}
    return {
        (box.code, str(question.number)): Told(question, box.topic, ids[box.code, question.number])
        for box in catalogue().boxes
        for question in box.questions
    }


class Told:
    """What a written answer says in terms of its question."""

    def __init__(self, question: Question, topic: int, pk: int) -> None:
        self.topic, self.id = topic, pk
        self._is_tick = question.kind == "tick"
        self._has_date = question.takes_date and not self._is_tick
        # The longest first: "Nee, het wisselt" before "Nee".
        self._choices = sorted(
            ((_spoken(one.nl), one.code) for one in question.choices),
            key=lambda one: -len(one[0]),
        )

    def read(self, answer: str, day: str) -> tuple[str, str, date | str | None]:
        """Words, choice, date. An answer that begins with a choice makes that choice."""
        if self._is_tick:
            return "", "yes" if answer == "ja" else "no", day
        words, choice = self._choice(answer)
        return words, choice, month_in(answer) if self._has_date else None

    def _choice(self, answer: str) -> tuple[str, str]:
        lowered = answer.lower()
        for label, code in self._choices:
            if lowered.startswith(label):
                rest = answer[len(label) :]
                if not rest or (rest[0] in _AFTER_A_CHOICE and not _BUT.match(rest)):
                    words = rest.lstrip(_AFTER_A_CHOICE + " ")
                    return words[:1].upper() + words[1:], code
        return answer, ""


def _spoken(label: str) -> str:
    """A choice as people say it: without what is added between brackets."""
    return label.split(" (", maxsplit=1)[0].rstrip(".").lower()


def month_in(text: str) -> date | None:
    """The first month with a year that is named: `maart 2027` or `03-2027`."""
    if found := _NAMED_MONTH.search(text):
        return date(int(found[2]), _MONTH_NAMES.index(found[1].lower()) + 1, 1)
    if found := _NUMBERED_MONTH.search(text):
        return date(int(found[2]), int(found[1]), 1)
    return None


def insert_answers(loading: "Loading") -> None:
    """What is missing is added; what is different is told and left."""
    for case, box, number in rows_of(sql("different_answers")):
        loading.report.differs("box_answers", f"{case} {box} {number}", "answer")
    loading.report.add("answers", run(sql("answers")))
