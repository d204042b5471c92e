import datetime as dt
import html
import re
import urllib.parse
import uuid

import pytest
from django.utils import timezone

from huiswaarts.casework.boxes.actions.content import load_catalogue
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.tests.world import World
from huiswaarts.foundation.events.models import AccessRecord, Event
from huiswaarts.foundation.network.models import Offer
from tests.database import as_owner
from tests.people import come_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    made = World()
    with as_owner():
        load_catalogue(made.region)
    return made


def now():
    return timezone.now()


@pytest.fixture
def case(world):
    return world.case(at=now(), target_month=dt.date(2028, 6, 1))


@pytest.fixture
def as_(world, client):
    def sign_in(who):
        come_in(client, getattr(world, who).user)
        return client

    return sign_in


def form_of(response):
    """What the form on this page sends when nothing is changed."""
    form = response.context["form"]
    data = {bound.html_name: bound.value() for bound in form}
    return {name: value for name, value in data.items() if value not in (None, "", False)}


def post(client, url, **more):
    return client.post(url, form_of(client.get(url)) | more)


def looks(**about):
    with as_owner():
        return list(AccessRecord.objects.filter(**about).order_by("id"))


def at_table(world, case, kind, who):
    with as_owner():
        return TeamMember.objects.get(pk=world.seat(case, kind, who).pk)


# landing


@pytest.mark.parametrize(
    ("who", "where"), [("pieter", "/regio/"), ("olga", "/beheer/mensen/"), ("gerda", "/inzage/")]
)
def test_who_does_no_casework_lands_elsewhere(as_, who, where):
    assert as_(who).get("/").url == where


def test_an_empty_first_day_explains_itself(as_):
    page = as_("bram").get("/").content.decode()
    assert "Hier komt uw werk te staan" in page
    assert "/casussen/nieuw/" in page


def test_ilse_is_not_offered_to_register(as_):
    page = as_("ilse").get("/").content.decode()
    assert "/casussen/nieuw/" not in page
    assert as_("ilse").get("/casussen/nieuw/").status_code == 404


def test_my_work_shows_what_is_late(as_, world, case):
    with as_owner():
        Case.objects.update(
            follow_up_on=timezone.localdate() - dt.timedelta(days=4), follow_up_what="Bel de bank"
        )
    page = as_("noor").get("/").content.decode()
    assert "Bel de bank" in page
    assert "4 dagen te laat" in page


def test_what_my_work_showed_is_on_record(as_, case):
    as_("noor").get("/")
    [look] = looks(action="desk:my_work")
    assert look.items == [f"cases.case:{case.pk}"]


# the list


def test_the_list_shows_own_seats_only(as_, world, case):
    other = world.case("farid", at=now(), seat_kind="municipality", client_name="Piet Ander")
    page = as_("noor").get("/casussen/").content.decode()
    assert case.number in page
    assert other.number not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?fase=registration", True),
        ("?fase=living", False),
        ("?gemeente=GM0002", True),
        ("?gemeente=GM0001", False),
        ("?van=self", True),
        ("?van=organisation", True),
        ("?laat=on", False),
        ("?zonder=on", True),
        ("?voorbij=on", True),
    ],
)
def test_the_list_narrows(as_, case, query, found):
    page = as_("noor").get(f"/casussen/{query}").content.decode()
    assert (case.number in page) is found


def found(browser, **asked):
    """As sent with the form: the address that it leads to, and the page there."""
    sent = browser.post("/casussen/", asked)
    assert sent.status_code == 302
    return sent["Location"], browser.get(sent["Location"]).content.decode()


@pytest.mark.parametrize(
    ("name", "there"),
    [("daan", True), ("Piet", False), ("DAAN", True), ("{number}", True), ("{loose}", True)],
)
def test_a_name_or_number_is_found_and_stands_in_no_address(as_, case, name, there):
    typed = name.format(number=case.number, loose=case.number.lower().replace("-", " "))
    address, page = found(as_("noor"), zoek=typed, voorbij="on")
    assert (f"/casussen/{case.number}/" in page) is there
    assert f'value="{typed}"' in page
    assert "voorbij=on" in address
    assert typed.lower() not in urllib.parse.unquote_plus(address).lower()


def test_pages_and_tables_of_what_was_found_hold_no_name_either(as_, world, case):
    for n in range(51):
        world.case(at=now(), client_name=f"Daan Nummer {n}")
    noor = as_("noor")
    _, page = found(noor, zoek="daan")
    links = [html.unescape(link) for link in re.findall(r'href="([^"]*zoek=[^"]*)"', page)]
    assert len(links) == 4
    assert not [link for link in links if "daan" in link.lower()]
    following = next(link for link in links if "pagina=2" in link)
    assert "Bladzijde 2 van 2" in noor.get(f"/casussen/{following}").content.decode()
    table = noor.get(next(link for link in links if "als=csv" in link)).content.decode()
    assert table.count("Daan") == 52


def test_another_session_does_not_open_the_words(as_, case):
    address, _ = found(as_("noor"), zoek="daan")
    other = as_("bram").get(address, follow=True)
    assert "geldt niet meer" in other.content.decode()
    assert other.redirect_chain == [("/casussen/", 302)]


@pytest.mark.parametrize("words", ["daan", "x" * 300, "gAAAAA=="])
def test_words_in_the_open_are_not_looked_for(as_, case, words):
    assert as_("noor").get("/casussen/", {"zoek": words})["Location"] == "/casussen/"


@pytest.mark.parametrize(
    "query",
    ["?fase=x", "?gemeente=GM9", "?van=x", "?pagina=0", "?pagina=-1", "?pagina=z", "?als=x"],
)
def test_a_filter_that_does_not_exist_is_not_found(as_, case, query):
    assert as_("noor").get(f"/casussen/{query}").status_code == 404


def test_an_empty_seat_is_named_on_the_list(as_, case):
    with as_owner():
        day = timezone.localdate()
        Case.objects.update(phase="preparation", follow_up_on=day + dt.timedelta(days=9))
    assert "Lege stoel" in as_("noor").get("/casussen/").content.decode()


@pytest.mark.parametrize("kind", ["csv", "ods", "xlsx"])
def test_the_list_is_saved_as_a_table_and_that_is_on_record(as_, case, kind):
    response = as_("noor").get(f"/casussen/?als={kind}")
    assert response["Content-Disposition"].endswith(f'.{kind}"')
    assert len(response.content) > 50
    [look] = looks(action="desk:case_list.export")
    assert look.items == [f"cases.case:{case.pk}"]


# the front page


def test_the_front_page_shows_the_table_with_its_empty_seats(as_, case):
    page = as_("noor").get(f"/casussen/{case.number}/").content.decode()
    assert "Daan gaat naar huis" in page
    assert page.count("Lege stoel") >= 3
    assert "Daan ziet dat u deze pagina vandaag opende" in page


def test_the_front_page_is_on_record(as_, case):
    as_("noor").get(f"/casussen/{case.number}/")
    [look] = looks(action="desk:case")
    assert look.case_id == case.pk
    assert f"cases.case:{case.pk}" in look.items
    assert look.rule == "seat:bw_provider"


@pytest.mark.parametrize("who", ["bram", "farid", "ilse", "olga", "pieter", "gerda"])
@pytest.mark.parametrize(
    "path", ["", "tijdlijn/", "team/", "fase/", "volgende-stap/", "verhuismaand/", "uitnodiging/"]
)
def test_without_a_seat_there_is_nothing(as_, case, who, path):
    assert as_(who).get(f"/casussen/{case.number}/{path}").status_code == 404


def test_the_timeline_tells_what_was_done_in_sentences(as_, case):
    page = as_("noor").get(f"/casussen/{case.number}/tijdlijn/").content.decode()
    assert "Noor meldde de casus aan." in page


@pytest.mark.parametrize("page", ["0", "-1", "x", "9999999", "²"])
def test_a_page_of_the_timeline_that_cannot_be_is_not_found(as_, case, page):
    url = f"/casussen/{case.number}/tijdlijn/?pagina={page}"
    assert as_("noor").get(url).status_code == 404


def test_every_page_of_the_timeline_keeps_its_query_count(as_, case, django_assert_max_num_queries):
    noor = as_("noor")
    with django_assert_max_num_queries(20):
        noor.get(f"/casussen/{case.number}/tijdlijn/")


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


# the table


def test_from_an_empty_seat_to_a_new_colleague(as_, world, case):
    world.add("sanne", "Thuis Verder", "ambulatory_provider", "organisation_admin")
    ask = f"/casussen/{case.number}/team/vraag/ambulatory_provider/"
    organisation = world.samir.organisation.public_id
    assert post(as_("noor"), ask, organisation=organisation).status_code == 302
    with as_owner():
        seat = TeamMember.objects.get(kind="ambulatory_provider")
    fill = f"/casussen/stoelen/{seat.public_id}/"
    page = as_("sanne").get(fill).content.decode()
    assert "Daan" not in page
    assert post(as_("sanne"), fill, colleague=world.samir.public_id).status_code == 302
    admit = f"/casussen/{case.number}/team/{seat.public_id}/toelaten/"
    assert post(as_("noor"), admit).status_code == 302
    assert as_("samir").get(f"/casussen/{case.number}/").status_code == 200


@pytest.mark.parametrize("who", ["noor", "wim", "pieter"])
def test_only_the_asked_organisation_fills_its_seat(as_, world, case, who):
    with as_owner():
        seat = TeamMember.objects.create(
            case=case, kind="ambulatory_provider", state="requested", asked_at=now(),
            organisation=world.samir.organisation,
        )  # fmt: skip
    assert as_(who).get(f"/casussen/stoelen/{seat.public_id}/").status_code == 404


def test_access_ends_between_two_requests_of_an_open_session(as_, world, case):
    seat = at_table(world, case, "municipality", "farid")
    from django.test import Client

    farid = Client()
    come_in(farid, world.farid.user)
    front = f"/casussen/{case.number}/"
    assert farid.get(front).status_code == 200
    end = f"{front}team/{seat.public_id}/beeindigen/"
    assert post(as_("noor"), end, reason="Nieuwe baan").status_code == 302
    assert farid.get(front).status_code == 404


def test_farid_leaves_the_table_and_lands_on_my_work(as_, world, case):
    seat = at_table(world, case, "municipality", "farid")
    end = f"/casussen/{case.number}/team/{seat.public_id}/beeindigen/"
    assert post(as_("farid"), end, reason="Nieuwe baan").url == "/"


def test_coordination_passes_to_farid(as_, world, case):
    seat = at_table(world, case, "municipality", "farid")
    url = f"/casussen/{case.number}/team/{seat.public_id}/coordinatie/"
    assert post(as_("noor"), url).status_code == 302
    with as_owner():
        assert Case.objects.get().coordinator_id == world.farid.pk


def test_marieke_is_added_when_daan_asked_her(as_, case):
    url = f"/casussen/{case.number}/team/erbij/"
    assert post(as_("noor"), url, kind="relative", name="Marieke", wanted="on").status_code == 302
    assert "Marieke" in as_("noor").get(f"/casussen/{case.number}/team/").content.decode()


def test_daan_gets_a_page_of_paper_with_a_code_that_is_shown_once(as_, case):
    url = f"/casussen/{case.number}/uitnodiging/"
    response = post(as_("noor"), url, way="paper")
    with as_owner():
        user = TeamMember.objects.get(kind="client").user
    assert user.username in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_daan_is_invited_by_mail(as_, case):
    url = f"/casussen/{case.number}/uitnodiging/"
    assert post(as_("noor"), url, way="email", email="daan@example.org").status_code == 302
    with as_owner():
        assert TeamMember.objects.get(kind="client").user is None  # until he says yes
        assert Offer.objects.get().address == "daan@example.org"


def test_an_invitation_by_mail_needs_an_address(as_, case):
    url = f"/casussen/{case.number}/uitnodiging/"
    assert "Vul het e-mailadres in" in post(as_("noor"), url, way="email").content.decode()
