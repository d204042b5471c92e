"""All faults of a kit in one list.

The rules of one cell stand in `format`; here is what cells, rows and files owe each other.
A table that could not be read to its end is not held against the tables that refer to it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from huiswaarts.doors.console.kits import cells, check_cases
from huiswaarts.doors.console.kits.cells import shown
from huiswaarts.doors.console.kits.facts import Facts, Person
from huiswaarts.doors.console.kits.faults import Faults
from huiswaarts.doors.console.kits.format import OPTIONAL_REGION_KEYS, REGION_KEYS, TABLES
from huiswaarts.doors.console.kits.read import Kit, open_kit
from huiswaarts.doors.console.kits.rows import CheckedRow, checked_rows, plain
from huiswaarts.foundation.access.role_rules import RULES, exists_in
from huiswaarts.foundation.common import normal

Tick = Callable[[str, int], None]


@dataclass(slots=True)
class Checked:
    """What a check found: the kit, its faults, and how many rows each table has."""

    kit: Kit | None
    faults: Faults
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        return self.kit is not None and not self.faults


def check(path: Path, tick: Tick | None = None) -> Checked:
    """Reads the whole kit once; never raises on what is in it."""
    faults = Faults()
    kit = open_kit(path, faults)
    checked = Checked(kit, faults)
    if kit is None:
        return checked
    facts = Facts(kit, faults)
    _region(facts)
    steps: dict[str, Callable[[Facts], Iterator[None]]] = {
        "municipalities": _municipalities,
        "organisations": _organisations,
        "people": _people,
        "cases": check_cases.cases,
        "case_team": check_cases.team,
        "box_answers": check_cases.answers,
    }
    for table in TABLES:
        checked.counts[table] = sum(1 for _ in _ticked(table, steps[table](facts), tick))
        if table == "municipalities":
            _after_municipalities(facts)
    return checked


def _ticked(table: str, rows: Iterator[None], tick: Tick | None) -> Iterator[None]:
    for count, row in enumerate(rows, start=1):
        if tick and count % 5_000 == 0:
            tick(table, count)
        yield row


def _region(facts: Facts) -> None:
    label = facts.kit.label("region")
    if not facts.kit.region and facts.faults:
        return
    for key, (test, allowed) in REGION_KEYS.items():
        line, value = facts.kit.region.get(key, (0, ""))
        if not value and key in OPTIONAL_REGION_KEYS:
            continue
        if not value:
            wrong = "is leeg" if line else "deze sleutel ontbreekt"
            facts.faults.add(label, line or 1, key, wrong, allowed)
            continue
        wrong = cells.bad_characters(value) or test(value) or plain(value)
        if wrong:
            facts.faults.add(label, line, key, wrong, allowed)
    facts.today = cells.parse_day(facts.kit.value("today")) or date.max


def _after_municipalities(facts: Facts) -> None:
    """What had to wait until the municipalities were known."""
    line, lead = facts.kit.region.get("lead_municipality", (0, ""))
    if lead and not cells.municipality_code(lead) and facts.misses_municipality(lead):
        facts.faults.add(
            facts.kit.label("region"),
            line,
            "lead_municipality",
            f"{shown(lead)} staat niet in municipalities",
            REGION_KEYS["lead_municipality"][1],
        )
    _areas(facts)


def _areas(facts: Facts) -> None:
    label, seen = facts.kit.label("neighbourhoods"), set[str]()
    name_of_line = cells.line_of(100)
    for area in facts.kit.areas:
        tests = (
            ("code", cells.area_code(area.code), "WK en zes cijfers"),
            (
                "name",
                cells.bad_characters(area.name) or name_of_line(area.name) or plain(area.name),
                "gewone tekst, hoogstens 100 tekens",
            ),
            ("municipality", cells.municipality_code(area.municipality), "GM en vier cijfers"),
        )
        for column, wrong, allowed in tests:
            if wrong:
                facts.faults.add(label, area.line, column, wrong, allowed)
        if area.code in seen:
            facts.faults.add(
                label,
                area.line,
                "code",
                f"{shown(area.code)} komt dubbel voor",
                "elke wijk één keer",
            )
        seen.add(area.code)
        if not tests[2][1] and facts.misses_municipality(area.municipality):
            facts.faults.add(
                label,
                area.line,
                "municipality",
                f"{shown(area.municipality)} staat niet in municipalities",
                "een code uit municipalities.csv",
            )


def _municipalities(facts: Facts) -> Iterator[None]:
    for row in checked_rows("municipalities", facts):
        row.unique("code", facts.municipalities)
        facts.municipalities.add(row["code"])
        yield


def _organisations(facts: Facts) -> Iterator[None]:
    for row in checked_rows("organisations", facts):
        row.unique("key", facts.organisations)
        facts.organisations[row["key"]] = row["kind"]
        if row.is_fine("municipalities"):
            for code in row["municipalities"].split(";"):
                if facts.misses_municipality(code):
                    row.wrong("municipalities", f"{shown(code)} staat niet in municipalities")
            codes = row["municipalities"].split(";")
            if row["kind"] == "municipality" and facts.kit.value("lead_municipality") in codes:
                facts.central.add(row["key"])
        yield


def _people(facts: Facts) -> Iterator[None]:
    for row in checked_rows("people", facts):
        row.unique("key", facts.people)
        organisation, email = row["organisation"], normal.email(row["email"])
        if row.is_fine("organisation") and facts.misses("organisations", organisation):
            row.wrong("organisation", f"{shown(organisation)} staat niet in organisations")
        elif row.is_fine("organisation") and row.is_fine("role"):
            _role_fits(facts, row)
        if row["key"] == "client":
            row.wrong("key", "'client' betekent de cliënt zelf", "een andere sleutel")
        if email and row.is_fine("email"):
            _same_person(facts, row, email)
        facts.people[row["key"]] = Person(organisation, row["role"])
        yield


def _role_fits(facts: Facts, row: CheckedRow) -> None:
    """Each role exists in some kinds of organisation; the region admin in one municipality."""
    kind = facts.organisations.get(row["organisation"], "")
    if not kind:  # that file could not be read
        return
    is_central = row["organisation"] in facts.central
    if not exists_in(row["role"], kind, is_central=is_central):
        at = {"in soort organisatie " + one for one in RULES[row["role"]].kinds}
        only = "bij de centrumgemeente" if RULES[row["role"]].central_only else ""
        row.wrong(
            "role",
            f"{shown(row['role'])} bestaat niet bij deze organisatie ({kind})",
            only or ", ".join(sorted(at)),
        )


def _same_person(facts: Facts, row: CheckedRow, email: str) -> None:
    """Two rows with one address are one person with two memberships."""
    name, key = facts.emails.setdefault(email, (row["name"], row["key"]))
    if name != row["name"]:
        row.wrong(
            "name",
            f"hetzelfde e-mailadres heeft bij {shown(key)} een andere naam",
            "één naam per e-mailadres",
        )
    membership = (email, row["organisation"], row["role"])
    if membership in facts.memberships:
        row.wrong(
            "email",
            "deze medewerker staat er al in met deze organisatie en rol",
            "twee rijen alleen voor een andere organisatie of rol",
        )
    facts.memberships.add(membership)
