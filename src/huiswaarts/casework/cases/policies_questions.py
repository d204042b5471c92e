"""May this person ask or answer this about a seat: to coordinate, that it ends? Pure."""

import datetime as dt
from copy import copy

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.policies import GONE, at_work, still_open
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import YES, Decision, first_no, when
from huiswaarts.foundation.access.seats import SEATS, SeatKind
from huiswaarts.foundation.common.dates import long_date
from huiswaarts.foundation.network.models import Membership

State, Question, Answer = TeamMember.State, TeamMember.Question, TeamMember.Answer
NOT_AGAIN = dt.timedelta(days=30)
COORDINATES = "Deze collega coördineert de casus al."
DECIDED = "Hierover is al beslist, of de vraag is ingetrokken."


def seat_coordinates(case: Case, seat: TeamMember, at: dt.datetime) -> Decision:
    """Whether whoever sits here can coordinate this case, or does."""
    return first_no(
        when(
            seat.state == State.ACTIVE and seat.membership is not None,
            "Coördineren kan alleen wie als professional aan tafel zit.",
        ),
        when(seat.kind != SeatKind.GUEST, "Een gast coördineert geen casus."),
        when(
            seat.kind != SeatKind.CORPORATION or case.region.corporation_coordinates,
            "In deze regio coördineert een woningcorporatie niet.",
        ),
        when(seat.membership is not None and at_work(seat.membership, at), GONE),
    )


def may_coordinate(case: Case, seat: TeamMember, at: dt.datetime) -> Decision:
    """Whether coordination can pass to whoever sits here."""
    return first_no(
        seat_coordinates(case, seat, at),
        when(seat.membership_id != case.coordinator_id, COORDINATES),
    )


def hand_over(case: Case, sight: Sight, seat: TeamMember, at: dt.datetime) -> Decision:
    """The coordinator names another. Who wants to coordinate asks for it."""
    return first_no(
        still_open(case),
        when(seat.membership_id is None or seat.membership_id != case.coordinator_id, COORDINATES),
        when(sight.is_coordinator, "Alleen de coördinator draagt dit over."),
        may_coordinate(case, seat, at),
    )


def ask_coordination(case: Case, sight: Sight, seat: TeamMember, at: dt.datetime) -> Decision:
    own = any(one.pk == seat.pk for one in sight.seats)
    return first_no(
        still_open(case),
        when(own, "Vragen om te coördineren doet iemand voor zichzelf."),
        may_coordinate(case, seat, at),
        when(not seat.asks_coordination, "U vroeg dit al. Er is nog geen antwoord."),
    )


def answer_coordination(
    case: Case, sight: Sight, seat: TeamMember, *, gone: bool, actor: Actor
) -> Decision:
    """By who coordinates; when that person is `gone`, by another party of the table."""
    other = _is_second(sight, seat.organisation_id, actor)
    return first_no(
        still_open(case),
        when(seat.asks_coordination, DECIDED),
        when(
            seat.membership_id != actor.membership_id or actor.membership_id is None,
            "Op uw eigen vraag antwoordt iemand anders.",
        ),
        when(
            sight.is_coordinator or (gone and other),
            "Hierop antwoordt iemand van een andere organisatie aan tafel."
            if gone
            else "Hierop antwoordt de coördinator.",
        ),
    )


def answer_ending(
    sight: Sight, seat: TeamMember, *, asker: Membership | None, actor: Actor
) -> Decision:
    """By the client, or an organisation that neither asked nor was stopped."""
    asked_by = asker.organisation_id if asker else None
    owner = seat.membership.user_id if seat.membership else seat.user_id
    return first_no(
        when(seat.state == State.SUSPENDED, DECIDED),
        when(
            _is_second(sight, asked_by, actor)
            and (asker is None or asker.user_id != actor.user_id),
            "Hierover beslist iemand van een andere organisatie aan tafel, of de cliënt.",
        ),
        when(
            _is_second(sight, seat.organisation_id, actor) and owner != actor.user_id,
            "De organisatie van deze persoon zegt hierop geen ja of nee. De beheerder daar kan de "
            "stoel wel beëindigen.",
        ),
    )


def _is_second(sight: Sight, organisation_id: int | None, actor: Actor) -> bool:
    works = any(SEATS[kind].professional and kind != SeatKind.GUEST for kind in sight.kinds)
    return sight.is_client or (works and actor.organisation_id != organisation_id)


def take_back(seat: TeamMember, actor: Actor) -> Decision:
    return first_no(
        when(seat.asks_coordination or seat.is_suspended, DECIDED),
        when(
            seat.question_by == actor.membership_id and actor.membership_id is not None,
            "Alleen wie het vroeg, trekt het in.",
        ),
    )


def ends_alone(sight: Sight, seat: TeamMember, actor: Actor) -> bool:
    """The client, and one's own seat or organisation: without a second person."""
    own = any(one.pk == seat.pk for one in sight.seats)
    colleague = seat.organisation_id is not None and (seat.organisation_id == actor.organisation_id)
    return own or colleague or sight.is_client


def end_seat(sight: Sight, seat: TeamMember, actor: Actor, *, holds_coordination: bool) -> Decision:
    """At once, or by stopping the access first: whichever this person can."""
    return first_no(
        policies.end_seat(sight, seat, holds_coordination=holds_coordination),
        YES if ends_alone(sight, seat, actor) else stop_access(seat, actor.at),
    )


def could_end(sight: Sight, seat: TeamMember) -> bool:
    """While somebody sat there: whether the button was this person's."""
    sat = copy(seat)
    sat.state = State.ACTIVE
    return bool(policies.end_seat(sight, sat, holds_coordination=False))


def stop_access(seat: TeamMember, at: dt.datetime) -> Decision:
    """Not again and again: nobody agreed the last time."""
    lately = seat.stopped_at is not None and seat.stopped_at > at - NOT_AGAIN
    return when(not lately, _stopped_before(seat))


def _stopped_before(seat: TeamMember) -> str:
    since = f" na {long_date(seat.stopped_at + NOT_AGAIN)}" if seat.stopped_at else ""
    who = "de beheerder van de eigen organisatie" if seat.membership_id else "de cliënt"
    return (
        f"De toegang van deze persoon stond kort geleden al stil, en de stoel bleef. Stilzetten "
        f"kan weer{since}. Eerder kan {who} de stoel wel beëindigen."
    )
