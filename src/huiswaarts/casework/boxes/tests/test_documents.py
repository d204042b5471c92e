"""Documents in a box: put, read, withdrawn and put back, by whom; and given out unharmed."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape
from PIL import Image

from huiswaarts.casework.cases.actions import documents as actions
from huiswaarts.casework.cases.files.kinds import RefusedFileError
from huiswaarts.casework.cases.files.scanner import Verdict
from huiswaarts.casework.cases.files.words import refusal
from huiswaarts.casework.cases.models import Document
from huiswaarts.casework.cases.tests.hostile import REFUSED, SECRET, pdf, photo_with_place
from huiswaarts.foundation.events.models import AccessRecord, Event
from tests.database import as_owner
from tests.people import sign_in

from .documents import KEY, TEXT, file_url, get, page_url, put, send, text_of, visible
from .table import at

# who


def test_bea_puts_a_letter_and_the_team_reads_it(people, the_case, bea):
    document = put(bea, the_case)
    assert document.state == "ready"
    assert document.put_by.membership == bea.membership
    assert document.size == len(TEXT.data)
    readers = {"Samir", "Bea", "Amir", "Gerda", "Sofie"}
    for name in ("Samir", "Bea", "Amir", "Gerda", "Sofie", "Wim", "Mina", "Gijs"):
        assert bool(visible(people.by_name[name], the_case)) is (name in readers), name
    assert Event.objects.filter(kind="cases.document_put").count() == 0  # nobody is set here


def test_samir_puts_what_is_his(samir, the_case):
    assert put(samir, the_case, label=3).label == 3
    with as_owner():
        (event,) = Event.objects.filter(kind="cases.document_put")
    assert event.codes == {"label": 3}
    assert event.topic == 2


@pytest.mark.parametrize("label", [0, 1, 2, 3])
def test_the_circle_narrows(people, the_case, samir, label):
    put(samir, the_case, code="suitable_home", label=label)
    far = {"Samir": 3, "Bea": 2, "Gerda": 1, "Mina": 1, "Wim": 0}
    for name, reach in far.items():
        assert bool(visible(people.by_name[name], the_case)) is (reach >= label), name


@pytest.mark.parametrize("who", ["Mina", "Sofie"])
def test_who_reads_along_puts_nothing(people, the_case, who):
    with pytest.raises(PermissionDenied, match="Invullen doen de cliënt"):
        put(people.by_name[who], the_case, code="suitable_home")


def test_nobody_narrows_past_themselves(gerda, the_case):
    with pytest.raises(PermissionDenied, match="niet meer ziet"):
        put(gerda, the_case, label=2)


def test_the_box_about_health_takes_no_file(bea, the_case):
    with pytest.raises(PermissionDenied, match="alleen vinkjes en datums"):
        put(bea, the_case, code="health")


def test_a_case_that_is_over_takes_nothing_more(bea, the_case):
    with as_owner():
        the_case.phase = "closed"
        the_case.save()
    assert send(bea, box_form(bea, the_case)).status_code == 403  # the contact card, no more


def test_there_is_an_end_to_it(the_case, bea, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 2)
    first, _ = put(bea, the_case), put(bea, the_case)
    with pytest.raises(RefusedFileError) as refused:
        put(bea, the_case)
    assert refused.value.code == "too_many"
    assert put(bea, the_case, code="suitable_home")
    do(actions.withdraw_document, bea, the_case, first)
    assert put(bea, the_case)


# withdrawn, and put back


def do(action, person, case, document):
    with at(person, case) as here:
        document.case = case
        action(document=document, sight=here.sight, by=here.actor)


@pytest.mark.parametrize("who", ["Bea", "Samir", "Gerda"])
def test_who_put_it_the_client_and_the_coordinator_withdraw(people, the_case, bea, who):
    document = put(bea, the_case)
    do(actions.withdraw_document, people.by_name[who], the_case, document)
    assert not document.is_ready
    do(actions.withdraw_document, people.by_name[who], the_case, document)  # pressed twice
    do(actions.restore_document, people.by_name[who], the_case, document)
    assert document.is_ready
    with as_owner():
        kinds = Event.objects.filter(kind__startswith="cases.document").order_by("id")
        assert [one.kind.removeprefix("cases.document_") for one in kinds] == [
            "put", "withdrawn", "restored",
        ]  # fmt: skip


@pytest.mark.parametrize("who", ["Amir", "Wim", "Sofie"])
def test_others_do_not(people, the_case, bea, who):
    document = put(bea, the_case, code="suitable_home")
    with pytest.raises(PermissionDenied):
        do(actions.withdraw_document, people.by_name[who], the_case, document)


def test_withdrawn_is_gone_and_comes_back_with_one_press(the_case, people, bea, amir):
    document = put(bea, the_case)
    there = page_url(bea, the_case, "dozen/finances/")
    answer = sign_in(Client(), bea).post(
        file_url(bea, the_case, document, "terugtrekken/"), {"terug": there}, follow=True
    )
    assert answer.redirect_chain == [(there, 302)]
    assert "Zet terug" in text_of(answer)
    assert document.name not in text_of(get(amir, there))
    for person in (bea, amir, people.samir):
        assert get(person, file_url(person, the_case, document)).status_code == 404
    url = file_url(bea, the_case, document, "terugzetten/")
    sign_in(Client(), bea).post(url, {"terug": there})
    assert get(amir, file_url(amir, the_case, document)).status_code == 200


@pytest.mark.parametrize("told", ["https://elders.example/", "//elders.example/casussen/", "/x/"])
def test_back_is_never_to_elsewhere(the_case, bea, told):
    document = put(bea, the_case)
    url = file_url(bea, the_case, document, "terugtrekken/")
    answer = sign_in(Client(), bea).post(url, {"terug": told})
    assert answer.headers["Location"] == page_url(bea, the_case)


# given out


def test_given_out_to_keep_and_not_to_show(the_case, bea, amir):
    document = put(bea, the_case)
    answer = get(amir, file_url(amir, the_case, document))
    assert answer.content == TEXT.data
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    told = answer.headers["Content-Disposition"]
    assert told == 'attachment; filename="Brief van de gemeente.txt"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    with as_owner():
        record = AccessRecord.objects.get(action="cases:document")
    assert record.outcome == "shown"
    assert f"cases.document:{document.pk}" in record.items


@pytest.mark.parametrize("who", ["Wim", "Bo", "Hans", "Eva", "Ria", "Olga"])
def test_who_may_not_finds_nothing(people, the_case, bea, who):
    document = put(bea, the_case)
    person = people.by_name[who]
    answer = get(person, file_url(person, the_case, document))
    nowhere = get(person, page_url(person, the_case, "documenten/222222222222/"))
    assert answer.status_code == nowhere.status_code == 404
    assert answer.content == nowhere.content


def test_in_quarantine_nobody_gets_it(the_case, bea, samir):
    document = put(bea, the_case, verdict=Verdict.UNKNOWN)
    for person in (bea, samir):
        assert get(person, file_url(person, the_case, document)).status_code == 404
    page = text_of(get(bea, page_url(bea, the_case, "dozen/finances/")))
    assert "Wordt nagekeken op virussen" in page
    assert f'documenten/{document.public_id}/"' not in page


def test_a_virus_is_not_kept(the_case, bea):
    with pytest.raises(RefusedFileError) as refused:
        put(bea, the_case, verdict=Verdict.INFECTED)
    assert refused.value.code == "virus"
    assert not visible(bea, the_case)


@pytest.mark.parametrize("place", range(0, 24, 5))
def test_a_flipped_byte_is_never_given(the_case, bea, place):
    document = put(bea, the_case)
    store = storages["documents"]
    with store.open(document.storage_key, "rb+") as file:
        data = bytearray(file.read())
        data[place] ^= 1
        file.seek(0)
        file.write(data)
    answer = get(bea, file_url(bea, the_case, document))
    assert answer.status_code == 503
    assert "beschadigd" in text_of(answer)
    assert SECRET not in text_of(answer)
    with as_owner():
        assert AccessRecord.objects.latest("id").outcome == "failed"


def test_a_store_that_lost_it_says_so(the_case, bea):
    document = put(bea, the_case)
    storages["documents"].delete(document.storage_key)
    answer = get(bea, file_url(bea, the_case, document))
    assert answer.status_code == 503
    assert "antwoordt niet" in text_of(answer)


# over the form


def box_form(person, case, code="finances"):
    return page_url(person, case, f"dozen/{code}/document/")


def test_the_form_keeps_a_photo_without_where_it_was(the_case, bea):
    answer = send(bea, box_form(bea, the_case), photo_with_place(), "IMG 0001.PDF", what="photo")
    assert answer.status_code == 302
    with as_owner():
        document = Document.objects.get()
    assert (document.name, document.kind, document.what) == ("IMG 0001", "jpg", "photo")
    content = get(bea, file_url(bea, the_case, document)).content
    assert Image.open(io.BytesIO(content)).size == (40, 60)
    assert SECRET.encode() not in content
    page = text_of(get(bea, page_url(bea, the_case, "dozen/finances/")))
    assert "IMG 0001" in page
    assert "Van Bea Tester, De Luwte" in page


def test_sent_twice_is_one_document(the_case, bea):
    browser = sign_in(Client(), bea)
    for _ in range(2):
        fields = {"key": KEY, "what": "letter", "file": SimpleUploadedFile("a.txt", b"Hallo")}
        answer = browser.post(box_form(bea, the_case), fields)
        assert answer.headers["Location"] == page_url(bea, the_case, "dozen/finances/")
    with as_owner():
        assert Document.objects.count() == 1


def test_a_copy_of_an_id_is_refused_with_the_reason(the_case, bea):
    answer = send(bea, box_form(bea, the_case), pdf(), "paspoort.pdf", what="identity")
    page = text_of(answer)
    assert "bewaren wij niet" in page
    assert "gezien, welk soort, en geldig tot" in page
    with as_owner():
        assert not Document.objects.exists()


@pytest.mark.parametrize(
    "name", ["pixel flood", "bomb in a DOCX", "a script", "nothing", "a BSN in a text"]
)
def test_a_bad_file_is_said_at_its_field(the_case, bea, name):
    data, code = REFUSED[name]
    page = text_of(send(bea, box_form(bea, the_case), data, "onschuldig.pdf"))
    assert 'id="id_file-fout"' in page
    assert str(escape(refusal(code))) in page
    with as_owner():
        assert not Document.objects.exists()


def test_a_big_file_is_said_to_be_big(the_case, bea):
    answer = send(bea, box_form(bea, the_case), b"%PDF-" + b"0" * (11 * 1024 * 1024), "x.pdf")
    assert answer.status_code == 200
    assert "hoogstens 10 MB" in text_of(answer)


def test_far_too_much_is_not_even_read(the_case, bea, settings):
    settings.UPLOAD_MAX_BODY = 1000
    answer = send(bea, box_form(bea, the_case), b"a" * 2000)
    assert answer.status_code == 413


def test_elsewhere_a_form_stays_small(the_case, bea):
    url = page_url(bea, the_case, "afspraken/nieuw/")
    assert send(bea, url, b"a" * 600_000).status_code == 413


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("x" * 251 + ".pdf", "x" * 120),
        ("factuur.pdf.exe", "factuur.pdf"),
        ("   ", "Een brief"),
        (".pdf", ".pdf"),
        ("../../etc/passwd", "passwd"),
        ("<script>.txt", "&lt;script&gt;"),
        ("factuur\u202efdp.exe", "factuurfdp"),
        ("תעודה.pdf", "תעודה"),
    ],
)
def test_names(the_case, bea, name, shown):
    assert send(bea, box_form(bea, the_case), name=name).status_code == 302
    page = text_of(get(bea, page_url(bea, the_case, "dozen/finances/")))
    assert f">{shown}</a>" in page


def test_a_name_with_a_bsn_is_asked_again(the_case, bea):
    page = text_of(send(bea, box_form(bea, the_case), name="111222333.pdf"))
    assert 'id="id_name-fout"' in page
    assert send(bea, box_form(bea, the_case), name="x.pdf").status_code == 302


def test_when_the_store_is_down_the_form_says_so(the_case, bea, monkeypatch):
    from huiswaarts.casework.cases.files import store

    def down():
        raise OSError

    monkeypatch.setattr(store, "_store", down)
    page = text_of(send(bea, box_form(bea, the_case)))
    assert "Bewaren lukt nu niet" in page
    with as_owner():
        assert not Document.objects.exists()


@pytest.mark.parametrize("code", ["health", "finances"])
def test_wim_gets_no_form(the_case, people, code):
    answer = get(people.wim, box_form(people.wim, the_case, code))
    assert answer.status_code in (200, 404)
    assert 'type="file"' not in text_of(answer)
