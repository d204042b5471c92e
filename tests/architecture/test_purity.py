"""The domain knows no HTTP and no clock, and nothing happens behind anyone's back."""

import ast
import re

import pytest

from .tree import SRC, name, python_files, tree, words

DOMAIN = {"models", "actions", "policies", "queries", "querysets"}
HTTP = ("django.http", "django.shortcuts", "django.views", "django.contrib.messages")
# Who may ask what time it is; all others are told (`at=`).
CLOCK_KEEPERS = {"views", "middleware", "jobs", "console", "config", "demo"}
EXEMPT_CLOCKS = {
    "casework/cases/locks.py": "when a lock came, is later than what the request was told",
    "foundation/accounts/adapter.py": "called by allauth, in a request, without a moment",
    "foundation/accounts/forms.py": "saved by allauth, in a request, without a moment",
    "foundation/common/dates.py": "'vandaag' in a template, when nobody says which day it is",
    "foundation/common/gallery.py": "examples for whoever makes pages",
}
CLOCKS = {("timezone", "now"), ("timezone", "localdate"), ("timezone", "localtime"),
          ("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"),
          ("time", "time")}  # fmt: skip
SIGNALS = ("django.db.models.signals", "django.dispatch", "django.core.signals")


def in_domain(path):
    return any(word.split("_")[0] in DOMAIN for word in words(path))


def keeps_clock(path):
    return any(word.split("_")[0] in CLOCK_KEEPERS for word in words(path))


def imports(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def asks_the_time(node):
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    owner = node.func.value
    last = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    told = node.func.attr in ("localdate", "localtime") and node.args  # of a moment that is given
    return (last, node.func.attr) in CLOCKS and not told


@pytest.mark.parametrize("path", [p for p in python_files() if in_domain(p)], ids=name)
def test_the_domain_knows_no_http(path):
    assert not [module for module in imports(path) if module.startswith(HTTP)]


def test_the_time_is_told():
    asked = {
        name(path)
        for path in python_files()
        if not keeps_clock(path) and any(map(asks_the_time, ast.walk(tree(path))))
    }
    assert not asked - set(EXEMPT_CLOCKS)
    assert not set(EXEMPT_CLOCKS) - asked, "no longer needs its exemption"


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.sql")), ids=name)
def test_the_database_is_told_the_time_too(path):
    text = re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))
    clock = r"\b(now\s*\(|current_timestamp|current_date|clock_timestamp|statement_timestamp)"
    assert not re.findall(clock, text, re.IGNORECASE)


@pytest.mark.parametrize("path", python_files(), ids=name)
def test_no_signals(path):
    assert not [module for module in imports(path) if module.startswith(SIGNALS)]


def test_the_tests_would_see_it():
    asked = ["timezone.now()", "dt.date.today()", "dt.datetime.now(tz)", "timezone.localdate()"]
    assert all(asks_the_time(ast.parse(text).body[0].value) for text in asked)
    assert not asks_the_time(ast.parse("timezone.localdate(at)").body[0].value)
