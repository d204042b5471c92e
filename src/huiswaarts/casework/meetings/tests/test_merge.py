"""What two people write at once is lost by neither."""

from hypothesis import example, given
from hypothesis import strategies as st

from huiswaarts.casework.meetings.merge import merged

WORDS = st.text("abcdef", min_size=1, max_size=3)
TEXTS = st.lists(WORDS, max_size=6).map("\n".join)


def test_each_adds_a_line():
    base = "Daan wil een tuin."
    mine, theirs = f"{base}\nNoor belt.", f"Kort overleg.\n{base}"
    assert merged(base, mine, theirs) == "Kort overleg.\nDaan wil een tuin.\nNoor belt."


def test_both_change_one_line_and_both_stand():
    assert merged("Noor belt.", "Noor belt maandag.", "Noor belt Ilse.") == (
        "Noor belt Ilse.\nNoor belt maandag."
    )


def test_two_at_the_end_of_one_text():
    assert merged("a", "a\nb", "a\nc") == "a\nc\nb"


def test_what_one_took_away_and_the_other_left_is_gone():
    assert merged("a\nb\nc", "a\nc", "a\nb\nc\nd") == "a\nc\nd"


def test_sent_again_after_the_line_beside_it_changed():
    once = merged("b", "b\na", "a")
    assert merged("b", "b\na", once) == once == "a"


@given(TEXTS, TEXTS)
def test_alone_one_writes_what_one_writes(base, text):
    assert merged(base, text, base) == text
    assert merged(base, base, text) == text
    assert merged(base, text, text) == text


@given(TEXTS, TEXTS, TEXTS)
def test_no_new_line_of_either_is_lost(base, mine, theirs):
    result = merged(base, mine, theirs).split("\n")
    for text in (mine, theirs):
        new = set(text.split("\n")) - set(base.split("\n"))
        assert new <= set(result)


@given(TEXTS, TEXTS, TEXTS)
@example("a\naa\na", "a\nb\na\na\na\nb", "")
def test_sent_twice_it_stands_once(base, mine, theirs):
    """The answer was lost on the way: the same pause is sent again."""
    once = merged(base, mine, theirs)
    new = [line for line in mine.split("\n") if line not in base.split("\n")]
    again = merged(base, mine, once).split("\n")
    assert all(again.count(line) <= max(2, once.split("\n").count(line)) for line in new)
