"""A small world, walked in every direction: three people, two cases, and what must stay true."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from huiswaarts.casework.boxes.actions.content import load_catalogue
from huiswaarts.casework.cases.actions import seats
from huiswaarts.casework.cases.models import Case, PhaseMove, TeamMember
from huiswaarts.casework.cases.tests.world import AT, World
from huiswaarts.casework.journey import actions
from huiswaarts.casework.journey.phases import CODES, STATUSES
from tests.database import as_owner

WHO = st.sampled_from(["noor", "farid", "ilse"])
SEAT_OF = {"noor": "bw_provider", "farid": "municipality", "ilse": "corporation"}
WHICH = st.integers(0, 1)
REFUSED = (PermissionDenied, actions.MissingError, seats.AlreadyAtTableError)


class Journey(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.mark = transaction.savepoint()
        self.world = World()
        with as_owner():
            load_catalogue(self.world.region)
        self.clock = AT
        self.cases = [self.world.case(client_name=f"Nummer {name}") for name in ("Een", "Twee")]
        self.expected = {}

    def teardown(self):
        transaction.savepoint_rollback(self.mark)

    def attempt(self, who, case, do):
        """As a request: refused means nothing changed at all."""
        self.clock += dt.timedelta(minutes=1)
        before = self.picture()
        try:
            with (
                transaction.atomic(),
                self.world.in_case(who, case, self.clock) as (actor, fresh, sight),
            ):
                do(actor, fresh, sight)
        except (*REFUSED, Case.DoesNotExist, TeamMember.DoesNotExist):
            assert self.picture() == before

    def picture(self):
        with as_owner():
            cases = Case.objects.order_by("id").values_list(
                "phase", "status", "coordinator_id", "version"
            )
            team = TeamMember.objects.order_by("id").values_list("id", "state", "membership_id")
            return list(cases), list(team), PhaseMove.objects.count()

    @rule(who=WHO, which=WHICH, to=st.sampled_from(CODES), words=st.booleans())
    def move(self, who, which, to, words):
        def do(actor, case, sight):
            said = (
                {"reason": "Daarom", "outcome": "own_lease", "late_reason": "Laat"} if words else {}
            )
            step = actions.Move(to=to, version=case.version, **said)
            actions.move_phase(case=case, move=step, sight=sight, by=actor, at=actor.at)

        self.attempt(who, self.cases[which], do)

    @rule(who=WHO, which=WHICH, to=st.sampled_from(STATUSES))
    def change_status(self, who, which, to):
        def do(actor, case, sight):
            change = actions.StatusChange(
                to=to, version=case.version, reason="Daarom",
                review_on=actor.today + dt.timedelta(days=20),
            )  # fmt: skip
            actions.set_status(case=case, change=change, sight=sight, by=actor, at=actor.at)

        self.attempt(who, self.cases[which], do)

    @rule(who=WHO, which=WHICH, gate=st.sampled_from(["register_for_home", "sign", "key"]))
    def decide(self, who, which, gate):
        def do(actor, case, sight):
            actions.override_gate(
                case=case, gate=gate, why="Samen besloten", sight=sight, by=actor,
                review_on=actor.today + dt.timedelta(days=20),
            )  # fmt: skip

        self.attempt(who, self.cases[which], do)

    @rule(who=WHO, other=WHO, which=WHICH)
    def give_seat(self, who, other, which):
        """Asked and named in one go; admitting is another step."""

        def do(actor, case, sight):
            membership = getattr(self.world, other)
            seat = seats.request_seat(
                case=case, kind=SEAT_OF[other], organisation=membership.organisation,
                sight=sight, by=actor, at=actor.at,
            )  # fmt: skip
            with as_owner():
                TeamMember.objects.filter(pk=seat.pk).update(
                    state="proposed", membership=membership, proposed_by=self.world.olga.pk
                )

        self.attempt(who, self.cases[which], do)

    @rule(who=WHO, which=WHICH)
    def admit(self, who, which):
        def do(actor, case, sight):
            seat = TeamMember.objects.filter(case=case, state="proposed").earliest("id")
            seats.admit(seat=seat, sight=sight, by=actor, at=actor.at)

        self.attempt(who, self.cases[which], do)

    @rule(who=WHO, other=WHO, which=WHICH)
    def end_seat(self, who, other, which):
        def do(actor, case, sight):
            membership = getattr(self.world, other)
            seat = TeamMember.objects.get(case=case, state="active", membership=membership)
            seats.end_seat(seat=seat, reason="Klaar", sight=sight, by=actor, at=actor.at)

        self.attempt(who, self.cases[which], do)

    @rule(who=WHO, other=WHO, which=WHICH)
    def hand_over(self, who, other, which):
        def do(actor, case, sight):
            membership = getattr(self.world, other)
            seat = TeamMember.objects.get(case=case, state="active", membership=membership)
            seats.hand_over(case=case, to=seat, version=case.version, sight=sight, by=actor)

        self.attempt(who, self.cases[which], do)

    @invariant()
    def a_case_always_has_a_coordinator_at_the_table(self):
        with as_owner():
            for case in Case.objects.all():
                seats_now = TeamMember.objects.filter(case=case, state="active")
                assert seats_now.filter(membership_id=case.coordinator_id).exists()
                assert seats_now.filter(kind="client").count() == 1

    @invariant()
    def what_was_expected_at_kickoff_never_changes(self):
        with as_owner():
            for case in Case.objects.exclude(kickoff_on=None):
                frozen = self.expected.setdefault(
                    case.pk, (case.kickoff_on, case.expected_outflow_on)
                )
                assert (case.kickoff_on, case.expected_outflow_on) == frozen

    @invariant()
    def closed_means_an_outcome_and_a_way_there(self):
        with as_owner():
            for case in Case.objects.filter(phase="closed"):
                assert case.outcome
                assert case.closed_on

    @invariant()
    def a_gate_was_passed_by_full_boxes_or_a_decision(self):
        with as_owner():  # no box is ever filled in this world
            through = PhaseMove.objects.filter(from_phase="preparation", to_phase="home_search")
            assert not through.filter(override=None).exists()

    @invariant()
    def only_who_sits_there_sees_the_case(self):
        with as_owner():
            seated = set(
                TeamMember.objects.filter(state="active", membership__isnull=False).values_list(
                    "membership_id", "case_id"
                )
            )
        for who in SEAT_OF:
            with self.world.acting(who, self.clock + dt.timedelta(seconds=1)) as actor:
                seen = set(Case.objects.visible_to(actor).values_list("pk", flat=True))
                wall = set(Case.objects.values_list("pk", flat=True))
            mine = {case for membership, case in seated if membership == actor.membership_id}
            assert seen == wall == mine


def walk(examples, steps):
    run_state_machine_as_test(
        Journey,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.generate, Phase.shrink),
        ),
    )


@pytest.mark.django_db
def test_the_small_world_stays_true():
    walk(examples=5, steps=20)


@pytest.mark.nightly
@pytest.mark.django_db
@pytest.mark.timeout(1800)
def test_the_small_world_stays_true_for_longer():
    walk(examples=150, steps=60)
