"""May this person do this in this case, now? Pure; every no has its reason."""

import datetime as dt

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import YES, Decision, first_no, no, when
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.seats import (
    SEAT_ORGANISATIONS,
    SEATS,
    TEAM_SEATS,
    SeatKind,
)
from huiswaarts.foundation.accounts.models_recovery import KNOWN
from huiswaarts.foundation.accounts.policies import TOO_NEW
from huiswaarts.foundation.network.models import Membership, Offer, Organisation

# Those who work with the client, and may do something on the client's behalf.
HELPERS = frozenset({SeatKind.BW_PROVIDER, SeatKind.AMBULATORY_PROVIDER, SeatKind.MUNICIPALITY})
NOT_PROFESSIONAL = frozenset({SeatKind.RELATIVE, SeatKind.SUPPORTER})
State = TeamMember.State


OWN_LIFE = (
    "Deze collega heeft in deze casus al een eigen stoel, als cliënt, naaste of ondersteuner. "
    "Vraag een andere collega."
)
GONE = "Deze persoon werkt niet meer bij deze organisatie."


def at_work(membership: Membership, at: dt.datetime) -> bool:
    return membership.from_at <= at and (membership.until_at is None or membership.until_at > at)


def still_open(case: Case) -> Decision:
    return when(not case.is_closed, "Deze casus is voorbij. Er verandert niets meer.")


def _coordinates(sight: Sight) -> Decision:
    return when(sight.is_coordinator, "Alleen de coördinator van deze casus kan dit.")


def register(actor: Actor) -> Decision:
    return when(
        actor.is_professional and actor.has(Permission.CASE_REGISTER),
        "Aanmelden doet een begeleider, of een medewerker van de toegang.",
    )


def first_seats(organisation_kind: str) -> tuple[str, ...]:
    """The seats that a registering worker of this kind of organisation can take."""
    first = (SeatKind.BW_PROVIDER, SeatKind.AMBULATORY_PROVIDER, SeatKind.MUNICIPALITY)
    return tuple(kind for kind in first if organisation_kind in SEAT_ORGANISATIONS[kind])


def request_seat(case: Case, sight: Sight) -> Decision:
    return first_no(still_open(case), _coordinates(sight))


def sit_for(kind: str, organisation: Organisation, case: Case) -> Decision:
    """Whether this organisation may hold this kind of seat in this case."""
    fitting = SEAT_ORGANISATIONS.get(SeatKind(kind)) if kind in SEATS else None
    if fitting is None or organisation.region_id != case.region_id:
        return no("Deze organisatie kan niet op deze stoel zitten.")
    return when(
        not fitting or organisation.kind in fitting,
        "Deze soort organisatie past niet bij deze stoel.",
    )


def propose(case: Case, sight: Sight | None, seat: TeamMember, actor: Actor) -> Decision:
    """A colleague for a seat of the own party: by whoever sits there, or by the admin when asked.

    `seat` is the requested seat, or one not yet saved of the kind and organisation meant.
    """
    mine = sight is not None and any(
        (own.kind, own.organisation_id) == (seat.kind, seat.organisation_id) for own in sight.seats
    )
    asked_admin = (
        seat.state == State.REQUESTED
        and actor.has(Permission.ORGANISATION_MANAGE)
        and seat.organisation_id == actor.organisation_id
    )
    return first_no(
        still_open(case) if sight is not None else YES,
        when(SEATS[seat.kind].professional, "Deze stoel is niet voor een organisatie."),
        when(mine or asked_admin, "Een collega voorstellen doet de organisatie van de stoel."),
        when(
            seat.pk is None or seat.state == State.REQUESTED,
            "Voor deze stoel is al iemand gevraagd.",
        ),
    )


def colleague_fits(
    seat: TeamMember, colleague: Membership, actor: Actor, *, own_life: bool = False
) -> Decision:
    """Whether this colleague can be proposed for this seat now.

    `own_life`: they sit at this table as themself. Who has no seat there does not know and is not
    told: admitting says it.
    """
    roles = SEATS[seat.kind].roles
    here = colleague.organisation_id == seat.organisation_id
    return first_no(
        when(
            here and at_work(colleague, actor.at), "Deze persoon werkt niet bij deze organisatie."
        ),
        when(
            not roles or colleague.role in roles,
            "De rol van deze collega past niet bij deze stoel.",
        ),
        when(colleague.user_id != actor.user_id, "U kunt uzelf niet voorstellen."),
        when(not own_life, OWN_LIFE),
    )


def admit(
    case: Case,
    sight: Sight,
    seat: TeamMember,
    *,
    proposer: Membership | None,
    own_life: bool,
    actor: Actor,
) -> Decision:
    """Two people give a seat: who proposed it, and another who admits. Not to the client, nor to
    who sits there for the client (`own_life`).
    """
    by_coordinator = proposer is not None and proposer.pk == case.coordinator_id
    second = by_coordinator and bool(sight.kinds & HELPERS)
    return first_no(
        still_open(case),
        when(seat.state == State.PROPOSED, "Voor deze stoel is nu niemand voorgesteld."),
        when(sight.is_coordinator or second, "Alleen de coördinator laat iemand toe aan tafel."),
        when(
            proposer is not None and proposer.user_id != actor.user_id,
            "U hebt dit zelf voorgesteld. Een ander teamlid laat deze collega toe.",
        ),
        when(
            seat.membership is not None and seat.membership.user_id != actor.user_id,
            "U kunt uzelf geen stoel geven.",
        ),
        when(seat.membership is not None and at_work(seat.membership, actor.at), GONE),
        when(not own_life, OWN_LIFE),
    )


def decline(case: Case, sight: Sight, seat: TeamMember, actor: Actor) -> Decision:
    """Also taking back what one asked or proposed oneself."""
    return first_no(
        still_open(case),
        when(
            seat.state in (State.REQUESTED, State.PROPOSED), "Deze stoel is al bezet of beëindigd."
        ),
        when(
            sight.is_coordinator or seat.proposed_by == actor.membership_id,
            "Alleen de coördinator wijst een voorstel af.",
        ),
    )


def end_seat(sight: Sight, seat: TeamMember, *, holds_coordination: bool) -> Decision:
    """`holds_coordination`: the coordinator has no other seat at this table."""
    own = any(own.pk == seat.pk for own in sight.seats)
    of_client = seat.kind in NOT_PROFESSIONAL and (sight.is_client or bool(sight.kinds & HELPERS))
    return first_no(
        when(
            seat.state != State.SUSPENDED,
            "De toegang staat al stil. Een ander beslist of deze stoel eindigt.",
        ),
        when(seat.state == State.ACTIVE, "Deze stoel is al beëindigd."),
        when(not seat.is_client, "De cliënt houdt altijd een stoel aan de eigen tafel."),
        when(
            own or sight.is_coordinator or of_client, "Alleen de coördinator beëindigt deze stoel."
        ),
        when(
            not holds_coordination,
            "Draag eerst de coördinatie over. Een casus heeft altijd een coördinator.",
        ),
    )


def end_seat_as_admin(actor: Actor, seat: TeamMember, *, holds_coordination: bool) -> Decision:
    """The admin of an organisation ends the seats of its own people."""
    return first_no(
        when(
            actor.has(Permission.ORGANISATION_MANAGE)
            and seat.organisation_id == actor.organisation_id
            and seat.membership_id is not None,
            "Dit is geen stoel van uw organisatie.",
        ),
        when(seat.state in (State.ACTIVE, State.SUSPENDED), "Deze stoel is al beëindigd."),
        when(
            not holds_coordination,
            "Deze collega coördineert de casus. Laat die eerst overdragen.",
        ),
    )


def add_person(case: Case, sight: Sight, kind: str = SeatKind.RELATIVE) -> Decision:
    """A relative or supporter: the client asks them, a worker may write that down."""
    return first_no(
        still_open(case),
        when(kind in NOT_PROFESSIONAL, "Deze stoel is niet voor een naaste."),
        when(
            sight.is_client or bool(sight.kinds & HELPERS),
            "De cliënt vraagt zelf wie erbij komt, of een begeleider namens de cliënt.",
        ),
    )


def invite(case: Case, sight: Sight | None, seat: TeamMember) -> Decision:
    """An account for whoever has a seat of their own: client, relative, supporter."""
    if sight is None:
        return no("U zit niet aan deze tafel.")
    return first_no(
        still_open(case),
        when(
            not SEATS[seat.kind].professional and seat.state == State.ACTIVE,
            "Collega's krijgen hun account van de beheerder van hun organisatie.",
        ),
        when(
            bool(sight.kinds & HELPERS) or (sight.is_client and not seat.is_client),
            "Uitnodigen doet een begeleider, of een medewerker van de gemeente.",
        ),
    )


def replace_sent(sight: Sight | None, sent: Offer | None, at: dt.datetime) -> Decision:
    """Another invitation in the place of this one, or none any more. `sent` is the newest."""
    waits = sent is not None and sent.state == sent.State.OPEN and sent.expires_at > at
    return when(
        not (waits and sent is not None and sent.is_from_client)
        or (sight is not None and sight.is_client),
        "De cliënt nodigde hier zelf al iemand uit. Alleen de cliënt trekt dat in.",
    )


def edit_steps(case: Case, sight: Sight) -> Decision:
    """The next step and the month of the move."""
    return first_no(
        still_open(case),
        when(
            sight.is_coordinator or bool(sight.kinds & HELPERS),
            "Dit doet de coördinator, een begeleider of de gemeente.",
        ),
    )


def next_step(case: Case, sight: Sight) -> Decision:
    return first_no(
        still_open(case),
        when(
            bool(sight.kinds - {SeatKind.GUEST}) and sight.is_professional,
            "Een gast legt geen volgende stap vast.",
        ),
    )


def requestable(kind: str) -> bool:
    return kind in (*TEAM_SEATS[1:], SeatKind.GUEST)


def let_in_again(sight: Sight, seat: TeamMember, at: dt.datetime) -> Decision:
    """Say that one saw who sits here, so that together with another party they get in again."""
    return first_no(
        when(
            not SEATS[seat.kind].professional and seat.state == State.ACTIVE,
            "Collega's krijgen hun account terug via de beheerder van hun organisatie.",
        ),
        when(seat.is_signed_in_for, "Deze persoon heeft nog geen account. Nodig die eerst uit."),
        when(
            bool(sight.kinds & (HELPERS | {SeatKind.SUPPORTER})),
            "Dit doet een begeleider, de gemeente of de cliëntondersteuner.",
        ),
        when(
            any(
                one.from_at and one.from_at <= at - KNOWN
                for one in sight.seats
                if one.kind in HELPERS | {SeatKind.SUPPORTER}
            ),
            TOO_NEW,
        ),
    )
