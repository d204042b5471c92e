"""Who does what, and when: exactly one owner, one day, and nothing is lost."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from huiswaarts.casework.cases.actions import promises as actions
from huiswaarts.casework.cases.models import Commitment, Sharing, TeamMember
from huiswaarts.casework.cases.queries_promises import promises_of
from huiswaarts.casework.cases.queries_team import team_of
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.figures.guards.characters import RefusedTextError
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.models import AccessRecord, Event
from tests.database import as_owner
from tests.people import actor_of, sign_in

DAY = dt.timedelta(days=1)
HEALTH = 6


@pytest.fixture
def at_table(people, the_case):
    """`with at_table("Bea") as (actor, sight)`: what Bea knows of the case when she acts."""
    from contextlib import contextmanager

    @contextmanager
    def sits(name):
        actor = actor_of(people.by_name[name])
        with acting(actor):
            yield actor, sight_of(actor, the_case)

    return sits


@pytest.fixture
def make(people, the_case, at_table):
    def made(by="Bea", owner="Bea", days=7, what="Bellen over de huur", topic=25):
        with at_table(by) as (actor, sight):
            promise = actions.Promise(
                what, people.seat_of["Samir", owner], actor.today + days * DAY, topic
            )
            return actions.make_promise(case=the_case, promise=promise, sight=sight, by=actor)

    return made


def seen_by(at_table, the_case, name, **more):
    with at_table(name) as (actor, sight):
        return promises_of(the_case, sight, team_of(sight), actor.today, **more)


def test_bea_promises_to_call(make, the_case):
    promise = make()
    with as_owner():
        event = Event.objects.get(kind="cases.promise_made", case_id=the_case.pk)
    assert event.subject == f"cases.commitment:{promise.pk}"
    assert "huur" not in str(event.codes)


@pytest.mark.parametrize("who", ["Bea", "Amir", "Wim", "Gerda"])
def test_whoever_writes_the_report_may_lay_down_a_promise(make, who):
    assert make(by=who, owner="Samir").owner.is_client


@pytest.mark.parametrize("who", ["Samir", "Mina", "Sofie", "Gijs"])
def test_others_may_not(make, who):
    with pytest.raises(PermissionDenied):
        make(by=who, owner="Samir")


def test_the_corporation_lays_down_nothing_about_health(make):
    with pytest.raises(PermissionDenied):
        make(by="Wim", owner="Wim", topic=HEALTH)


def test_nobody_promises_what_they_may_not_read(make):
    with pytest.raises(PermissionDenied, match="mag niet zien"):
        make(owner="Wim", topic=HEALTH)
    assert make(owner="Amir", topic=HEALTH).topic == HEALTH


def test_who_left_the_table_promises_nothing(make):
    with pytest.raises(PermissionDenied, match="niet meer aan tafel"):
        make(owner="Eva")


def test_a_bsn_is_not_kept(make):
    with pytest.raises(RefusedTextError, match="burgerservicenummer"):
        make(what="Bellen over 111222333")


def test_the_promise_about_health_is_not_for_the_corporation(make, at_table, the_case):
    make(owner="Amir", topic=HEALTH)
    assert len(seen_by(at_table, the_case, "Amir")) == 1
    assert not seen_by(at_table, the_case, "Wim")


def settle(at_table, name, promise, deed=actions.keep_promise, version=None):
    with at_table(name) as (actor, sight):
        row = Commitment.objects.get(pk=promise.pk)
        return deed(promise=row, version=version or row.version, sight=sight, by=actor)


@pytest.mark.parametrize(
    ("owner", "who", "may"),
    [
        ("Bea", "Bea", True),
        ("Bea", "Gerda", True),  # coordinates
        ("Bea", "Amir", False),
        ("Bea", "Wim", False),
        ("Bea", "Samir", False),
        ("Samir", "Samir", True),
        ("Samir", "Bea", True),  # on behalf of
        ("Samir", "Wim", False),
    ],
)
def test_who_says_that_it_is_done(make, at_table, owner, who, may):
    promise = make(owner=owner)
    if may:
        assert settle(at_table, who, promise).state == "kept"
    else:
        with pytest.raises(PermissionDenied):
            settle(at_table, who, promise)


def test_done_twice_is_done_once_and_can_be_taken_back(make, at_table):
    promise = settle(at_table, "Bea", make())
    again = settle(at_table, "Bea", promise)
    assert again.settled_at == promise.settled_at
    with as_owner():
        assert Event.objects.filter(kind="cases.promise_kept").count() == 1
    assert settle(at_table, "Bea", promise, actions.reopen_promise).is_open


def test_two_at_the_same_time_the_second_is_told(make, at_table):
    promise = make()
    change = actions.Change(promise.owner, promise.due_on + DAY, "Zij is ziek")
    with at_table("Bea") as (actor, sight):
        row = Commitment.objects.get(pk=promise.pk)
        actions.change_promise(promise=row, change=change, version=1, sight=sight, by=actor)
    with pytest.raises(StaleError):
        settle(at_table, "Gerda", promise, version=1)


def test_a_promise_moves_to_another_person_and_day(make, people, at_table):
    promise = make(owner="Bea")
    amir = people.seat_of["Samir", "Amir"]
    change = actions.Change(amir, promise.due_on + 3 * DAY, "Amir neemt het over")
    with at_table("Bea") as (actor, sight):
        row = Commitment.objects.get(pk=promise.pk)
        actions.change_promise(promise=row, change=change, version=1, sight=sight, by=actor)
    with as_owner():
        row.refresh_from_db()
    assert (row.owner_id, row.why) == (amir.pk, "Amir neemt het over")


def test_what_is_settled_does_not_change(make, people, at_table):
    promise = settle(at_table, "Bea", make())
    change = actions.Change(people.seat_of["Samir", "Amir"], promise.due_on, "x")
    with at_table("Bea") as (actor, sight), pytest.raises(PermissionDenied, match="afgerond"):
        actions.change_promise(
            promise=promise, change=change, version=promise.version, sight=sight, by=actor
        )


def end(people, name):
    with as_owner():
        seat = TeamMember.objects.filter(pk=people.seat_of["Samir", name].pk)
        seat.update(state="ended", until_at=people.at)


def test_bea_leaves_and_what_she_promised_is_with_the_coordinator(
    make, people, at_table, the_case, client
):
    make(owner="Bea", days=0)
    end(people, "Bea")
    (kept,) = seen_by(at_table, the_case, "Gerda")
    assert kept.moved_on
    assert kept.holder.membership_id == the_case.coordinator_id
    assert "Bellen over de huur" in sign_in(client, people.gerda).get("/").content.decode()


def test_or_with_a_colleague_of_the_same_party(make, people, at_table, the_case):
    make(owner="Bea", days=0)
    end(people, "Bea")
    with as_owner():
        seat = TeamMember.objects.create(
            case=the_case, kind="bw_provider", organisation=people.bo.membership.organisation,
            membership=people.bo.membership, state="active", from_at=people.at,
        )  # fmt: skip
    (kept,) = seen_by(at_table, the_case, "Bo")
    assert kept.holder.pk == seat.pk


# over the pages


def url(case, rest=""):
    return f"/casussen/{case.number}/afspraken/{rest}"


def fields(page):
    form = page.context["form"]
    return {bound.html_name: bound.value() for bound in form if bound.value() is not None}


def test_from_the_page_to_my_work_and_done(people, the_case, client):
    browser = sign_in(client, people.bea)
    seat = people.seat_of["Samir", "Bea"].public_id
    today = timezone.localdate()
    sent = fields(browser.get(url(the_case, "nieuw/"))) | {
        "what": "Sleutel halen", "owner": seat, "due_on": today.isoformat(), "about": "25",
    }  # fmt: skip
    assert browser.post(url(the_case, "nieuw/"), sent).status_code == 302
    browser.post(url(the_case, "nieuw/"), sent)  # a doubled press
    with as_owner():
        promise = Commitment.objects.get(case=the_case)
    assert "Sleutel halen" in browser.get("/").content.decode()
    browser.post(url(the_case, f"{promise.public_id}/gedaan/"), {"version": 1})
    assert "Sleutel halen" not in browser.get("/").content.decode()
    assert "Sleutel halen" in browser.get(url(the_case)).content.decode()
    with as_owner():
        looks = AccessRecord.objects.filter(case_id=the_case.pk, action="cases:promises")
        assert f"cases.commitment:{promise.pk}" in looks.latest("id").items


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"owner": ""}, "Wie doet het"),
        ({"owner": "222222222222"}, "Wie doet het"),
        ({"due_on": ""}, "Uiterlijk op welke dag"),
        ({"due_on": "2020-01-01"}, "al voorbij"),
        ({"what": ""}, "Wat spreken jullie af"),
        ({"what": "BSN 111222333"}, "burgerservicenummer"),
        ({"about": "6x"}, "Waar gaat het over"),
    ],
)
def test_what_misses_is_said_and_nothing_is_kept(people, the_case, client, wrong, said):
    browser = sign_in(client, people.bea)
    good = {
        "what": "Sleutel halen", "owner": people.seat_of["Samir", "Bea"].public_id,
        "due_on": (timezone.localdate() + DAY).isoformat(), "about": "25",
    }  # fmt: skip
    sent = fields(browser.get(url(the_case, "nieuw/"))) | good | wrong
    page = browser.post(url(the_case, "nieuw/"), sent)
    assert page.status_code == 200
    assert said in page.content.decode()
    with as_owner():
        assert not Commitment.objects.filter(case=the_case).exists()


def test_the_corporation_is_not_offered_a_box_that_is_not_theirs(people, the_case, client):
    page = sign_in(client, people.wim).get(url(the_case, "nieuw/")).content.decode()
    assert "Gezond blijven" not in page
    assert "Een passende woning" in page


def test_a_late_promise_stands_on_the_front_with_a_name(make, people, the_case, client):
    promise = make(owner="Amir")
    with as_owner():
        Commitment.objects.filter(pk=promise.pk).update(due_on=timezone.localdate() - 8 * DAY)
    page = sign_in(client, people.wim).get(f"/casussen/{the_case.number}/").content.decode()
    assert "8 dagen te laat" in page
    assert "Amir" in page


def test_samir_reads_what_is_agreed_and_says_that_he_did_his_part(make, people, the_case, client):
    mine = make(owner="Samir", what="Wensen opschrijven")
    others = make(owner="Bea")
    browser = sign_in(client, people.samir)
    home = f"/mijn/{the_case.number}/afspraken/"
    page = browser.get(home).content.decode()
    assert "Wensen opschrijven" in page
    assert "Bellen over de huur" in page
    assert "te laat" not in page
    assert browser.post(f"{home}{mine.public_id}/", {"version": 1}).status_code == 302
    assert browser.post(f"{home}{others.public_id}/", {"version": 1}).status_code == 404
    with as_owner():
        states = dict(Commitment.objects.values_list("pk", "state"))
    assert states == {mine.pk: "kept", others.pk: "open"}
    taken = browser.get(f"/mijn/{the_case.number}/gegevens/vast/").content.decode()
    assert "Wensen opschrijven" in taken


def test_when_samir_stops_sharing_the_next_page_is_without(make, people, the_case, client):
    make(owner="Bea")
    browser = sign_in(client, people.wim)
    assert "Bellen over de huur" in browser.get(url(the_case)).content.decode()
    with as_owner():
        Sharing.objects.filter(case=the_case, seat_kind="corporation", topic=25).update(
            until_at=people.at
        )
    assert "Bellen over de huur" not in browser.get(url(the_case)).content.decode()


def test_a_promise_four_weeks_late_offers_it_without_its_words(people, client, the_case):
    def page(days):
        with as_owner():
            Commitment.objects.filter(case=the_case).delete()
            Commitment.objects.create(
                case=the_case, topic=25, owner=people.seat_of["Samir", "Bea"], what="Geheim woord",
                due_on=timezone.localdate(people.at - days * DAY),
                made_at=people.at,
            )  # fmt: skip
        return client.get(f"/casussen/{the_case.number}/afspraken/").content.decode()

    sign_in(client, people.bea)
    assert "Noteer als knelpunt" not in page(27)
    late = page(28)
    assert "Noteer als knelpunt" in late
    assert 'href="/knelpunten/nieuw/"' in late
