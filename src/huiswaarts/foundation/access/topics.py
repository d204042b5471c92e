"""Topics and levels: the boundary of what is seen. Plain data, shared with the database."""

from enum import IntEnum


class Level(IntEnum):
    NONE = 0
    STATUS = 1
    READ = 2
    WRITE = 3

    @property
    def word(self) -> str:
        return ("Niets", "Alleen of het klaar is", "Alles lezen", "Alles")[self]


LEVEL_CHOICES = [(level.value, level.word) for level in Level]


class Topic(IntEnum):
    """The fixed topics; boxes have 1 to 24, what is derived from box t has 32 + t."""

    COMMON = 0
    REPORT = 25
    AGREEMENT = 26
    OFFER = 27
    FLARE = 28


DERIVED = 32
TOPICS = 64
LABELS = 4


def scope_key(case_id: int, topic: int, label: int = 0) -> int:
    """One number for case, topic and label, so that the wall compares one column."""
    return case_id * TOPICS * LABELS + topic * LABELS + label
