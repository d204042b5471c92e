"""Addresses: no name in them, and whatever somebody writes there never breaks a page."""

import ast
import inspect
import random
from dataclasses import dataclass

import pytest
from django import forms as django_forms

from huiswaarts.foundation.common import asked
from huiswaarts.foundation.common.asked import PAGE, FilterForm
from tests.architecture.tree import SRC, tree, urls

from .forms import words_in_addresses
from .harvest import let_in
from .rows import ROWS
from .visitor import NOBODY

pytestmark = pytest.mark.timeout(600)
NASTY = (
    "9999-12-31", "0001-01-01", "2026-02-30", "-1", "0", "9" * 40, "1e309", "NaN", "", " ",
    "x" * 3000, "\u0661\u0662", "2026-11-30T25:00", "true", "[]", "'; drop table x; --", "%00",
    "%FF", "\U0001d518", "../../etc", "//kwaad.example/", "2100-12-31",
)  # fmt: skip
MOST_BY_DAY = 150
READS = {"flag", "one_of", "way_back"}


@dataclass(frozen=True)
class Ask:
    name: str
    parameter: str


def module_of(pattern):
    return inspect.unwrap(pattern.callback).__module__


def parameters_of(code, filters):
    """What the functions of a module read from an address, by the calls of its reader."""
    for node in ast.walk(code):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Attribute) and getattr(called.value, "id", "") in (
            "asked",
            "query",
        ):
            if called.attr == "page":
                yield PAGE
            elif called.attr in READS and isinstance(node.args[1], ast.Constant):
                yield node.args[1].value
        form = getattr(called, "attr", getattr(called, "id", ""))
        yield from filters.get(form, ())


def filter_forms():
    """The fields of every filter form there is."""
    found, rest = {}, [FilterForm]
    while rest:
        for form in rest.pop().__subclasses__():
            found[form.__name__] = tuple(form.base_fields)
            rest.append(form)
    return found


def asks():
    """Each page that takes a GET, with each parameter that its module reads."""
    filters = filter_forms()
    for name, _, pattern in urls():
        path = SRC.parent / (module_of(pattern).replace(".", "/") + ".py")
        if not path.is_relative_to(SRC) or not path.exists():
            continue
        for parameter in sorted(set(parameters_of(tree(path), filters))):
            yield Ask(name, parameter)


def broken(town, visitors, tries):
    wrong = []
    for ask, nasty in tries:
        inside = let_in(ask.name)
        who = min(inside - {NOBODY}) if inside != {NOBODY} else NOBODY
        path = f"{ROWS[ask.name].path(ask.name, town)}?{ask.parameter}="
        answer = visitors.ask(who, path + _quoted(nasty))
        if answer.status >= 500:
            wrong.append(f"{ask.name}?{ask.parameter}={nasty[:20]!r} by {who}: {answer.status}")
    return wrong


def _quoted(nasty):
    from urllib.parse import quote

    return quote(nasty, safe="%")


def every_try():
    return [(ask, nasty) for ask in asks() for nasty in NASTY]


def test_the_parameters_are_found():
    found = {(ask.name, ask.parameter) for ask in asks()}
    assert {
        ("desk:access_log", "until"), ("desk:access_log", PAGE), ("desk:case_list", "als"),
        ("desk:case_list", "zoek"), ("desk:timeline", PAGE), ("portal:looked", "meer"),
        ("bottlenecks:register", "soort"), ("choose_organisation", "next"),
        ("portal:language", "terug"), ("account_reset_password", "verstuurd"),
    } <= found  # fmt: skip


def test_no_parameter_breaks_a_page(town, visitors):
    """By day a part, always with the dates; every one by night."""
    tries = every_try()
    dates = [(ask, n) for ask, n in tries if ask.parameter in ("since", "until") and n in NASTY[:3]]
    dates += [(ask, "true") for ask in asks() if ask.parameter in ("terug", "next")]
    some = random.Random(12).sample(tries, min(MOST_BY_DAY, len(tries)))
    wrong = broken(town, visitors, [*dates, *some])
    assert not wrong, "\n".join(wrong)


@pytest.mark.nightly
def test_no_parameter_breaks_any_page(town, visitors):
    wrong = broken(town, visitors, every_try())
    assert not wrong, "\n".join(wrong)


def test_planted_a_word_taken_for_a_page(town, visitors, monkeypatch):
    """`?terug=true` was looked up as the name of a view."""
    monkeypatch.setattr(asked, "is_here", lambda _: True)
    assert broken(town, visitors, [(Ask("portal:language", "terug"), "true")])


def test_planted_a_day_without_a_last_one(town, visitors, monkeypatch):
    """The mistake that was here: the day after 9999-12-31 does not exist."""
    from huiswaarts.doors.desk.forms_log import LogFilter

    monkeypatch.setitem(LogFilter.base_fields, "until", django_forms.DateField(required=False))
    assert broken(town, visitors, [(Ask("desk:access_log", "until"), "9999-12-31")])


def test_no_form_puts_words_in_an_address(harvest):
    named = {
        f"{path}: {found}"
        for _, path, answer in harvest.pages()
        if answer.status == 200
        for found in words_in_addresses(answer.body)
    }
    assert not named, "\n".join(sorted(named))


def test_planted_a_get_form_with_a_name(harvest):
    body = harvest["Bea", "desk:case_list", "get"].body
    assert not words_in_addresses(body)
    planted = body.replace('class="hw-filter" method="post"', 'class="hw-filter"')
    assert words_in_addresses(planted) == ["zoek"]
