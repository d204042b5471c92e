"""ClamAV: what it finds is not kept, what it did not see stays in quarantine."""

import socket
import time

import pytest
from django.core.files.storage import storages
from django.db import DatabaseError, connection, transaction

from huiswaarts.casework.cases.files import scanner
from huiswaarts.casework.cases.files.scanner import Verdict, scan
from huiswaarts.casework.cases.jobs import scan_again, scan_waiting
from huiswaarts.casework.cases.models import Document
from huiswaarts.casework.cases.tests.hostile import EICAR
from huiswaarts.casework.cases.tests.loopback import clamd
from huiswaarts.foundation.access import session
from huiswaarts.foundation.events.models import Event
from tests.database import as_owner

from .documents import TEXT, file_url, get, page_url, put, send, text_of
from .table import at

NOWHERE = "127.0.0.1:9"


def test_without_a_scanner_everything_is_ready(settings):
    assert settings.DOCUMENT_SCANNER == ""
    assert scan(EICAR, place="") == Verdict.CLEAN


@pytest.mark.parametrize("size", [1, 64 * 1024, 300_000])
def test_a_scanner_says_what_it_finds(tmp_path, size):
    for where in (None, tmp_path / "clamd.ctl"):
        with clamd(where) as (place, scanned):
            assert scan(b"a" * size, place=place) == Verdict.CLEAN
            assert scan(b"a" * size + EICAR, place=place) == Verdict.INFECTED
        assert [len(data) for data in scanned] == [size, size + len(EICAR)]


@pytest.mark.parametrize("says", [b"INSTREAM size limit exceeded. ERROR\0", b"x" * 9000, b"OK\0"])
def test_what_is_no_verdict_is_none(says):
    with clamd(says=says) as (place, _):
        assert scan(b"a", place=place) == Verdict.UNKNOWN


@pytest.mark.parametrize("place", [NOWHERE, "/nowhere/clamd.ctl", "nonsense", "127.0.0.1:x"])
def test_a_scanner_that_is_not_there_says_nothing(place):
    assert scan(b"a", place=place) == Verdict.UNKNOWN


def test_a_scanner_that_hangs_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(scanner, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        host, port = silent.getsockname()
        assert scan(b"a", place=f"{host}:{port}") == Verdict.UNKNOWN
    assert time.monotonic() - began < 3


def form(person, case):
    return page_url(person, case, "dozen/finances/document/")


def the_document():
    with as_owner():
        return Document.objects.get()


def again(settings, place, when):
    """The job, in which nobody acts."""
    session.leave()
    settings.DOCUMENT_SCANNER = place
    return scan_waiting(at=when)


def test_a_virus_is_told_at_once_and_not_kept(settings, the_case, bea):
    with clamd() as (place, _):
        settings.DOCUMENT_SCANNER = place
        page = text_of(send(bea, form(bea, the_case), EICAR))
    assert "zit een virus" in page
    with as_owner():
        assert not Document.objects.exists()


@pytest.mark.parametrize("infected", [False, True])
def test_while_the_scanner_is_down_it_waits_in_quarantine(settings, the_case, people, infected):
    settings.DOCUMENT_SCANNER = NOWHERE
    bea, samir = people.bea, people.samir
    answer = send(bea, form(bea, the_case), EICAR if infected else b"Hallo")
    assert answer.status_code == 302
    document = the_document()
    assert document.state == "quarantine"
    for person in (bea, samir):
        assert get(person, file_url(person, the_case, document)).status_code == 404
    assert again(settings, NOWHERE, people.at) == 1
    assert the_document().state == "quarantine"
    with clamd() as (place, _):
        assert again(settings, place, people.at) == 0
        assert again(settings, place, people.at) == 0
    settled = the_document()
    assert settled.state == ("refused" if infected else "ready")
    assert get(bea, file_url(bea, the_case, document)).status_code == (404 if infected else 200)
    assert storages["documents"].exists(document.storage_key) is not infected
    page = text_of(get(bea, page_url(bea, the_case, "dozen/finances/")))
    assert ("zit een virus" in page) is infected
    with as_owner():
        (event,) = Event.objects.filter(kind=f"cases.document_{settled.state}")
    assert (event.case_id, event.topic, event.user_id, event.codes) == (the_case.pk, 2, None, {})
    assert event.at == people.at


def test_the_clock_tries_again_what_waits(settings, the_case, bea):
    put(bea, the_case, verdict=Verdict.UNKNOWN)
    session.leave()
    settings.DOCUMENT_SCANNER = NOWHERE
    scan_again(timestamp=0)
    assert the_document().state == "quarantine"
    settings.DOCUMENT_SCANNER = ""
    scan_again(timestamp=0)
    assert the_document().state == "ready"


def test_when_the_scanner_is_taken_away_what_waits_is_ready(settings, the_case, people, bea):
    put(bea, the_case, verdict=Verdict.UNKNOWN)
    assert again(settings, "", people.at) == 0
    assert the_document().state == "ready"


def test_what_was_damaged_while_it_waited_is_refused(settings, the_case, people, bea):
    document = put(bea, the_case, verdict=Verdict.UNKNOWN)
    with storages["documents"].open(document.storage_key, "rb+") as file:
        file.write(b"x")
    with clamd() as (place, scanned):
        assert again(settings, place, people.at) == 0
    assert not scanned
    assert (the_document().state, the_document().why) == ("refused", "damaged")


def test_what_the_store_does_not_have_waits(settings, the_case, people, bea):
    document = put(bea, the_case, verdict=Verdict.UNKNOWN)
    storages["documents"].delete(document.storage_key)
    with clamd() as (place, _):
        assert again(settings, place, people.at) == 1


def test_many_are_scanned_with_one_that_cannot_be(settings, the_case, people, bea):
    documents = [put(bea, the_case, verdict=Verdict.UNKNOWN, name=f"Brief {n}") for n in range(60)]
    storages["documents"].delete(documents[3].storage_key)
    with clamd() as (place, scanned):
        assert again(settings, place, people.at) == 1
    assert len(scanned) == 59
    assert set(scanned) == {TEXT.data}


@pytest.mark.parametrize(
    "call",
    [
        "app_quarantined(0, 9)",
        "app_settle_document(1, 'ready', '', now())",
        "app_wipe_withdrawn(now(), now())",
        "app_needed_keys('{}')",
    ],
)
@pytest.mark.parametrize("who", ["Bea", "Samir"])
def test_who_acts_opens_no_quarantine(people, the_case, bea, who, call):
    put(bea, the_case, verdict=Verdict.UNKNOWN)
    with at(people.by_name[who], the_case):
        with pytest.raises(DatabaseError, match="only for the job"), transaction.atomic():
            ask(f"select * from {call}")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            ask("update cases_document set state = 'ready'")
    assert the_document().state == "quarantine"


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
