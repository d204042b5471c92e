"""What the client takes along holds the documents themselves, or says why one is not there."""

import io
import json
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from huiswaarts.casework.cases.models import Document
from huiswaarts.doors.portal import take_along
from tests.database import as_owner

FIRST = "00000000-0000-4000-8000-00000000000"


@pytest.fixture
def two_papers(home):
    """Of Samir: two texts, one of which only he sees."""
    for number, (text, label) in enumerate([(b"Dag oma", "1"), (b"Alleen van mij", "3")], 1):
        file = SimpleUploadedFile("x.txt", text)
        sent = {
            "key": f"{FIRST}{number}",
            "what": "other",
            "file": file,
            "name": f"../Brief {number}",
        }
        sent["label"] = label
        assert home.post("dozen/finances/document/", sent).status_code == 302
    with as_owner():
        return list(Document.objects.order_by("id"))


def taken(home):
    archive = zipfile.ZipFile(io.BytesIO(home.post("gegevens/meenemen/").content))
    facts = json.loads(archive.read("mijn-gegevens.json"))["documents"]
    return archive, facts, archive.read("mijn-gegevens.html").decode()


def test_the_documents_come_along_and_the_page_leads_to_them(home, two_papers):
    archive, facts, page = taken(home)
    assert [archive.read(one["bestand"]) for one in facts] == [b"Dag oma\n", b"Alleen van mij\n"]
    for one in facts:
        assert one["bestand"].startswith("documenten/")
        assert ".." not in one["bestand"].removesuffix(".txt").split("/")
        assert f'href="{one["bestand"]}"' in page


def test_what_was_withdrawn_is_named_and_stays_behind(home, two_papers):
    home.post(f"documenten/{two_papers[0].public_id}/terugtrekken/")
    archive, facts, _page = taken(home)
    assert [one.get("bestand") is None for one in facts] == [True, False]
    assert sum(name.startswith("documenten/") for name in archive.namelist()) == 1


def test_a_damaged_one_does_not_keep_the_others_back(home, two_papers):
    store = storages["documents"]
    store.delete(two_papers[0].storage_key)
    store.save(two_papers[0].storage_key, ContentFile(b"Dag opa"))
    _archive, facts, page = taken(home)
    assert facts[0]["niet"] in page
    assert "bestand" not in facts[0]
    assert facts[1]["bestand"]


def test_a_silent_store_gives_nothing_that_looks_whole(home, two_papers):
    storages["documents"].delete(two_papers[0].storage_key)
    assert home.post("gegevens/meenemen/").status_code == 503


def test_what_is_too_big_together_is_said(home, two_papers, monkeypatch):
    monkeypatch.setattr(take_along, "MOST_BYTES", len(b"Dag oma\n"))
    _archive, facts, _page = taken(home)
    assert [bool(one.get("bestand")) for one in facts] == [True, False]
    assert facts[1]["niet"].startswith("Samen te groot")
