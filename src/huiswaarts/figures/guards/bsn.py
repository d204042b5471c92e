"""Finds a burgerservicenummer in a text: eight or nine digits that pass the eleven-test."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

SEPARATOR = r"[ .\-/_·–\u00a0\u2009\u202f]{1,3}"
CHAIN = re.compile(rf"\d+(?:{SEPARATOR}\d+)*")
RUN = re.compile(r"\d+")
IBAN = re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4} ?(?:\d ?){9}\d\b")
AMOUNT_BEFORE = re.compile(r"(?:€|eur|euro)\s*$", re.IGNORECASE)
AMOUNT_AFTER = re.compile(r"^(?:,(?:-|\d\d(?!\d))|\s*(?:€|euro\b|eur\b))", re.IGNORECASE)
THOUSANDS = re.compile(r"^\d{1,3}(?:\.\d{3})+$")
# How people write the nine digits in groups; other groupings count only if they stand alone.
GROUPINGS = {(3, 3, 3), (4, 2, 3), (4, 3, 2), (2, 3, 4), (3, 2, 4), (4, 5), (5, 4), (2, 2, 2, 3)}
SHORT, LONG = 8, 9
PHONE_DIGITS = 10
YEARS = range(1900, 2101)


@dataclass(frozen=True)
class Span:
    """Where it stands. The digits themselves are not kept: messages and logs must not hold them."""

    start: int
    end: int


def passes_eleven_test(digits: str) -> bool:
    """The sum of nine digits with weights 9 to 2 and minus 1 is a multiple of eleven."""
    if len(digits) not in (SHORT, LONG) or not int(digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(
        weight * int(digit) for weight, digit in zip(weights, digits.zfill(LONG), strict=True)
    )
    return total % 11 == 0


def find_bsn(text: str) -> list[Span]:
    """All places in a text that hold a number that can be a BSN."""
    text = IBAN.sub(lambda match: " " * len(match[0]), text)
    return [span for chain in CHAIN.finditer(text) for span in _in_chain(text, chain)]


def _in_chain(text: str, chain: re.Match[str]) -> Iterator[Span]:
    if _is_phone(text, chain) or _is_amount(text, chain):
        return
    runs = [
        Span(chain.start() + run.start(), chain.start() + run.end())
        for run in RUN.finditer(chain[0])
    ]
    after = chain.start()
    for first, last in _windows(runs):
        window = runs[first : last + 1]
        if window[0].start >= after and _is_bsn(text, window, alone=len(window) == len(runs)):
            after = window[-1].end
            yield Span(window[0].start, after)


def _windows(runs: list[Span]) -> Iterator[tuple[int, int]]:
    """Neighbouring runs of digits that have eight or nine digits together."""
    for first in range(len(runs)):
        count = 0
        for last in range(first, len(runs)):
            count += runs[last].end - runs[last].start
            if count > LONG:
                break
            if count in (SHORT, LONG):
                yield first, last


def _is_bsn(text: str, window: list[Span], *, alone: bool) -> bool:
    sizes = tuple(run.end - run.start for run in window)
    if not (alone or len(window) == 1 or sizes in GROUPINGS):
        return False
    digits = "".join(text[run.start : run.end] for run in window)
    if not passes_eleven_test(digits) or _is_date(digits, sizes):
        return False
    return alone or len({text[a.end : b.start].strip() for a, b in pairwise(window)}) <= 1


def _is_phone(text: str, chain: re.Match[str]) -> bool:
    digits = "".join(RUN.findall(chain[0]))
    if text[: chain.start()].endswith(("+", "(+", "(")) and len(digits) >= PHONE_DIGITS:
        return True
    national = len(digits) == PHONE_DIGITS and digits.startswith("0")
    return national or (digits.startswith("0031") and len(digits) > PHONE_DIGITS)


def _is_amount(text: str, chain: re.Match[str]) -> bool:
    before = AMOUNT_BEFORE.search(text[max(0, chain.start() - 8) : chain.start()])
    after = AMOUNT_AFTER.match(text[chain.end() : chain.end() + 8])
    one_number = THOUSANDS.match(chain[0]) or chain[0].isdigit()
    return bool(one_number and (before or after))


def _is_date(digits: str, sizes: tuple[int, ...]) -> bool:
    """Eight digits that read as a day, month and year, in one piece or as 2-2-4 or 4-2-2."""
    if sizes not in {(8,), (2, 2, 4), (4, 2, 2)}:
        return False
    orders = ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2]))
    return any(_is_day(*map(int, order)) for order in orders)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return date(year, month, day).year in YEARS
    except ValueError:
        return False
