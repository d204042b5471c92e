"""Points out what looks like medical detail in a text. It judges nothing and refuses nothing."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

WORDS = Path(__file__).parent / "medical_words.yaml"
SENTENCE = re.compile(r"[^.!?\n]+")
DOSES = re.compile(
    r"\b\d+(?:[.,]\d+)? ?(?:mg|milligram|mcg|microgram)\b"
    r"|\b\d ?(?:x|keer|maal) ?daags\b|\b\d ?dd\b ?\d"
)
NEEDED_TOGETHER = 2
LONG = 8
LONG_WORD = re.compile(rf"[a-z]{{{LONG},}}")
SOUNDS = (
    ("sch", "sk"),
    ("ch|g", "g"),
    ("ph|v", "f"),
    ("th", "t"),
    ("rh", "r"),
    ("x", "ks"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
    ("tz|ts|z", "s"),
    ("y|ie", "i"),
    ("ij", "ei"),
    ("ou", "au"),
    (r"(.)\1+", r"\1"),
    ("d$", "t"),
)


@dataclass(frozen=True)
class Finding:
    """One word that is pointed out, as it stands in the text, and why."""

    word: str
    why: str
    start: int
    end: int


def find_medical(text: str) -> list[Finding]:
    """The words in a text that look like medical detail, in the order of the text."""
    plain = _plain(text)
    found = {
        (start, end): why
        for start, end, why in (
            *_doses(plain),
            *_misspelled(plain),
            *_alone(plain),
            *_together(plain),
        )
    }
    inside = _without_overlap(sorted(found))
    return [Finding(text[a:b], found[a, b], a, b) for a, b in inside]


def _plain(text: str) -> str:
    """Lower case without accents, each character still at its own place."""
    return "".join(_base(character) for character in text)


@cache
def _base(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def _doses(plain: str) -> Iterator[tuple[int, int, str]]:
    for match in DOSES.finditer(plain):
        yield match.start(), match.end(), _words()["reasons"]["dose"]


def _alone(plain: str) -> Iterator[tuple[int, int, str]]:
    for why, pattern in _patterns("alone"):
        for match in pattern.finditer(plain):
            yield match.start(), match.end(), why


def _misspelled(plain: str) -> Iterator[tuple[int, int, str]]:
    """Long words that only sound like a word of the list: skitsofreen, psygose, addict."""
    for match in LONG_WORD.finditer(plain):
        heard = _sound(match[0])
        for stem, why in _sounds():
            if heard.startswith(stem):
                yield match.start(), match.end(), why
                break


def _sound(word: str) -> str:
    """Roughly how a Dutch word sounds, so that usual misspellings come out the same."""
    for written, heard in SOUNDS:
        word = re.sub(written, heard, word)
    return word


@cache
def _sounds() -> tuple[tuple[str, str], ...]:
    """The plain long words of the list as they sound."""
    return tuple(
        (_sound(word), _words()["reasons"][kind])
        for kind, words in _words()["alone"].items()
        for word in words.split()
        if word.isalpha() and len(word) >= LONG
    )


def _together(plain: str) -> Iterator[tuple[int, int, str]]:
    for sentence in SENTENCE.finditer(plain):
        found = [
            (match.start(), match.end(), why)
            for why, pattern in _patterns("together")
            for match in pattern.finditer(plain, sentence.start(), sentence.end())
        ]
        if len({(start, end) for start, end, _ in found}) >= NEEDED_TOGETHER:
            yield from found


@cache
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return words


@cache
def _patterns(which: str) -> list[tuple[str, re.Pattern[str]]]:
    """For each reason one pattern of all its words, that begins at a word and takes it whole."""
    reasons = _words()["reasons"]
    return [
        (reasons[kind], re.compile(r"\b(?:" + "|".join(words.split()) + r")\w*"))
        for kind, words in _words()[which].items()
    ]


def _without_overlap(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    reached = -1
    for start, end in spans:
        if start >= reached:
            reached = end
            yield start, end
