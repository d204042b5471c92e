"""Two people at the very same moment, each in a connection of their own."""

import threading

import pytest
from django.db import connection, transaction

from huiswaarts.casework.boxes.actions.answers import StaleAnswerError
from huiswaarts.casework.boxes.models import Answer
from tests.database import as_owner
from tests.people import make_people

from .table import at


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_saves_and_the_other_is_told():
    with transaction.atomic():
        people = make_people()
    case = people.case_of["Samir"]
    start, outcomes = threading.Barrier(2), {}

    def save(name, text):
        try:
            with transaction.atomic(), at(people.by_name[name], case) as box:
                here, sight, entry = box.box, box.sight, box.entry(8, text=text)
                start.wait(timeout=20)
                from huiswaarts.casework.boxes.actions.answers import answer_question

                answer_question(box=here, sight=sight, entry=entry, by=box.actor, at=box.actor.at)
            outcomes[name] = "saved"
        except StaleAnswerError as stale:
            outcomes[name] = (stale.mine.text, stale.theirs.text)
        finally:
            connection.close()

    texts = {"Samir": "Bel mij.", "Bea": "Bel Bea."}
    both = [threading.Thread(target=save, args=item) for item in texts.items()]
    for one in both:
        one.start()
    for one in both:
        one.join(timeout=30)
    first = next(name for name, outcome in outcomes.items() if outcome == "saved")
    second = next(name for name in texts if name != first)
    assert outcomes[second] == (texts[second], texts[first])
    with transaction.atomic(), as_owner():
        kept = Answer.objects.get(case=case, is_current=True)
        assert kept.text == texts[first]
