"""What may be done about each place at the table, said before it is tried."""

from dataclasses import dataclass, replace

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries_choices import proposers_of
from huiswaarts.casework.cases.queries_team import Place
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import Decision, no
from huiswaarts.foundation.network.models import Membership, Offer

State = TeamMember.State


@dataclass(frozen=True)
class SeatRow:
    """A place at the table with what the actor may do about it."""

    place: Place
    may_admit: Decision
    may_decline: Decision
    may_end: Decision
    may_hand_over: Decision
    may_invite: Decision
    may_let_in: Decision
    is_own: bool
    sent: Offer | None = None  # the newest invitation onto this seat
    sent_state: str = ""

    @property
    def sent_waits(self) -> bool:
        return self.sent is not None and self.sent.state == Offer.State.OPEN


def seat_rows(
    case: Case, places: list[Place], sight: Sight, actor: Actor, sent: dict[int, Offer]
) -> list[SeatRow]:
    """No query but one, for who proposed."""
    members = [place.member for place in places if place.member is not None]
    proposers = proposers_of([seat for seat in members if seat.state == State.PROPOSED])
    rows = [_row(case, place, sight, proposers, actor) for place in places]
    return [_with_invitation(row, sent, actor) for row in rows]


def _with_invitation(row: SeatRow, sent: dict[int, Offer], actor: Actor) -> SeatRow:
    """Of a seat that nobody signs in for yet."""
    seat = row.place.member
    offer = sent.get(seat.pk) if seat else None
    return replace(row, sent=offer, sent_state=offer.state_at(actor.at)) if offer else row


def _row(
    case: Case, place: Place, sight: Sight, proposers: dict[int, Membership], actor: Actor
) -> SeatRow:
    seat = place.member
    if seat is None:
        none = no("")
        return SeatRow(place, none, none, none, none, none, none, is_own=False)
    proposer = proposers.get(seat.proposed_by or 0)
    # of the coordinator's two seats one may end; the page of that seat asks the database
    return SeatRow(
        place=place,
        may_admit=policies.admit(case, sight, seat, proposer=proposer, actor=actor),
        may_decline=policies.decline(case, sight, seat, actor),
        may_end=policies.end_seat(sight, seat, holds_coordination=place.is_coordinator),
        may_hand_over=policies.hand_over(case, sight, seat),
        may_invite=policies.invite(case, sight, seat),
        may_let_in=policies.let_in_again(sight, seat),
        is_own=any(own.pk == seat.pk for own in sight.seats),
    )
