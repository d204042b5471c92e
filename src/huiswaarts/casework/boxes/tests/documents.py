"""Putting documents, reading and sending them, in one sentence each."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from huiswaarts.casework.boxes.actions.documents import put_in_box
from huiswaarts.casework.cases.actions.documents import Added
from huiswaarts.casework.cases.files.kinds import CleanFile
from huiswaarts.casework.cases.files.scanner import Verdict
from huiswaarts.casework.cases.models import Document
from huiswaarts.casework.cases.tests.hostile import SECRET
from tests.people import sign_in

from .table import at

TEXT = CleanFile("txt", f"{SECRET}\n".encode())
KEY = "00000000-0000-4000-8000-000000000000"


def added(name="Brief van de gemeente", label=0, verdict=Verdict.CLEAN, file=TEXT):
    return Added(file, name, "letter", verdict, label)


def put(person, case, code="finances", **more):
    with at(person, case, code) as here:
        return put_in_box(box=here.box, added=added(**more), sight=here.sight, by=here.actor)


def visible(person, case):
    with at(person, case, "suitable_home") as here:
        return {one.name for one in Document.objects.visible_to(here.actor)}


def page_url(person, case, rest=""):
    start = "casussen" if person.membership else "mijn"
    return f"/{start}/{case.number}/{rest}"


def file_url(person, case, document, rest=""):
    return page_url(person, case, f"documenten/{document.public_id}/{rest}")


def get(person, url):
    return sign_in(Client(), person).get(url)


def send(person, url, data=b"Hallo", name="brief.txt", **said):
    fields = {"key": KEY, "what": "letter", "file": SimpleUploadedFile(name, data), "name": ""}
    return sign_in(Client(), person).post(url, fields | said)


def text_of(answer):
    return answer.content.decode()
