"""Every page stands in the frame of its reader: whoever is at home can leave it at once."""

import re

import pytest

from huiswaarts.config import context

from .harvest import PEOPLE, WITHOUT_WORK, let_in
from .rows import ROWS
from .visitor import NOBODY

pytestmark = pytest.mark.timeout(600)
SIGN_OUT = re.compile(r'<form method="post" action="/uitloggen/">')
AT_HOME = {
    "Snel weg": re.compile(r"<a class=\"hw-snelweg\"[^>]+data-leave>"),
    "another language": re.compile(r'<a [^>]*href="/mijn/taal/[^"]+"[^>]* hreflang='),
    "a way to sign out": SIGN_OUT,
    "a way to the recovery sheet": re.compile(r'href="/account/herstelblad/"'),
    "a way to signing in and safety": re.compile(r'href="/account/beveiliging/"'),
}
AT_WORK = {
    "the menu": re.compile(r'<nav aria-label="Hoofdmenu">'),
    "a way to sign out": SIGN_OUT,
}


def frameless(who, name, body):
    wanted = AT_HOME if who in WITHOUT_WORK else AT_WORK
    return [f"{name} gives {who} no {what}" for what, is_there in wanted.items()
            if not is_there.search(body)]  # fmt: skip


def pages(town, harvest):
    for name in ROWS:
        for who in PEOPLE:
            if who != NOBODY and who in let_in(name):
                answer = harvest[who, name, "get"]
                if answer.status == 200 and "<html" in answer.body:
                    yield who, name, answer.body


def test_every_page_has_the_frame_of_its_reader(town, harvest):
    shown = list(pages(town, harvest))
    assert {"desk:recoveries", "word", "recovery_sheet", "mfa_index"} <= {
        name for who, name, _ in shown if who in WITHOUT_WORK
    }
    wrong = [one for page in shown for one in frameless(*page)]
    assert not wrong, "\n".join(wrong)


def test_planted_a_page_without_a_frame_is_caught(visitors, monkeypatch):
    monkeypatch.setattr(context, "frame_of", lambda _actor: "base_alone.html")
    assert frameless("Samir", "word", visitors.ask("Samir", "/account/berichten/").body)
