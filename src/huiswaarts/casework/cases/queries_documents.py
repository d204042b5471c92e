"""Documents as shown: of a box (its topic is the link), of a meeting, and one by its address."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from huiswaarts.casework.cases import policies_documents as policies
from huiswaarts.casework.cases.files.words import refusal
from huiswaarts.casework.cases.models import Case, Document
from huiswaarts.casework.cases.queries_team import name_of
from huiswaarts.casework.cases.querysets import keys_of
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import Decision
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.access.topics import Level
from huiswaarts.foundation.common.kept import kept

BY = ("put_by__organisation", "put_by__membership__user")
MOST = 500
KILO = 1000


@dataclass(frozen=True)
class Shown:
    """One document on a page: by whom, how big, and what may be done with it."""

    document: Document
    by: str
    party: str
    size: str
    why: str
    may_withdraw: Decision

    @property
    def is_withdrawn(self) -> bool:
        return self.document.withdrawn_at is not None


def documents_of(case: Case, sight: Sight, topic: int) -> list[Shown]:
    """What stands in one box, newest first. One query."""
    if sight.is_professional:
        rows = _of_topic(keys_of(sight, Level.READ, (topic,)))
    else:
        rows = list(_newest(Document.objects.seen_by(sight).filter(topic=topic)))
    return shown(rows, case, sight)


@kept
def _of_topic(scopes: Any) -> QuerySet[Document]:
    return _newest(Document.objects.within(scopes))


def _newest(rows: QuerySet[Document]) -> QuerySet[Document]:
    return rows.select_related(*BY).order_by("-put_at", "-id")[:MOST]


def shown(rows: Iterable[Document], case: Case, sight: Sight) -> list[Shown]:
    """Withdrawn ones only for whoever may put them back."""
    found = []
    for document in rows:
        document.case = case
        one = _shown(document, case, sight)
        if not one.is_withdrawn or one.may_withdraw:
            found.append(one)
    return found


def _shown(document: Document, case: Case, sight: Sight) -> Shown:
    seat = document.put_by
    return Shown(
        document=document,
        by=name_of(seat, case) if seat else "",
        party=seat.organisation.name if seat and seat.organisation else "",
        size=size_words(document.size),
        why=refusal(document.why) if document.why else "",
        may_withdraw=policies.withdraw(case, sight, document),
    )


def size_words(size: int) -> str:
    """`12 kB`, `1,4 MB`: round enough to read."""
    if size < KILO * KILO:
        return f"{max(1, round(size / KILO))} kB"
    return f"{size / KILO / KILO:.1f} MB".replace(".", ",")


def find_document(case: Case, sight: Sight, public_id: str, actor: Actor) -> Document | None:
    is_guest = SeatKind.GUEST in sight.kinds
    seen = Document.objects.visible_to(actor) if is_guest else Document.objects.seen_by(sight)
    rows = seen.filter(case=case, public_id=public_id)
    document = rows.select_related(*BY).first()
    if document is not None:
        document.case = case
    return document
