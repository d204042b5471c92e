"""Promises of a case, with who keeps them now: who left the table left them to the party."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from huiswaarts.casework.cases.models import Case, Commitment, TeamMember
from huiswaarts.casework.cases.queries_team import name_of
from huiswaarts.casework.cases.querysets import keys_of
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.topics import Level
from huiswaarts.foundation.common.kept import kept

State = Commitment.State
ACTIVE = TeamMember.State.ACTIVE


@dataclass(frozen=True)
class Kept:
    """One promise as shown: whose it is now, and how late."""

    promise: Commitment
    holder: TeamMember
    name: str
    party: str
    moved_on: bool  # the owner left the table
    late: int  # days; 0 when in time or settled

    @property
    def mark(self) -> tuple[str, str]:
        if not self.promise.is_open:
            return "klaar", self.promise.get_state_display().capitalize()
        if self.late:
            return "laat", f"{self.late} {'dag' if self.late == 1 else 'dagen'} te laat"
        return "wacht", "Open"


def promises_of(
    case: Case, sight: Sight, team: Iterable[TeamMember], today: dt.date, *, settled: bool = False
) -> list[Kept]:
    """What is open, most pressing first; or what is settled, newest first. One query."""
    team = [seat for seat in team if seat.state == ACTIVE]
    if sight.is_professional:
        rows = _rows(keys_of(sight, Level.READ), open_ones=not settled)
    else:
        rows = list(_ordered(Commitment.objects.seen_by(sight), open_ones=not settled))
    return [_kept(row, case, team, today) for row in rows]


@kept
def _rows(scopes: Any, *, open_ones: bool) -> QuerySet[Commitment]:
    return _ordered(Commitment.objects.within(scopes), open_ones=open_ones)


def _ordered(rows: QuerySet[Commitment], *, open_ones: bool) -> QuerySet[Commitment]:
    if open_ones:
        rows = rows.filter(state=State.OPEN).order_by("due_on", "id")
    else:
        rows = rows.exclude(state=State.OPEN).order_by("-settled_at", "-id")
    return rows.select_related("owner__organisation", "owner__membership__user")


def find_promise(case: Case, sight: Sight, public_id: str) -> Commitment | None:
    rows = Commitment.objects.seen_by(sight).filter(case=case, public_id=public_id)
    return rows.select_related("owner__organisation", "owner__membership__user").first()


def _kept(promise: Commitment, case: Case, team: list[TeamMember], today: dt.date) -> Kept:
    promise.case = case
    holder = holder_of(promise, case, team)
    late = (today - promise.due_on).days if promise.is_open else 0
    return Kept(
        promise=promise,
        holder=holder,
        name=name_of(holder, case),
        party=holder.organisation.name if holder.organisation else "",
        moved_on=holder.pk != promise.owner_id,
        late=max(late, 0),
    )


def holder_of(promise: Commitment, case: Case, team: list[TeamMember]) -> TeamMember:
    """Who must keep it now: the owner, else a colleague of the party, else the coordinator."""
    owner = promise.owner
    if not promise.is_open or owner.state == ACTIVE:
        return owner
    party = (owner.kind, owner.organisation_id)
    colleagues = [s for s in team if owner.organisation_id and (s.kind, s.organisation_id) == party]
    leads = [s for s in team if s.membership_id and s.membership_id == case.coordinator_id]
    return next(iter([*colleagues, *leads]), owner)


def people_for(case: Case, sight: Sight, team: Iterable[TeamMember]) -> list[tuple[str, str]]:
    """Whom a promise can be of: everyone at the table whom one sees."""
    return [
        (seat.public_id, _named(seat, case, sight))
        for seat in team
        if seat.state == ACTIVE and (seat.membership_id or name_of(seat, case))
    ]


def _named(seat: TeamMember, case: Case, sight: Sight) -> str:
    own = "ik zelf" if any(seat.pk == mine.pk for mine in sight.seats) else ""
    party = seat.organisation.name if seat.organisation else seat.kind_label
    return f"{name_of(seat, case)}, {own or party}"
