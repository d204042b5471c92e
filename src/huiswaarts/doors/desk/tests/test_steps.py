"""The desk: registering a case, and what is agreed, moved and decided in it."""

import datetime as dt
import re
import uuid

import pytest
from django.utils import timezone

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.foundation.events.models import AccessRecord, Event
from huiswaarts.foundation.network.models import Offer
from tests.database import as_owner

from .desk_world import at_table, form_of, now, post

pytestmark = pytest.mark.django_db


# registering


def register(client, **changes):
    first = client.get("/casussen/nieuw/")
    form = first.context["form"]
    places = [str(place.pk) for place in form.fields["municipality_stay"].queryset]
    data = {
        "key": str(uuid.uuid4()),
        "client_name": "Samira Bakker",
        "birth_year": "1988",
        "setting": "bw",
        "trajectory": "team_thuis",
        "household": "single",
        "municipality_origin": places[0],
        "municipality_stay": places[0],
        "municipality_choice": places[0],
        "target_month": "2028-06",
        "phase": "registration",
        "seat_kind": "bw_provider",
    }
    return client.post("/casussen/nieuw/", data | changes)


def test_noor_registers_samira(as_):
    noor = as_("noor")
    response = register(noor)
    assert re.fullmatch(r"/casussen/\w{4}-\w{4}/", response.url)
    assert "Samira gaat naar huis" in noor.get(response.url).content.decode()


def test_a_doubled_post_registers_once(as_):
    noor, key = as_("noor"), str(uuid.uuid4())
    assert register(noor, key=key).url == register(noor, key=key, went_on="on").url
    with as_owner():
        assert Case.objects.count() == 1


def test_someone_known_is_named_by_organisation_only(as_, world):
    world.case("farid", at=now(), seat_kind="municipality", client_name="Samira Bakker",
               birth_year=1988)  # fmt: skip
    page = register(as_("noor")).content.decode()
    assert "Mogelijk al bekend, neem contact op met Gemeente Veenhart" in page
    assert "Farid" not in page
    with as_owner():
        assert Case.objects.count() == 1
        [look] = AccessRecord.objects.filter(action="cases:search")
        assert Event.objects.filter(kind="cases.doubles_checked").count() == 1
        assert look.case_id is None


def test_going_on_is_a_choice(as_, world):
    world.case("farid", at=now(), seat_kind="municipality", client_name="Samira Bakker",
               birth_year=1988)  # fmt: skip
    assert register(as_("noor"), went_on="on").status_code == 302
    with as_owner():
        assert Event.objects.get(kind="cases.case_registered", codes__went_on=True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("client_name", "1234"),
        ("client_name", ""),
        ("birth_year", "1800"),
        ("birth_year", "99999999999999999999"),
        ("birth_year", "x"),
        ("target_month", "2020-01"),
        ("target_month", "9999-99"),
        ("seat_kind", "municipality"),
        ("municipality_stay", "999999"),
        ("municipality_stay", "x"),
        ("setting", "castle"),
        ("key", "x"),
        ("client_email", "no address"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_begins(as_, field, value):
    response = register(as_("noor"), **{field: value})
    assert response.status_code == 200
    assert response.context["form"].errors
    with as_owner():
        assert not Case.objects.exists()


@pytest.mark.parametrize("known", [True, False])
def test_an_address_is_invited_the_same_way_known_or_not(as_, world, known):
    address = world.farid.user.email if known else "nobody@example.org"
    assert register(as_("noor"), client_email=address).status_code == 302
    with as_owner():
        seat = TeamMember.objects.get(kind="client")
        assert seat.user is None
        assert Offer.objects.get().seat_id == seat.pk


# steps


def test_noor_agrees_the_next_step(as_, case):
    day = timezone.localdate() + dt.timedelta(days=3)
    url = f"/casussen/{case.number}/volgende-stap/"
    assert post(as_("noor"), url, what="Bel de bank", on=day.isoformat()).status_code == 302
    with as_owner():
        assert Case.objects.get().follow_up_what == "Bel de bank"


def test_a_step_without_a_day_is_not_saved(as_, case):
    url = f"/casussen/{case.number}/volgende-stap/"
    assert "Kies de dag" in post(as_("noor"), url, what="Bel").content.decode()


def test_two_in_one_form_the_second_reads_what_the_first_wrote(as_, world, case):
    noor, url = as_("noor"), f"/casussen/{case.number}/volgende-stap/"
    data = form_of(noor.get(url))
    day = timezone.localdate() + dt.timedelta(days=3)
    with as_owner():
        Case.objects.update(follow_up_what="Samen kijken", follow_up_on=day, version=2)
    second = noor.post(url, data | {"what": "Bel de bank", "on": day.isoformat()})
    assert second.status_code == 409
    page = second.content.decode()
    assert "Samen kijken" in page
    assert "Bel de bank" in page
    again = noor.post(url, form_of(second) | {"key": str(uuid.uuid4())})
    assert again.status_code == 302
    with as_owner():
        assert Case.objects.get().follow_up_what == "Bel de bank"


def test_noor_moves_the_case_to_the_first_meeting(as_, case):
    url = f"/casussen/{case.number}/fase/naar/kickoff/"
    day = timezone.localdate().isoformat()
    assert post(as_("noor"), url, kickoff_on=day).status_code == 302
    page = as_("noor").get(f"/casussen/{case.number}/").content.decode()
    assert "Bij de start verwacht: juni 2028" in page
    assert "Een passende woning" in page


def test_a_late_kickoff_says_which_words_are_missing(as_, world):
    soon = timezone.localdate().replace(day=1) + dt.timedelta(days=62)
    case = world.case(at=now(), target_month=soon)
    url = f"/casussen/{case.number}/fase/naar/kickoff/"
    response = post(as_("noor"), url, kickoff_on=timezone.localdate().isoformat())
    assert "minder dan 6 maanden" in response.content.decode()


def test_a_shut_gate_says_so_in_place_of_the_button(as_, case):
    with as_owner():
        Case.objects.update(phase="preparation")
    page = as_("noor").get(f"/casussen/{case.number}/fase/").content.decode()
    assert "Woning zoeken</strong> kan nog niet" in page
    assert "/fase/naar/home_search/" not in page


def test_the_team_decides_and_the_front_page_shows_it(as_, case):
    with as_owner():
        Case.objects.update(phase="preparation")
    url = f"/casussen/{case.number}/fase/besluit/register_for_home/"
    day = (timezone.localdate() + dt.timedelta(days=30)).isoformat()
    said = {"why": "Daan wacht al lang", "review_on": day, "decided": "on"}
    assert post(as_("noor"), url, **said).status_code == 302
    assert "Daan wacht al lang" in as_("noor").get(f"/casussen/{case.number}/").content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "fase/naar/x/",
        "fase/toestand/x/",
        "fase/besluit/x/",
        "team/vraag/x/",
        "team/voorstel/client/",
        "team/XXXXXXXXXXXX/toelaten/",
    ],
)
def test_what_does_not_exist_is_not_found(as_, case, path):
    assert as_("noor").get(f"/casussen/{case.number}/{path}").status_code == 404


def test_who_does_not_coordinate_reads_why_not(as_, world, case):
    at_table(world, case, "municipality", "farid")
    with as_owner():
        TeamMember.objects.update(from_at=now() - dt.timedelta(days=1))
    page = as_("farid").get(f"/casussen/{case.number}/fase/").content.decode()
    assert "Alleen de coördinator" in page
    url = f"/casussen/{case.number}/fase/naar/kickoff/"
    assert "Alleen de coördinator" in as_("farid").get(url).content.decode()


def test_a_post_that_policy_refuses_is_forbidden_with_the_reason(as_, world, case):
    at_table(world, case, "municipality", "farid")
    url = f"/casussen/{case.number}/fase/naar/kickoff/"
    data = {
        "key": str(uuid.uuid4()),
        "version": "1",
        "kickoff_on": timezone.localdate().isoformat(),
    }
    response = as_("farid").post(url, data)
    assert response.status_code == 403
    assert "Alleen de coördinator" in response.content.decode()
