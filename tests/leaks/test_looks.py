"""Whatever somebody sees of a case stands in the access record of that page, with that case.

No request of its own: the answers are those of the matrix.
"""

import pytest

from .harvest import DOORS

pytestmark = pytest.mark.timeout(600)


def unnoted(town, who, answer):
    """What this answer shows of cases of which its record says nothing; not the own name, which
    stands in the header of every page, nor what is about no case.
    """
    return sorted(
        item.what
        for token in answer.seen
        if (item := town.items[token]).case is not None
        and item.case not in answer.noted
        and item.what not in own_name(who)
    )


def own_name(who):
    return {f"{who}/first name", f"{who}/surname", f"seat/{who}"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_look_at_a_case_is_on_record(town, harvest, method):
    secret = [
        f"{method} {name} shows {who}: {', '.join(found)}"
        for who, name, answer in harvest.everything(method)
        if (found := unnoted(town, who, answer))
    ]
    assert not secret, "\n".join(secret)


def test_also_in_other_boxes_filters_and_exports(town, harvest):
    secret = [
        f"{name} shows {who}: {', '.join(found)}"
        for who, name, answer in harvest.deeper()
        if (found := unnoted(town, who, answer))
    ]
    assert not secret, "\n".join(secret)


def noted_unseen(town, answer):
    """Cases that a record names and of which this answer holds no word."""
    return answer.noted - {town.items[token].case for token in answer.seen}


def test_a_record_names_no_case_that_was_not_shown(town, harvest):
    """Rows that were counted, or that a policy asked for, are no looks. (A page of one case is one,
    also when it is empty; messages at home name nobody; who was a guest reads a number only.)
    """
    lists = {name for name, door in DOORS.items() if not door.endswith("case")}
    lists -= {"portal:inbox"}
    nameless = {town.people.case_of["Nora"].pk}
    wrong = [
        f"{name} notes a case that it does not show {who}"
        for who, name, answer in harvest.everything("get")
        if name in lists and answer.status == 200
        if noted_unseen(town, answer) - (nameless if who == "Gijs" else set())
    ]
    assert not wrong, "\n".join(wrong)
