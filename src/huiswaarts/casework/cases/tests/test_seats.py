import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from huiswaarts.casework.cases.actions import seats as actions
from huiswaarts.casework.cases.actions.people import add_person, invite_on_paper
from huiswaarts.casework.cases.models import Case, Sharing, TeamMember
from huiswaarts.casework.cases.queries_team import table_of, team_of
from huiswaarts.casework.cases.tests.world import AT, World
from huiswaarts.foundation.events.actions.versions import StaleError
from tests.database import as_owner

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(days=35)


@pytest.fixture
def world():
    return World()


@pytest.fixture
def case(world):
    return world.case()


def ask(world, case, kind="ambulatory_provider", of="samir", by="noor"):
    with world.in_case(by, case) as (actor, fresh, sight):
        return actions.request_seat(
            case=fresh,
            kind=kind,
            organisation=getattr(world, of).organisation,
            sight=sight,
            by=actor,
            at=AT,
        )


def propose_new(world, case, colleague, by, kind="bw_provider"):
    with world.in_case(by, case) as (actor, fresh, sight):
        seat = TeamMember(case=fresh, kind=kind, organisation=getattr(world, by).organisation)
        return actions.propose_member(
            seat=seat, colleague=getattr(world, colleague), sight=sight, by=actor, at=AT
        )


def admit(world, case, seat, by):
    with world.in_case(by, case) as (actor, _fresh, sight):
        mine = TeamMember.objects.select_related("case", "membership").get(pk=seat.pk)
        return actions.admit(seat=mine, sight=sight, by=actor, at=AT)


def end(world, case, seat, by, at=AT):
    with world.in_case(by, case, at) as (actor, _fresh, sight):
        mine = TeamMember.objects.select_related("case").get(pk=seat.pk)
        return actions.end_seat(seat=mine, reason="Nieuwe baan", sight=sight, by=actor, at=at)


def sees(world, who, case):
    with world.acting(who, LATER) as actor:
        return Case.objects.visible_to(actor).filter(pk=case.pk).exists()


def test_noor_asks_an_organisation_for_the_empty_seat(world, case):
    assert ask(world, case).state == "requested"


def test_an_organisation_that_was_asked_is_not_asked_twice(world, case):
    ask(world, case)
    with pytest.raises(actions.AlreadyAtTableError):
        ask(world, case)


def test_a_corporation_cannot_be_asked_for_the_seat_of_a_provider(world, case):
    with pytest.raises(PermissionDenied, match="past niet bij deze stoel"):
        ask(world, case, of="ilse")


def test_farid_who_does_not_coordinate_cannot_ask(world, case):
    world.seat(case, "municipality", "farid")
    with pytest.raises(PermissionDenied, match="coördinator"):
        ask(world, case, by="farid")


def test_the_admin_of_the_organisation_names_samir_who_is_then_admitted(world, case):
    world.add("sanne", "Thuis Verder", "ambulatory_provider", "organisation_admin")
    seat = ask(world, case)
    with world.acting("sanne") as sanne:
        mine = TeamMember.objects.visible_to(sanne).get(pk=seat.pk)
        actions.propose_member(seat=mine, colleague=world.samir, sight=None, by=sanne, at=AT)
    assert not sees(world, "samir", case)
    admit(world, case, seat, "noor")
    assert sees(world, "samir", case)
    with world.acting("samir"):
        assert Sharing.objects.filter(case=case, seat_kind="ambulatory_provider").exists()


def test_the_admin_of_another_organisation_names_nobody(world, case):
    seat = ask(world, case)
    with world.acting("wim") as wim, as_owner(), pytest.raises(PermissionDenied):
        actions.propose_member(seat=seat, colleague=world.samir, sight=None, by=wim, at=AT)


def test_noor_proposes_bram_but_cannot_admit_him_alone(world, case):
    seat = propose_new(world, case, "bram", by="noor")
    with pytest.raises(PermissionDenied, match="zelf voorgesteld"):
        admit(world, case, seat, "noor")
    assert not sees(world, "bram", case)


def test_a_second_person_at_the_table_admits_whom_the_coordinator_proposed(world, case):
    world.seat(case, "municipality", "farid")
    seat = propose_new(world, case, "bram", by="noor")
    admit(world, case, seat, "farid")
    assert sees(world, "bram", case)


def test_farid_does_not_admit_what_somebody_else_than_the_coordinator_proposed(world, case):
    world.seat(case, "municipality", "farid")
    world.seat(case, "ambulatory_provider", "samir")
    world.add("sef", "Thuis Verder", "ambulatory_provider", "support_worker")
    seat = propose_new(world, case, "sef", by="samir", kind="ambulatory_provider")
    with pytest.raises(PermissionDenied, match="Alleen de coördinator"):
        admit(world, case, seat, "farid")


def test_a_corporation_admits_nobody(world, case):
    world.seat(case, "corporation", "ilse")
    seat = propose_new(world, case, "bram", by="noor")
    with pytest.raises(PermissionDenied, match="Alleen de coördinator"):
        admit(world, case, seat, "ilse")


def test_noor_cannot_propose_someone_of_another_organisation(world, case):
    with pytest.raises(PermissionDenied, match="werkt niet bij"):
        propose_new(world, case, "farid", by="noor")


def test_noor_cannot_propose_the_admin_who_has_another_role(world, case):
    with pytest.raises(PermissionDenied, match="rol"):
        propose_new(world, case, "olga", by="noor")


def test_noor_cannot_propose_for_a_seat_that_is_not_of_her_party(world, case):
    with pytest.raises(PermissionDenied, match="de organisatie van de stoel"):
        propose_new(world, case, "bram", by="noor", kind="ambulatory_provider")


def test_a_colleague_is_proposed_once(world, case):
    propose_new(world, case, "bram", by="noor")
    with pytest.raises(actions.AlreadyAtTableError):
        propose_new(world, case, "bram", by="noor")


def test_a_declined_proposal_gives_no_seat(world, case):
    seat = propose_new(world, case, "bram", by="noor")
    with world.in_case("noor", case) as (actor, _fresh, sight):
        mine = TeamMember.objects.get(pk=seat.pk)
        actions.decline(seat=mine, reason="Toch niet", sight=sight, by=actor, at=AT)
    with pytest.raises(PermissionDenied, match="niemand voorgesteld"):
        admit(world, case, seat, "noor")


def test_farid_does_not_decline_for_the_coordinator(world, case):
    world.seat(case, "municipality", "farid")
    seat = propose_new(world, case, "bram", by="noor")
    with world.in_case("farid", case) as (actor, _fresh, sight):
        mine = TeamMember.objects.get(pk=seat.pk)
        with pytest.raises(PermissionDenied):
            actions.decline(seat=mine, reason="", sight=sight, by=actor, at=AT)


def test_access_ends_with_the_seat_and_so_does_what_was_shared(world, case):
    seat = world.seat(case, "corporation", "ilse")
    end(world, case, seat, "ilse")
    assert not sees(world, "ilse", case)
    with as_owner():
        rules = Sharing.objects.filter(case=case, seat_kind="corporation")
        assert rules.exists()
        assert not rules.filter(until_at=None).exists()


def test_ilse_ends_her_own_seat(world, case):
    seat = world.seat(case, "corporation", "ilse")
    end(world, case, seat, "ilse")
    assert not sees(world, "ilse", case)
    with as_owner():
        assert not Sharing.objects.filter(
            case=case, seat_kind="corporation", until_at=None
        ).exists()


def test_sharing_stays_while_a_colleague_still_sits(world, case):
    seat = world.seat(case, "municipality", "farid")
    world.add("fleur", "Gemeente Veenhart", "municipality", "access_worker")
    world.seat(case, "municipality", "fleur")
    end(world, case, seat, "noor")
    with as_owner():
        assert Sharing.objects.filter(case=case, seat_kind="municipality", until_at=None).exists()


def test_ilse_cannot_end_the_seat_of_farid(world, case):
    world.seat(case, "corporation", "ilse")
    seat = world.seat(case, "municipality", "farid")
    with pytest.raises(PermissionDenied, match="Alleen de coördinator"):
        end(world, case, seat, "ilse")


def test_the_coordinator_cannot_leave_before_someone_takes_over(world, case):
    with as_owner():
        seat = TeamMember.objects.get(case=case, membership=world.noor)
    with pytest.raises(PermissionDenied, match="Draag eerst"):
        end(world, case, seat, "noor")


def test_the_client_keeps_the_own_seat(world, case):
    with as_owner():
        seat = TeamMember.objects.get(case=case, kind="client")
    with pytest.raises(PermissionDenied, match="eigen tafel"):
        end(world, case, seat, "noor")


def test_a_seat_ends_once(world, case):
    seat = world.seat(case, "corporation", "ilse")
    end(world, case, seat, "noor")  # and now it waits for a second person
    with pytest.raises(PermissionDenied, match="staat al stil"):
        end(world, case, seat, "noor")


def hand_over(world, case, to, by, version=None):
    with world.in_case(by, case) as (actor, fresh, sight):
        seat = TeamMember.objects.get(pk=to.pk)
        return actions.hand_over(
            case=fresh, to=seat, version=version or fresh.version, sight=sight, by=actor
        )


def test_noor_hands_over_to_farid_and_may_then_leave(world, case):
    to = world.seat(case, "municipality", "farid")
    assert hand_over(world, case, to, "noor").coordinator_id == world.farid.pk
    with as_owner():
        seat = TeamMember.objects.get(case=case, membership=world.noor)
    end(world, case, seat, "noor")
    assert not sees(world, "noor", case)


def test_farid_does_not_take_over_himself(world, case):
    to = world.seat(case, "municipality", "farid")
    with pytest.raises(PermissionDenied, match="uzelf"):
        hand_over(world, case, to, "farid")


def test_ilse_cannot_make_farid_the_coordinator(world, case):
    world.seat(case, "corporation", "ilse")
    to = world.seat(case, "municipality", "farid")
    with pytest.raises(PermissionDenied, match="draagt dit over"):
        hand_over(world, case, to, "ilse")


def test_the_client_does_not_coordinate(world, case):
    with as_owner():
        to = TeamMember.objects.get(case=case, kind="client")
    with pytest.raises(PermissionDenied, match="als professional"):
        hand_over(world, case, to, "noor")


def test_two_who_hand_over_at_the_same_time_the_second_is_told(world, case):
    to = world.seat(case, "municipality", "farid")
    with pytest.raises(StaleError):
        hand_over(world, case, to, "noor", version=99)


def test_the_admin_ends_the_seat_of_a_colleague(world, case):
    world.seat(case, "municipality", "farid")
    seat = propose_new(world, case, "bram", by="noor")
    admit(world, case, seat, "farid")
    with world.acting("olga") as olga:
        mine = TeamMember.objects.visible_to(olga).get(pk=seat.pk)
        actions.end_seat_as_admin(seat=mine, reason="Uit dienst", by=olga, at=AT)
    assert not sees(world, "bram", case)


def test_the_admin_does_not_end_the_seat_of_the_coordinator(world, case):
    with world.acting("olga") as olga:
        mine = TeamMember.objects.visible_to(olga).get(membership=world.noor)
        with pytest.raises(PermissionDenied, match="coördineert"):
            actions.end_seat_as_admin(seat=mine, reason="Uit dienst", by=olga, at=AT)


def test_the_admin_of_another_organisation_does_not_see_the_seat(world, case):
    with world.acting("wim") as wim:
        assert not TeamMember.objects.visible_to(wim).exists()
        assert not TeamMember.objects.all().exists()


def test_an_empty_seat_is_shown_with_since_when(world, case):
    with world.in_case("noor", case, LATER) as (actor, fresh, sight):
        places = {p.kind: p for p in table_of(fresh, team_of(sight), actor.today)}
    assert places["bw_provider"].is_coordinator
    assert places["bw_provider"].name == "Noor"
    assert not places["client"].is_empty
    empty = places["ambulatory_provider"]
    assert (empty.is_empty, empty.since, empty.days, empty.is_late) == (
        True,
        AT.date(),
        35,
        True,
    )


def test_a_seat_is_empty_since_the_last_who_sat_there_left(world, case):
    seat = world.seat(case, "corporation", "ilse")
    end(world, case, seat, "ilse", at=AT + dt.timedelta(days=20))
    with world.in_case("noor", case, LATER) as (actor, fresh, sight):
        places = {p.kind: p for p in table_of(fresh, team_of(sight), actor.today)}
    assert places["corporation"].days == 15


def test_marieke_is_added_for_daan_and_sees_nothing_yet(world, case):
    with world.in_case("noor", case) as (actor, fresh, sight):
        seat = add_person(case=fresh, kind="relative", name="Marieke", sight=sight, by=actor, at=AT)
        levels = Sharing.objects.filter(case=case, member=seat).values_list("level", flat=True)
        assert set(levels) == {0}


def test_whoever_began_first_and_waited_adds_nobody_a_second_time(world, case):
    """Their page was asked for before the seat of the other began, and waited for the lock."""
    told = {"kind": "relative", "name": "Marieke"}
    with world.in_case("noor", case) as (actor, fresh, sight):
        add_person(case=fresh, sight=sight, by=actor, at=AT, **told)
        before = AT - dt.timedelta(seconds=1)
        early = replace(actor, at=before)
        with pytest.raises(actions.AlreadyAtTableError):
            add_person(case=fresh, sight=sight, by=early, at=before, **told)


def test_ilse_adds_no_relative(world, case):
    world.seat(case, "corporation", "ilse")
    with world.in_case("ilse", case) as (actor, fresh, sight), pytest.raises(PermissionDenied):
        add_person(case=fresh, kind="relative", name="Marieke", sight=sight, by=actor, at=AT)


def test_daan_gets_an_invitation_on_paper(world, case):
    with world.in_case("noor", case) as (actor, fresh, _sight):
        seat = TeamMember.objects.get(case=case, kind="client")
        user, code = invite_on_paper(case=fresh, seat=seat, by=actor, at=AT)
    assert code
    assert user.email is None
    with as_owner():
        assert TeamMember.objects.get(pk=seat.pk).user_id == user.pk


def test_a_colleague_is_not_invited_from_a_case(world, case):
    seat = world.seat(case, "corporation", "ilse")
    with world.in_case("noor", case) as (actor, fresh, _sight), pytest.raises(PermissionDenied):
        invite_on_paper(case=fresh, seat=seat, by=actor, at=AT)
