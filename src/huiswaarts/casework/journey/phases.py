"""The road of a case: twelve phases, the steps between them and the gates in the way. Pure."""

from dataclasses import dataclass

REGISTER_FOR_HOME, SIGN, KEY = "register_for_home", "sign", "key"
GATE_LABELS = {
    REGISTER_FOR_HOME: "aanmelden voor een woning",
    SIGN: "tekenen",
    KEY: "de sleutel",
}


@dataclass(frozen=True)
class Phase:
    """One phase. `leads` are seat kinds; `gates` must be open before it begins."""

    code: str
    nl: str
    short: str
    client_nl: str
    leads: tuple[str, ...]
    gates: tuple[str, ...] = ()
    may_close: bool = False


PROVIDERS = ("bw_provider", "ambulatory_provider")
PHASES = (
    Phase("in_view", "In beeld", "In beeld", "Je denkt na over verhuizen", ("bw_provider",)),
    Phase("registration", "Aanmelden", "Aanmelden", "Je meldt je aan", ("bw_provider",)),
    Phase(
        "kickoff",
        "Eerste teamoverleg",
        "Eerste overleg",
        "Je team komt voor het eerst bij elkaar",
        ("coordinator",),
    ),
    Phase("preparation", "Dozen vullen", "Dozen", "Je vult je dozen", ("client", "bw_provider")),
    Phase(
        "home_search",
        "Woning zoeken",
        "Zoeken",
        "We zoeken een huis voor je",
        ("corporation",),
        gates=(REGISTER_FOR_HOME,),
    ),
    Phase(
        "agreement",
        "Afspraken en tekenen",
        "Tekenen",
        "Je maakt afspraken en tekent",
        ("corporation",),
    ),
    Phase(
        "move_in",
        "Verhuizen en landen",
        "Verhuizen",
        "Je verhuist",
        ("client", "bw_provider", "relative"),
        gates=(SIGN, KEY),
    ),
    Phase(
        "care_handover",
        "Begeleiding omklappen",
        "Omklappen",
        "Je krijgt een nieuwe begeleider",
        PROVIDERS,
    ),
    Phase(
        "living",
        "Wonen met afspraken",
        "Wonen",
        "Je woont in je eigen huis, met afspraken",
        ("client", "ambulatory_provider"),
    ),
    Phase(
        "conversion",
        "Contract op eigen naam",
        "Eigen naam",
        "Het huis komt op je eigen naam",
        ("ambulatory_provider",),
        may_close=True,
    ),
    Phase(
        "pilot_light",
        "Waakvlam",
        "Waakvlam",
        "Je team blijft in de buurt",
        ("coordinator",),
        may_close=True,
    ),
    Phase("closed", "Afgerond", "Afgerond", "Het is klaar", ("coordinator",)),
)
CODES = tuple(phase.code for phase in PHASES)
BY_CODE = {phase.code: phase for phase in PHASES}
CLOSED = "closed"

ACTIVE = "active"
# A pause: the case stays where it is, and may go on or back.
PAUSES = ("on_hold", "relapse")
# The end of the road from any phase.
ENDINGS = ("stopped", "transferred", "deceased")
IN_ERROR = "registered_in_error"
STATUSES = (ACTIVE, *PAUSES, *ENDINGS, IN_ERROR)
ON_HOLD_DAYS = 42

OUTCOMES = {
    "own_lease": "eigen huurcontract",
    "own_lease_with_conditions": "eigen contract met afspraken",
    "intermediary_ongoing": "huurt via de aanbieder",
    "supported_home": "beschermd thuis",
    "moved_to_family": "woont bij familie",
    "wlz": "langdurige zorg (Wlz)",
    "returned_bw": "terug naar beschermd wonen",
    "returned_mo": "terug naar de opvang",
    "moved_region": "naar een andere regio",
    "detention": "detentie",
    "deceased": "overleden",
    "stopped_by_client": "zelf gestopt",
    "unknown": "onbekend",
}


@dataclass(frozen=True)
class Position:
    """Where a case is, with the gates that are open (all boxes full) or overridden by the team."""

    phase: str
    status: str = ACTIVE
    open_gates: frozenset[str] = frozenset()
    overridden_gates: frozenset[str] = frozenset()
    housing_first: bool = False


@dataclass(frozen=True)
class Step:
    """Whether a step may be made, and if not why; shut gates only warn with Housing First."""

    allowed: bool
    reason: str = ""
    needs_reason: bool = False
    needs_outcome: bool = False
    shut_gates: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.allowed


def shut_gates(position: Position, to: str) -> tuple[str, ...]:
    """The gates before a phase that are neither open nor overridden."""
    through = position.open_gates | position.overridden_gates
    return tuple(gate for gate in BY_CODE[to].gates if gate not in through)


def step_to(position: Position, to: str) -> Step:
    """Say whether a case may go to another phase now."""
    here, there = CODES.index(position.phase), CODES.index(to)
    if position.status == IN_ERROR:
        return Step(allowed=False, reason="Deze casus is per ongeluk aangemeld.")
    if here == there:
        return Step(allowed=False, reason="De casus is al in deze fase.")
    if to == CLOSED:
        return _closing(position)
    if position.status in ENDINGS:
        return Step(allowed=False, reason="Dit traject is gestopt. Start het eerst weer.")
    if there < here:
        return Step(allowed=True, needs_reason=True)
    return _forward(position, to, there - here)


def _closing(position: Position) -> Step:
    if position.status in ENDINGS:
        return Step(allowed=True, needs_outcome=True)
    if position.status in PAUSES:
        return Step(allowed=False, reason="Rond niet af zolang het even niet goed gaat.")
    if BY_CODE[position.phase].may_close:
        return Step(allowed=True, needs_outcome=True)
    return Step(
        allowed=False,
        reason="Afronden kan na Contract op eigen naam of Waakvlam, of als het traject stopt.",
    )


def _forward(position: Position, to: str, distance: int) -> Step:
    if position.status in PAUSES:
        return Step(allowed=False, reason="Het traject staat stil. Zet het eerst weer aan.")
    if distance > 1:
        return Step(allowed=False, reason="U kunt maar één fase vooruit.")
    shut = shut_gates(position, to)
    if not shut or position.housing_first:
        return Step(allowed=True, shut_gates=shut)
    names = " en ".join(GATE_LABELS[gate] for gate in shut)
    return Step(
        allowed=False,
        shut_gates=shut,
        reason=f"De dozen voor {names} zijn nog niet klaar. Het team kan anders besluiten.",
    )


def steps_from(position: Position) -> dict[str, Step]:
    """Every other phase with the answer whether the case may go there."""
    return {code: step_to(position, code) for code in CODES if code != position.phase}


def change_status(position: Position, to: str) -> Step:
    """Say whether the side state of a case may change."""
    if to not in STATUSES or to == position.status:
        return Step(allowed=False, reason="De casus heeft deze toestand al.")
    if position.phase == CLOSED and to in PAUSES:
        return Step(allowed=False, reason="De casus is afgerond. Open hem eerst weer.")
    settled = position.status in (*ENDINGS, IN_ERROR)
    if settled and to in (*PAUSES, IN_ERROR):
        return Step(allowed=False, reason="Start het traject eerst weer.")
    # back from a pause needs no words; everything else is explained
    needs_reason = not (to == ACTIVE and position.status in PAUSES)
    return Step(allowed=True, needs_reason=needs_reason)
