"""A box on its way from empty to full and back."""

import pytest
from django.core.exceptions import PermissionDenied

from huiswaarts.casework.boxes.actions.answers import StaleAnswerError
from huiswaarts.casework.boxes.actions.base import StaleBoxError

from .table import at


def test_the_first_answer_puts_something_in_the_box(samir, the_case):
    with at(samir, the_case) as box:
        assert box.state == "empty"
        box.answers(1, choice="stable", text="Een uitkering.")
        assert box.state == "in_progress"
        assert box.current(1).text == "Een uitkering."


def test_all_points_met_makes_it_wait_for_agreement(samir, the_case):
    with at(samir, the_case) as box:
        box.fills_all()
        assert box.state == "proposed"


def test_it_is_full_when_everyone_who_must_agrees(samir, gerda, wim, the_case):
    with at(samir, the_case) as box:
        box.fills_all()
        box.confirms("client")
    with at(wim, the_case) as box:
        assert box.state == "proposed"
        box.confirms("payment")
    with at(gerda, the_case) as box:
        box.confirms("money")
        assert box.state == "filled"
        the_case.refresh_from_db()
        assert the_case.boxes_filled == 1


def fill_for_good(samir, gerda, wim, the_case):
    with at(samir, the_case) as box:
        box.fills_all()
        box.confirms("client")
    with at(wim, the_case) as box:
        box.confirms("payment")
    with at(gerda, the_case) as box:
        box.confirms("money")


def test_another_answer_opens_a_full_box_again_and_asks_everyone_again(samir, gerda, wim, the_case):
    fill_for_good(samir, gerda, wim, the_case)
    with at(samir, the_case) as box:
        box.answers(3, choice="arranged")
        assert box.state == "reopened"
        assert box.box.state_reason == "answer_changed"
        said = [word for words in box.contents.words.values() for word in words if word.is_current]
        # the corporation agreed to how the rent is paid, and that is as it was
        assert [word.seat_kind for word in said] == ["corporation"]
    with at(gerda, the_case) as box:
        box.confirms("money")
        assert box.state == "proposed"
    with at(samir, the_case) as box:
        box.confirms("client")
        assert box.state == "filled"


def test_the_same_answer_again_changes_nothing(samir, gerda, wim, the_case):
    fill_for_good(samir, gerda, wim, the_case)
    with at(samir, the_case) as box:
        box.answers(3, choice="none")
        assert box.state == "filled"


def test_who_disagrees_opens_it_again_and_says_why(samir, gerda, wim, the_case):
    fill_for_good(samir, gerda, wim, the_case)
    with at(samir, the_case) as box:
        box.disagrees("client", reason="Ik heb nog een boete gekregen.")
        assert box.state == "reopened"
        assert box.box.state_reason == "disagreed"
    with at(gerda, the_case) as box:
        box.confirms("money")
    with at(wim, the_case) as box:
        box.confirms("payment")
        assert box.state == "proposed"
    with at(samir, the_case) as box:
        box.confirms("client")
        assert box.state == "filled"


def test_the_corporation_sees_what_follows_from_the_answers_and_nothing_else(samir, wim, the_case):
    with at(samir, the_case) as box:
        box.fills_all()
    with at(wim, the_case) as box:
        assert box.contents.answers == {}
        assert box.derived() == {
            "arranged": "ja",
            "payment_method": "bewindvoerder betaalt",
            "arrears_agreement": "Wij bellen elkaar.",
            "arrears_caller": "Bea belt.",
            "arrears_days": "5",
            "payment_contact": "",
        }


def test_what_the_client_keeps_to_themself_counts_but_is_not_passed_on(samir, bea, wim, the_case):
    with at(samir, the_case) as box:
        box.fills_all()
        box.answers(8, text="Wij bellen elkaar.", label=3)
        box.answers(5, choice="guardian", label=3)
        assert box.state == "proposed"
    with at(wim, the_case) as box:
        assert box.derived()["arrears_agreement"] == ""
        assert box.derived()["payment_method"] == ""
        assert box.derived()["arranged"] == "ja"
    with at(bea, the_case) as box:
        assert box.current(8) is None
        box.answers(1, choice="stable", text="Nog steeds.")
        assert box.state == "proposed"


def test_two_people_in_one_question_lose_nothing(samir, bea, the_case):
    with at(samir, the_case) as box:
        before = box.answers(1, choice="stable")
    with at(bea, the_case) as box:
        box.answers(1, choice="changing", seen=before.public_id)
    with at(samir, the_case) as box:
        with pytest.raises(StaleAnswerError) as stale:
            box.answers(1, choice="none", text="Ik heb niets.", seen=before.public_id)
        assert stale.value.theirs.choice == "changing"
        assert stale.value.mine.text == "Ik heb niets."
        assert box.current(1).choice == "changing"


def test_pressing_twice_saves_once(samir, the_case):
    with at(samir, the_case) as box:
        first = box.answers(1, choice="stable", seen="")
        assert box.answers(1, choice="stable", seen="") == first


def test_one_confirms_what_one_saw(samir, bea, the_case):
    with at(samir, the_case) as box:
        box.fills_all()
        version = box.box.version
    with at(bea, the_case) as box:
        box.answers(3, choice="arranged")
    with at(samir, the_case) as box, pytest.raises(StaleBoxError):
        box.confirms("client", version=version)


def test_nobody_agrees_to_a_half_full_box(samir, the_case):
    with at(samir, the_case) as box:
        box.answers(1, choice="stable")
        with pytest.raises(PermissionDenied, match="5 punten zijn nog niet klaar"):
            box.confirms("client")
