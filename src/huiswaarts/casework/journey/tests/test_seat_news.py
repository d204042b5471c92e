"""Whoever was asked about a seat hears what became of it: each outcome, over all parties."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.test import Client
from django.utils import timezone

from huiswaarts.casework.cases.actions import notices, questions, seats
from huiswaarts.casework.cases.jobs import open_lapsed
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.cases.tests.test_questions import NO, YES, Table
from huiswaarts.casework.journey.leaving import end_membership
from huiswaarts.foundation.access import session
from huiswaarts.foundation.events.models import Notification
from huiswaarts.foundation.network.models import Membership
from tests.database import as_owner
from tests.people import Person, _user, actor_of, sign_in


@pytest.fixture
def table(people, the_case):
    """With an admin for Amir's organisation, who hears of it too and sees no case."""
    place = people.organisations["Thuis Erbij"]
    with as_owner():
        user = _user("Ada", name="Ada Tester")
        work = Membership.objects.create(
            region=place.region, organisation=place, user=user, role="organisation_admin",
            from_at=people.at,
        )  # fmt: skip
    people.by_name["Ada"] = Person("Ada", user, work)
    return Table(people, the_case)


@contextmanager
def told_by(table):
    """What is told from here on: {kind: who}."""
    found: dict = {}
    with as_owner():
        before = set(Notification.objects.values_list("pk", flat=True))
    yield found
    names = {one.user.pk: one.name for one in table.people}
    with as_owner():
        for row in Notification.objects.exclude(pk__in=before):
            found.setdefault(row.kind, set()).add(names[row.user_id])


def agreed(table):
    table.does("Bea", questions.answer_ending, "Amir", reply=YES)


def refused(table):
    table.does("Bea", questions.answer_ending, "Amir", reply=NO)


def by_the_client(table):
    table.does("Samir", questions.answer_ending, "Amir", reply=YES)


def withdrawn(table):
    table.does("Gerda", questions.take_back, "Amir")


def lapsed(table):
    assert open_lapsed(at=table.seat("Amir").question_until) == 1


def by_their_admin(table):
    with session.acting(actor_of(table.people.ada)) as ada:
        seat = TeamMember.objects.get(pk=table.seat("Amir").pk)
        seats.end_seat_as_admin(seat=seat, reason="Uit dienst", by=ada, at=ada.at)


def left(table):
    with session.acting(actor_of(table.people.ada)) as ada:
        work = Membership.objects.get(pk=table.people.amir.membership.pk)
        end_membership(membership=work, reason="Uit dienst", by=ada)


@pytest.mark.parametrize(
    ("outcome", "kind", "did_it"),
    [
        (agreed, "seat_ended", "Bea"), (refused, "seat_opened", "Bea"),
        (by_the_client, "seat_ended", "Samir"), (withdrawn, "seat_opened", "Gerda"),
        (lapsed, "seat_opened", "nobody"), (by_their_admin, "seat_ended", "Ada"),
        (left, "seat_ended", "Ada"),
    ],
    ids=lambda one: getattr(one, "__name__", None),
)  # fmt: skip
def test_about_ending_a_seat(table, outcome, kind, did_it):
    """The stopped person, the asker who coordinates, the client, the two who were asked, and the
    admin of their organisation. Nobody else; and not whoever did it."""
    table.stops("Amir")
    with told_by(table) as told:
        outcome(table)
    everybody = {"Amir", "Gerda", "Samir", "Bea", "Wim"}
    expected = {kind: everybody - {did_it}, "colleague_settled": {"Ada"} - {did_it}}
    assert told == {kind: who for kind, who in expected.items() if who}


def asked_of_the_coordinator(table):
    table.asks("Bea")


def asked_of_the_others(table):
    with as_owner():
        Membership.objects.filter(pk=table.people.gerda.membership.pk).update(
            until_at=timezone.now() - dt.timedelta(days=1)
        )
    table.asks("Bea")


def answers(name, reply):
    return lambda table: table.does(name, questions.answer_coordination, "Bea", reply=reply)


def thinks_better_of_it(table):
    table.does("Bea", questions.take_back, "Bea")


def leaves_the_table(table):
    table.stops("Bea", by="Bea")


def hands_over(to):
    def do(table):
        with session.acting(actor_of(table.people.gerda)) as gerda:
            case = Case.objects.select_related("region").get(pk=table.case.pk)
            seat = TeamMember.objects.select_related("case__region", "membership").get(
                pk=table.seat(to).pk
            )
            sight = sight_of(gerda, case)
            seats.hand_over(case=case, to=seat, version=case.version, sight=sight, by=gerda)

    return do


CO = "coordination_"


@pytest.mark.parametrize(
    ("begins", "outcome", "expected"),
    [
        (asked_of_the_coordinator, answers("Gerda", YES), {"passed": {"Bea", "Samir"}}),
        (asked_of_the_coordinator, answers("Gerda", NO), {"refused": {"Bea"}}),
        (asked_of_the_coordinator, thinks_better_of_it, {"settled": {"Gerda"}}),
        (asked_of_the_coordinator, leaves_the_table, {"settled": {"Gerda"}}),
        (asked_of_the_coordinator, hands_over("Bea"), {"passed": {"Bea", "Samir"}}),
        (asked_of_the_coordinator, hands_over("Amir"),
         {"passed": {"Amir", "Samir"}, "asked": {"Amir"}}),
        (asked_of_the_others, answers("Amir", YES), {"passed": {"Bea", "Samir", "Wim", "Gerda"}}),
        (asked_of_the_others, answers("Samir", NO),
         {"refused": {"Bea"}, "settled": {"Amir", "Wim", "Gerda"}}),
        (asked_of_the_others, thinks_better_of_it, {"settled": {"Amir", "Wim", "Samir", "Gerda"}}),
    ],
)  # fmt: skip
def test_about_coordinating(table, begins, outcome, expected):
    begins(table)
    with told_by(table) as told:
        outcome(table)
    assert told == {CO + kind: who for kind, who in expected.items()}


def test_handing_over_to_who_asked_is_the_answer(table):
    table.asks("Bea")
    hands_over("Bea")(table)
    assert table.coordinator() == "Bea"
    assert table.seat("Bea").answer == "yes"


def test_planted_an_outcome_that_forgets_who_was_asked_is_caught(table, monkeypatch):
    short = {part: kind for part, kind in notices.SEAT_ENDED.items() if part != "asked"}
    monkeypatch.setitem(notices.HEARS, notices.Outcome.ENDED, short)
    with pytest.raises(AssertionError):
        test_about_ending_a_seat(table, agreed, "seat_ended", "Bea")


def opened(table, name, kind):
    """Where the message leads that this person had open all the time."""
    person = table.people.by_name[name]
    browser = sign_in(Client(), person)
    with as_owner():
        notice = Notification.objects.get(user_id=person.user.pk, kind=kind)
    at = "/berichten/" if person.membership else "/mijn/berichten/"
    return browser.get(f"{at}{notice.public_id}/", follow=True)


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (agreed, "Al beantwoord door Bea Tester, De Luwte: ja"),
        (refused, "Al beantwoord door Bea Tester, De Luwte: nee. Waarom: Nu niet"),
        (by_the_client, "Al beantwoord door Samir: ja"),
        (withdrawn, "Gerda Tester trok de vraag in"),
        (lapsed, "Niemand zei op tijd ja"),
        (by_their_admin, "Al beantwoord door Ada Tester, Thuis Erbij: ja"),
    ],
    ids=lambda one: getattr(one, "__name__", None),
)  # fmt: skip
def test_the_message_of_a_third_party_says_how_it_stands(table, outcome, says):
    table.stops("Amir")
    outcome(table)
    page = opened(table, "Wim", "seat_end_asked")
    assert page.status_code == 200
    text = page.content.decode()
    assert says in text
    ended = table.seat("Amir").state == "ended"
    assert ("De stoel is beëindigd" if ended else "De toegang is weer open") in text
    assert 'name="answer"' not in text
    client = opened(table, "Samir", "seat_end_asked")
    assert client.status_code == 200
    assert ("zit niet meer in je team" if ended else "zit in je team") in client.content.decode()


def test_the_message_about_coordinating_says_who_answered(table):
    asked_of_the_others(table)
    answers("Amir", YES)(table)
    page = opened(table, "Wim", "coordination_asked")
    assert "Al beantwoord door Amir Tester, Thuis Erbij: ja" in page.content.decode()
    assert "Nu coördineert Bea Tester" in page.content.decode()
