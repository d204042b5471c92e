"""The locks of a case, in one fixed order: its row, then memberships, then everything else.

Who holds the row of a case is alone in it: seats, coordination, sharing, phases, boxes, meetings.
The door takes it before a form is judged; an action that is reached otherwise takes it itself. Held
until the transaction ends, and taking it twice costs one query. See docs/adr/0022-locks.md.
"""

from dataclasses import replace

from django.db import connection
from django.utils import timezone

from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.network.models import Membership

CHANGING = ("state", "membership", "from_at", "until_at", "proposed_by", "question", "question_by",
            "question_at", "question_until", "answer", "stopped_at")  # fmt: skip


def lock_case(case_id: int) -> None:
    """What was read before may have changed: read again what you judge."""
    with connection.cursor() as cursor:
        cursor.execute("select app_lock_case(%s)", [case_id])


def locked_seat(seat: TeamMember) -> TeamMember:
    """This seat as it is now, in its locked case; its version stays that of the form."""
    lock_case(seat.case_id)
    if seat.pk is not None:
        version = seat.version
        seat.refresh_from_db(fields=CHANGING)
        seat.version = version
    return seat


def waited(by: Actor) -> Actor:
    """The same actor, judged now: whoever waited for a lock began before the other one ended."""
    return replace(by, at=max(by.at, timezone.now()))


def locked_member(membership: Membership) -> Membership:
    """Who gets a seat or a task does not leave meanwhile; after the case."""
    rows = Membership.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("user", "organisation").get(pk=membership.pk)
