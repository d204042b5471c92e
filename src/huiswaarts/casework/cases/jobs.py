"""Work that runs later: the virus scanner, wiping, and access that stood still."""

import datetime as dt

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from huiswaarts.casework.cases.actions.documents import settle_document
from huiswaarts.casework.cases.actions.questions import open_again
from huiswaarts.casework.cases.files import store
from huiswaarts.casework.cases.files.scanner import Verdict, scan
from huiswaarts.casework.cases.queries_questions import lapsed_seats
from huiswaarts.foundation.access.actor import the_clock
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.common.queue import every
from huiswaarts.foundation.network.models import Region

AT_ONCE = 50
KEPT = dt.timedelta(days=30)  # withdrawn by mistake is seen within a month
Waiting = tuple[int, str, str]  # id, key in the store, control number


def scan_waiting(*, at: dt.datetime) -> int:
    """Everything in quarantine, once. Returns how many still wait; try again later then."""
    last, left = 0, 0
    while rows := _waiting(last):
        for row in rows:
            last = row[0]
            left += not _settle(row, at)
    return left


@every("*/2 * * * *")
def scan_again(timestamp: int) -> None:  # noqa: ARG001  the library tells the minute
    """What waits while the scanner is away, and what a stopped worker left."""
    scan_waiting(at=timezone.now())


def wipe(*, at: dt.datetime) -> int:
    """What was withdrawn a month ago, and what is in the store for no document: gone for good.
    Returns how many files went. Stopped halfway, the next time does the rest.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select app_wipe_withdrawn(%s, %s)", [at - KEPT, at])
    gone = 0
    for keys in store.keys_before(at - KEPT):
        for key in sorted(set(keys) - _needed(keys)):
            store.drop(key)
            gone += 1
    return gone


def wipe_offers(*, at: dt.datetime) -> int:
    """The address and name of invitations that came to nothing a month ago. Twice is once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select app_wipe_offers(%s)", [at - KEPT])
        return int(cursor.fetchone()[0])


def end_unwanted_work(*, at: dt.datetime) -> int:
    """What a kit prepared for somebody who never answered, and has no place in a case."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select app_end_unwanted_work(%s)", [at])
        return int(cursor.fetchone()[0])


@every("30 2 * * *")
def wipe_nightly(timestamp: int) -> None:  # noqa: ARG001  the library tells the minute
    wipe(at=timezone.now())
    end_unwanted_work(at=timezone.now())
    wipe_offers(at=timezone.now())


def open_lapsed(*, at: dt.datetime) -> int:
    """Access that stood still for its term, and nobody agreed: it opens again. Twice is once."""
    opened = 0
    for region in Region.objects.order_by("pk"):
        clock = the_clock(region_id=region.pk, at=at, job="open_lapsed")
        with transaction.atomic(), acting(clock):
            seats = lapsed_seats()
        for seat in seats:
            with transaction.atomic(), acting(clock):
                opened += open_again(seat=seat, by=clock)
    return opened


@every("*/5 * * * *")
def open_each(timestamp: int) -> None:  # noqa: ARG001  the library tells the minute
    open_lapsed(at=timezone.now())


def _needed(keys: list[str]) -> set[str]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select * from app_needed_keys(%s)", [keys])
        return {key for (key,) in cursor.fetchall()}


def _waiting(after: int) -> list[Waiting]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select * from app_quarantined(%s, %s)", [after, AT_ONCE])
        return [(int(pk), key, sha256) for pk, key, sha256 in cursor.fetchall()]


def _settle(row: Waiting, at: dt.datetime) -> bool:
    pk, key, sha256 = row
    try:
        data = store.fetch(key, sha256=sha256)
    except store.DamagedFileError:
        return _write(pk, "damaged", at)
    except store.StoreError:
        return False
    verdict = scan(data, place=settings.DOCUMENT_SCANNER)
    if verdict == Verdict.UNKNOWN:
        return False
    infected = verdict == Verdict.INFECTED
    settled = _write(pk, "virus" if infected else "", at)
    if infected:
        store.drop(key)
    return settled


def _write(pk: int, refused: str, at: dt.datetime) -> bool:
    with transaction.atomic():
        settle_document(document_id=pk, refused=refused, at=at)
    return True
