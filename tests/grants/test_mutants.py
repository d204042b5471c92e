"""Planted: a policy that says yes to more people. The slice of a day turns red."""

import pytest
from django.db import connection

from huiswaarts.casework.cases import policies, policies_questions, policies_sharing
from huiswaarts.casework.meetings import policies as policies_meetings
from huiswaarts.foundation.access.decisions import YES
from tests.database import as_owner

from .test_matrix import test_everybody_tries_it_for_somebody as the_slice
from .worlds import WORLDS

# Where the database asks the same, both locks are opened.
EVERYBODY_IS_SECOND = """create or replace function is_second_person(of_case bigint,
  organisation bigint) returns boolean language sql as 'select true'"""
PLANTED = [
    ("people:invite_on_paper", policies, "invite", ""),
    ("sharing:resume_sharing", policies_sharing, "stop_sharing", ""),
    ("leaving_out:welcome", policies_meetings, "welcome", ""),
    ("questions:answer_ending", policies_questions, "answer_ending", EVERYBODY_IS_SECOND),
]
world_of = {world.action.rpartition(".")[2]: world for world in WORLDS}


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted[0])
def test_a_policy_that_says_yes_to_more_people_is_caught(
    planted, stage, actors, people, monkeypatch
):
    action, module, policy, opened = planted
    monkeypatch.setattr(module, policy, lambda *_, **__: YES)
    if opened:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(opened)
    with pytest.raises(AssertionError):
        the_slice(world_of[action], stage, actors, people)
