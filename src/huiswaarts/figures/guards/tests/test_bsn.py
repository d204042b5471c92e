import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiswaarts.figures.guards.bsn import Span, find_bsn, passes_eleven_test

# Made up, of the series for tests: they pass the eleven-test and belong to nobody.
BSN = "999990019"
SHORT = "10000008"  # eight digits


@pytest.mark.parametrize(
    "text",
    [
        BSN,
        f"Mijn nummer is {BSN}.",
        f"BSN{BSN}",
        f"bsn:{BSN};",
        "999 990 019",
        "9999.90.019",
        "999-990-019",
        "99 99 90 019",
        "9 9 9 9 9 0 0 1 9",
        "999 / 990 / 019",
        "999\u00a0990\u00a0019",
        f"in 2026 {BSN}",
        "in 2026 999 990 019",
        f"bel 06 12345678 of {BSN}",
        "12345 999990019 77",
        "٩٩٩٩٩٠٠١٩",
        f"{SHORT} stond erop",
        "010000008",
    ],
)
def test_found(text):
    assert len(find_bsn(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "geen cijfers",
        "123456789",
        "000000000",
        "06 12345678",
        "06-12 34 56 78",
        "0612345678",
        "+31 6 10000008",
        "0031 6 10000008",
        "(0113) 100000",
        "22-11-2026",
        "22112026",
        "2026-11-22",
        "van 1-1-2026 tot 31-12-2026",
        "€ 10.000.008",
        "10.000.008 euro",
        "€ 1.234.567,89",
        "NL91 ABNA 0417 1643 00",
        "NL91ABNA0417164300",
        "9999900190",
        "1999990019",
        "4331 AB 12",
        "7KQ4-2M9F",
        "GM0654 WK065400",
        "9-10-11-12",
    ],
)
def test_not_found(text):
    assert find_bsn(text) == []


def test_the_place_is_told_and_not_the_number():
    text = "nr 999 990 019 van Daan"
    assert find_bsn(text) == [Span(3, 14)]
    assert BSN not in repr(find_bsn(text))


def test_two_numbers_are_two_finds():
    assert len(find_bsn(f"{BSN} en {BSN}")) == 2


@given(st.integers(10_000_000, 999_999_999), st.sampled_from(["", " ", ".", "-"]))
def test_every_number_that_passes_is_found_in_the_usual_groups(number, separator):
    digits = f"{number:09}"
    text = separator.join((digits[:3], digits[3:6], digits[6:]))
    found = find_bsn(f"Nummer {text}, zei hij")
    assert bool(found) is passes_eleven_test(digits)


@given(st.text(alphabet="0123456789 .-/€+,NLeuro", max_size=200))
def test_never_fails_and_names_places_inside_the_text(text):
    for span in find_bsn(text):
        assert 0 <= span.start < span.end <= len(text)
        assert passes_eleven_test("".join(c for c in text[span.start : span.end] if c.isdigit()))


@pytest.mark.parametrize("part", ["1", "1 ", "12-", "999 ", "123456789 "])
def test_a_megabyte_takes_no_more_than_a_moment(part):
    text = part * (1_000_000 // len(part))
    start = time.process_time()
    find_bsn(text)
    assert time.process_time() - start < 10
