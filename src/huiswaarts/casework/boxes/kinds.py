"""A kind of box as the rules know it: frozen values read from the rows of a region. Pure."""

from dataclasses import dataclass, field

from huiswaarts.casework.boxes.content.types import (
    BoxType,
    CheckRule,
    ConfirmRule,
    Derivation,
    Question,
)


@dataclass(frozen=True)
class Kind:
    """The typed box with the ids of its rows, so that stored answers find their question."""

    id: int
    version: int
    box: BoxType
    questions: dict[int, Question] = field(repr=False)
    checks: dict[int, CheckRule] = field(repr=False)
    confirmations: dict[int, ConfirmRule] = field(repr=False)
    derivations: dict[int, Derivation] = field(repr=False)

    @property
    def code(self) -> str:
        return self.box.code

    @property
    def topic(self) -> int:
        return self.box.topic

    def question_id(self, code: str) -> int:
        return next(pk for pk, one in self.questions.items() if one.code == code)

    def numbered(self, number: int) -> tuple[int, Question] | None:
        return next((item for item in self.questions.items() if item[1].number == number), None)

    def readable(self, max_label: int) -> dict[int, Question]:
        """The questions within the circle of a reader, in reading order."""
        return {pk: one for pk, one in self.questions.items() if one.label <= max_label}


def say(content: object, what: str = "", *, client: bool = False, language: str = "nl") -> str:
    """A text of a box, question or rule for whoever reads it; Dutch when there is no other."""
    names: tuple[str, ...]
    if what:
        names = (f"{what}_{language}", f"{what}_nl")
    elif client:
        names = (f"client_{language}", language, "client_nl", "nl")
    else:
        names = (language, "nl")
    return next((str(text) for name in names if (text := getattr(content, name, ""))), "")
