"""No page shows a button that its reader may not press, nor a link that its reader may not follow.

Each form on the pages of the matrix is sent as it stands, once for each kind of person who sees it;
each link is followed, once at work and once at home. Of a
button, a refusal is a fault of the page, whether it comes as an answer or as a reason in the place
of the form: nobody should have to press to learn that. What a form says about what was filled in is
no refusal.
"""

import pytest

from huiswaarts.casework.cases import policies_sharing
from huiswaarts.casework.tables import views_chair
from huiswaarts.foundation.access.decisions import YES

from .harvest import WITHOUT_WORK
from .pressing import everything_on, is_refused, pages_of_the_matrix, press
from .rows import ROWS

pytestmark = pytest.mark.timeout(600)
# Nobody in this town has a second step of their own, of which the menu shows the codes; of a
# recovery and a death it has the row without the steps before it.
NOT_HERE = {"mfa_view_recovery_codes", "mfa_generate_recovery_codes", "desk:recovery_second",
            "journey:status"}  # fmt: skip


@pytest.fixture(scope="module")
def pages(town, harvest):
    return list(pages_of_the_matrix(town, harvest))


@pytest.fixture(scope="module")
def answered(town, harvest, pages):
    """What the matrix asked already."""
    return {
        (key[0], ROWS[key[1]].path(key[1], town)): answer
        for key, answer in harvest.answers.items()
        if key[-1] == "get"
    }


def one_of_each_kind(town, offers):
    """Each button once for each kind of person; a link once for all who work, or are at home."""
    known = set()
    for offer in offers:
        work = town.people.by_name[offer.who].membership
        at_home = offer.who in WITHOUT_WORK
        kind = work.role if offer.form and work else at_home
        if (key := (kind, offer.view, offer.button)) not in known:
            known.add(key)
            yield offer


def refused(tried):
    return [
        f"{offer}: {answer.status}"
        for offer, answer in tried
        if offer.view not in NOT_HERE and is_refused(offer, answer)
    ]


def test_nobody_is_shown_a_button_that_refuses(town, visitors, pages, answered):
    offers = list(one_of_each_kind(town, everything_on(pages)))
    assert len(offers) > 150
    wrong = refused(
        (offer, (not offer.form and answered.get((offer.who, offer.to))) or press(visitors, offer))
        for offer in offers
    )
    assert not wrong, "\n".join(wrong)


def a_helper_opens_for_the_own_party(monkeypatch):
    monkeypatch.setattr(policies_sharing, "resume_sharing", lambda _sight, _seat: YES)


def a_table_stops_with_a_question_on_it(monkeypatch):
    monkeypatch.setattr(views_chair, "decides_first", lambda _table: False)


PLANTED = [
    (a_helper_opens_for_the_own_party, "Bea", "desk:sharing_stop"),
    (a_table_stops_with_a_question_on_it, "Tina", "tables:stop"),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted[0].__name__)
def test_a_planted_button_is_caught(town, visitors, monkeypatch, planted):
    mutant, who, name = planted
    path = ROWS[name].path(name, town)

    def buttons():
        offers = everything_on([(who, path, visitors.ask(who, path).body)])
        return [(one, press(visitors, one)) for one in offers if one.form and one.to == path]

    assert not refused(buttons()), "clean before"
    mutant(monkeypatch)
    assert refused(buttons()), "not seen"
