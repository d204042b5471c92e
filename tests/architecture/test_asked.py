"""What an address asks for is read in one place: `foundation/common/asked.py`."""

import ast
import re

import pytest

from .tree import SRC, name, python_files, templates, tree

WORDS = ("CharField", "KeptText", "AddressField", "EmailField", "RegexField", "SlugField")
READER = "foundation/common/asked.py"
# In a template the query as a whole may go along with a link; nothing is taken out of it.
WHOLE = re.compile(r"{% (bladeren|bladeren_zonder_tel|export) [^%]*request\.GET %}")


def raw_reads(code):
    """Lines where something is taken from the query of a request by hand."""
    return [
        node.lineno
        for node in ast.walk(code)
        if isinstance(node, ast.Attribute) and node.attr in ("GET", "QUERY_STRING")
    ]


def test_only_the_reader_takes_from_an_address():
    beside = {name(path): raw_reads(tree(path)) for path in python_files() if name(path) != READER}
    assert not {path: lines for path, lines in beside.items() if lines}


def test_a_template_takes_nothing_from_an_address():
    taking = [
        name(path)
        for path in templates()
        if "request.GET" in WHOLE.sub("", path.read_text(encoding="utf-8"))
    ]
    assert not taking


def text_fields(code):
    """Fields of filter forms that take free text and are not sealed."""
    for form in ast.walk(code):
        if not isinstance(form, ast.ClassDef):
            continue
        bases = {getattr(base, "attr", getattr(base, "id", "")) for base in form.bases}
        if "FilterForm" not in bases:
            continue
        given = {
            target.id: node.value
            for node in form.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        hidden = ast.literal_eval(given.pop("sealed", ast.parse("()", mode="eval").body))
        for field, value in given.items():
            called = getattr(value, "func", None)
            kind = getattr(called, "attr", getattr(called, "id", ""))
            if kind in WORDS and field not in hidden:
                yield f"{form.name}.{field}"


def test_a_filter_with_words_in_it_seals_them():
    assert not [found for path in python_files() for found in text_fields(tree(path))]
    sealing = tree(SRC / "doors/desk/forms_cases.py")
    assert "sealed = ('zoek',)" in ast.unparse(sealing), "there is one to look at"


@pytest.mark.parametrize(
    "planted",
    [
        "page = int(request.GET['pagina'])",
        "word = request.GET.get('zoek', '')",
        "text = request.META.get('QUERY_STRING')\nasked.request.GET",
        "form = SearchForm(self.request.GET or None)",
    ],
)
def test_planted_a_parameter_read_by_hand(planted):
    assert raw_reads(ast.parse(planted))


def test_planted_a_filter_with_a_name_in_the_address():
    planted = "class F(asked.FilterForm):\n    zoek = forms.CharField(label='Naam')"
    assert list(text_fields(ast.parse(planted))) == ["F.zoek"]
