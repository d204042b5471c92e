"""The files with hashed names: every reference resolves, and a page survives their loss."""

import json

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import override_settings

MANIFEST = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
}


@pytest.fixture
def production(tmp_path):
    with override_settings(STORAGES=MANIFEST, STATIC_ROOT=str(tmp_path), DEBUG=False):
        yield tmp_path


def test_every_reference_resolves(production):
    call_command("collectstatic", interactive=False, verbosity=0)
    paths = json.loads((production / "staticfiles.json").read_text())["paths"]
    theme = (production / paths["huiswaarts/huiswaarts-thema.css"]).read_text()
    assert paths["huiswaarts/fonts/fira-sans-latin-400-normal.woff2"].split("/")[-1] in theme
    html = render_to_string("500.html")
    assert paths["huiswaarts/huiswaarts.css"] in html
    assert paths["huiswaarts/app.js"] in html


def test_without_the_list_of_files_there_is_still_an_error_page(production):
    html = render_to_string("500.html")
    assert "Er ging iets mis" in html
    assert "/static/huiswaarts/huiswaarts.css" in html
