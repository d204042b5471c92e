import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from huiswaarts.casework.boxes.actions.content import load_catalogue
from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.cases.actions.steps import change_target_month, set_next_step
from huiswaarts.casework.cases.models import Case, GateOverride, PhaseMove
from huiswaarts.casework.cases.tests.world import AT, World
from huiswaarts.casework.journey import actions
from huiswaarts.casework.journey.queries import gates_of
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.models import Event
from tests.database import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    made = World()
    with as_owner():
        load_catalogue(made.region)
    return made


@pytest.fixture
def case(world):
    return world.case()


def move(world, case, to, who="noor", **more):
    with world.in_case(who, case) as (actor, fresh, sight):
        step = actions.Move(to=to, version=more.pop("version", fresh.version), **more)
        return actions.move_phase(case=fresh, move=step, sight=sight, by=actor, at=AT)


def status(world, case, to, who="noor", **more):
    with world.in_case(who, case) as (actor, fresh, sight):
        change = actions.StatusChange(to=to, version=fresh.version, **more)
        return actions.set_status(case=fresh, change=change, sight=sight, by=actor, at=AT)


def decide(world, case, gate="register_for_home", who="noor", review_on=dt.date(2026, 4, 1)):
    with world.in_case(who, case) as (actor, fresh, sight):
        return actions.override_gate(
            case=fresh,
            gate=gate,
            why="Daan wacht al lang",
            review_on=review_on,
            sight=sight,
            by=actor,
        )


def fill_boxes(case, gate):
    with as_owner():
        Box.objects.filter(case=case, box_type__gate=gate).update(state="filled")


def to_preparation(world, case):
    move(world, case, "kickoff")
    return move(world, case, "preparation")


def test_at_kickoff_what_was_expected_is_frozen_and_the_boxes_open(world, case):
    moved = move(world, case, "kickoff", kickoff_on=dt.date(2026, 3, 10))
    assert moved.kickoff_on == dt.date(2026, 3, 10)
    assert moved.expected_outflow_on == dt.date(2026, 10, 1)
    with as_owner():
        assert Box.objects.filter(case=case).count() > 5
        assert Event.objects.filter(case_id=case.pk, kind="journey.kickoff_held").count() == 1


def test_the_month_may_change_later_what_was_expected_stays(world, case):
    move(world, case, "kickoff")
    with world.in_case("noor", case) as (actor, fresh, sight):
        changed = change_target_month(
            case=fresh, month=dt.date(2027, 1, 20), version=fresh.version, sight=sight, by=actor
        )
    assert changed.target_month == dt.date(2027, 1, 1)
    assert changed.expected_outflow_on == dt.date(2026, 10, 1)


def test_a_second_kickoff_does_not_thaw_what_was_expected(world, case):
    move(world, case, "kickoff")
    move(world, case, "registration", reason="De gemeente wil nog iets weten")
    with world.in_case("noor", case) as (actor, fresh, sight):
        change_target_month(
            case=fresh, month=dt.date(2027, 1, 1), version=fresh.version, sight=sight, by=actor
        )
    again = move(world, case, "kickoff")
    assert again.expected_outflow_on == dt.date(2026, 10, 1)


def test_a_late_kickoff_asks_for_a_reason(world):
    case = world.case(target_month=dt.date(2026, 8, 1))
    with pytest.raises(actions.MissingError) as missing:
        move(world, case, "kickoff")
    assert missing.value.field == "late_reason"


def test_a_late_kickoff_with_a_reason_is_counted(world):
    case = world.case(target_month=dt.date(2026, 8, 1))
    moved = move(world, case, "kickoff", late_reason="Kwam uit een andere regio")
    assert moved.kickoff_late_reason == "Kwam uit een andere regio"
    with as_owner():
        assert Event.objects.get(kind="journey.kickoff_held").codes["late"] is True


def test_a_kickoff_just_in_time_asks_no_reason(world):
    case = world.case(target_month=dt.date(2026, 9, 1))
    assert move(world, case, "kickoff").kickoff_late_reason == ""


def test_a_kickoff_before_the_registration_is_refused(world, case):
    with pytest.raises(actions.MissingError, match="niet vóór"):
        move(world, case, "kickoff", kickoff_on=dt.date(2026, 3, 1))


def test_a_shut_gate_stops_the_step(world, case):
    to_preparation(world, case)
    with pytest.raises(PermissionDenied, match="nog niet klaar"):
        move(world, case, "home_search")


def test_a_gate_whose_boxes_are_full_lets_through(world, case):
    to_preparation(world, case)
    fill_boxes(case, "register_for_home")
    assert move(world, case, "home_search").phase == "home_search"


def test_a_gate_is_not_open_because_there_are_no_boxes(world, case):
    with world.in_case("noor", case) as (actor, fresh, sight):
        assert not gates_of(fresh, sight, actor.today).open_gates


def test_the_team_decides_to_go_on_and_that_stays_visible(world, case):
    to_preparation(world, case)
    decision = decide(world, case)
    move(world, case, "home_search")
    with world.acting("noor"):
        assert PhaseMove.objects.get(to_phase="home_search").override_id == decision.pk
        assert GateOverride.objects.get().why == "Daan wacht al lang"


def test_a_decision_past_its_review_day_opens_nothing(world, case):
    to_preparation(world, case)
    decide(world, case)
    with world.in_case("noor", case, AT + dt.timedelta(days=60)) as (actor, fresh, sight):
        gates = gates_of(fresh, sight, actor.today)
        assert "register_for_home" not in gates.passed
        assert len(gates.overrides) == 1


def test_a_decision_about_an_open_gate_is_not_needed(world, case):
    to_preparation(world, case)
    fill_boxes(case, "register_for_home")
    with pytest.raises(PermissionDenied, match="is open"):
        decide(world, case)


@pytest.mark.parametrize("day", [AT.date(), AT.date() + dt.timedelta(days=400)])
def test_a_decision_is_looked_at_again_within_half_a_year(world, case, day):
    to_preparation(world, case)
    with pytest.raises(actions.MissingError):
        decide(world, case, review_on=day)


def test_farid_who_does_not_coordinate_decides_nothing(world, case):
    to_preparation(world, case)
    world.seat(case, "municipality", "farid")
    with pytest.raises(PermissionDenied, match="coördinator"):
        decide(world, case, who="farid")
    with pytest.raises(PermissionDenied, match="coördinator"):
        move(world, case, "kickoff", who="farid", reason="Terug")
    with pytest.raises(PermissionDenied, match="coördinator"):
        status(world, case, "relapse", who="farid", reason="Het gaat niet goed")


def test_with_housing_first_a_gate_only_advises(world):
    case = world.case(trajectory="housing_first")
    to_preparation(world, case)
    assert move(world, case, "home_search").phase == "home_search"


def test_with_housing_first_no_decision_is_needed(world):
    case = world.case(trajectory="housing_first")
    to_preparation(world, case)
    with pytest.raises(PermissionDenied, match="Housing First"):
        decide(world, case)


def test_no_phase_is_skipped(world, case):
    with pytest.raises(PermissionDenied, match="één fase vooruit"):
        move(world, case, "preparation")


def test_going_back_asks_why(world, case):
    to_preparation(world, case)
    with pytest.raises(actions.MissingError):
        move(world, case, "kickoff")
    assert move(world, case, "kickoff", reason="Nieuw team").phase == "kickoff"


def test_standing_still_has_a_review_day_within_six_weeks(world, case):
    with pytest.raises(actions.MissingError):
        status(world, case, "on_hold", reason="Opname", review_on=dt.date(2026, 5, 1))
    held = status(world, case, "on_hold", reason="Opname", review_on=dt.date(2026, 4, 1))
    assert held.review_on == dt.date(2026, 4, 1)


def test_what_stands_still_does_not_move_on_until_it_goes_on(world, case):
    status(world, case, "relapse", reason="Terugval")
    with pytest.raises(PermissionDenied, match="staat stil"):
        move(world, case, "kickoff")
    assert status(world, case, "active").review_on is None
    assert move(world, case, "kickoff").phase == "kickoff"


def test_a_case_is_not_closed_halfway(world, case):
    with pytest.raises(PermissionDenied, match="Afronden kan"):
        move(world, case, "closed", outcome="own_lease")


def test_who_stops_is_closed_with_an_outcome(world, case):
    status(world, case, "stopped", reason="Daan wil niet meer")
    with pytest.raises(actions.MissingError):
        move(world, case, "closed")
    closed = move(world, case, "closed", outcome="stopped_by_client")
    assert (closed.outcome, closed.closed_on) == ("stopped_by_client", AT.date())


def test_after_a_mistake_nothing_moves(world, case):
    status(world, case, "registered_in_error", reason="Dubbel")
    with pytest.raises(PermissionDenied, match="per ongeluk"):
        move(world, case, "kickoff")


def test_two_who_step_at_the_same_time_the_second_is_told(world, case):
    with pytest.raises(StaleError):
        move(world, case, "kickoff", version=99)


def test_every_step_leaves_a_row_and_an_event(world, case):
    to_preparation(world, case)
    with as_owner():
        moves = PhaseMove.objects.filter(case=case).order_by("id")
        assert [m.to_phase for m in moves] == ["kickoff", "preparation"]
        events = Event.objects.filter(case_id=case.pk, kind="journey.phase_moved")
        assert events.count() == 2


def test_ilse_writes_down_the_next_step(world, case):
    world.seat(case, "corporation", "ilse")
    with world.in_case("ilse", case) as (actor, fresh, sight):
        step = {"what": "Bellen met Daan", "on": dt.date(2026, 3, 9)}
        set_next_step(case=fresh, version=fresh.version, sight=sight, by=actor, **step)
    with as_owner():
        assert Case.objects.get(pk=case.pk).follow_up_on == dt.date(2026, 3, 9)


def test_ilse_does_not_change_the_month(world, case):
    world.seat(case, "corporation", "ilse")
    with world.in_case("ilse", case) as (actor, fresh, sight), pytest.raises(PermissionDenied):
        change_target_month(
            case=fresh, month=dt.date(2027, 1, 1), version=fresh.version, sight=sight, by=actor
        )


def test_nothing_changes_in_a_case_that_is_over(world, case):
    status(world, case, "stopped", reason="Daan wil niet meer")
    with world.in_case("noor", case) as (actor, fresh, sight), pytest.raises(PermissionDenied):
        set_next_step(
            case=fresh, what="x", on=AT.date(), version=fresh.version, sight=sight, by=actor
        )
