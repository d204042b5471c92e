"""What a form will do stands in its points, which go when it may not be sent; its line stays."""

import ast

from .tree import name, python_files, tree

WILL = ("meteen", "daarna", "kan dan", "werkt dan", "niet meer", "niets meer")


def _texts(node):
    return " ".join(
        one.value
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )


def promises(module):
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "FormPage":
            for told in call.keywords:
                if told.arg == "line" and any(word in _texts(told.value).lower() for word in WILL):
                    yield _texts(told.value)


def test_no_line_says_what_a_refused_form_would_do():
    found = {name(path): list(promises(tree(path))) for path in python_files()}
    assert {where: lines for where, lines in found.items() if lines} == {}


def test_planted_a_line_that_promises_is_caught():
    planted = "FormPage(title='Rol', line=f'{who}. Dit gaat meteen in.', points=())"
    assert list(promises(ast.parse(planted)))
