"""Both locks give the same rows: what the code filters is what the wall lets through.

With the wall open (as the owner) `visible_to(actor)` must give exactly what the bare table gives
behind the wall (as the app role, with the actor told to the database), for every model.
"""

import os

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, Phase, event, given, settings

from huiswaarts.casework.cases import queries
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.foundation.access import session
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.accounts.models import RecoveryRequest, RecoveryStatement
from huiswaarts.foundation.common import kept
from huiswaarts.foundation.events.models import AccessRecord, Event, LookReview
from huiswaarts.foundation.network.models import Offer
from tests.architecture.test_walls import is_guarded
from tests.architecture.tree import own_models
from tests.database import as_owner

from .world import CROWDED_WORLDS, SMALL_WORLDS, lay_ground, make_world

# Where reading is not a method of the model, since its app knows nobody above it.
READERS = {
    Event: queries.visible_events,
    AccessRecord: queries.visible_looks,
    LookReview: queries.visible_reviews,
    RecoveryRequest: queries.visible_recoveries,
    RecoveryStatement: queries.visible_statements,
    Offer: queries.visible_offers,
}
MODELS = [model for model in own_models() if is_guarded(model)]
IN_SIGHT = [model for model in MODELS if hasattr(model._default_manager.all(), "seen_by")]
LENT = [model for model in IN_SIGHT if hasattr(model, "guest_pass")]
EXAMPLES = 10
SEEK = "HUISWAARTS_SEEK" in os.environ  # other worlds every time, and the smallest that fails
SHORT = [Phase.explicit, Phase.generate]
COMMON = {
    "deadline": None,
    "database": None,
    "derandomize": not SEEK,
    # looking for the smallest world that shows a difference takes minutes
    "phases": [*SHORT, Phase.shrink] if SEEK else SHORT,
    "suppress_health_check": list(HealthCheck),
}
seen: dict[str, set[bool]] = {}


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        with as_owner():
            laid = lay_ground()
        yield laid
        transaction.set_rollback(True)


def filtered(model, actor):
    reader = READERS.get(model)
    rows = reader(actor) if reader else model.objects.visible_to(actor)
    return set(rows.values_list("pk", flat=True))


def bare(model):
    return set(model._default_manager.values_list("pk", flat=True))


def compare(world, drawn):
    actors = list(world.actors(drawn["asking"]))
    with as_owner():
        total = {model: len(bare(model)) for model in MODELS}
        first = {actor: {model: filtered(model, actor) for model in MODELS} for actor in actors}
        for actor in actors:
            compare_sight(actor)
    for actor in actors:
        session.enter(actor)
        for model in MODELS:
            second = bare(model)
            assert second == first[actor][model], f"{model._meta.label} for {actor}"
            seen.setdefault(model._meta.label, set()).add(bool(second))
            if second and len(second) < total[model]:
                seen[model._meta.label].add("some")
    session.leave()
    for model in MODELS:
        assert not bare(model), f"nobody is set, yet {model._meta.label} shows"


def compare_sight(actor):
    """On the pages of one case the first lock asks what it knows already: the same rows."""
    for case in Case.objects.visible_to(actor).order_by("pk")[:1]:
        sight = sight_of(actor, case)
        for model in IN_SIGHT:
            by_sight = set(model.objects.seen_by(sight).values_list("pk", flat=True))
            rows = model.objects.visible_to(actor).filter(case=case)
            by_actor = set(rows.values_list("pk", flat=True))
            # an admin also sees the own organisation's seats, but not on a page of the case
            admin = model is TeamMember and actor.role == "organisation_admin"
            # a guest has a page of their own for the one point
            guest = model in LENT and SeatKind.GUEST in sight.kinds
            assert by_sight == by_actor or ((admin or guest) and by_sight < by_actor), (
                f"{model._meta.label} in sight of {actor}: {sorted(sight.kinds)}"
            )


def hold_side_by_side(ground, drawn):
    with transaction.atomic():
        with as_owner():
            world = make_world(ground, drawn)
        event(f"{len(world.seats)} seats")
        compare(world, drawn)
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_both_locks_give_the_same_rows(ground):
    @settings(max_examples=EXAMPLES, **COMMON)
    @given(CROWDED_WORLDS)
    def hold(drawn):
        hold_side_by_side(ground, drawn)

    seen.clear()
    hold()
    # Worlds in which everyone or nobody sees everything would prove nothing.
    assert not {name for name, answers in seen.items() if not answers >= {True, False, "some"}}


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("worlds", [CROWDED_WORLDS, SMALL_WORLDS], ids=["crowded", "small"])
def test_both_locks_give_the_same_rows_in_many_worlds(ground, worlds):
    @settings(max_examples=300, **COMMON)
    @given(worlds)
    def hold(drawn):
        hold_side_by_side(ground, drawn)

    hold()


def test_the_lens_only_narrows(ground):
    @settings(max_examples=4, **COMMON)
    @given(CROWDED_WORLDS)
    def narrow(drawn):
        with transaction.atomic():
            with as_owner():
                world = make_world(ground, drawn)
            for actor in world.actors(drawn["asking"][:4]):
                _looking_at_one_case(world, actor)
            transaction.set_rollback(True)

    narrow()


def _looking_at_one_case(world, actor):
    session.enter(actor)
    without = {model: bare(model) for model in MODELS}
    for case in world.cases[:2]:
        session.focus([case.pk])
        for model in MODELS:
            assert bare(model) <= without[model]
    session.focus([])
    assert not bare(Case)
    session.focus(None)
    assert {model: bare(model) for model in MODELS} == without


@pytest.fixture
def forgetful():
    """What is asked is made anew, before and after a filter is changed."""
    kept.forget_all()
    yield
    kept.forget_all()


@pytest.mark.slow
def test_it_would_be_seen_when_one_lock_reaches_further(ground, forgetful, monkeypatch):
    """The comparison itself can fail: with a filter that forgets that seats end."""
    from huiswaarts.casework.cases import querysets

    def begun(actor, prefix=""):
        return Q(**{f"{prefix}from_at__lte": actor.at})

    monkeypatch.setattr(querysets, "current", begun)

    @settings(max_examples=EXAMPLES, report_multiple_bugs=False, **COMMON)
    @given(CROWDED_WORLDS)
    def hold(drawn):
        hold_side_by_side(ground, drawn)

    with pytest.raises(AssertionError):
        hold()
