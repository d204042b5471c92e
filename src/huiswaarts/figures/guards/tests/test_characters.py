import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiswaarts.figures.guards.characters import (
    RefusedTextError,
    clean_text,
    find_bad_characters,
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a\x00b", "stuurteken"),
        ("a\x1bb", "stuurteken"),
        ("a\x85b", "stuurteken"),
        ("a\ud800b", "half teken"),
        ("a" + chr(0xDFFF), "half teken"),
        ("a\u202eb", "leesrichting"),
        ("a\u200fb", "leesrichting"),
        ("a\u2066b", "leesrichting"),
        ("a\u061cb", "leesrichting"),
        ("a\u200bb", "onzichtbaar"),
        ("a\u2060b", "onzichtbaar"),
        ("a\ufeffb", "onzichtbaar"),
        ("a\u200db", "onzichtbaar"),
        ("a\u200cb", "onzichtbaar"),
        ("a\U000e0041b", "onzichtbaar"),
        ("a\uffffb", "bestaat"),
        ("a\ufdd0b", "bestaat"),
        ("a" + "\u0301" * 20, "één letter"),
    ],
)
def test_refused_with_the_reason_and_the_line(text, says):
    with pytest.raises(RefusedTextError) as raised:
        clean_text("eerste regel\n" + text)
    assert says in str(raised.value)
    assert "regel 2" in str(raised.value)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Eén, twee\r\ndrie\rvier  ", "Eén, twee\ndrie\nvier"),
        ("kolom\tkolom", "kolom\tkolom"),
        ("e\u0301e\u0301n", "één"),
        ("af\u00adbreken", "afbreken"),
        ("boven\u2028onder", "boven\nonder"),
        ("mijn gezin 👨\u200d👩\u200d👧 ❤️", "mijn gezin 👨\u200d👩\u200d👧 ❤️"),
        ("👍🏽", "👍🏽"),
        ("🏳️\u200d🌈", "🏳️\u200d🌈"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("أهلا", "أهلا"),
        ("Ğülşen Özdemir", "Ğülşen Özdemir"),
        ("", ""),
    ],
)
def test_kept(text, kept):
    assert clean_text(text) == kept


def test_too_long_says_how_much_fits():
    assert len(clean_text("a" * 4000)) == 4000
    for length in (4001, 1_000_000):
        with pytest.raises(RefusedTextError, match=f"{length} tekens, er passen er 4000"):
            clean_text("a" * length)


@given(st.text(st.characters(), max_size=60))
def test_what_is_kept_can_be_stored_and_is_stable(text):
    try:
        kept = clean_text(text)
    except RefusedTextError:
        return
    kept.encode()
    assert "\x00" not in kept
    assert not find_bad_characters(kept)
    assert clean_text(kept) == kept
