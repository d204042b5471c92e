"""Samir at home, signed in, with some answers in his boxes."""

import pytest
from django.db import transaction
from django.utils import timezone

from huiswaarts.casework.boxes.actions.answers import answer_question
from huiswaarts.casework.boxes.entries import Entry
from huiswaarts.casework.boxes.queries import find_box
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.foundation.access.session import acting
from tests.people import actor_of, sign_in


class Home:
    """Asks for pages below `/mijn/<number>/`."""

    def __init__(self, client, case):
        self.client, self.case = client, case

    def url(self, path=""):
        return f"/mijn/{self.case.number}/{path}"

    def get(self, path="", **more):
        return self.client.get(self.url(path), **more)

    def post(self, path, data=None, **more):
        return self.client.post(self.url(path), data or {}, **more)

    def read(self, path=""):
        response = self.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return response.content.decode()


def answer(person, case, code, number, how="alone", **said):
    """Someone answers, as the app does it: in a transaction, known to the wall."""
    actor = actor_of(person, at=timezone.now())
    with transaction.atomic(), acting(actor):
        sight = sight_of(actor, case)
        box = find_box(case, code, actor)
        entry = Entry(question=number, how=how, **said)
        return answer_question(box=box, sight=sight, entry=entry, by=actor, at=actor.at)


@pytest.fixture
def home(client, samir, the_case):
    return Home(sign_in(client, samir), the_case)


@pytest.fixture
def visit(client, the_case):
    """`visit(mina)` is the home of Samir as Mina sees it."""
    return lambda person: Home(sign_in(client, person), the_case)
