"""A bottleneck of the register on the agenda: once, until somebody came to it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.meetings.actions import meetings as actions
from huiswaarts.casework.meetings.models import AgendaItem, Meeting
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.network.models import Region
from huiswaarts.institutions.bottlenecks.models import Bottleneck
from tests.database import as_owner
from tests.people import actor_of, sign_in

DAY = dt.timedelta(days=1)
TITLE = "Wachten op een briefadres"


@pytest.fixture
def plan(people, the_case):
    def planned(days=0, **more):
        with as_owner():
            return Meeting.objects.create(
                case=the_case, begins_at=people.at + days * DAY, place="home", made_at=people.at,
                **more,
            )  # fmt: skip

    return planned


@pytest.fixture
def bottleneck(people, the_case, bea):
    return noted(people, the_case.region, bea)


def noted(people, region, by):
    with as_owner():
        return Bottleneck.objects.create(
            region=region, category="income", title=TITLE, description="x", reach="region",
            membership=by.membership, organisation=by.membership.organisation, noted_at=people.at,
        )  # fmt: skip


def bring(person, case, meeting, bottleneck):
    actor = actor_of(person)
    with acting(actor):
        meeting.case = case
        return actions.bring_bottleneck(
            meeting=meeting, bottleneck=bottleneck, sight=sight_of(actor, case), by=actor
        )


def page(client, person, case, meeting, rest=""):
    answer = sign_in(client.__class__(), person).get(
        f"/casussen/{case.number}/overleg/{meeting.public_id}/{rest}"
    )
    assert answer.status_code == 200
    return answer.content.decode()


def test_bea_chooses_it_from_the_register_and_samir_reads_it(
    client, home_of_samir, the_case, bea, plan, bottleneck
):
    meeting = plan(days=1)
    shown = page(client, bea, the_case, meeting, "knelpunt/")
    assert f"{TITLE} (Inkomen)" in shown
    sent = {"bottleneck": bottleneck.public_id, "key": "00000000-0000-4000-8000-000000000001"}
    url = f"/casussen/{the_case.number}/overleg/{meeting.public_id}/knelpunt/"
    for _ in range(2):  # pressed twice
        assert sign_in(client.__class__(), bea).post(url, sent).status_code == 302
    with as_owner():
        assert AgendaItem.objects.get().what == TITLE
    assert TITLE in page(client, bea, the_case, meeting)
    assert TITLE in home_of_samir(meeting)


@pytest.fixture
def home_of_samir(client, samir, the_case):
    def read(meeting):
        url = f"/mijn/{the_case.number}/overleg/{meeting.public_id}/"
        return sign_in(client.__class__(), samir).get(url).content.decode()

    return read


def test_on_one_agenda_it_stands_once(the_case, people, plan, bottleneck):
    meeting = plan(days=1)
    first = bring(people.bea, the_case, meeting, bottleneck)
    assert bring(people.gerda, the_case, meeting, bottleneck) == first


def test_what_nobody_came_to_is_on_the_next_one_by_itself(client, the_case, bea, plan, bottleneck):
    earlier, later = plan(days=1), plan(days=8)
    item = bring(bea, the_case, earlier, bottleneck)
    waiting = f"Knelpunt, nog niet besproken: {TITLE}"
    assert waiting in page(client, bea, the_case, later)
    assert waiting not in page(client, bea, the_case, earlier)
    with as_owner():
        AgendaItem.objects.filter(pk=item.pk).update(done_at=item.made_at)
    assert waiting not in page(client, bea, the_case, later)


def test_what_was_talked_about_later_does_not_come_back(client, the_case, bea, plan, bottleneck):
    first, second, third = plan(days=1), plan(days=8), plan(days=15)
    bring(bea, the_case, first, bottleneck)
    item = bring(bea, the_case, second, bottleneck)
    with as_owner():
        AgendaItem.objects.filter(pk=item.pk).update(done_at=item.made_at)
    assert TITLE not in page(client, bea, the_case, third)


def test_the_client_brings_points_and_does_not_search_the_register(
    the_case, samir, plan, bottleneck
):
    with pytest.raises(PermissionDenied, match="professional"):
        bring(samir, the_case, plan(days=1), bottleneck)


def test_not_on_what_is_over(the_case, bea, plan, bottleneck):
    over = plan(days=-1, status="held", client_presence="present")
    with pytest.raises(PermissionDenied, match="al geweest"):
        bring(bea, the_case, over, bottleneck)


def test_one_of_another_region_is_not_there_to_choose(client, people, the_case, bea, plan):
    with as_owner():
        other = Region.objects.exclude(pk=the_case.region_id).first()
    far = noted(people, other, bea)
    meeting = plan(days=1)
    sent = {"bottleneck": far.public_id, "key": "00000000-0000-4000-8000-000000000002"}
    url = f"/casussen/{the_case.number}/overleg/{meeting.public_id}/knelpunt/"
    answer = sign_in(client.__class__(), bea).post(url, sent)
    assert answer.status_code == 200
    with as_owner():
        assert not AgendaItem.objects.exists()


def test_an_empty_register_says_where_to_begin(client, the_case, bea, plan):
    shown = page(client, bea, the_case, plan(days=1), "knelpunt/")
    assert "Er staat nog niets in het register" in shown
    assert "<select" not in shown
