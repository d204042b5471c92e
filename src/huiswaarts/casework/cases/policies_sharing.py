"""May this person change who sees what? Pure; every no has its reason."""

from huiswaarts.casework.cases.content.matrix import default_matrix
from huiswaarts.casework.cases.models import Consent, Sharing, TeamMember
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.decisions import YES, Decision, first_no, no, when
from huiswaarts.foundation.access.seats import SEATS, SeatKind
from huiswaarts.foundation.access.topics import Level, Topic

# Who may record a choice of the client, with the client: those who work with them.
HELPERS = frozenset({SeatKind.BW_PROVIDER, SeatKind.AMBULATORY_PROVIDER, SeatKind.MUNICIPALITY})

NOT_FOR_OWN = (
    "Meer delen met uw eigen organisatie kiest de cliënt zelf, of met hulp van iemand anders."
)


def change_sharing(sight: Sight, rule: Sharing, level: Level) -> Decision:
    if not sight.is_client and not (sight.kinds & HELPERS):
        return no("Alleen de cliënt kiest dit, of een begeleider samen met de cliënt.")
    default = default_matrix().rule(rule.seat_kind, rule.topic)
    if default is not None and level < default.floor:
        return no("Of het klaar is, mag deze partij altijd weten.")
    if level > rule.ceiling:
        return no("Verder dan dit gaat delen met deze partij nooit.")
    if not rule.client_decides:
        return no("Dit is nodig voor het werk van deze partij. De reden staat erbij.")
    return YES


def stop_sharing(sight: Sight) -> Decision:
    if not sight.is_client and not (sight.kinds & HELPERS):
        return no("Alleen de cliënt kiest dit, of een begeleider samen met de cliënt.")
    return YES


def resume_sharing(sight: Sight, seat: TeamMember) -> Decision:
    """Also with the granting rule of the action: a helper opens nothing for their own party."""
    return first_no(
        stop_sharing(sight), when(sight.is_client or not is_own(sight, seat), NOT_FOR_OWN)
    )


def is_own(sight: Sight, seat: TeamMember) -> bool:
    """Whether this seat stands for the party of the person who asks."""
    if not SEATS[seat.kind].professional:
        return any(one.pk == seat.pk for one in sight.seats)
    party = (seat.kind, seat.organisation_id)
    return any((one.kind, one.organisation_id) == party for one in sight.seats)


def ends_when_stopped(rule: Sharing) -> bool:
    """The law's tasks and the contact card of the team stay; agreements and choices end."""
    card = rule.topic == Topic.COMMON and SEATS[rule.seat_kind].professional
    return rule.ground != Sharing.Ground.TASK and not card


def record_choice(sight: Sight, kind: str, seat: TeamMember) -> Decision:
    """Secrecy and agreeing to help: of the client, about a care provider of this case."""
    if kind not in (Consent.Kind.SECRECY, Consent.Kind.SERVICE):
        return no("Delen van gegevens kiest u per onderwerp.")
    if seat.kind not in (SeatKind.BW_PROVIDER, SeatKind.AMBULATORY_PROVIDER):
        return no("Dit gaat over een begeleider met een beroepsgeheim.")
    return stop_sharing(sight)


def floor_of(rule: Sharing) -> Level:
    """The least that is left when the client switches this off."""
    default = default_matrix().rule(rule.seat_kind, rule.topic)
    return min(default.floor, Level(rule.ceiling)) if default else Level.NONE
