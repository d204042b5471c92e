"""Recording: what happened, who looked, what was sent before."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.events import policies
from huiswaarts.foundation.events.models import (
    AccessRecord,
    Event,
    LookReview,
    Submission,
)

Row = TypeVar("Row")


def record(
    *,
    kind: str,
    by: Actor,
    case_id: int | None = None,
    topic: int = 0,
    subject: str = "",
    **codes: Any,
) -> Event:
    """Call inside the transaction of the action that caused it. Codes and ids only, no text."""
    return Event.objects.create(
        region_id=by.own_region_id,
        kind=kind,
        case_id=case_id,
        topic=topic,
        subject=subject,
        codes=codes,
        user_id=by.user_id,
        membership_id=by.membership_id,
        organisation_id=by.organisation_id,
        at=by.at,
    )


@dataclass
class Looked:
    """What one page showed, gathered while it is made; written once, at its end."""

    action: str
    case_id: int | None = None
    purpose: str = ""
    ground: str = ""
    rule: str = ""
    on_behalf_of: str = ""
    items: list[str] = field(default_factory=list)

    def at(self, kind: str, *ids: Any) -> None:
        """`looked.at("boxes.box", box.pk)`: note that this was shown."""
        self.items.extend(f"{kind}:{i}" for i in ids)

    def shown(self, rows: Iterable[Row]) -> list[Row]:
        """The rows that a template gets: each is noted, and the case that it is about. Rows that
        are only counted, or asked by a policy, do not come here: they are no looks.
        """
        found = list(rows)
        for row in found:
            about: Any = row
            self.items.append(f"{kind_of_row(about)}:{about.pk}")
            case_id = getattr(about, "case_id", None)
            if case_id is not None:
                self.items.append(f"cases.case:{case_id}")
        return found


def kind_of_row(row: Any) -> str:
    """`cases.case`, by which the record knows what was shown."""
    return str(row.shown_as if hasattr(row, "shown_as") else row._meta.label_lower)  # noqa: SLF001


def record_access(
    *,
    looked: Looked,
    by: Actor | None,
    at: dt.datetime,
    outcome: str = AccessRecord.Outcome.SHOWN,
) -> None:
    """In the transaction of the page: what cannot be written may not be shown."""
    organisation = by.organisation_id if by else None
    behalf = f"organisation:{organisation}" if organisation else ""
    AccessRecord.objects.create(
        region_id=by.region_id if by else None,
        at=at,
        user_id=by.user_id if by else None,
        membership_id=by.membership_id if by else None,
        organisation_id=organisation,
        on_behalf_of=looked.on_behalf_of or behalf,
        action=looked.action,
        outcome=outcome,
        case_id=looked.case_id,
        items=sorted(set(looked.items)),
        rule=looked.rule or (by.why if by else "nobody"),
        ground=looked.ground,
        purpose=looked.purpose,
    )


class AlreadySentError(Exception):
    """This form was sent before; `url` is where its effect is."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


def claim_submission(*, key: uuid.UUID, by: Actor) -> Submission:
    """Take the key of a form, or raise `AlreadySentError`. Doubled POSTs wait for the first."""
    try:
        with transaction.atomic():
            return Submission.objects.create(user_id=by.user_id, key=key, url="", at=by.at)
    except IntegrityError:
        first = Submission.objects.get(user_id=by.user_id, key=key)
        raise AlreadySentError(first.url) from None


def sent_before(*, key: str, by: Actor) -> str:
    """Where the effect is of a form that this person sent before; empty when they did not."""
    try:
        rows = Submission.objects.visible_to(by).filter(key=uuid.UUID(key))
    except ValueError:
        return ""
    return rows.values_list("url", flat=True).first() or ""


def finish_submission(*, submission: Submission, url: str) -> None:
    submission.url = url
    submission.save(update_fields=["url"])


def review_look(*, look: AccessRecord, verdict: str, by: Actor, at: dt.datetime) -> LookReview:
    """The privacy officer's judgement of one look; a later one may differ, both stay."""
    require(policies.review_looks(by))
    return LookReview.objects.create(
        record=look, region_id=by.own_region_id, verdict=verdict, user_id=by.user_id, at=at
    )
