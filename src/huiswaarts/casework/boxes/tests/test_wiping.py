"""What was withdrawn a month ago, and what no document needs, goes for good; nothing else does."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from huiswaarts.casework.cases import jobs
from huiswaarts.casework.cases.actions import documents as actions
from huiswaarts.casework.cases.files import store
from huiswaarts.casework.cases.models import Document
from huiswaarts.foundation.access import session
from huiswaarts.foundation.events.models import Event
from tests.database import as_owner

from .documents import file_url, get, put
from .table import at

DAY = dt.timedelta(days=1)


@pytest.fixture
def now(people):
    return max(timezone.now(), people.at)


@pytest.fixture
def withdrawn(the_case, bea):
    document = put(bea, the_case)
    do(actions.withdraw_document, bea, the_case, document)
    return document


def do(action, person, case, document):
    with at(person, case) as here:
        document.case = case
        action(document=document, sight=here.sight, by=here.actor)


def wipe(when):
    """The job, in which nobody acts."""
    session.leave()
    return jobs.wipe(at=when)


def is_kept(document):
    return storages["documents"].exists(document.storage_key)


def test_a_month_after_it_was_withdrawn_the_bytes_go_and_the_row_tells(withdrawn, now):
    wipe(now + 29 * DAY)
    assert is_kept(withdrawn)
    wipe(now + 31 * DAY)
    assert not is_kept(withdrawn)
    with as_owner():
        row = Document.objects.get()
        (event,) = Event.objects.filter(kind="cases.document_wiped")
    assert row.wiped_at == now + 31 * DAY
    assert (event.case_id, event.topic, event.user_id) == (row.case_id, row.topic, None)
    assert wipe(now + 32 * DAY) == 0


def test_what_stands_is_never_wiped(the_case, bea, now):
    document = put(bea, the_case)
    wipe(now + 4000 * DAY)
    assert get(bea, file_url(bea, the_case, document)).status_code == 200


def test_what_was_put_back_in_time_stays(withdrawn, the_case, bea, now):
    do(actions.restore_document, bea, the_case, withdrawn)
    wipe(now + 31 * DAY)
    assert is_kept(withdrawn)


def test_what_is_wiped_is_not_put_back(withdrawn, the_case, bea, now):
    wipe(now + 31 * DAY)
    with as_owner():
        withdrawn.refresh_from_db()
    with pytest.raises(PermissionDenied, match="gewist"):
        do(actions.restore_document, bea, the_case, withdrawn)
    assert get(bea, file_url(bea, the_case, withdrawn)).status_code == 404
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.update(withdrawn_at=None)


def test_what_a_failed_request_left_behind_goes_after_a_month(the_case, bea, now):
    left, document = store.keep(b"Hallo"), put(bea, the_case)
    wipe(now)
    assert storages["documents"].exists(left)
    assert wipe(now + 31 * DAY) >= 1
    assert not storages["documents"].exists(left)
    assert is_kept(document)


def test_killed_between_the_row_and_the_bytes_the_next_night_does_the_rest(
    withdrawn, now, monkeypatch
):
    with monkeypatch.context() as cut:
        cut.setattr(store, "drop", lambda _key: (_ for _ in ()).throw(store.StoreError))
        with pytest.raises(store.StoreError):
            wipe(now + 31 * DAY)
    assert is_kept(withdrawn)
    wipe(now + 32 * DAY)
    assert not is_kept(withdrawn)


def test_what_is_damaged_is_looked_into_first(the_case, bea, now):
    document = put(bea, the_case)
    with as_owner():
        Document.objects.update(state="refused", why="damaged")
    wipe(now + 31 * DAY)
    assert is_kept(document)


def test_in_an_empty_folder_there_is_nothing_to_do(settings, tmp_path, now):
    folder = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    folder["OPTIONS"] = {"location": tmp_path / "none"}
    settings.STORAGES = settings.STORAGES | {"documents": folder}
    assert wipe(now) == 0
    key = store.keep(b"Hallo")
    assert wipe(now + 31 * DAY) == 1
    assert not (tmp_path / "none" / key).exists()
