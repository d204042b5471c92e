"""What the rows about one person owe each other: case, team and answers."""

from collections.abc import Iterator
from datetime import date

from huiswaarts.doors.console.kits.cells import parse_day, shown
from huiswaarts.doors.console.kits.facts import (
    FIRST_QUESTION,
    QUESTIONS,
    Case,
    Facts,
    Stay,
)
from huiswaarts.doors.console.kits.format import (
    BOX_QUESTIONS,
    FINAL_STATUSES,
    HEALTH_ANSWERS,
    PHASES_AFTER_KICKOFF,
    PHASES_BEFORE_KICKOFF,
    SINGLE_SEATS,
    STATUSES_WITH_REASON,
)
from huiswaarts.doors.console.kits.rows import CheckedRow, checked_rows
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.access.seats import SEAT_ORGANISATIONS, SEATS, SeatKind
from huiswaarts.foundation.common import normal

_MUNICIPALITIES = ("municipality_origin", "municipality_stay", "municipality_choice")


def _not_after_today(row: CheckedRow, name: str, facts: Facts) -> date | None:
    """The day in this column when it is one; the day the kit was made is the last."""
    if not row.is_fine(name):
        return None
    day = parse_day(row[name])
    if day and day > facts.today:
        row.wrong(
            name,
            f"{row[name]} is na de dag van de kit",
            f"niet na {facts.today.isoformat()} (today in region.yaml)",
        )
        return None
    return day


def cases(facts: Facts) -> Iterator[None]:
    for row in checked_rows("cases", facts):
        row.unique("case", facts.cases)
        for name in _MUNICIPALITIES:
            if row.is_fine(name) and facts.misses_municipality(row[name]):
                row.wrong(name, f"{shown(row[name])} staat niet in municipalities")
        _coordinator(facts, row)
        registered = _case_days(facts, row)
        _kickoff_fits_phase(row)
        _status_fits_phase(row)
        _client_email(facts, row)
        if row["case"] not in facts.cases:
            facts.cases[row["case"]] = Case(
                registered or date.min,
                normal.email(row["client_email"]),
                bytearray(QUESTIONS // 8 + 1),
            )
        yield


def _coordinator(facts: Facts, row: CheckedRow) -> None:
    if not row.is_fine("coordinator"):
        return
    person = facts.people.get(row["coordinator"])
    if person is None:
        if "people" not in facts.kit.broken:
            row.wrong("coordinator", f"{shown(row['coordinator'])} staat niet in people")
    elif person.role in ROLES and Permission.CASE_WORK not in ROLES[person.role].permissions:
        row.wrong(
            "coordinator",
            f"{shown(row['coordinator'])} heeft de rol {person.role}",
            ", ".join(k for k, r in ROLES.items() if Permission.CASE_WORK in r.permissions),
        )
    elif (
        facts.organisations.get(person.organisation) in SEAT_ORGANISATIONS[SeatKind.CORPORATION]
        and facts.kit.value("corporation_coordinates") != "yes"
    ):
        row.wrong(
            "coordinator",
            f"{shown(row['coordinator'])} werkt bij een corporatie; die coördineert hier niet",
            "iemand anders, of corporation_coordinates: yes in region.yaml",
        )


def _case_days(facts: Facts, row: CheckedRow) -> date | None:
    registered = _not_after_today(row, "registered_on", facts)
    kickoff = _not_after_today(row, "kickoff_on", facts)
    born = _not_after_today(row, "birth_date", facts)
    if registered and kickoff and kickoff < registered:
        row.wrong(
            "kickoff_on", f"{kickoff} is vóór de dag van aanmelden", f"niet vóór {registered}"
        )
    if registered and born and born >= registered:
        row.wrong(
            "birth_date", f"{born} is niet vóór de dag van aanmelden", f"een dag vóór {registered}"
        )
    return registered


def _kickoff_fits_phase(row: CheckedRow) -> None:
    phase, kickoff = row["phase"], row["kickoff_on"]
    if kickoff and phase in PHASES_BEFORE_KICKOFF:
        row.wrong("kickoff_on", f"in phase {phase} is er nog geen eerste teamoverleg", "leeg")
    ended_early = phase == "closed" and row["status"] in FINAL_STATUSES
    if not kickoff and phase in PHASES_AFTER_KICKOFF and not ended_early:
        row.wrong(
            "kickoff_on",
            f"is leeg, maar in phase {phase} is het eerste overleg geweest",
            "de dag van het eerste teamoverleg",
        )


def _status_fits_phase(row: CheckedRow) -> None:
    status, reason, outcome, phase = (
        row[name] for name in ("status", "status_reason", "outcome", "phase")
    )
    if status in STATUSES_WITH_REASON and not reason:
        row.wrong("status_reason", f"is leeg bij status {status}", "een korte reden")
    if reason and status in ("", "active"):
        row.wrong("status_reason", "er is een reden zonder bijzondere status", "leeg")
    if status in ("on_hold", "relapse") and phase == "closed":
        row.wrong(
            "status",
            f"{status} past niet bij phase closed",
            "active, stopped, transferred, deceased, registered_in_error",
        )
    if outcome and phase != "closed":
        row.wrong("outcome", f"er is een uitkomst in phase {phase}", "leeg, behalve bij closed")
    if outcome == "deceased" and status != "deceased":
        row.wrong("outcome", "past niet bij deze status", "deceased alleen bij status deceased")


def _client_email(facts: Facts, row: CheckedRow) -> None:
    email = normal.email(row["client_email"])
    if not email or not row.is_fine("client_email"):
        return
    if email in facts.client_emails:
        row.wrong(
            "client_email", f"{shown(email)} komt dubbel voor", "een adres per cliënt, of leeg"
        )
    facts.client_emails.add(email)


def team(facts: Facts) -> Iterator[None]:
    for row in checked_rows("case_team", facts):
        case = facts.cases.get(row["case"])
        if case is None and row.is_fine("case") and "cases" not in facts.kit.broken:
            row.wrong("case", f"{shown(row['case'])} staat niet in cases")
        _who(facts, row, case)
        stay = _stay(row, case)
        if row.is_fine("seat") and row.is_fine("case") and stay:
            _one_at_a_time(facts, row, stay)
        facts.seated.add((row["case"], row["person"]))
        yield


def _who(facts: Facts, row: CheckedRow, case: Case | None) -> None:
    person, seat = row["person"], row["seat"]
    if person and (row["name"] or row["email"]):
        row.wrong("name", "een medewerker heeft naam en e-mailadres al in people", "leeg")
    if seat in SINGLE_SEATS and not person:
        row.wrong("person", f"is leeg op de plaats {seat}", "een key uit people.csv")
    elif not person and not row["name"]:
        row.wrong("name", "person en name zijn allebei leeg", "een van de twee")
    if person and seat == "relative":
        row.wrong("person", "een naaste is geen medewerker", "leeg, met de naam in name")
    if person and row.is_fine("person"):
        _professional(facts, row)
    if case and case.client_email and normal.email(row["email"]) == case.client_email:
        row.wrong("email", "is het adres van de cliënt zelf", "het eigen adres van deze persoon")


def _professional(facts: Facts, row: CheckedRow) -> None:
    person = facts.people.get(row["person"])
    if person is None:
        if "people" not in facts.kit.broken:
            row.wrong("person", f"{shown(row['person'])} staat niet in people")
        return
    kinds = SEAT_ORGANISATIONS.get(SeatKind(row["seat"]), ()) if row.is_fine("seat") else ()
    kind = facts.organisations.get(person.organisation)
    if kinds and kind and kind not in kinds:
        row.wrong(
            "person",
            f"{shown(row['person'])} werkt bij een organisatie van de soort {kind}",
            f"op {row['seat']}: {', '.join(kinds)}",
        )
    roles = SEATS[row["seat"]].roles if row.is_fine("seat") else ()
    if roles and person.role in ROLES and person.role not in roles:
        row.wrong(
            "person",
            f"{shown(row['person'])} heeft de rol {person.role}",
            f"op {row['seat']}: {', '.join(roles)}",
        )


def _stay(row: CheckedRow, case: Case | None) -> Stay | None:
    if not row.is_fine("from"):
        return None
    start = parse_day(row["from"])
    until = parse_day(row["until"]) if row.is_fine("until") else None
    if start and until and until < start:
        row.wrong("until", f"{until} is vóór from", f"niet vóór {start}")
        return None
    if start and case and start < case.registered_on:
        row.wrong(
            "from", f"{start} is vóór de dag van aanmelden", f"niet vóór {case.registered_on}"
        )
    return Stay(start, until or date.max, row.line) if start else None


def _one_at_a_time(facts: Facts, row: CheckedRow, stay: Stay) -> None:
    who = row["person"] or normal.email(row["email"]) or row["name"]
    seat = row["seat"] if row["seat"] in SINGLE_SEATS else who
    # A handover has both on the same day: the last day of one may be the first of the other.
    others = facts.seats.setdefault((row["case"], seat), [])
    for other in others:
        if stay.from_on < other.until_on and other.from_on < stay.until_on:
            row.wrong(
                "seat",
                f"deze plaats is in deze tijd al bezet (regel {other.line})",
                "één persoon tegelijk; geef de vorige een until",
            )
            break
    others.append(stay)


def answers(facts: Facts) -> Iterator[None]:
    for row in checked_rows("box_answers", facts):
        case = facts.cases.get(row["case"])
        if case is None:
            if row.is_fine("case") and "cases" not in facts.kit.broken:
                row.wrong("case", f"{shown(row['case'])} staat niet in cases")
        elif row.is_fine("box") and row.is_fine("question"):
            _question(row, case)
        if row["box"] == "health" and row["answer"] not in HEALTH_ANSWERS:
            row.wrong(
                "answer",
                "in health staat tekst; daar komt geen medische informatie",
                ", ".join(HEALTH_ANSWERS),
            )
        _answered(facts, row, case)
        yield


def _question(row: CheckedRow, case: Case) -> None:
    box, number = row["box"], int(row["question"])
    if number > BOX_QUESTIONS[box]:
        row.wrong(
            "question", f"{box} heeft geen vraag {number}", f"1 tot en met {BOX_QUESTIONS[box]}"
        )
        return
    place, bit = divmod(FIRST_QUESTION[box] + number - 1, 8)
    if case.answered[place] >> bit & 1:
        row.wrong(
            "question",
            f"{box} {number} komt bij deze case dubbel voor",
            "elke vraag één keer per case",
        )
    case.answered[place] |= 1 << bit


def _answered(facts: Facts, row: CheckedRow, case: Case | None) -> None:
    by = row["by"]
    if by != "client" and row.is_fine("by"):
        if facts.misses("people", by):
            row.wrong("by", f"{shown(by)} staat niet in people")
        elif case and "case_team" not in facts.kit.broken and (row["case"], by) not in facts.seated:
            row.wrong(
                "by",
                f"{shown(by)} zit niet in het team van deze case",
                "client, of iemand uit case_team.csv",
            )
    day = _not_after_today(row, "answered_on", facts)
    if day and case and day < case.registered_on:
        row.wrong(
            "answered_on", f"{day} is vóór de dag van aanmelden", f"niet vóór {case.registered_on}"
        )
