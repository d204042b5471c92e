"""The kinds of seat at the table of a case, and how far each reaches. Plain data."""

from dataclasses import dataclass
from enum import StrEnum


class SeatKind(StrEnum):
    CLIENT = "client"
    RELATIVE = "relative"
    SUPPORTER = "supporter"
    BW_PROVIDER = "bw_provider"
    AMBULATORY_PROVIDER = "ambulatory_provider"
    CORPORATION = "corporation"
    MUNICIPALITY = "municipality"
    GUEST = "guest"


class Label:
    """A label on an answer can only narrow who of the readers sees it. Ordered."""

    TEAM = 0
    TEAM_MINUS_CORPORATION = 1
    CARE_CIRCLE = 2
    CLIENT_ONLY = 3

    CHOICES = (
        (TEAM, "het hele team"),
        (TEAM_MINUS_CORPORATION, "het team zonder de corporatie"),
        (CARE_CIRCLE, "alleen cliënt en begeleiders"),
        (CLIENT_ONLY, "alleen de cliënt"),
    )


@dataclass(frozen=True)
class SeatInfo:
    label: str
    client_label: str
    max_label: int
    professional: bool
    roles: tuple[str, ...] = ()


SEATS: dict[str, SeatInfo] = {
    SeatKind.CLIENT: SeatInfo("cliënt", "jij", Label.CLIENT_ONLY, professional=False),
    SeatKind.RELATIVE: SeatInfo(
        "naaste", "je naaste", Label.TEAM_MINUS_CORPORATION, professional=False
    ),
    SeatKind.SUPPORTER: SeatInfo(
        "cliëntondersteuner",
        "je cliëntondersteuner",
        Label.TEAM_MINUS_CORPORATION,
        professional=False,
    ),
    SeatKind.BW_PROVIDER: SeatInfo(
        "begeleider nu",
        "je begeleider nu",
        Label.CARE_CIRCLE,
        professional=True,
        roles=("support_worker",),
    ),
    SeatKind.AMBULATORY_PROVIDER: SeatInfo(
        "begeleider straks",
        "je nieuwe begeleider",
        Label.CARE_CIRCLE,
        professional=True,
        roles=("support_worker",),
    ),
    SeatKind.CORPORATION: SeatInfo(
        "woningcorporatie",
        "van de woningcorporatie",
        Label.TEAM,
        professional=True,
        roles=("housing_consultant",),
    ),
    SeatKind.MUNICIPALITY: SeatInfo(
        "gemeente",
        "van de gemeente",
        Label.TEAM_MINUS_CORPORATION,
        professional=True,
        roles=("access_worker",),
    ),
    SeatKind.GUEST: SeatInfo("gast", "gast", Label.TEAM, professional=True),
}
SEAT_CHOICES = [(str(kind), info.label) for kind, info in SEATS.items()]
AT_HOME = (SeatKind.RELATIVE, SeatKind.SUPPORTER)  # asked by the client, for no organisation

# The five seats of Team Thuis that must be filled; a relative is the client's choice.
TEAM_SEATS = (
    SeatKind.CLIENT,
    SeatKind.BW_PROVIDER,
    SeatKind.AMBULATORY_PROVIDER,
    SeatKind.CORPORATION,
    SeatKind.MUNICIPALITY,
)
# Who supports the client day by day.
CARE = frozenset({SeatKind.BW_PROVIDER, SeatKind.AMBULATORY_PROVIDER})
# Which kind of organisation may hold which seat.
SEAT_ORGANISATIONS = {
    SeatKind.BW_PROVIDER: ("sheltered_care_provider",),
    SeatKind.AMBULATORY_PROVIDER: ("ambulatory_provider", "sheltered_care_provider"),
    SeatKind.CORPORATION: ("housing_corporation",),
    SeatKind.MUNICIPALITY: ("municipality",),
    SeatKind.GUEST: (),
}
