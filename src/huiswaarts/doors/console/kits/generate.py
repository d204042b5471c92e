"""A large kit of a region that does not exist, to measure with. The same every time."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from huiswaarts.doors.console.kits.format import (
    AREA_FILE,
    BOX_QUESTIONS,
    PHASES,
    PHASES_BEFORE_KICKOFF,
    REGION_FILE,
    TABLES,
)

TODAY = date(2026, 11, 20)
MUNICIPALITIES, ORGANISATIONS, PEOPLE = 20, 60, 1_500
# One coordinator holds a quarter of all: the list that must not grow slow.
BUSY_SHARE = 4
_KINDS = {
    "sheltered_care_provider": ("bw", 12, "support_worker"),
    "ambulatory_provider": ("amb", 18, "support_worker"),
    "housing_corporation": ("cor", 9, "housing_consultant"),
    "municipality": ("gem", MUNICIPALITIES, "access_worker"),
    "public_health_service": ("ggd", 1, "table_chair"),
}
_PHASE_WEIGHTS = (6, 5, 4, 16, 14, 4, 6, 4, 24, 4, 8, 5)
_FIRST = ("Anna", "Bram", "Chris", "Daan", "Esra", "Fatima", "Gijs", "Hassan", "Iris", "Jan", "Kim")
_LAST = ("Aardema", "Bos", "Coster", "Dekker", "Evers", "Faber", "Groen", "Hoek", "Idema", "Kok")
_SAID = (
    "Het liefst dicht bij mijn broer, in een rustige straat.",
    "Dat hebben we samen bekeken en het is nu geregeld.",
    "Ik wil dit eerst nog met mijn begeleider bespreken.",
    "Op maandag en donderdag werk ik in de kringloop.",
    "Nog niet, maar voor de verhuizing is het klaar.",
    "Mijn zus helpt mee en belt elke week een keer.",
)


def generate(path: Path, cases: int) -> None:
    """Writes the folder; a name that is there already is overwritten."""
    path.mkdir(parents=True, exist_ok=True)
    towns = [f"GM{9100 + n}" for n in range(MUNICIPALITIES)]
    _write_region(path, towns)
    _write(path, "municipalities", ((code, f"Gemeente {code[2:]}") for code in towns))
    organisations = list(_organisations(towns))
    _write(path, "organisations", (row for row in organisations))
    people = list(_people(organisations))
    _write(path, "people", people)
    made = list(_cases(cases, towns, people))
    _write(path, "cases", (row for row, _ in made))
    _write(path, "case_team", (seat for _, seats in made for seat in seats))
    _write(path, "box_answers", _answers(made))


def _write(path: Path, table: str, rows: Iterable[Sequence[Any]]) -> None:
    columns = [column.name for column in TABLES[table].columns if not column.optional]
    with (path / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def _write_region(path: Path, towns: list[str]) -> None:
    lines = (
        "code: meetregio",
        "name: Meetregio",
        f"lead_municipality: {towns[0]}",
        f"today: '{TODAY}'",
        "",
    )
    (path / REGION_FILE).write_text("\n".join(lines), encoding="utf-8")
    features = [_square(n, town) for n, town in enumerate(towns)]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    (path / AREA_FILE).write_text(text, encoding="utf-8")


def _square(n: int, town: str) -> dict[str, Any]:
    x, y = 4 + n % 5 * 0.1, 52 + n // 5 * 0.1
    ring = [[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]
    return {
        "type": "Feature",
        "properties": {"code": f"WK{town[2:]}00", "name": f"Wijk {n}", "municipality": town},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def _organisations(towns: list[str]) -> Iterator[tuple[str, str, str, str]]:
    for kind, (prefix, count, _) in _KINDS.items():
        for n in range(count):
            area = towns[n] if kind == "municipality" else ";".join(towns)
            yield f"{prefix}{n}", f"Organisatie {prefix} {n}", kind, area


def _people(organisations: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    roles = {kind: role for kind, (_, _, role) in _KINDS.items()}
    for n in range(PEOPLE):
        key, _, kind, _ = organisations[n % len(organisations)]
        name = f"{_FIRST[n % len(_FIRST)]} {_LAST[n // 7 % len(_LAST)]}"
        yield f"p{n}", name, f"p{n}@meetregio.example", key, roles[kind]


def _cases(
    count: int, towns: list[str], people: list[tuple[str, ...]]
) -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
    pool = {
        prefix: [p[0] for p in people if p[3].startswith(prefix)]
        for prefix in ("bw", "amb", "cor", "gem")
    }
    random = Random(2026)  # noqa: S311 - the same region every time
    for n in range(count):
        key = f"MR-{n:06}"
        registered = TODAY - timedelta(days=random.randrange(40, 900))
        phase = random.choices(PHASES, _PHASE_WEIGHTS)[0]
        kickoff = "" if phase in PHASES_BEFORE_KICKOFF else registered + timedelta(days=25)
        target = registered + timedelta(days=random.randrange(150, 330))
        coordinator = pool["gem"][0 if n % BUSY_SHARE == 0 else n % len(pool["gem"])]
        seats = [
            ("municipality", coordinator),
            ("bw_provider", pool["bw"][n % len(pool["bw"])]),
            ("corporation", pool["cor"][n % len(pool["cor"])]),
        ]
        if n % 8:
            seats.append(("ambulatory_provider", pool["amb"][n % len(pool["amb"])]))
        name = f"{_FIRST[n % len(_FIRST)]} {_LAST[n // 11 % len(_LAST)]}"
        yield (
            (
                key,
                name,
                date(1960 + n % 45, 1 + n % 12, 1 + n % 28),
                f"c{n}@meetregio.example" if n % 5 else "",
                "bw",
                "team_thuis",
                towns[n % 20],
                towns[0],
                towns[n // 3 % 20],
                "single",
                f"{target:%Y-%m}",
                registered,
                kickoff,
                phase,
                coordinator,
            ),
            [(key, seat, person, "", "", registered, "") for seat, person in seats],
        )


def _answers(
    made: list[tuple[tuple[Any, ...], list[tuple[Any, ...]]]],
) -> Iterator[tuple[Any, ...]]:
    for n, (case, seats) in enumerate(made):
        if not case[12]:
            continue
        worker, day = seats[1][2], case[12]
        span = max((TODAY - day).days, 1)
        turn = n
        for box, questions in BOX_QUESTIONS.items():
            for question in range(1, questions + 1):
                turn += 1
                if turn % 7 == 0:
                    continue
                said = ("ja", "nee")[turn % 2] if box == "health" else _SAID[turn % len(_SAID)]
                by = worker if turn % 3 == 0 else "client"
                yield case[0], box, question, said, by, day + timedelta(days=turn * 13 % span)
