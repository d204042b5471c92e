"""Everyone searches for every word that exists once: found is what is for them alone."""

import pytest

from huiswaarts.casework.journey.search import search
from huiswaarts.foundation.access.session import acting
from tests.people import actor_of

from .canaries import found_in
from .harvest import MAY

pytestmark = pytest.mark.timeout(600)
WHO = sorted(MAY["case_work"])


class Answer:
    def __init__(self, town, found):
        people = [case.client_name for case in found.people]
        words = ["".join(text for text, _ in hit.pieces) for hit in found.hits]
        cases = [hit.case.client_name for hit in found.hits]
        self.text = "\n".join([*people, *words, *cases])
        self.seen = found_in(self.text, town.tokens)


@pytest.mark.parametrize("who", WHO)
def test_a_word_of_somebody_else_is_not_found(town, who):
    actor = actor_of(town.people.by_name[who])
    with acting(actor):
        stray = [
            item.what
            for token, item in town.items.items()
            if who not in item.may and Answer(town, search(actor, token)).seen
        ]
    assert not stray


@pytest.mark.slow
@pytest.mark.parametrize("who", ["Bea", "Amir", "Wim", "Gerda"])
def test_what_is_for_them_is_found(town, who):
    actor = actor_of(town.people.by_name[who])
    texts = ("answer/2", "point/planned", "report/held", "promise/open", "document")
    with acting(actor):
        missed = [
            item.what
            for token, item in town.items.items()
            if who in item.must
            and item.what.endswith(texts)
            and token not in Answer(town, search(actor, token)).seen
        ]
    assert not missed
