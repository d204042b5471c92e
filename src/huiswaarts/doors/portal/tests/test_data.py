"""Mijn gegevens: what is recorded, who looked and by which rule, taking everything along."""

import io
import json
import time
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huiswaarts.casework.boxes.models import Answer, Box
from huiswaarts.casework.tables.models import Table, TableItem
from huiswaarts.foundation.events.models import AccessRecord
from huiswaarts.foundation.network.models import Region
from tests.database import as_owner
from tests.people import sign_in

from .conftest import answer


@pytest.fixture
def bea_looks(client, bea, the_case):
    """Bea opens a page of Samir's case, as the app records it."""

    def look(path):
        page = sign_in(client.__class__(), bea).get(f"/casussen/{the_case.number}/{path}")
        assert page.status_code == 200

    return look


def files(home):
    response = home.post("gegevens/meenemen/")
    assert response["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    read = {name: archive.read(name).decode() for name in archive.namelist()}
    return json.loads(read["mijn-gegevens.json"]), read["mijn-gegevens.html"]


def test_samir_reads_that_someone_of_de_luwte_looked_and_by_which_rule(home, bea_looks):
    bea_looks("dozen/finances/")
    page = home.read("gegevens/gekeken/")
    assert "<strong>Je begeleider nu, De Luwte</strong>" in page
    assert ": je doos Mijn geld" in page
    assert "Zit bij jou aan tafel. Dat is met jou afgesproken." in page
    assert "Bea Tester" not in page


def test_names_are_shown_when_the_region_says_so(home, bea_looks, people):
    with as_owner():
        Region.objects.filter(code="zuidveen").update(log_shows_names=True)
    bea_looks("dozen/finances/")
    assert "Bea Tester (Je begeleider nu, De Luwte)" in home.read("gegevens/gekeken/")


def test_a_list_that_showed_the_name_is_there_without_the_others_on_it(
    home, client, hans, bea, the_case
):
    assert sign_in(client.__class__(), bea).get("/casussen/").status_code == 200
    assert ": je naam in een lijst" in home.read("gegevens/gekeken/")


def test_who_found_something_by_searching_is_told(home, client, bea):
    sign_in(client.__class__(), bea).post("/zoeken/", {"zoek": "Samir"})
    assert ": iets over jou, gevonden met zoeken" in home.read("gegevens/gekeken/")


def test_who_read_the_question_at_another_table_is_told(home, client, people, the_case, tina):
    with as_owner():
        table = Table.objects.create(
            region=the_case.region, kind="case_table", name="x", purpose="x", made_at=people.at,
            chair=tina.membership,
        )  # fmt: skip
        asked = TableItem.objects.create(
            table=table, case=the_case, who="Samir Y.", tried="x", question="x", due_on=people.at,
            client_knows="knows", brought_by=people.gerda.membership, brought_at=people.at,
        )  # fmt: skip
    page = sign_in(client.__class__(), tina).get(f"/tafels/vraag/{asked.public_id}/")
    assert page.status_code == 200
    told = home.read("gegevens/gekeken/")
    assert "Iemand van een andere tafel, Gemeente Zuidveen" in told
    assert ": wat je team vroeg aan een andere tafel" in told


def test_a_relative_who_looked_is_called_by_name(home, client, mina):
    sign_in(client.__class__(), mina).get(home.url("dozen/suitable_home/"))
    page = home.read("gegevens/gekeken/")
    assert "Mina Yilmaz" in page
    assert "omdat jij dat wilt" in page


def test_looking_more_on_one_day_is_one_line_that_says_how_often(home, bea_looks):
    for _ in range(3):
        bea_looks("dozen/finances/")
    page = home.read("gegevens/gekeken/")
    assert page.count("je doos Mijn geld") == 1
    assert "Dat was 3 keer op deze dag." in page
    home.client.get("/mijn/taal/en/")
    assert "That was 3 times on this day." in home.read("gegevens/gekeken/")


def noted(look, **changed):
    """A look of another as the database keeps it, from another page than was opened."""
    with as_owner():
        AccessRecord.objects.create(**{
            "region_id": look.region_id, "at": look.at, "user_id": look.user_id,
            "membership_id": look.membership_id, "organisation_id": look.organisation_id,
            "case_id": look.case_id, "outcome": "shown",
        } | changed)  # fmt: skip


def test_another_table_and_a_card_are_told_as_what_they_were(home, bea_looks, the_case):
    bea_looks("dozen/")
    with as_owner():
        look = AccessRecord.objects.filter(case_id=the_case.pk, action="boxes:list").latest("id")
    noted(look, action="tables:item", rule="table")
    noted(look, action="cases:team", rule="seat:guest", items=["cases.contactcard:1"])
    point = ["cases.contactcard:1", "meetings.agendaitem:1"]
    noted(look, action="meetings:as_guest", rule="seat:guest", items=point)
    page = home.read("gegevens/gekeken/")
    assert "Zit aan de tafel waar je team iets vroeg." in page
    assert ": je contactkaart." in page
    assert ": één punt van je overleg." in page
    assert ": je team." not in page


def test_a_day_without_looks_says_so(home):
    home.read()
    assert home.read("gegevens/gekeken/").count("<strong>Niemand</strong>") == 6


def test_somebody_elses_case_is_not_in_it(home, client, hans, stans_case):
    sign_in(client.__class__(), hans).get(f"/casussen/{stans_case.number}/dozen/")
    assert "De Haven" not in home.read("gegevens/gekeken/")


def test_what_samir_reads_is_recorded_too(home, the_case):
    home.read("gegevens/vast/")
    with as_owner():
        record = AccessRecord.objects.filter(case_id=the_case.pk).latest("id")
        boxes = Box.objects.filter(case=the_case).values_list("pk", flat=True)
    assert record.action == "portal:recorded"
    assert {f"boxes.box:{pk}" for pk in boxes} <= set(record.items)


def test_the_file_holds_every_answer_also_old_ones_and_those_for_samir_alone(
    home, samir, bea, the_case
):
    first = answer(samir, the_case, "finances", 1, text="Eerst dit.")
    answer(samir, the_case, "finances", 1, text="Nu dat.", seen=first.public_id, label=3)
    answer(bea, the_case, "finances", 3, how="together", choice="none")
    data, page = files(home)
    said = [one["antwoord"] for box in data["boxes"] for one in box["antwoorden"]]
    assert said == [["Eerst dit."], ["Nu dat."], ["Nee, geen schulden"]]
    for text in ("Eerst dit.", "Nu dat.", "Nee, geen schulden", "Bea Tester", "De Luwte"):
        assert text in page


def test_the_file_tells_who_sees_what_and_who_looked(home, bea_looks):
    bea_looks("dozen/")
    data, page = files(home)
    assert any(one["partij"] == "Woonstee" for one in data["sharing"])
    assert any(one["wie"] == "Je begeleider nu, De Luwte" for one in data["looks"])
    assert "Zit bij jou aan tafel" in page


def test_the_readable_page_asks_nothing_of_the_network(home):
    _data, page = files(home)
    assert "http" not in page
    assert "<script" not in page


def test_in_the_words_of_the_language_of_samir(home):
    home.client.get("/mijn/taal/en/")
    data, page = files(home)
    assert data["taal"] == "en"
    assert "your name" in page.lower()


def test_everything_takes_five_clicks_at_most(home):
    """Plan, Mijn gegevens, download: two presses after the first page."""
    assert home.url("gegevens/") in home.read()
    assert home.url("gegevens/meenemen/") in home.read("gegevens/")


@pytest.mark.slow
def test_a_big_case_is_packed_soon_and_with_as_many_queries(home, samir, the_case):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            files(home)
        return len(captured)

    answer(samir, the_case, "finances", 1, text="Eerst dit.")
    files(home)
    few = asked()
    with as_owner():
        one = Answer.objects.get()
        Answer.objects.bulk_create(
            Answer(
                case=one.case, box=one.box, question=one.question, topic=one.topic, label=0,
                slot="client", version=n, is_current=False, text="woord " * 500, how="alone",
                user=one.user, at=one.at,
            )
            for n in range(2, 2000)
        )  # fmt: skip
        AccessRecord.objects.bulk_create(
            AccessRecord(
                region_id=the_case.region_id, at=one.at, user_id=one.user_id, case_id=the_case.pk,
                action=f"boxes:{n}", outcome="shown", rule="seat:bw_provider", items=["x:1"],
            )
            for n in range(5000)
        )  # fmt: skip
    begin = time.monotonic()
    assert asked() == few
    assert time.monotonic() - begin < 60


def test_my_data_leads_to_the_recovery_sheet(home):
    assert 'href="/account/herstelblad/"' in home.read("gegevens/")
