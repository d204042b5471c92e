"""What whoever holds a code reads before they choose a password: who asks, and for what."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.access.seats import SeatKind


@dataclass(frozen=True)
class Asked:
    """Never of whom it is: a client is named after signing in."""

    is_work: bool
    organisation: str
    role: str
    kind: str  # of the seat
    inviter: str  # who works; a client who invites is not named

    @property
    def role_label(self) -> str:
        return _(ROLES[self.role].label) if self.role else ""

    @property
    def is_own_plan(self) -> bool:
        return self.kind == SeatKind.CLIENT

    @property
    def is_supporter(self) -> bool:
        return self.kind == SeatKind.SUPPORTER

    @property
    def who(self) -> str:
        if self.is_work:
            return self.inviter or self.organisation
        if self.inviter:
            return _("%(name)s van %(party)s") % {"name": self.inviter, "party": self.organisation}
        return _("Je team") if self.is_own_plan else _("Iemand die je kent")


@dataclass(frozen=True)
class Paper(Asked):
    """A code on paper: always for a seat of one's own."""

    until: dt.datetime
    seat_id: int | None
    case_id: int | None


def paper_of(code_hash: str, *, at: dt.datetime) -> Paper | None:
    """None too for a code that is no invitation: a forgotten password, a recovery sheet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select false, organisation, '', kind, inviter, expires_at, seat, of_case"
            " from app_paper_of(%s, %s)",
            [code_hash, at],
        )
        found = cursor.fetchone()
    return Paper(*found) if found else None
