"""News of a box: help is asked, or only "dit klopt" is left. Not more than once a day."""

from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.cases.actions.telling import of_kind, tell_table
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import CARE, SeatKind
from huiswaarts.foundation.accounts.actions import News
from huiswaarts.foundation.events.models import Notification

Kind = Notification.Kind


def help_was_asked(box: Box, by: Actor) -> None:
    """To the support workers at the table, unless one of them wrote it down."""
    tell_table(
        news=_news(Kind.HELP_ASKED, box, by), case_id=box.case_id, which=of_kind(*CARE), by=by
    )


def box_waits(box: Box, by: Actor) -> None:
    """To the client, when all is filled in and only "dit klopt" is left."""
    news = _news(Kind.BOX_WAITS, box, by)
    tell_table(news=news, case_id=box.case_id, which=of_kind(SeatKind.CLIENT), by=by)


def _news(kind: str, box: Box, by: Actor) -> News:
    return News(
        kind=kind,
        case_id=box.case_id,
        subject=f"boxes.box:{box.pk}",
        once=f"{kind}:{box.pk}:{by.today}",
    )
