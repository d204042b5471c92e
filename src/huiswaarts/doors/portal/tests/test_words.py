"""What a client reads is plain Dutch (B1), said to `jij`; and it is there in English."""

import re

import pytest
from django.utils import translation

from huiswaarts.casework.cases.content.matrix import default_matrix
from huiswaarts.casework.cases.models import Case, Consent, TeamMember
from huiswaarts.casework.meetings.models import Attendance, Meeting
from huiswaarts.doors.portal import labels, words
from huiswaarts.doors.portal.reasons import REASONS
from huiswaarts.figures.guards.plain_dutch import find_jargon, flesch_douma
from tests.architecture.tree import SRC

HERE = SRC / "doors" / "portal"
TEXT = re.compile(
    r"{%\s*trans\s+\"([^\"]+)\"|{%\s*blocktrans[^%]*%}(.*?){%\s*endblocktrans|_\(\s*\"([^\"]+)\"",
    re.DOTALL,
)
# the law's own words, which one needs when asking for them
ALLOWED = ("cliëntondersteuner",)
FORBIDDEN = re.compile(r"cliënt|dossier|\bgeval|\bu\b|\buw\b|\bcasus", re.IGNORECASE)


def texts_of(path):
    source = path.read_text(encoding="utf-8")
    source = re.sub(r"\"\s*\n\s*\"", "", source)  # one text over two lines
    for found in TEXT.finditer(source):
        text = next(part for part in found.groups() if part)
        text = re.sub(r"{%\s*plural\s*%}", " ", text)
        yield re.sub(r"{{[^}]*}}|%\(\w+\)s|</?strong>", "Samir", text)


FILES = sorted(path for path in (*HERE.glob("*.py"), *HERE.rglob("*.html")) if any(texts_of(path)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_words_to_avoid(path):
    found = [(one.word, text) for text in texts_of(path) for one in find_jargon(text)]
    assert found == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_client_is_called_jij_and_never_a_case(path):
    for text in texts_of(path):
        for word in ALLOWED:
            text = text.replace(word, "")  # noqa: PLW2901
        if path.name == "reasons.py" and text in REASONS:
            continue  # the key is the reason for professionals; the value is what is shown
        assert not FORBIDDEN.search(text), text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_long_sentences(path):
    for text in texts_of(path):
        for sentence in re.split(r"(?<=[.?!:])\s", text):
            assert len(sentence.split()) <= 16, sentence


def test_together_it_reads_easily():
    every = [text if text[-1] in ".?!" else text + "." for path in FILES for text in texts_of(path)]
    assert len(every) > 250
    assert flesch_douma("\n".join(every)) >= 65


def test_every_reason_of_the_matrix_has_words_for_the_client():
    matrix = default_matrix()
    reasons = {rule.reason for rule in (*matrix.rules, *matrix.own_box)}
    assert reasons == set(REASONS)


def test_every_label_of_a_model_that_a_client_reads_is_marked_for_translation():
    choices = (
        Case.Setting, Case.Household, Case.Status, Case.Outcome, Consent.Kind, Consent.Said,
        Meeting.Status, Meeting.Kind, Meeting.Presence, Attendance.How,
    )  # fmt: skip
    shown = {label for group in choices for label in group.labels}
    assert shown <= set(labels.LABELS)


def test_every_state_of_a_seat_has_words():
    assert all(words.seat_state_words(state) for state in TeamMember.State.values)


@pytest.mark.parametrize("path", ["", "dozen/", "dozen/finances/", "dozen/finances/1/", "team/",
                                  "gegevens/", "gegevens/vast/"])  # fmt: skip
def test_the_page_is_there_in_english(home, path):
    home.client.get("/mijn/taal/en/")
    page = home.read(path)
    assert '<html lang="en"' in page
    shown = re.sub(r"<[^>]*>", " ", page.split("<main")[1])
    for dutch in ("Terug", "Mijn ", "Wie ", "Zichtbaar", "Snel weg", "klaar"):
        assert dutch not in shown, dutch


def test_the_choice_of_language_goes_back_to_the_page_one_was_on(home):
    page = home.read("team/")
    assert f"/mijn/taal/en/?terug=%2Fmijn%2F{home.case.number}%2Fteam%2F" in page
    response = home.client.get("/mijn/taal/en/", {"terug": home.url("team/")})
    assert response["Location"] == home.url("team/")


@pytest.mark.parametrize("elsewhere", ["https://kwaad.example/", "//kwaad.example/", ""])
def test_it_never_goes_to_another_site(home, elsewhere):
    assert home.client.get("/mijn/taal/en/", {"terug": elsewhere})["Location"] == "/mijn/"


def test_an_unknown_language_is_not_there(home):
    assert home.client.get("/mijn/taal/xx/").status_code == 404


def test_words_follow_the_language():
    with translation.override("en"):
        assert words.seat_words("bw_provider") == "your support worker now"
