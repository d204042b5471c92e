"""What the medical guard catches and misses, measured; the misses are printed (pytest -s)."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from huiswaarts.figures.guards.medical import find_medical

FIXTURE = Path(__file__).parents[5] / "tests" / "fixtures" / "medical_sentences.yaml"
SENTENCES = yaml.safe_load(FIXTURE.read_text(encoding="utf-8"))
# How many sentences of each set are pointed out. A change of the lists changes these numbers
# here and in docs/guards.md; the unseen sets are never a reason to change the lists.
MEASURED = {
    "medical": (50, 50),
    "innocent": (1, 50),
    "fresh_medical": (21, 25),
    "fresh_innocent": (0, 25),
    "third_medical": (23, 25),
    "third_innocent": (0, 25),
    "unseen_named": (11, 15),
    "unseen_roundabout": (1, 10),
    "unseen_innocent": (3, 25),
}


@pytest.mark.parametrize("name", MEASURED)
def test_the_measured_numbers(name):
    sentences = SENTENCES[name]
    pointed_out = [sentence for sentence in sentences if find_medical(sentence)]
    wrong = "innocent" in name
    for sentence in sentences:
        if (sentence in pointed_out) is wrong:
            print("pointed out:" if wrong else "missed:", sentence)  # noqa: T201
    assert (len(pointed_out), len(sentences)) == MEASURED[name]
    assert len(set(sentences)) == len(sentences)


def test_the_documentation_tells_the_same_numbers():
    told = (FIXTURE.parents[2] / "docs" / "guards.md").read_text(encoding="utf-8")
    for name, (count, of) in MEASURED.items():
        assert f"| `{name}` | {count} of {of} |" in told


def test_a_finding_names_the_word_as_it_was_written_and_why():
    text = "Ik slik Ritalin. Dat gaat goed."
    (finding,) = find_medical(text)
    assert finding.word == "slik Ritalin" or "Ritalin" in finding.word
    assert finding.why == "dit lijkt een medicijn"
    assert text[finding.start : finding.end] == finding.word


@pytest.mark.parametrize(
    "text",
    [
        "COCAÏNE",
        "cocaïne",
        "cocaine",
        "Skitsofrenie",
        "schizofrenie",
        "psygotisch",
        "50mg",
        "2 dd 10",
    ],
)
def test_spelling_and_accents_do_not_matter(text):
    assert find_medical(f"Dan komt er {text} bij.")


def test_two_weak_words_count_only_in_one_sentence():
    assert find_medical("Bij de apotheek ligt een recept voor tabletten.")
    assert not find_medical("Ik heb een recept voor soep. De tablet is opgeladen.")


@given(st.text(max_size=400))
def test_never_fails_and_findings_do_not_overlap(text):
    reached = 0
    for finding in find_medical(text):
        assert reached <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.word
        reached = finding.end


@pytest.mark.parametrize("part", ["a", "a ", "slik ", "mijn ", "é", "psych", "1 x "])
def test_the_longest_text_takes_no_more_than_a_moment(part):
    text = part * (4000 // len(part))
    start = time.process_time()
    find_medical(text)
    assert time.process_time() - start < 1
