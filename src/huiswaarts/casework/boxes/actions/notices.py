"""The mail "er staat iets klaar": to whom, and not more than once a day. It says nothing else."""

from collections.abc import Iterable

from django.db.models import QuerySet

from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.boxes.policies import CARE
from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.events.actions import queue_mail
from huiswaarts.foundation.events.models import OutboxMessage


def help_was_asked(box: Box, by: Actor) -> None:
    """To the support workers at the table, unless one of them wrote it down."""
    seats = _seats(box, by).filter(kind__in=CARE, membership__isnull=False)
    _tell(seats.values_list("membership__user_id", flat=True), by)


def box_waits(box: Box, by: Actor) -> None:
    """To the client, when all is filled in and only "dit klopt" is left."""
    seats = _seats(box, by).filter(kind=SeatKind.CLIENT, user__isnull=False)
    _tell(seats.values_list("user_id", flat=True), by)


def _seats(box: Box, by: Actor) -> QuerySet[TeamMember]:
    return TeamMember.objects.visible_to(by).active(by.at).filter(case_id=box.case_id)


def _tell(user_ids: Iterable[int | None], by: Actor) -> None:
    for user_id in user_ids:
        if user_id is not None and user_id != by.user_id:
            queue_mail(
                kind=OutboxMessage.Kind.SOMETHING_READY,
                user_id=user_id,
                at=by.at,
                once_key=f"ready:{user_id}:{by.today}",
            )
