"""The register: noted by one organisation, recognised by others, about nobody."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from huiswaarts.casework.cases.models import Commitment
from huiswaarts.figures.guards.characters import RefusedTextError
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.models import Event
from huiswaarts.institutions.bottlenecks import actions
from huiswaarts.institutions.bottlenecks.models import Bottleneck, Recognition
from tests.database import as_owner
from tests.people import actor_of, sign_in

DAY = dt.timedelta(days=1)
WORDS = actions.Words("home", "Geen kleine woningen", "Onder de huurgrens is niets", "region")


@pytest.fixture
def as_(people):
    def act(name, action, **what):
        actor = actor_of(people.by_name[name])
        with transaction.atomic(), acting(actor):
            return action(by=actor, **what)

    return act


@pytest.fixture
def noted(as_):
    return as_("Bea", actions.note_bottleneck, words=WORDS)


def how_many(as_, who="Wim"):
    return as_(who, lambda by: Bottleneck.objects.visible_to(by).counted().get().recognised_by)


def test_who_notes_it_recognises_it(as_, noted):
    assert how_many(as_) == 1


@pytest.mark.parametrize("who", ["Olga", "Fred"])
def test_it_is_noted_by_who_works_with_clients_or_at_tables(as_, who):
    with pytest.raises(PermissionDenied):
        as_(who, actions.note_bottleneck, words=WORDS)


def test_a_number_of_a_citizen_is_not_kept(as_):
    words = actions.Words("home", "BSN 111222333", "x", "region")
    with pytest.raises(RefusedTextError):
        as_("Bea", actions.note_bottleneck, words=words)


def test_another_organisation_recognises_it_once_and_may_take_that_back(as_, noted):
    for who in ("Wim", "Wim", "Gerda"):
        as_(who, actions.recognise_bottleneck, bottleneck=noted)
    assert how_many(as_) == 3
    assert as_("Wim", actions.withdraw_recognition, bottleneck=noted)
    assert not as_("Wim", actions.withdraw_recognition, bottleneck=noted)
    assert how_many(as_) == 2
    as_("Wim", actions.recognise_bottleneck, bottleneck=noted)
    assert how_many(as_) == 3


def test_a_second_press_is_no_second_event(as_, noted):
    assert as_("Wim", actions.recognise_bottleneck, bottleneck=noted)
    assert not as_("Wim", actions.recognise_bottleneck, bottleneck=noted)
    for _ in range(2):
        as_("Wim", actions.withdraw_recognition, bottleneck=noted)
    assert as_("Wim", actions.recognise_bottleneck, bottleneck=noted)
    with as_owner():
        kinds = list(Event.objects.order_by("pk").values_list("kind", "case_id", "codes"))
    assert [kind.removeprefix("bottlenecks.") for kind, *_ in kinds] == [
        "bottleneck_noted", "bottleneck_recognised", "recognition_withdrawn",
        "bottleneck_recognised",
    ]  # fmt: skip
    assert all(told == [None, {}] for _, *told in kinds), "of no case, and without words"


def test_ones_own_organisation_need_not(as_, noted):
    with pytest.raises(PermissionDenied, match="noteerde dit zelf"):
        as_("Bo", actions.recognise_bottleneck, bottleneck=noted)


@pytest.mark.parametrize("model", [Bottleneck, Recognition])
@pytest.mark.parametrize("who", ["Bea", "Wim", "Petra", "Olga", "Fred", "Samir", "Mina", "Ria"])
def test_both_locks_keep_it_within_the_region_and_at_work(as_, noted, who, model):
    first = as_(who, lambda by: set(model.objects.visible_to(by).values_list("pk", flat=True)))
    second = as_(who, lambda by: set(model.objects.values_list("pk", flat=True)))
    assert first == second
    assert bool(first) == (who not in {"Samir", "Mina", "Ria"})


def test_the_wall_lets_nobody_recognise_for_another(as_, people, noted):
    def forge(by):
        Recognition.objects.create(
            bottleneck=noted, at=by.at, membership_id=by.membership_id,
            organisation=people.gerda.membership.organisation,
        )  # fmt: skip

    with pytest.raises(ProgrammingError):
        as_("Wim", forge)


def test_the_wall_lets_nobody_say_it_in_the_name_of_a_colleague(as_, people, noted):
    """Nor move what was said to another bottleneck, throw it away, or rewrite the words."""
    other = as_("Bea", actions.note_bottleneck, words=WORDS)
    as_("Wim", actions.recognise_bottleneck, bottleneck=noted)

    def mine(by):
        return Recognition.objects.filter(organisation_id=by.organisation_id)

    gerda = people.gerda.membership.pk
    for deed in (
        lambda by: mine(by).update(membership_id=gerda, at=by.at),
        lambda by: mine(by).update(bottleneck_id=other.pk),
        lambda by: mine(by).delete(),
        lambda by: Bottleneck.objects.filter(pk=noted.pk).update(title="anders"),
        lambda by: Bottleneck.objects.create(
            region_id=by.region_id, category="home", title="x", description="x", reach="case",
            organisation_id=by.organisation_id, membership_id=gerda, noted_at=by.at,
        ),
    ):  # fmt: skip
        with pytest.raises(ProgrammingError):
            as_("Wim", deed)


def test_the_wall_keeps_the_recognition_of_another_organisation(as_, noted):
    as_("Wim", actions.recognise_bottleneck, bottleneck=noted)
    rows = Recognition.objects.filter(bottleneck=noted)
    assert as_("Gerda", lambda by: rows.update(withdrawn_at=by.at)) == 0


def test_from_the_form_to_the_register(people, client):
    sign_in(client, people.bea)
    form = {"key": uuid.uuid4(), "title": "Huurschuld elders", "category": "debt",
            "description": "Dan mag iemand nergens huren.", "reach": "region"}  # fmt: skip
    page = client.post("/knelpunten/nieuw/", form, follow=True).content.decode()
    assert "Het knelpunt staat in het register" in page
    client.post("/knelpunten/nieuw/", form)
    with as_owner():
        (made,) = Bottleneck.objects.all()
    other = sign_in(Client(), people.wim)
    page = other.post(f"/knelpunten/{made.public_id}/herken/", follow=True).content.decode()
    assert "Toch niet" in page
    listed = other.get("/knelpunten/?soort=debt&alleen=on").content.decode()
    assert "2 organisaties herkennen" in listed
    assert "Geen knelpunten" in other.get("/knelpunten/?soort=home").content.decode()
    assert other.get("/knelpunten/?soort=onzin").status_code == 404
    page = other.post(f"/knelpunten/{made.public_id}/herken/", {"terug": "ja"}, follow=True)
    assert "Dit herken ik" in page.content.decode()


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


def test_a_long_register_asks_as_many_queries_as_a_short_one(people, client, noted):
    sign_in(client, people.wim)

    def ask():
        with CaptureQueriesContext(connection) as asked:
            client.get("/knelpunten/")
        return len(asked)

    ask()
    few = ask()
    work = people.bea.membership
    with as_owner():
        Bottleneck.objects.bulk_create(
            Bottleneck(
                region=work.region, category="home", title=str(n), description="x", reach="case",
                organisation=work.organisation, membership=work, noted_at=people.at,
            )
            for n in range(40)
        )  # fmt: skip
    assert ask() == few
    assert "Meer knelpunten" in client.get("/knelpunten/").content.decode()
