"""The pages of the demo stand outside the matrix, since elsewhere they do not exist: here they are.

Asked of everybody, in demo mode, with the town behind them; and not there without it.
"""

import json

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, clear_url_caches, include, path, reverse

from huiswaarts.config import urls as real
from huiswaarts.doors.desk import demo_urls, views_demo
from tests.architecture.tree import urls

from .harvest import PEOPLE, strays
from .rows import DEMO_ROWS, ROWS

urlpatterns = [*real.urlpatterns, path("demo/", include(demo_urls))]
handler400, handler403 = real.handler400, real.handler403
handler404, handler500 = real.handler404, real.handler500


@pytest.fixture
def demo(tmp_path, monkeypatch):
    personas = tmp_path / "personas.json"
    shown = [{"name": "Zuidveen", "personas": []}]
    personas.write_text(json.dumps(shown), encoding="utf-8")
    monkeypatch.setattr(views_demo, "PERSONAS", personas)
    with override_settings(DEMO=True, ROOT_URLCONF=__name__):
        clear_url_caches()
        yield
    clear_url_caches()


def test_outside_the_demo_they_do_not_exist(town, visitors):
    with pytest.raises(NoReverseMatch):
        reverse("demo")
    assert not set(DEMO_ROWS) & {name for name, _, _ in urls()}
    for method in ("get", "post"):
        assert visitors.ask("Bea", "/demo/", method=method).status == 404


def test_every_url_of_the_demo_has_a_row(demo):
    assert {name for name, _, _ in urls()} - set(ROWS) == set(DEMO_ROWS)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_finds_anyone_there(town, visitors, demo, method):
    asked = {
        "get": [None],
        "post": [
            {},
            {"persona": "niemand@voorbeeld.nl"},
            {"persona": "%"},
            {"persona": "a" * 5000},
        ],
    }
    leaks = []
    for name, row in DEMO_ROWS.items():
        for who in PEOPLE:
            for data in asked[method]:
                answer = visitors.ask(who, row.path(name, town), method=method, data=data)
                assert answer.status == (200 if method == "get" else 404), (name, who, data)
                leaks += [f"{name} shows {who}: {found}" for found in strays(town, who, answer)]
    assert not leaks, "\n".join(leaks)


def test_choosing_someone_shows_nothing_yet(town, visitors, demo):
    email = town.people.by_name["Bea"].user.email
    answer = visitors.ask("nobody", "/demo/", method="post", data={"persona": email})
    assert answer.status == 302
    assert not answer.seen
