"""The lists count and order in the database: the same cases as both locks give, no more.

`app_case_list` and `app_my_day` run as the owner of the tables, so what they say of whom is held
here against `visible_to`, in random worlds, with the order written once more in Python.
"""

import datetime as dt
import random

import pytest
from django.db import connection, transaction
from hypothesis import given, settings

from huiswaarts.casework.cases.models import Case, Sharing, TeamMember
from huiswaarts.casework.cases.queries import cards_of
from huiswaarts.casework.cases.querysets import CARD_STATUSES
from huiswaarts.doors.desk.queries_cases import Filters, Terms, cases_by_id, listed
from huiswaarts.doors.desk.queries_work import MOST, Day, work_of
from huiswaarts.foundation.access import session
from huiswaarts.foundation.access.seats import TEAM_SEATS
from huiswaarts.foundation.common.workdays import workdays_after
from tests.database import as_owner

from .rows import DAY
from .test_locks import COMMON
from .world import CROWDED_WORLDS, NOW, lay_ground, make_world

RED_AFTER = 14
PHASES = ("registration", "in_view", "in_view", "in_view", "preparation", "preparation")
ALL = 10_000
NAMES = ("Daan Visser", "Mina de Wit", "100% Piet", "Éva_O'Neil")
FILTERS = (
    Filters(),
    Filters(over=True),
    Filters(overdue=True),
    Filters(unplanned=True, over=True),
    Filters(mine="self"),
    Filters(mine="organisation", over=True),
    Filters(search="daan"),
    Filters(search="%"),
    Filters(search="_o'"),
    Filters(phase="in_view"),
    Filters(municipality="GM0", over=True),
    Filters(municipality="GM9"),
)
seen: dict[object, int] = {}


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        with as_owner():
            laid = lay_ground()
        yield laid
        transaction.set_rollback(True)


def give_days(world, chance):
    for case in world.cases:
        days = (None, None, *(NOW.date() + dt.timedelta(days=n) for n in (-30, -1, 0, 0, 1, 9)))
        case.client_name = chance.choice(NAMES)
        case.follow_up_on, case.review_on = chance.choice(days), chance.choice(days)
        case.phase_since = NOW.date() - dt.timedelta(days=chance.choice((0, 14, 15, 40)))
        if chance.random() < 0.7:
            case.phase, case.status = chance.choice(PHASES), "active"
        at_work = [s for s in world.seats if s.case_id == case.pk and s.membership_id]
        if at_work and chance.random() < 0.9:
            case.coordinator_id = chance.choice(at_work).membership_id
        case.save()


def share(world, chance):
    """Most parties at work read topic 0, as they do in life; the others get the contact card."""
    Sharing.objects.bulk_create(
        (
            Sharing(
                case=seat.case, seat_kind=seat.kind, organisation_id=seat.organisation_id, topic=0,
                level=2, ceiling=2, ground="task", purpose="x", from_at=NOW - 99 * DAY,
            )
            for seat in world.seats
            if seat.organisation_id and chance.random() < 0.95
        ),
        ignore_conflicts=True,
    )  # fmt: skip


def is_over(case):
    return case.phase == "closed" or case.status in CARD_STATUSES


def is_late(case, today):
    return any(day is not None and day < today for day in (case.follow_up_on, case.review_on))


def attention(case, today):
    if is_over(case):
        return 5
    if is_late(case, today):
        return 0
    if case.follow_up_on is None:
        return 1 if (today - case.phase_since).days > RED_AFTER else 2
    return 3 if case.follow_up_on == today else 4


def wanted(case, filters, actor):
    return (
        (filters.over or not is_over(case))
        and filters.search.upper() in case.client_name.upper()
        and (not filters.phase or case.phase == filters.phase)
        and (not filters.municipality or case.municipality_choice.code == filters.municipality)
        and (filters.mine != "self" or case.coordinator_id == actor.membership_id)
        and (
            filters.mine != "organisation"
            or case.coordinator.organisation_id == actor.organisation_id
        )
        and (not filters.overdue or is_late(case, actor.today))
        and (not filters.unplanned or case.follow_up_on is None)
    )


def cards_wanted(cards, filters):
    """Of who gets the contact card only: last, found by name, and by no column that is not on it.
    Each with its level: 7 is what is over for them.
    """
    if any((filters.phase, filters.municipality, filters.mine, filters.overdue, filters.unplanned)):
        return {}
    levels = {pk: 7 if card.is_past else 6 for pk, card in sorted(cards.items())}
    return {
        pk: level
        for pk, level in sorted(levels.items(), key=lambda one: one[1])
        if (filters.over or level == 6) and filters.search.upper() in cards[pk].client_name.upper()
    }


def in_order(cases, today):
    def place(case):
        day = case.follow_up_on or dt.date.max
        return attention(case, today), day, case.target_month, case.pk

    return sorted(cases, key=place)


def empty(case, at):
    seats = TeamMember.objects.filter(case=case).active(at).values_list("kind", flat=True)
    return case.phase not in ("in_view", "registration") and set(TEAM_SEATS) - {"client", *seats}


def compare(actor):
    with as_owner():
        related = ("municipality_choice", "coordinator")
        mine = list(Case.objects.visible_to(actor).select_related(*related))
        tables = [
            case.pk
            for case in mine
            if not is_over(case)
            and case.coordinator_id == actor.membership_id
            and empty(case, actor.at)
        ]
    session.enter(actor)
    cards = cards_of()
    assert not cards.keys() & {case.pk for case in mine}
    for filters in FILTERS:
        rows = in_order([c for c in mine if wanted(c, filters, actor)], actor.today)
        levels = {case.pk: attention(case, actor.today) for case in rows}
        levels |= cards_wanted(cards, filters)
        found = listed(actor, filters, RED_AFTER, size=ALL)
        assert found.attention == levels
        assert list(found.attention) == list(levels), filters
        assert found.total == len(levels)
        second = listed(actor, filters, RED_AFTER, skip=1, size=1)
        assert list(second.attention) == list(levels)[1:2]
        seen[filters] = seen.get(filters, 0) + len(rows)
    seen["cards"] = seen.get("cards", 0) + len(cards)
    open_ones = [case for case in mine if not is_over(case)]
    now = [pk for pk, level in cards_wanted(cards, Filters()).items() if level == 6]
    compare_day(actor, in_order(open_ones, actor.today), tables, now)


def answers_due(actor, mine):
    """Of the municipality's own tables and those one coordinates; from three working days ahead."""
    soon = workdays_after(actor.today, 3)
    seats = TeamMember.objects.filter(membership_id=actor.membership_id, kind="municipality")
    with as_owner():
        ours = set(seats.active(actor.at).values_list("case_id", flat=True))
    return [
        case
        for case in mine
        if (case.phase, case.status) == ("registration", "active")
        and workdays_after(case.phase_since, 10) <= soon
        and (case.coordinator_id == actor.membership_id or case.pk in ours)
    ]


def compare_day(actor, mine, tables, cards):
    day = Day(actor, Terms())
    assert day.cases("row") == [*(case.pk for case in mine), *cards][:MOST]
    due = [
        case.pk
        for case in mine
        if any(one and one <= actor.today for one in (case.follow_up_on, case.review_on))
    ]
    assert sorted(day.cases("due")) == sorted(due)
    assert sorted(day.cases("empty")) == sorted(tables)
    late_answers = answers_due(actor, mine)
    assert sorted(day.unanswered) == sorted(case.pk for case in late_answers)
    assert day.numbers("all", "overdue", "unplanned") == {
        "all": len(mine) + len(cards),
        "overdue": sum(is_late(case, actor.today) for case in mine),
        "unplanned": sum(case.follow_up_on is None for case in mine),
    }
    shown = work_of(actor, Terms())
    told = {getattr(row, "case_id", row.pk) for row in shown.shown()}
    assert told <= {*(case.pk for case in mine), *cards, *day.cases("proposed")}
    assert [row.case.pk for row in shown.rows] == day.cases("row")
    seen["unanswered"] = seen.get("unanswered", 0) + len(late_answers)
    seen["empty"] = seen.get("empty", 0) + len(tables)


@pytest.mark.slow
def test_the_lists_say_what_both_locks_give(ground):
    @settings(max_examples=20, **COMMON)
    @given(CROWDED_WORLDS)
    def hold(drawn):
        with transaction.atomic():
            with as_owner():
                world = make_world(ground, drawn)
                give_days(world, random.Random(str(drawn)))
                share(world, random.Random(str(drawn)))
            for actor in world.actors(drawn["asking"]):
                if actor.is_professional:
                    compare(actor)
            transaction.set_rollback(True)

    seen.clear()
    hold()
    assert {what for what, number in seen.items() if not number} <= {FILTERS[-1]}


def test_who_is_nobody_gets_no_list(ground):
    with transaction.atomic(), connection.cursor() as cursor:
        session.leave()
        cursor.execute("select * from app_case_list(current_date, 14, '{}', 0, 50)")
        assert cursor.fetchall() == []
        cursor.execute("select what from app_my_day(current_date, 14, 8) where number > 0")
        assert cursor.fetchall() == []


def test_a_list_never_shows_a_case_without_a_seat(ground):
    """Ids from somewhere else give nothing: both locks are asked again for what is shown."""
    drawn = {name: [] for name in ("seats", "sharings", "rows", "events")}
    with transaction.atomic():
        with as_owner():
            people = {"work": [(0, 0)] * 10, "cases": [(2, 0, 0)] * 4, "asking": [(0, 1, 1)]}
            world = make_world(ground, drawn | people)
        (actor,) = world.actors([(1, 2, 0)])
        assert actor.is_professional
        session.enter(actor)
        assert cases_by_id(actor, [case.pk for case in world.cases]) == {}
        transaction.set_rollback(True)
