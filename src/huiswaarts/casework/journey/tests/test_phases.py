import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiswaarts.casework.journey import phases
from huiswaarts.casework.journey.phases import CODES, GATE_LABELS, Position, step_to

ALL_GATES = frozenset(GATE_LABELS)
SOME_GATES = st.frozensets(st.sampled_from(sorted(GATE_LABELS)))
POSITIONS = st.builds(
    Position,
    phase=st.sampled_from(CODES),
    status=st.sampled_from(phases.STATUSES),
    open_gates=SOME_GATES,
    overridden_gates=SOME_GATES,
    housing_first=st.booleans(),
)


@pytest.mark.parametrize(
    ("here", "to", "extra", "allowed"),
    [
        ("in_view", "registration", {}, True),
        ("in_view", "kickoff", {}, False),
        ("preparation", "home_search", {}, False),
        ("preparation", "home_search", {"open_gates": {"sign", "key"}}, False),
        ("preparation", "home_search", {"open_gates": {"register_for_home"}}, True),
        ("preparation", "home_search", {"overridden_gates": {"register_for_home"}}, True),
        ("preparation", "home_search", {"housing_first": True}, True),
        ("agreement", "move_in", {"open_gates": {"sign"}}, False),
        ("agreement", "move_in", {"open_gates": {"sign"}, "overridden_gates": {"key"}}, True),
        ("agreement", "move_in", {"housing_first": True}, True),
        ("living", "preparation", {}, True),
        ("living", "closed", {}, False),
        ("conversion", "closed", {}, True),
        ("pilot_light", "closed", {}, True),
        ("pilot_light", "closed", {"status": "relapse"}, False),
        ("in_view", "closed", {"status": "stopped"}, True),
        ("home_search", "closed", {"status": "deceased"}, True),
        ("home_search", "closed", {"status": "registered_in_error"}, False),
        ("kickoff", "preparation", {"status": "on_hold"}, False),
        ("living", "preparation", {"status": "relapse"}, True),
        ("living", "preparation", {"status": "stopped"}, False),
        ("closed", "living", {}, True),
    ],
)
def test_steps(here, to, extra, allowed):
    values = {
        key: frozenset(value) if isinstance(value, set) else value for key, value in extra.items()
    }
    step = step_to(Position(here, **values), to)
    assert bool(step) is allowed
    assert bool(step.reason) is not allowed


def test_the_phases_are_the_twelve_of_the_case():
    from huiswaarts.casework.cases.models import Case

    assert list(CODES) == list(Case.Phase.values)
    assert set(phases.STATUSES) == set(Case.Status.values)
    assert dict(Case.Outcome.choices) == phases.OUTCOMES


def test_an_open_road_can_be_walked_to_the_end():
    for here, to in itertools.pairwise(CODES):
        position = Position(here, open_gates=ALL_GATES)
        assert step_to(position, to), (here, to)


@given(POSITIONS, st.sampled_from(CODES))
def test_no_step_forward_jumps_or_passes_a_shut_gate(position, to):
    step = step_to(position, to)
    if not step or to == "closed":
        return
    distance = CODES.index(to) - CODES.index(position.phase)
    assert distance <= 1
    assert step.needs_reason is (distance < 0)
    if distance == 1 and not position.housing_first:
        through = position.open_gates | position.overridden_gates
        assert set(phases.BY_CODE[to].gates) <= through


@given(POSITIONS)
def test_a_case_is_closed_only_after_the_lease_or_at_an_ending(position):
    step = step_to(position, "closed")
    if step:
        after_lease = position.phase in {"conversion", "pilot_light"}
        ended = position.status in phases.ENDINGS
        assert after_lease or ended
        assert position.status not in {"on_hold", "relapse", "registered_in_error"}
        assert step.needs_outcome


@given(POSITIONS)
def test_every_status_but_back_from_a_pause_asks_for_a_reason(position):
    for to in phases.STATUSES:
        step = phases.change_status(position, to)
        if step and to != "active":
            assert step.needs_reason


@given(POSITIONS)
def test_there_is_always_a_way_on(position):
    """No dead end: some step of phase or of status is always open."""
    steps = [*phases.steps_from(position).values()]
    steps += [phases.change_status(position, to) for to in phases.STATUSES]
    assert any(steps)
