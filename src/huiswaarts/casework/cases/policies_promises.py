"""May this promise be made, settled or changed now? Pure; every no has its reason."""

from huiswaarts.casework.cases.models import Case, Commitment, TeamMember
from huiswaarts.casework.cases.policies import HELPERS, still_open
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.decisions import Decision, first_no, when
from huiswaarts.foundation.access.topics import Level


def make(case: Case, sight: Sight, topic: int) -> Decision:
    """Whoever writes a topic may lay down what is agreed about it."""
    return first_no(
        still_open(case),
        when(not sight.card_only, "Deze casus is nog niet begonnen."),
        when(
            sight.may_write(topic) and sight.is_professional,
            "Een afspraak leggen de mensen vast die hierover samen beslissen.",
        ),
    )


def fits_owner(sight: Sight, seat: TeamMember, topic: int) -> Decision:
    """Nobody can keep a promise that they may not read."""
    reads = seat.is_client or any(
        rule.topic == topic
        and rule.level >= Level.READ
        and rule.party_has(seat.kind, seat.organisation_id, seat.pk)
        for rule in sight.rules
    )
    return first_no(
        when(seat.state == TeamMember.State.ACTIVE, "Deze persoon zit niet meer aan tafel."),
        when(reads, "Deze persoon mag niet zien waar de afspraak over gaat."),
    )


def settle(case: Case, sight: Sight, promise: Commitment) -> Decision:
    """Done or not: by whoever promised, a colleague of the same party, or the coordinator."""
    owner = promise.owner
    return first_no(
        still_open(case),
        when(
            sight.is_coordinator
            or any(_same_party(seat, owner) for seat in sight.seats)
            or (not owner.is_professional and bool(sight.kinds & HELPERS)),
            "Dit zegt wie het heeft afgesproken, of de coördinator.",
        ),
    )


def change(case: Case, sight: Sight, promise: Commitment) -> Decision:
    """Another day or another person: the same people, while it is open."""
    return first_no(
        settle(case, sight, promise),
        when(promise.is_open, "Deze afspraak is al afgerond."),
    )


def _same_party(seat: TeamMember, owner: TeamMember) -> bool:
    if seat.pk == owner.pk:
        return True
    together = (seat.kind, seat.organisation_id) == (owner.kind, owner.organisation_id)
    return together and seat.organisation_id is not None
