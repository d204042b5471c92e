"""What a check remembers of the rows it has passed, as small as it can."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from huiswaarts.doors.console.kits.faults import Faults
from huiswaarts.doors.console.kits.format import BOX_QUESTIONS
from huiswaarts.doors.console.kits.read import Kit


class Person(NamedTuple):
    organisation: str
    role: str


class Case(NamedTuple):
    """`answered` has a bit per question of the catalogue: 400,000 keys in a set are 60 MB."""

    registered_on: date
    client_email: str
    answered: bytearray


class Stay(NamedTuple):
    """One person on a seat."""

    from_on: date
    until_on: date
    line: int


# Where the questions of a box start in the row of bits of a case.
FIRST_QUESTION = {
    box: sum(list(BOX_QUESTIONS.values())[:position]) for position, box in enumerate(BOX_QUESTIONS)
}
QUESTIONS = sum(BOX_QUESTIONS.values())


@dataclass(slots=True)
class Facts:
    kit: Kit
    faults: Faults
    today: date = date.max
    municipalities: set[str] = field(default_factory=set)
    organisations: dict[str, str] = field(default_factory=dict)
    central: set[str] = field(default_factory=set)  # organisations of the central municipality
    people: dict[str, Person] = field(default_factory=dict)
    emails: dict[str, tuple[str, str]] = field(default_factory=dict)
    memberships: set[tuple[str, str, str]] = field(default_factory=set)
    client_emails: set[str] = field(default_factory=set)
    cases: dict[str, Case] = field(default_factory=dict)
    seats: dict[tuple[str, str], list[Stay]] = field(default_factory=dict)
    seated: set[tuple[str, str]] = field(default_factory=set)

    def misses(self, table: str, key: str) -> bool:
        """Whether a reference points at nothing, as far as the table could be read."""
        return table not in self.kit.broken and key not in getattr(self, table)

    def misses_municipality(self, code: str) -> bool:
        return self.misses("municipalities", code)
