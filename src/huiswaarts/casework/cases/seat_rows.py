"""What may be done about each place at the table, said before it is tried."""

from dataclasses import dataclass, replace

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases import policies_questions as asked
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries_choices import proposers_of
from huiswaarts.casework.cases.queries_questions import coordinator_gone, is_asked
from huiswaarts.casework.cases.queries_team import Place, sit_as_themselves
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import Decision, first_no, no
from huiswaarts.foundation.accounts.queries import used_among
from huiswaarts.foundation.network.models import Membership, Offer

State = TeamMember.State


@dataclass(frozen=True)
class Around:
    """What all rows of one table share."""

    people: dict[int, Membership]  # who proposed, or asks something
    own_lives: set[int]  # accounts that sit here as themself
    gone: bool  # the coordinator works here no more
    used: set[int]  # accounts that somebody came in with: nobody invites those


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
    may_ask: Decision
    may_answer: Decision
    may_take_back: Decision
    is_own: bool
    in_use: bool = False
    ends_alone: bool = True
    stopped_before: bool = False  # and not again yet: the reason says from when
    asker: str = ""
    sent: Offer | None = None  # the newest invitation onto this seat
    sent_state: str = ""

    @property
    def came_in(self) -> bool:
        """They said yes with an account that nobody signed in with after that."""
        return self.sent is not None and self.sent.state == Offer.State.ACCEPTED

    @property
    def sent_waits(self) -> bool:
        return self.sent is not None and self.sent.state == Offer.State.OPEN


def seat_rows(
    case: Case, places: list[Place], sight: Sight, actor: Actor, sent: dict[int, Offer]
) -> list[SeatRow]:
    """No query but two: who proposed or asks, and whose account is in use."""
    members = [place.member for place in places if place.member is not None]
    others = proposers_of(
        seat for seat in members if seat.state == State.PROPOSED or is_asked(seat)
    )
    gone = coordinator_gone(case, members, actor)
    used = used_among(seat.user_id for seat in members if seat.membership_id is None)
    around = Around(others, sit_as_themselves(members), gone, used)
    rows = [_row(case, place, sight, around, actor) for place in places]
    return [_with_invitation(row, sent, sight, actor) for row in rows]


def _with_invitation(row: SeatRow, sent: dict[int, Offer], sight: Sight, actor: Actor) -> SeatRow:
    """Of a seat that nobody signs in for yet."""
    seat = row.place.member
    offer = sent.get(seat.pk) if seat else None
    if offer is None:
        return row
    may = first_no(row.may_invite, policies.replace_sent(sight, offer, actor.at))
    return replace(row, sent=offer, sent_state=offer.state_at(actor.at), may_invite=may)


def _row(case: Case, place: Place, sight: Sight, around: Around, actor: Actor) -> SeatRow:
    seat = place.member
    if seat is None:
        none = no("")
        return SeatRow(place, none, none, none, none, none, none, none, none, none, is_own=False)
    proposer = around.people.get(seat.proposed_by or 0)
    asker = around.people.get(seat.question_by or 0)
    own_life = seat.membership is not None and seat.membership.user_id in around.own_lives
    answer = (
        asked.answer_ending(sight, seat, asker=asker, actor=actor)
        if seat.is_suspended
        else asked.answer_coordination(case, sight, seat, gone=around.gone, actor=actor)
    )
    # of the coordinator's two seats one may end; the page of that seat asks the database
    may_end = asked.end_seat(sight, seat, actor, holds_coordination=place.is_coordinator)
    return SeatRow(
        place=place,
        may_admit=policies.admit(
            case, sight, seat, proposer=proposer, own_life=own_life, actor=actor
        ),
        may_decline=policies.decline(case, sight, seat, actor),
        may_end=may_end,
        may_hand_over=asked.hand_over(case, sight, seat, actor.at),
        may_invite=policies.invite(case, sight, seat),
        in_use=seat.user_id in around.used,
        may_let_in=policies.let_in_again(sight, seat, actor.at),
        may_ask=asked.ask_coordination(case, sight, seat, actor.at),
        may_answer=answer,
        may_take_back=asked.take_back(seat, actor),
        ends_alone=asked.ends_alone(sight, seat, actor),
        stopped_before=not may_end
        and bool(policies.end_seat(sight, seat, holds_coordination=place.is_coordinator)),
        asker=asker.user.name if asker else "",
        is_own=any(own.pk == seat.pk for own in sight.seats),
    )
