"""The kit format as data: tables, columns, and what each cell may hold.

No Django here: a kit can be checked on a machine without a database.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from huiswaarts.doors.console.kits import cells

SETTINGS = ("bw", "mo", "supported_home", "other")
TRAJECTORIES = ("team_thuis", "housing_first")
HOUSEHOLDS = ("single", "single_parent", "couple")
PHASES = (
    "in_view",
    "registration",
    "kickoff",
    "preparation",
    "home_search",
    "agreement",
    "move_in",
    "care_handover",
    "living",
    "conversion",
    "pilot_light",
    "closed",
)
PHASES_BEFORE_KICKOFF = frozenset({"in_view", "registration"})
# In `kickoff` the meeting may still be planned; after it there is no doubt.
PHASES_AFTER_KICKOFF = frozenset(PHASES[3:])

STATUSES = (
    "active",
    "on_hold",
    "relapse",
    "stopped",
    "transferred",
    "deceased",
    "registered_in_error",
)
FINAL_STATUSES = frozenset({"stopped", "transferred", "deceased", "registered_in_error"})
STATUSES_WITH_REASON = frozenset({"on_hold", "stopped"})
OUTCOMES = (
    "own_lease",
    "own_lease_with_conditions",
    "intermediary_ongoing",
    "supported_home",
    "moved_to_family",
    "wlz",
    "returned_bw",
    "returned_mo",
    "moved_region",
    "detention",
    "deceased",
    "stopped_by_client",
    "unknown",
)

ORGANISATION_KINDS = (
    "sheltered_care_provider",
    "ambulatory_provider",
    "housing_corporation",
    "municipality",
    "public_health_service",
    "other",
)
ROLES = (
    "support_worker",
    "housing_consultant",
    "access_worker",
    "policy_officer",
    "organisation_admin",
    "table_chair",
    "privacy_officer",
    "help_desk",
    "region_admin",
)
SEATS = (
    "bw_provider",
    "ambulatory_provider",
    "corporation",
    "municipality",
    "relative",
    "supporter",
    "guest",
)
# One person at a time; a relative or a guest may have company.
SINGLE_SEATS = frozenset(SEATS[:4])
# Box code -> number of questions; a test compares this with the catalogue.
BOX_QUESTIONS: dict[str, int] = {
    "suitable_home": 7,
    "finances": 8,
    "support": 5,
    "daily_life": 4,
    "network_neighbourhood": 4,
    "health": 4,
    "tenancy_skills": 5,
    "papers": 5,
    "moving_furnishing": 5,
    "relapse_aftercare": 5,
    "family_children": 3,
}
HEALTH_ANSWERS = ("ja", "nee")

EARLIEST_DAY = date(1990, 1, 1)
EARLIEST_BIRTH = date(1900, 1, 1)

MEGABYTE = 1024 * 1024
MAX_FILE_BYTES = 64 * MEGABYTE
MAX_MAP_BYTES = 8 * MEGABYTE
MAX_REGION_BYTES = 64 * 1024
MAX_ROWS = 1_000_000
MAX_COLUMNS = 40  # no table has half as many
MAX_HEADER = 60  # characters of the name of a column
MAX_CELL = 20_000  # characters; the longest answer may have 4,000
MAX_ROW = 100_000  # characters of one row
MAX_AREAS = 5_000
MAX_MAP_PARTS = 600_000  # lists and objects: a point is a list


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its test returns what is wrong ('' when nothing is), `allowed` is the remedy."""

    name: str
    test: Callable[[str], str]
    allowed: str
    explain: str
    required: bool = True
    optional: bool = False
    values: tuple[str, ...] = ()
    # Where a BSN is looked for: "text", "key" (digits in one run), or nowhere.
    guard: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    explain: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _key(name: str, explain: str) -> Column:
    return Column(name, cells.key, "1 tot 60 tekens: letters, cijfers, . _ -", explain, guard="key")


def _text(name: str, size: int, explain: str, *, required: bool = True) -> Column:
    return Column(
        name,
        cells.line_of(size),
        f"gewone tekst, hoogstens {size} tekens",
        explain,
        required,
        guard="text",
    )


def _choice(name: str, values: tuple[str, ...], explain: str) -> Column:
    return Column(name, cells.one_of(values), ", ".join(values), explain, values=values)


def _day(name: str, explain: str, *, required: bool = True) -> Column:
    return Column(
        name,
        cells.day_from(EARLIEST_DAY),
        "een dag als 2026-11-20, niet vóór 1990",
        explain,
        required,
    )


def _reference(name: str, explain: str, *, required: bool = True) -> Column:
    return Column(name, cells.key, explain, explain, required)


def _municipality(name: str, explain: str) -> Column:
    return _reference(name, f"{explain}: een code uit municipalities.csv")


def _email(name: str, explain: str, *, required: bool) -> Column:
    return Column(
        name, cells.email, "een e-mailadres als naam@voorbeeld.nl", explain, required, guard="key"
    )


MUNICIPALITIES = Table(
    "municipalities",
    "De gemeenten van de regio.",
    (
        Column("code", cells.municipality_code, "GM en vier cijfers", "CBS-code van de gemeente"),
        _text("name", 100, "Naam van de gemeente"),
    ),
)
ORGANISATIONS = Table(
    "organisations",
    "De organisaties die meedoen.",
    (
        _key("key", "Uw eigen sleutel voor de organisatie"),
        _text("name", 160, "Naam van de organisatie"),
        _choice("kind", ORGANISATION_KINDS, "Soort organisatie"),
        Column(
            "municipalities",
            cells.municipality_list,
            "codes uit municipalities.csv, met ; ertussen, elk één keer",
            "Werkgebied: gemeentecodes met ; ertussen",
        ),
    ),
)
PEOPLE = Table(
    "people",
    "De medewerkers. Wie voor twee organisaties werkt, heeft twee rijen met één e-mailadres.",
    (
        _key("key", "Uw eigen sleutel voor de medewerker"),
        _text("name", 120, "Naam van de medewerker"),
        _email("email", "E-mailadres waarop de medewerker wordt uitgenodigd", required=True),
        _reference("organisation", "een key uit organisations.csv"),
        _choice("role", ROLES, "Rol bij deze organisatie"),
    ),
)
CASES = Table(
    "cases",
    "De mensen die naar huis gaan, één rij per persoon.",
    (
        _key("case", "Uw eigen sleutel voor deze persoon"),
        _text("client_name", 120, "Naam van de cliënt"),
        Column(
            "birth_date",
            cells.day_from(EARLIEST_BIRTH),
            "een dag als 1990-05-31, niet vóór 1900",
            "Geboortedatum (alleen het jaar wordt bewaard)",
        ),
        _email(
            "client_email",
            "E-mailadres waarop de cliënt wordt uitgenodigd, mag leeg",
            required=False,
        ),
        _choice("setting", SETTINGS, "Waar de cliënt nu woont"),
        _choice("trajectory", TRAJECTORIES, "Soort traject"),
        _municipality("municipality_origin", "Gemeente van herkomst"),
        _municipality("municipality_stay", "Gemeente van verblijf"),
        _municipality("municipality_choice", "Gemeente van keuze"),
        _choice("household", HOUSEHOLDS, "Huishouden"),
        Column(
            "target_month", cells.month, "een maand als 2027-03", "Maand waarin men wil verhuizen"
        ),
        _day("registered_on", "Dag van aanmelden"),
        _day(
            "kickoff_on",
            "Dag van het eerste teamoverleg, leeg zolang het er niet was",
            required=False,
        ),
        _choice("phase", PHASES, "Fase"),
        _reference("coordinator", "een key uit people.csv"),
        Column(
            "status",
            cells.one_of(STATUSES),
            ", ".join(STATUSES),
            "Status naast de fase; leeg is active",
            values=STATUSES,
            required=False,
            optional=True,
        ),
        Column(
            "status_reason",
            cells.line_of(200),
            "gewone tekst, hoogstens 200 tekens",
            "Reden bij on_hold en stopped",
            guard="text",
            required=False,
            optional=True,
        ),
        Column(
            "outcome",
            cells.one_of(OUTCOMES),
            ", ".join(OUTCOMES),
            "Uitkomst, alleen bij phase closed",
            values=OUTCOMES,
            required=False,
            optional=True,
        ),
    ),
)
CASE_TEAM = Table(
    "case_team",
    "Wie aan tafel zit: één rij per plaats in het team.",
    (
        _reference("case", "een case uit cases.csv"),
        _choice("seat", SEATS, "Plaats in het team"),
        _reference("person", "een key uit people.csv", required=False),
        _text("name", 120, "Naam, voor wie geen medewerker is", required=False),
        _email("email", "E-mailadres, voor wie geen medewerker is, mag leeg", required=False),
        _day("from", "Eerste dag in het team"),
        _day("until", "Laatste dag in het team, leeg zolang die niet bekend is", required=False),
    ),
)
BOX_ANSWERS = Table(
    "box_answers",
    "De antwoorden in de verhuisdozen. In health alleen ja of nee.",
    (
        _reference("case", "een case uit cases.csv"),
        _choice("box", tuple(BOX_QUESTIONS), "Code van de verhuisdoos"),
        Column(
            "question",
            cells.number,
            "het nummer van een vraag van deze doos, vanaf 1",
            "Nummer van de vraag in de doos",
        ),
        Column(
            "answer",
            cells.text_of(4000),
            "tekst, hoogstens 4000 tekens",
            "Het antwoord",
            guard="text",
        ),
        _reference("by", "client, of een key uit people.csv"),
        _day("answered_on", "Dag van het antwoord"),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (MUNICIPALITIES, ORGANISATIONS, PEOPLE, CASES, CASE_TEAM, BOX_ANSWERS)
}
REGION_KEYS: dict[str, tuple[Callable[[str], str], str]] = {
    "code": (cells.slug, "2 tot 40 tekens: kleine letters, cijfers en -"),
    "name": (cells.line_of(100), "gewone tekst, hoogstens 100 tekens"),
    "lead_municipality": (cells.municipality_code, "een code uit municipalities.csv"),
    "today": (cells.day_from(EARLIEST_DAY), "de dag waarop de kit is gemaakt, als 2026-11-20"),
    "corporation_coordinates": (
        cells.one_of(("yes", "no")), "yes of no; leeg is no: mag een corporatie coördineren",
    ),
}  # fmt: skip
OPTIONAL_REGION_KEYS = ("corporation_coordinates",)
AREA_COLUMNS = ("code", "name", "municipality")
REGION_FILE = "region.yaml"
AREA_FILE = "neighbourhoods.geojson"
FILES = (REGION_FILE, AREA_FILE, *(f"{name}.csv" for name in TABLES))
SHEETS = ("region", "neighbourhoods", *TABLES)
