"""Tests for one cell: each returns what is wrong in Dutch, or nothing ('')."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

# Control characters, lone surrogates, and marks that turn the direction of what follows:
# no name or answer needs them and each can make a page say something else than is stored.
_BAD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_BREAK = re.compile("[\t\r\n\u2028\u2029]")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
_MUNICIPALITY = re.compile(r"GM[0-9]{4}")
_AREA = re.compile(r"WK[0-9]{6}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"(19[9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])")
_NUMBER = re.compile(r"[1-9][0-9]?")
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}"
)


_SHOWN = 40
_SURROGATES = range(0xD800, 0xE000)
_LONGEST_EMAIL = 254


def shown(value: str) -> str:
    """A value as it may be printed: short, and with everything odd escaped."""
    return repr(value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…")


@lru_cache(maxsize=100_000)
def parse_day(value: str) -> date | None:
    """The day, or nothing; strict, since Python also reads 20261120 and 2026-W47-5."""
    if not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def bad_characters(value: str) -> str:
    """Names the first character that may stand nowhere."""
    found = _BAD.search(value)
    if not found:
        return ""
    code = ord(found.group())
    if code == 0:
        return "bevat een NUL-teken"
    if code in _SURROGATES:
        return f"bevat een half teken (losse surrogaat U+{code:04X})"
    return f"bevat het teken U+{code:04X}, dat hier niet mag"


def _matches(pattern: re.Pattern[str], what: str) -> Callable[[str], str]:
    def test(value: str) -> str:
        return "" if pattern.fullmatch(value) else f"{shown(value)} is geen {what}"

    return test


key = _matches(_KEY, "sleutel")
slug = _matches(_SLUG, "code van een regio")
municipality_code = _matches(_MUNICIPALITY, "gemeentecode")
area_code = _matches(_AREA, "wijkcode")
month = _matches(_MONTH, "maand")
number = _matches(_NUMBER, "nummer van een vraag")


def email(value: str) -> str:
    """Plain addresses only: what a mail server will take without quoting."""
    fine = len(value) <= _LONGEST_EMAIL and ".." not in value and _EMAIL.fullmatch(value)
    return "" if fine else f"{shown(value)} is geen e-mailadres"


def municipality_list(value: str) -> str:
    codes = value.split(";")
    for code in codes:
        if not _MUNICIPALITY.fullmatch(code):
            return f"{shown(code)} is geen gemeentecode"
    return "" if len(set(codes)) == len(codes) else "een gemeente staat er twee keer in"


def one_of(values: tuple[str, ...]) -> Callable[[str], str]:
    allowed = frozenset(values)

    def test(value: str) -> str:
        return "" if value in allowed else f"{shown(value)} is onbekend"

    return test


def day_from(earliest: date) -> Callable[[str], str]:
    def test(value: str) -> str:
        day = parse_day(value)
        if day is None:
            return f"{shown(value)} is geen bestaande dag"
        return "" if day >= earliest else f"{shown(value)} is te lang geleden"

    return test


def text_of(size: int) -> Callable[[str], str]:
    """Text that may run over several lines."""

    def test(value: str) -> str:
        if not value.strip():
            return "is leeg"
        return "" if len(value) <= size else f"is {len(value)} tekens lang"

    return test


def line_of(size: int) -> Callable[[str], str]:
    """Text on one line, without space around it."""
    within = text_of(size)

    def test(value: str) -> str:
        if _BREAK.search(value):
            return "loopt door op een volgende regel of bevat een tab"
        if value != value.strip():
            return "begint of eindigt met een spatie"
        return within(value)

    return test
