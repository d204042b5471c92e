"""The contact card is all that some people get: on every page, words, dates, statuses and counts.

They are actors of their own (cards.py), asked what answers them: the pages of a case that need no
more than its number, and the lists. What no bird can stand for, a status or a count, is found by
giving the case another course: for them every answer stays the same, byte by byte.
"""

import datetime as dt
import re

import pytest
from django.db import transaction

from huiswaarts.casework.cases.models import Case, GateOverride, TeamMember
from huiswaarts.casework.meetings.models import Meeting
from huiswaarts.foundation.events.models import Event
from tests.database import as_owner

from .cards import ACTORS, AT_HOME, FILLED, NEEDED, YEARS
from .harvest import DOORS, WITHOUT_WORK
from .rows import ROWS
from .test_looks import unnoted
from .test_twin import where

pytestmark = pytest.mark.timeout(600)
LISTS = {
    "desk:my_work": ("",),
    "desk:my_week": ("",),
    "desk:inbox": ("",),
    "desk:case_list": ("", "voorbij=on", "als=csv", "als=csv&voorbij=on", "laat=on&voorbij=on",
                       "zonder=on", "fase=home_search&voorbij=on", "fase=in_view"),
    "portal:home": ("",),
    "portal:inbox": ("",),
    "offers": ("",),
}  # fmt: skip
OF_A_CASE = [
    name
    for name, row in ROWS.items()
    if "number" in row.fill
    and all(maker == "number" or maker[0] == "=" for maker in row.fill.values())
    and name.startswith("portal:") == (DOORS[name] == "own_case")
]
COURSE = re.compile(
    "|".join([*map(str, YEARS.values()), f"{FILLED} van {NEEDED}", f'"{FILLED}"', "71 "])
)


def asks(who, whose):
    """The addresses that this person would ask, of this case and of everything."""
    at_home = who in AT_HOME | WITHOUT_WORK
    for name in OF_A_CASE:
        if (DOORS[name] == "own_case") == at_home:
            yield name, ""
    for name, queries in LISTS.items():
        if name == "offers" or name.startswith("portal:") == at_home:
            for query in queries:
                yield name, query


def answers(town, visitors, who, whose):
    for name, query in asks(who, whose):
        path = ROWS[name].path(name, town, whose if "number" in ROWS[name].fill else "Samir")
        yield f"{name} {query}".strip(), visitors.ask(who, f"{path}?{query}" if query else path)


def course_of(town, whose, answer):
    """What of the course of a case an answer tells: its words, its year, its counts."""
    about = town.people.case_of[whose].pk
    words = {
        town.items[token].what.removeprefix(f"{whose}/")
        for token in answer.seen
        if town.items[token].case == about
    }
    return words | set(COURSE.findall(answer.body))


@pytest.fixture(scope="module")
def asked(town, visitors):
    """Once for this file: who asked about whose case, and what came back."""
    return {actor: dict(answers(town, visitors, *actor)) for actor in ACTORS}


@pytest.mark.parametrize("actor", ACTORS, ids="-".join)
def test_the_card_is_all_they_get(town, asked, actor):
    who, whose = actor
    leaks = [
        f"{name} tells {who} of {whose}: {sorted(more)}"
        for name, answer in asked[actor].items()
        if (more := course_of(town, whose, answer) - ACTORS[actor])
    ]
    broken = [name for name, answer in asked[actor].items() if answer.status >= 500]
    assert not leaks + broken, "\n".join(leaks + broken)


@pytest.mark.parametrize("actor", ACTORS, ids="-".join)
def test_they_find_what_is_on_the_card(town, asked, actor):
    found = set().union(*(course_of(town, actor[1], one) for one in asked[actor].values()))
    missing = ACTORS[actor] - found - {"guest document/planned/content"}  # a file, not a page
    assert not missing


@pytest.mark.parametrize("actor", ACTORS, ids="-".join)
def test_every_look_at_a_card_is_on_record(town, asked, actor):
    secret = [name for name, one in asked[actor].items() if unnoted(town, actor[0], one)]
    assert not secret


def another_course(town, whose):
    """Everything that is not on the card: still running, not begun, or over."""
    case, at = town.people.case_of[whose], town.people.at
    phase, status = {
        "Samir": ("agreement", "relapse"),
        "Nora": ("closed", "active"),
        "Olaf": ("in_view", "on_hold"),
    }[whose]
    Case.objects.filter(pk=case.pk).update(
        phase=phase, status=status, status_reason="anders", target_month=dt.date(2071, 1, 1),
        phase_since=dt.date(2020, 1, 1), review_on=dt.date(2020, 1, 1), follow_up_on=None,
        follow_up_what="", boxes_filled=1, boxes_needed=2, kickoff_late_reason="anders",
        registered_on=dt.date(2019, 1, 1), trajectory="housing_first", version=99,
    )  # fmt: skip
    told = {"case": case, "by_membership": case.coordinator, "at": at}
    GateOverride.objects.create(gate="sign", why="anders", review_on=dt.date(2071, 1, 1), **told)
    TeamMember.objects.create(
        case=case, kind="corporation", state="active", membership=town.people.wim.membership,
        organisation=town.people.wim.membership.organisation, from_at=at - dt.timedelta(days=9),
    ) if whose != "Samir" else None  # fmt: skip
    Meeting.objects.create(case=case, begins_at=at, place="home", made_at=at)
    Event.objects.create(
        region_id=case.region_id, kind="cases.target_month_changed", case_id=case.pk, at=at,
        user_id=town.people.gerda.user.pk,
    )  # fmt: skip


@pytest.mark.parametrize("whose", YEARS)
def test_another_course_makes_no_difference(town, visitors, asked, whose):
    different = []
    with transaction.atomic():
        with as_owner():
            another_course(town, whose)
        for actor in [one for one in ACTORS if one[1] == whose]:
            for name, second in answers(town, visitors, *actor):
                first = asked[actor][name]
                if first.same != second.same:
                    different.append(f"{name} for {actor}: {where(first.same, second.same)}")
        transaction.set_rollback(True)
    assert not different, "\n".join(different)


def test_who_was_a_guest_keeps_the_number_alone(town, asked):
    page = asked["Gijs", "Nora"]["desk:case"]
    assert page.status == 200
    assert town.people.case_of["Nora"].number in page.body
    assert "U was hier te gast" in page.body


def test_the_team_page_says_that_the_seats_are_not_shown(asked):
    for actor in (("Gijs", "Samir"), ("Hans", "Nora"), ("Hans", "Olaf")):
        page = asked[actor]["cases:team"].body
        assert "U ziet hier alleen uw eigen stoel" in page
        assert "leeg" not in page.lower()


def test_what_is_not_for_the_card_says_so(asked):
    for actor in (("Gijs", "Samir"), ("Hans", "Nora"), ("Rosa", "Samir")):
        shut = {name: one for name, one in asked[actor].items() if one.status == 403}
        assert len(shut) > 10
        why = "Dit is nu niet voor je open" if actor[0] == "Rosa" else "alleen de contactkaart"
        assert all(why in one.body for one in shut.values())


NOT_AT_THE_TABLE = [(who, "Samir") for who in ("Eva", "Hans", "Bo", "Ans")]


@pytest.mark.parametrize("actor", NOT_AT_THE_TABLE, ids="-".join)
def test_who_left_or_does_not_sit_yet_finds_no_page_of_the_case(town, asked, actor):
    """Nor who was made to stand still; who has nothing at all yet is sent on, whatever they ask."""
    found = {name: one for name, one in asked[actor].items() if name in OF_A_CASE}
    number = town.people.case_of["Samir"].number
    wrong = [
        name
        for name, one in found.items()
        if one.status not in (404, 405)
        if not (actor[0] == "Ans" and one.status == 302 and number not in one.headers)
    ]
    assert found
    assert not wrong


@pytest.mark.parametrize("actor", [one for one in ACTORS if one[0] not in AT_HOME], ids="-".join)
def test_every_tab_that_they_see_opens(town, visitors, asked, actor):
    tabs = {
        tab
        for answer in asked[actor].values()
        for bar in re.findall(r'<nav class="hw-tabs".*?</nav>', answer.body, re.DOTALL)
        for tab in re.findall(r'href="([^"]+)"', bar)
    }
    shut = [tab for tab in tabs if visitors.ask(actor[0], tab).status != 200]
    assert not shut
    assert tabs or actor in NOT_AT_THE_TABLE
