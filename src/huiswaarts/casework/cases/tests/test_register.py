import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from huiswaarts.casework.cases.actions.register import find_similar, register_case
from huiswaarts.casework.cases.models import Case, Sharing, TeamMember
from huiswaarts.casework.cases.tests.world import AT, World
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import Event
from huiswaarts.foundation.network.models import Offer
from tests.database import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def test_noor_registers_daan_and_both_have_a_seat(world):
    case = world.case()
    with as_owner():
        seats = set(TeamMember.objects.filter(case=case).values_list("kind", "state"))
        assert seats == {("bw_provider", "active"), ("client", "active")}
    assert case.coordinator_id == world.noor.pk
    assert case.registered_on == AT.date()
    assert case.number.count("-") == 1


def test_the_party_of_who_registers_sees_what_the_matrix_gives(world):
    case = world.case()
    with world.acting("noor"):
        topics = Sharing.objects.filter(case=case, level__gte=2).values_list("topic", flat=True)
        assert {0, 1, 2} <= set(topics)


def test_what_was_done_is_recorded_without_a_name(world):
    case = world.case()
    with as_owner():
        events = list(Event.objects.filter(case_id=case.pk))
    assert "cases.case_registered" in {event.kind for event in events}
    assert "Daan" not in repr([(event.subject, event.codes) for event in events])


def test_farid_of_the_municipality_can_register_too(world):
    assert world.case("farid", seat_kind="municipality").coordinator_id == world.farid.pk


@pytest.mark.parametrize("who", ["ilse", "pieter", "olga", "gerda"])
def test_others_cannot_register(world, who):
    with pytest.raises(PermissionDenied, match="Aanmelden doet"):
        world.case(who)


def test_noor_cannot_take_the_seat_of_the_municipality(world):
    with pytest.raises(PermissionDenied, match="niet op deze stoel"):
        world.case(seat_kind="municipality")


def test_a_municipality_of_another_region_is_refused(world):
    elsewhere = World("drenthe")
    with pytest.raises(PermissionDenied, match="niet bij uw regio"):
        world.case(municipality_choice=elsewhere.place)


@pytest.mark.parametrize(
    "typed",
    ["Daan Vermeer", "daan vermeer", "  Dáän  Vermëer ", "DAAN-VERMEER", "D'aan Vermeer"],
)
def test_someone_known_is_recognised_however_the_name_is_written(world, typed):
    world.case("farid", seat_kind="municipality")
    with world.acting("noor") as noor:
        found = find_similar(client_name=typed, birth_year=1990, by=noor, at=AT)
    assert [organisation.name for organisation in found] == ["Gemeente Veenhart"]


@pytest.mark.parametrize(
    ("typed", "year"), [("Daan Vermeer", 1991), ("Daan Vermee", 1990), ("-", 1990)]
)
def test_someone_else_is_not_taken_for_daan(world, typed, year):
    world.case("farid", seat_kind="municipality")
    with world.acting("noor") as noor:
        assert find_similar(client_name=typed, birth_year=year, by=noor, at=AT) == []


def test_letters_of_another_alphabet_are_compared_too(world):
    world.case(client_name="Мария Ø. Łaska")
    with world.acting("farid") as farid:
        found = find_similar(client_name="мария ø łaska", birth_year=1990, by=farid, at=AT)
    assert len(found) == 1


def test_another_region_is_not_searched(world):
    World("drenthe").case()
    with world.acting("noor") as noor:
        assert find_similar(client_name="Daan Vermeer", birth_year=1990, by=noor, at=AT) == []


def test_the_look_for_doubles_leaves_a_trace_without_a_name(world):
    with world.acting("noor") as noor:
        find_similar(client_name="Daan Vermeer", birth_year=1990, by=noor, at=AT)
        event = Event.objects.get(kind="cases.doubles_checked")
    assert event.user_id == world.noor.user_id
    assert "Daan" not in repr(event.codes)


def test_ilse_cannot_use_the_search_for_doubles(world):
    with world.acting("ilse") as ilse, pytest.raises(PermissionDenied):
        find_similar(client_name="Daan Vermeer", birth_year=1990, by=ilse, at=AT)


def test_a_client_with_an_address_is_invited_there_and_has_no_account_yet(world):
    case = world.case(client_email="Daan@example.org")
    with as_owner():
        seat = TeamMember.objects.get(case=case, kind="client")
        offer = Offer.objects.get()
    assert seat.user is None
    assert (offer.seat_id, offer.address, offer.typed) == (
        seat.pk, "daan@example.org", "Daan@example.org",
    )  # fmt: skip
    assert not User.objects.filter(email="daan@example.org").exists()


def test_nobody_without_a_seat_sees_the_new_case(world):
    case = world.case()
    for who in ("bram", "farid", "olga", "pieter"):
        with world.acting(who) as actor:
            assert not Case.objects.visible_to(actor).exists()
            assert not Case.objects.filter(pk=case.pk).exists()


def test_a_case_begins_at_the_first_day_of_the_month_of_the_move(world):
    case = world.case(target_month=dt.date(2026, 10, 17))
    assert case.target_month == dt.date(2026, 10, 1)


def test_a_case_cannot_begin_halfway(world):
    with world.acting("noor") as noor, pytest.raises(PermissionDenied, match="begint bij"):
        register_case(facts=world.facts(phase="living"), by=noor, at=AT)
