"""The list of boxes on two pages: what is known in short, and room for the rest."""

from dataclasses import dataclass

from huiswaarts.casework.boxes.kinds import say
from huiswaarts.casework.boxes.models import Answer
from huiswaarts.casework.boxes.pages import shown
from huiswaarts.casework.boxes.queries import Front
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.common.dates import language

SHORT = 90


@dataclass(frozen=True)
class PaperLine:
    about: str
    answer: str  # empty: a line to write on


@dataclass(frozen=True)
class Sheet:
    front: Front
    lines: tuple[PaperLine, ...]
    shown: tuple[int, ...]


def sheets_of(fronts: list[Front], answers: dict[int, list[Answer]], sight: Sight) -> list[Sheet]:
    """A sheet per box that is in use; only questions of the catalogue itself, not what follows."""
    used = [front for front in fronts if front.state != "not_needed"]
    return [_sheet(front, answers.get(front.box.pk, []), sight) for front in used]


def _sheet(front: Front, rows: list[Answer], sight: Sight) -> Sheet:
    if not front.may_read:
        return Sheet(front, (), ())
    newest = {row.question_id: row for row in rows if row.is_clients}
    lines, printed = [], []
    for pk, question in front.kind.readable(sight.max_label).items():
        if question.after:
            continue
        row = newest.get(pk)
        words = "; ".join(shown(question, row)) if row else ""
        if row:
            printed.append(row.pk)
        about = say(question, client=sight.is_client, language=language())
        lines.append(PaperLine(question.about or about, _short(words)))
    return Sheet(front, tuple(lines), tuple(printed))


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= SHORT else flat[: SHORT - 1].rstrip() + "…"
