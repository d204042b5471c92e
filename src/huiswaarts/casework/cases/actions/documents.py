"""Documents: put, withdrawn and put back; and what the scanner found. Nothing is thrown away."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection, transaction

from huiswaarts.casework.cases import policies_documents as policies
from huiswaarts.casework.cases.files import store
from huiswaarts.casework.cases.files.kinds import CleanFile, RefusedFileError
from huiswaarts.casework.cases.files.scanner import Verdict
from huiswaarts.casework.cases.models import Case, Document
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.common.texts import kept
from huiswaarts.foundation.events.actions import record

NAME = 120  # characters
MOST = 200  # of one topic, as far as who adds one sees them
State = Document.State


@dataclass(frozen=True)
class Added:
    """A cleaned file with what people say of it, and what the scanner said."""

    file: CleanFile
    name: str
    what: str
    verdict: Verdict
    label: int = 0


@transaction.atomic
def put_document(*, case: Case, topic: int, added: Added, sight: Sight, by: Actor) -> Document:
    """Raises `RefusedTextError` for the name, `RefusedFileError` for a virus, too many, or a
    silent store.
    """
    require(policies.put(case, sight, topic, added.label))
    name = kept(added.name, max_length=NAME)
    if added.verdict == Verdict.INFECTED:
        raise RefusedFileError("virus")
    if Document.objects.filter(case=case, topic=topic, withdrawn_at=None).count() >= MOST:
        raise RefusedFileError("too_many")
    try:
        key = store.keep(added.file.data)
    except store.StoreError:
        raise RefusedFileError("store_down") from None
    document = Document.objects.create(
        case=case,
        topic=topic,
        label=added.label,
        name=name,
        what=added.what,
        kind=added.file.kind,
        size=len(added.file.data),
        sha256=store.print_of(added.file.data),
        storage_key=key,
        state=State.READY if added.verdict == Verdict.CLEAN else State.QUARANTINE,
        put_by=sight.seat,
        put_at=by.at,
    )
    _note("cases.document_put", document, by, label=document.label)
    return document


@transaction.atomic
def withdraw_document(*, document: Document, sight: Sight, by: Actor) -> Document:
    """Gone from every page but for whoever may put it back. A second press changes nothing."""
    require(policies.withdraw(document.case, sight, document))
    if document.withdrawn_at is None:
        _save(document, by.at)
        _note("cases.document_withdrawn", document, by)
    return document


@transaction.atomic
def restore_document(*, document: Document, sight: Sight, by: Actor) -> Document:
    require(policies.withdraw(document.case, sight, document))
    if document.withdrawn_at is not None:
        _save(document, None)
        _note("cases.document_restored", document, by)
    return document


def _save(document: Document, moment: dt.datetime | None) -> None:
    document.withdrawn_at = moment
    document.save(update_fields=["withdrawn_at"])


def settle_document(*, document_id: int, refused: str, at: dt.datetime) -> bool:
    """What the scanner said of what waited: `refused` is why not, or nothing. For the job."""
    verdict = State.REFUSED if refused else State.READY
    with connection.cursor() as cursor:
        cursor.execute(
            "select app_settle_document(%s, %s, %s, %s)",
            [document_id, str(verdict), refused, at],
        )
        return bool(cursor.fetchone()[0])


def narrow_documents(*, case: Case, organisation_id: int) -> int:
    """Called with the client's choice about secrecy, whose policy has been asked."""
    with connection.cursor() as cursor:
        cursor.execute("select app_narrow_documents(%s, %s)", [case.pk, organisation_id])
        return int(cursor.fetchone()[0])


def _note(kind: str, document: Document, by: Actor, **codes: object) -> None:
    record(
        kind=kind,
        by=by,
        case_id=document.case_id,
        topic=document.topic,
        subject=f"cases.document:{document.pk}",
        **codes,
    )
