"""No form keeps a citizen service number (BSN): a free text is a `KeptText`, or stands in FREE."""

import ast

import pytest
from django import forms

from huiswaarts.doors.portal.forms import OwnText
from huiswaarts.figures.guards.bsn import find_bsn
from huiswaarts.foundation.common.forms import KeptText

from .tree import name, python_files, tree

BSN = "Bel over 111222333"
# file::field or function -> why it may be any text
NOT_KEPT = "looked for or compared, and not kept"
ELSEWHERE = "refused where it is kept, with the reason beside the field"
FREE = {
    "casework/boxes/forms.py::words_field": ELSEWHERE,
    "casework/cases/forms_documents.py::name": ELSEWHERE,
    "casework/meetings/forms.py::text": ELSEWHERE,
    "casework/meetings/forms.py::base": ELSEWHERE,
    "doors/portal/forms.py::_words_field": ELSEWHERE,
    "doors/desk/forms_cases.py::zoek": NOT_KEPT,
    "doors/desk/forms_recovery.py::login": NOT_KEPT,
    "doors/desk/views_search.py::zoek": NOT_KEPT,
    "foundation/accounts/forms.py::password_field": NOT_KEPT,
    "foundation/accounts/forms.py::code_field": NOT_KEPT,
    "foundation/accounts/forms.py::code": NOT_KEPT,
    "foundation/accounts/forms.py::login": NOT_KEPT,
    "foundation/accounts/forms_recovery.py::paper_field": NOT_KEPT,
    "foundation/accounts/forms_recovery.py::login": NOT_KEPT,
    "foundation/accounts/forms_word.py::phone": "a number of a phone has its own form",
    **{f"foundation/common/gallery.py::{one}": NOT_KEPT for one in ("agreement", "note", "more")},
}


def free_texts(module):
    """Where a plain text field that somebody types in is made: the name that it gets there."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Assign | ast.FunctionDef):
            continue
        made = node.value if isinstance(node, ast.Assign) else None
        if isinstance(node, ast.FunctionDef):
            last = node.body[-1]
            made = last.value if isinstance(last, ast.Return) else None
        if not isinstance(made, ast.Call) or ast.unparse(made.func) != "forms.CharField":
            continue
        if "HiddenInput" in ast.unparse(made):
            continue
        if isinstance(node, ast.FunctionDef):
            yield node.name
        else:
            target = node.targets[0]
            part = target.slice if isinstance(target, ast.Subscript) else target
            yield part.value if isinstance(part, ast.Constant) else ast.unparse(part)


def every():
    for path in python_files():
        for field in free_texts(tree(path)):
            yield f"{name(path)}::{field}"


def test_every_free_text_refuses_a_bsn():
    found = set(every())
    assert found - set(FREE) == set(), "make it a KeptText"
    assert set(FREE) - found == set(), "no longer there"


def test_a_kept_text_refuses_it_with_the_reason():
    assert find_bsn(BSN)
    for field in (KeptText(max_length=200), OwnText(max_length=200)):
        with pytest.raises(forms.ValidationError, match="BSN"):
            field.clean(BSN)
        assert field.clean(" Gewoon ") == "Gewoon"


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("class F:\n    why = forms.CharField(max_length=9)", ["why"]),
        ("self.fields['why'] = forms.CharField(max_length=9)", ["why"]),
        ("def words():\n    return forms.CharField(max_length=9)", ["words"]),
        ("key = forms.CharField(widget=forms.HiddenInput)", []),
        ("why = KeptText(max_length=9)", []),
    ],
)
def test_planted_a_text_that_takes_anything(said, seen):
    assert list(free_texts(ast.parse(said))) == seen
