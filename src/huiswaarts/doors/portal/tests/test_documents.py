"""Documents in Mijn Thuis, and at a meeting: put by the client, read by whoever may."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from huiswaarts.casework.boxes.tests.documents import (
    KEY,
    TEXT,
    file_url,
    get,
    page_url,
    put,
    send,
    text_of,
)
from huiswaarts.casework.cases.files.scanner import Verdict
from huiswaarts.casework.cases.models import Document
from huiswaarts.casework.cases.tests.hostile import EICAR, SECRET, photo_with_place
from huiswaarts.casework.meetings.models import Meeting, MeetingDocument
from tests.database import as_owner
from tests.people import sign_in


@pytest.fixture
def meeting(people, the_case):
    with as_owner():
        return Meeting.objects.create(
            case=the_case, begins_at=people.at + dt.timedelta(days=1), place="home",
            made_at=people.at,
        )  # fmt: skip


def the_document():
    with as_owner():
        return Document.objects.get()


def test_samir_adds_a_photo_of_his_letter(home, the_case, bea):
    assert "Voeg een document of foto toe" in home.read("dozen/finances/")
    assert "Leg geen medische informatie vast" in home.read("dozen/finances/document/")
    photo = SimpleUploadedFile("IMG_2001.jpg", photo_with_place())
    sent = {"key": KEY, "what": "letter", "file": photo, "name": "Mijn brief", "label": "1"}
    answer = home.post("dozen/finances/document/", sent, follow=True)
    page = answer.content.decode()
    assert "Je document is bewaard." in page
    assert "Mijn brief" in page
    assert (the_document().label, the_document().kind) == (1, "jpg")
    content = get(bea, file_url(bea, the_case, the_document())).content
    assert content.startswith(b"\xff\xd8\xff")
    assert SECRET.encode() not in content


def test_what_is_only_for_samir_is_only_for_samir(home, the_case, samir, bea):
    photo = SimpleUploadedFile("a.txt", b"Hallo")
    sent = {"key": KEY, "what": "other", "file": photo, "label": "3"}
    assert home.post("dozen/finances/document/", sent).status_code == 302
    assert get(samir, file_url(samir, the_case, the_document())).status_code == 200
    assert get(bea, file_url(bea, the_case, the_document())).status_code == 404
    assert ">a<" not in text_of(get(bea, page_url(bea, the_case, "dozen/finances/")))


def test_samir_takes_away_what_bea_put_and_puts_it_back(home, the_case, bea):
    document = put(bea, the_case)
    there = home.url("dozen/finances/")
    path = f"documenten/{document.public_id}/"
    page = home.post(f"{path}terugtrekken/", {"terug": there}, follow=True).content.decode()
    assert "Niemand ziet dit document nu." in page
    assert "Zet terug" in page
    assert home.get(path).status_code == 404
    page = home.post(f"{path}terugzetten/", {"terug": there}, follow=True).content.decode()
    assert "Het document staat er weer." in page
    assert home.get(path).content == TEXT.data


def test_a_copy_of_an_id_is_refused_in_his_words(home):
    sent = {"key": KEY, "what": "identity", "file": SimpleUploadedFile("id.jpg", b"x")}
    page = home.post("dozen/papers/document/", sent).content.decode()
    assert "bewaren wij niet" in page
    with as_owner():
        assert not Document.objects.exists()


def test_a_virus_and_a_wait_are_said_in_his_words(home, settings, the_case):
    settings.DOCUMENT_SCANNER = "127.0.0.1:9"
    sent = {"key": KEY, "what": "other", "file": SimpleUploadedFile("x.txt", EICAR)}
    page = home.post("dozen/finances/document/", sent, follow=True).content.decode()
    assert "Je leest het zodra het is nagekeken" in page
    assert "Dit document wordt eerst nagekeken op virussen." in page


@pytest.mark.parametrize(("who", "sees"), [("mina", False), ("sofie", True)])
def test_who_reads_along_reads_and_adds_nothing(visit, people, the_case, bea, who, sees):
    document = put(bea, the_case)
    door = visit(people.by_name[who.capitalize()])
    answer = door.get(f"documenten/{document.public_id}/")
    assert answer.status_code == (200 if sees else 404)
    if sees:
        page = door.read("dozen/finances/")
        assert document.name in page
        assert "Voeg een document" not in page
        assert "Haal weg" not in page
        assert 'type="file"' not in door.read("dozen/finances/document/")


def test_in_the_health_box_there_is_no_place_for_files(home):
    page = home.read("dozen/health/")
    assert "Documenten" not in page
    assert "Hier kun je geen document bij doen." in home.read("dozen/health/document/")


def test_all_that_is_recorded_names_them(home, the_case, bea):
    put(bea, the_case, verdict=Verdict.UNKNOWN)
    page = home.read("gegevens/vast/")
    assert "Brief van de gemeente.txt" in page
    assert "Wordt nagekeken op virussen" in page


def test_who_opened_a_document_is_told(home, the_case, bea):
    document = put(bea, the_case)
    assert get(bea, file_url(bea, the_case, document)).status_code == 200
    assert ": een document van je" in home.read("gegevens/gekeken/")


# at a meeting


def at_meeting(person, case, meeting, rest=""):
    return page_url(person, case, f"overleg/{meeting.public_id}/{rest}")


@pytest.mark.parametrize("who", ["Bea", "Samir", "Gerda", "Wim"])
def test_at_a_meeting_who_writes_the_report_adds_and_the_team_reads(people, the_case, meeting, who):
    person = people.by_name[who]
    answer = send(person, at_meeting(person, the_case, meeting, "document/"))
    assert answer.status_code == 302
    assert answer.headers["Location"] == at_meeting(person, the_case, meeting)
    for name in ("Bea", "Samir", "Amir", "Wim"):
        reader = people.by_name[name]
        page = text_of(get(reader, at_meeting(reader, the_case, meeting)))
        assert ">brief</a>" in page, name
        assert get(reader, file_url(reader, the_case, the_document())).status_code == 200
    mina = people.by_name["Mina"]
    assert get(mina, file_url(mina, the_case, the_document())).status_code == 404


def test_only_at_that_meeting(people, the_case, meeting, bea):
    with as_owner():
        other = Meeting.objects.create(
            case=the_case, begins_at=people.at, place="home", made_at=people.at
        )
    send(bea, at_meeting(bea, the_case, meeting, "document/"))
    assert ">brief</a>" not in text_of(get(bea, at_meeting(bea, the_case, other)))
    with as_owner():
        assert MeetingDocument.objects.get().meeting == meeting


def test_of_what_does_not_happen_nothing_is_added(the_case, meeting, bea):
    with as_owner():
        Meeting.objects.filter(pk=meeting.pk).update(status="cancelled")
    answer = get(bea, at_meeting(bea, the_case, meeting, "document/"))
    assert "Dit overleg gaat niet door." in text_of(answer)


def test_withdrawn_from_a_meeting_it_comes_back_there(the_case, meeting, bea):
    send(bea, at_meeting(bea, the_case, meeting, "document/"))
    there = at_meeting(bea, the_case, meeting)
    browser = sign_in(Client(), bea)
    url = file_url(bea, the_case, the_document(), "terugtrekken/")
    answer = browser.post(url, {"terug": there}, follow=True)
    assert answer.redirect_chain[-1][0] == there
    assert "Zet terug" in text_of(answer)
