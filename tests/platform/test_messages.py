"""The catalogues of translations: found, written, compiled, and read by Python's own gettext."""

import gettext
import importlib.util
import io
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def messages():
    spec = importlib.util.spec_from_file_location("messages", ROOT / "bin" / "messages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_texts_of_templates_are_found(messages):
    page = """{% load i18n %}<p>{% trans "Hoi 'daar'" %}</p>{% trans "Ja" context "antwoord" %}
    {% blocktrans %}Dag {{ name }}{% endblocktrans %} {{ _("Los") }}
    {% blocktrans count n=3 %}{{ n }} doos{% plural %}{{ n }} dozen{% endblocktrans %}"""
    assert set(messages.template_keys(page)) == {
        ("", "Hoi 'daar'", ""),
        ("antwoord", "Ja", ""),
        ("", "Dag %(name)s", ""),
        ("", "Los", ""),
        ("", "%(n)s doos", "%(n)s dozen"),
    }


def test_texts_of_python_are_found(messages):
    source = "_('een'); gettext_lazy('twee'); ngettext('doos', 'dozen', n); x('niet'); _(naam)"
    assert set(messages.python_keys(source)) == {
        ("", "een", ""),
        ("", "twee", ""),
        ("", "doos", "dozen"),
    }


CATALOGUE = {
    ("", 'Zeg "ja"\nof nee \\', ""): ['Say "yes"\nor no \\'],
    ("antwoord", "Ja", ""): ["Yes"],
    ("", "%(n)s doos", "%(n)s dozen"): ["%(n)s box", "%(n)s boxes"],
    ("", "Nog niet vertaald", ""): [""],
}


def test_a_catalogue_survives_being_written(messages, tmp_path):
    path = tmp_path / "django.po"
    path.write_text(messages.as_po("en", CATALOGUE))
    assert messages.read_po(path) == CATALOGUE


def test_gettext_reads_what_is_compiled(messages):
    compiled = gettext.GNUTranslations(io.BytesIO(messages.compile_mo("en", CATALOGUE)))
    assert compiled.gettext('Zeg "ja"\nof nee \\') == 'Say "yes"\nor no \\'
    assert compiled.pgettext("antwoord", "Ja") == "Yes"
    assert compiled.ngettext("%(n)s doos", "%(n)s dozen", 1) == "%(n)s box"
    assert compiled.ngettext("%(n)s doos", "%(n)s dozen", 2) == "%(n)s boxes"
    assert compiled.gettext("Nog niet vertaald") == "Nog niet vertaald"


def test_every_kind_of_fault_is_named(messages, tmp_path):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    old = {
        ("", "weg", ""): ["gone"],
        ("", "leeg", ""): [""],
        ("", "Dag %(name)s", ""): ["Hello"],
    }
    (folder / "django.po").write_text(messages.as_po("en", old))
    faults = messages.check(folder, {("", "nieuw", ""), ("", "leeg", ""), ("", "Dag %(name)s", "")})
    assert faults == [
        "en: not in django.po: nieuw",
        "en: no longer used: weg",
        "en: untranslated: leeg",
        "en: other places to fill in: Dag %(name)s",
        "en: django.mo is not that of django.po",
    ]
