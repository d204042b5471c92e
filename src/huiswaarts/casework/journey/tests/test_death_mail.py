"""What a report of death stops, and what leaves all the same."""

import pytest

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.journey.deaths import confirm_death
from huiswaarts.foundation.events.models import OutboxMessage
from huiswaarts.foundation.network.models import Membership
from tests.database import as_owner

from .test_deaths import DAY, act, due, report, tell_samir

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(people, the_case, gerda):
    return report(the_case, gerda)


def alarmed(person, at):
    """Something about signing in waits for them, in a queue that does not move."""
    with as_owner():
        return OutboxMessage.objects.create(
            user_id=person.user.pk, kind="account_notice", channel="mail", created_at=at, due_at=at,
        )  # fmt: skip


@pytest.mark.parametrize("who", ["Samir", "Mina"])
def test_what_is_about_signing_in_goes_on(people, the_case, bea, said, who):
    waiting = alarmed(people.by_name[who], people.at)
    act(confirm_death, said, bea)
    with as_owner():
        assert OutboxMessage.objects.waiting().filter(pk=waiting.pk).exists()


def ready(person, at):
    with as_owner():
        return OutboxMessage.objects.create(
            user_id=person.user.pk, kind="something_ready", channel="mail", created_at=at,
            due_at=at + DAY,
        )  # fmt: skip


@pytest.mark.parametrize("where", ["left", "elsewhere", "here"])
def test_news_of_a_relative_stops_where_this_is_their_only_table(
    people, the_case, mina, bea, said, where
):
    with as_owner():
        seat = TeamMember.objects.filter(pk=people.seat_of["Samir", "Mina"].pk)
        if where == "left":
            seat.update(state="ended", until_at=people.at - 30 * DAY)
        if where == "elsewhere":
            other = Case.objects.exclude(pk=the_case.pk).first()
            TeamMember.objects.create(
                case=other, kind="relative", name="Mina", user=mina.user, state="active",
                from_at=people.at - DAY,
            )  # fmt: skip
    waiting = ready(mina, people.at)
    act(confirm_death, said, bea)
    with as_owner():
        goes_on = OutboxMessage.objects.waiting().filter(pk=waiting.pk).exists()
    assert goes_on == (where != "here")


def test_word_to_a_client_who_also_works_is_not_held(people, the_case, samir, bea, said):
    with as_owner():
        Membership.objects.create(
            region_id=bea.membership.region_id, organisation=bea.membership.organisation,
            user=samir.user, role="support_worker", from_at=people.at - DAY,
        )  # fmt: skip
    tell_samir(people, the_case)
    assert due(samir)
    assert all(at < people.at + DAY for at in due(samir))
