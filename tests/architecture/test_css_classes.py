"""Templates and tags use classes that exist, and carry nothing that the strict CSP forbids."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "huiswaarts"
STATIC = SRC / "foundation" / "common" / "static" / "huiswaarts"
TEMPLATES = sorted(SRC.rglob("templates/**/*.html"))
# Python that writes HTML: tags, components, drawings, and widgets with a class of their own.
WRITERS = [
    path
    for path in sorted(SRC.rglob("*.py"))
    if {"templatetags", "components", "drawing"} & set(path.parts)
    or path.name in {"forms.py", "views.py", "gallery.py"}
]
CLASS = re.compile(r"""\bclass=(?:"([^"]*)"|'([^']*)')""", re.DOTALL)
OURS = re.compile(r"\b(?:hw|utrecht)-[a-z][a-z0-9_-]*")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TEMPLATE_COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)


def shipped_classes():
    css = "".join(COMMENT.sub("", p.read_text()) for p in STATIC.rglob("*.css"))
    selectors = re.sub(r"\{[^{}]*\}", " {} ", css)
    return set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", selectors))


SHIPPED = shipped_classes()


def exists(name):
    """A part that the template fills in ({{ kind }}) stands for anything."""
    return name in SHIPPED or ("*" in name and any(fnmatch(known, name) for known in SHIPPED))


def classes_in_template(text):
    for double, single in CLASS.findall(TEMPLATE_COMMENT.sub("", text)):
        value = re.sub(r"{%.*?%}", " ", double or single)
        yield from re.sub(r"{{.*?}}", "*", value).split()


def classes_in_python(text):
    for name in OURS.findall(text):
        yield f"{name}*" if name.endswith("-") else name


def test_the_stylesheets_were_read():
    assert {"hw-doos", "utrecht-button", "ma-theme", "hw-stoel--leeg"} <= SHIPPED
    assert not exists("hw-bestaat-niet")
    assert not exists("hw-doos--*-niet")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(SRC)))
def test_every_class_of_a_template_exists(path):
    unknown = {name for name in classes_in_template(path.read_text()) if not exists(name)}
    assert not unknown


@pytest.mark.parametrize("path", WRITERS, ids=lambda p: str(p.relative_to(SRC)))
def test_every_class_that_python_writes_exists(path):
    unknown = {name for name in classes_in_python(path.read_text()) if not exists(name)}
    assert not unknown


FORBIDDEN = {
    "inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "handler in an attribute": re.compile(r"\son[a-z]+\s*=|\shx-on\b", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "inline data": re.compile(r"""(?:src|href)\s*=\s*["']data:""", re.IGNORECASE),
    "something of another site": re.compile(
        r"""<(?:link|script|img|source|iframe|use)\b[^>]*(?:src|href|srcset)\s*=\s*["'](?:https?:)?//""",
        re.IGNORECASE,
    ),
}
# Mail is read outside the site, an export is read from a disk: both carry their own style or none.
STANDS_ALONE = {"export", "mail", "email"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(SRC)))
def test_a_template_carries_nothing_that_the_csp_forbids(path):
    if STANDS_ALONE & {part.lower() for part in path.parts}:
        pytest.skip("not a page of the site")
    text = path.read_text()
    found = {what for what, pattern in FORBIDDEN.items() if pattern.search(text)}
    assert not found


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_patterns_find_what_they_are_for(what):
    bad = {
        "inline style": '<p style="color:red">',
        "inline script": "<script>alert(1)</script>",
        "handler in an attribute": '<a onclick="x()">',
        "script address": '<a href="javascript:x()">',
        "inline data": '<img src="data:image/png;base64,AA">',
        "something of another site": '<link rel="stylesheet" href="https://cdn.example/x.css">',
    }
    assert FORBIDDEN[what].search(bad[what])


def test_the_stylesheets_load_only_our_own_files():
    for css in STATIC.rglob("*.css"):
        text = COMMENT.sub("", css.read_text())
        assert "sourceMappingURL" not in css.read_text()
        assert "@import" not in text
        for address in re.findall(r"url\(([^)]*)\)", text):
            assert (css.parent / address.strip("\"'")).is_file(), f"{css.name}: {address}"
