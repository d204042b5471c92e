"""By which rule something was shown: whatever a page writes down, the log says in words."""

import ast

import pytest

from huiswaarts.casework.cases.queries import DOUBLE
from huiswaarts.doors.desk.queries_log import FAILED, REFUSED, RULES, UNKNOWN, Row, rule_words
from huiswaarts.doors.portal.looks import from_afar
from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.access.seats import SEATS
from huiswaarts.foundation.events.models import AccessRecord

from .tree import SRC

OF_MANY = {"seat": SEATS, "role": ROLES}
AT_THE_TABLE = {"seat:own"}  # of one's own cases: the client reads the ground of the seat
NO_PERSON = {"region"}  # shows tables of the region, and no case


def rules_in(source):
    """What `Looked(rule=…)` says; a call that says nothing of it is a fault."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Looked":
            rule = next((word.value for word in call.keywords if word.arg == "rule"), None)
            if isinstance(rule, ast.Constant):
                yield rule.value
            elif isinstance(rule, ast.JoinedStr) and isinstance(rule.values[0], ast.Constant):
                yield from (f"{rule.values[0].value}{key}" for key in of_many(rule))
            else:
                yield f"line {call.lineno}: no rule"


def of_many(rule):
    return OF_MANY.get(rule.values[0].value.rstrip(":"), ["?"])


def written():
    for path in SRC.rglob("*.py"):
        if "tests" not in path.parts and path.name != "middleware.py":  # which writes refusals
            yield from rules_in(path.read_text(encoding="utf-8"))


RULES_WRITTEN = sorted({*written(), DOUBLE})


def test_every_rule_has_a_sentence():
    assert len(RULES_WRITTEN) > len(SEATS)
    assert not [rule for rule in RULES_WRITTEN if not rule_words(rule)]


def test_no_sentence_is_about_a_rule_of_nowhere():
    assert set(RULES) <= set(RULES_WRITTEN)


def test_the_client_reads_another_ground_for_who_is_not_at_the_table():
    apart = set(RULES) - AT_THE_TABLE - NO_PERSON
    assert not [rule for rule in apart if from_afar(rule) is None]


@pytest.mark.parametrize("planted", ['Looked(action="x")', 'Looked(action="x", rule="new")'])
def test_a_rule_without_a_sentence_is_seen(planted):
    assert not all(rule_words(rule) for rule in rules_in(planted))


@pytest.mark.parametrize(
    ("outcome", "rule", "words"),
    [
        ("shown", "table", RULES["table"]),
        ("shown", "nobody", UNKNOWN),
        ("refused", "Http404", "Niet gevonden of niet te zien"),
        ("refused", "other", REFUSED),
        ("failed", "ValueError", FAILED),
    ],
)
def test_only_a_refusal_says_that_no_rule_let_it(outcome, rule, words):
    look = AccessRecord(outcome=outcome, rule=rule)
    assert Row(look, "", "", "", "").rule == words
