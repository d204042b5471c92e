"""A small sound kit to spoil, as a folder or as a workbook."""

import csv
import json
from copy import deepcopy

from openpyxl import Workbook

REGION = {"code": "tst", "name": "Testregio", "lead_municipality": "GM9001", "today": "2026-11-20"}
RING = [[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.0]]
TABLES = {
    "municipalities": [["code", "name"], ["GM9001", "Aadorp"], ["GM9002", "Beekstad"]],
    "organisations": [
        ["key", "name", "kind", "municipalities"],
        ["bw", "De Haven", "sheltered_care_provider", "GM9001;GM9002"],
        ["amb", "Dichtbij", "ambulatory_provider", "GM9001"],
        ["cor", "Thuisgoed", "housing_corporation", "GM9001"],
        ["gem", "Gemeente Aadorp", "municipality", "GM9001"],
    ],
    "people": [
        ["key", "name", "email", "organisation", "role"],
        ["p1", "Anna Aalbers", "p1@tst.example", "bw", "support_worker"],
        ["p2", "Bas Bos", "p2@tst.example", "amb", "support_worker"],
        ["p3", "Cas Cuyper", "p3@tst.example", "cor", "housing_consultant"],
        ["p4", "Dina Duin", "p4@tst.example", "gem", "access_worker"],
        ["p5", "Els Eik", "p5@tst.example", "gem", "policy_officer"],
    ],
    "cases": [
        [
            "case", "client_name", "birth_date", "client_email", "setting", "trajectory",
            "municipality_origin", "municipality_stay", "municipality_choice", "household",
            "target_month", "registered_on", "kickoff_on", "phase", "coordinator", "status",
            "status_reason", "outcome",
        ],
        [
            "c1", "Femke Fluit", "1990-02-03", "c1@tst.example", "bw", "team_thuis", "GM9001",
            "GM9001", "GM9002", "single", "2027-06", "2026-09-01", "2026-09-20", "preparation",
            "p4", "", "", "",
        ],
        [
            "c2", "Gijs Gans", "1984-07-30", "", "mo", "housing_first", "GM9002", "GM9001",
            "GM9001", "single_parent", "2025-12", "2025-03-01", "2025-04-01", "living", "p4", "",
            "", "",
        ],
        [
            "c3", "Hanna Hert", "2001-01-01", "", "bw", "team_thuis", "GM9001", "GM9001",
            "GM9001", "single", "2027-09", "2026-11-01", "", "registration", "p1", "", "", "",
        ],
    ],
    "case_team": [
        ["case", "seat", "person", "name", "email", "from", "until"],
        ["c1", "bw_provider", "p1", "", "", "2026-09-01", ""],
        ["c1", "corporation", "p3", "", "", "2026-09-01", ""],
        ["c1", "municipality", "p4", "", "", "2026-09-01", ""],
        ["c1", "relative", "", "Ien Fluit", "ien@tst.example", "2026-09-01", ""],
        ["c2", "bw_provider", "p1", "", "", "2025-03-01", "2026-01-31"],
        ["c2", "ambulatory_provider", "p2", "", "", "2025-03-01", ""],
        ["c2", "corporation", "p3", "", "", "2025-03-01", ""],
        ["c2", "municipality", "p4", "", "", "2025-03-01", ""],
        ["c3", "bw_provider", "p1", "", "", "2026-11-01", ""],
    ],
    "box_answers": [
        ["case", "box", "question", "answer", "by", "answered_on"],
        ["c1", "suitable_home", "1", "Dicht bij het water, met rust.", "client", "2026-10-01"],
        ["c1", "finances", "5", "Het gaat vanzelf van mijn rekening. De 1e.", "p1", "2026-10-02"],
        ["c2", "health", "1", "ja", "p1", "2025-05-01"],
        ["c2", "suitable_home", "7", "Vanaf december 2025.", "client", "2025-05-02"],
        ["c2", "finances", "5", "Ik maak het zelf over.", "client", "2025-05-02"],
    ],
}  # fmt: skip


def area(code="WK900100", name="Aawijk", municipality="GM9001", geometry=None):
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name, "municipality": municipality},
        "geometry": geometry or {"type": "Polygon", "coordinates": [RING]},
    }


class SmallKit:
    """Change what you like, then write it."""

    def __init__(self):
        self.region = dict(REGION)
        self.tables = deepcopy(TABLES)
        self.areas = [area()]

    def set(self, table, row, column, value):
        """Row 1 is the first after the header."""
        self.tables[table][row][self.tables[table][0].index(column)] = value
        return self

    def add(self, table, *values):
        self.tables[table].append(list(values))
        return self

    def write(self, path):
        path.mkdir()
        lines = [f"{key}: {value!r}" for key, value in self.region.items()]
        (path / "region.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        text = json.dumps({"type": "FeatureCollection", "features": self.areas})
        (path / "neighbourhoods.geojson").write_text(text, encoding="utf-8")
        for name, rows in self.tables.items():
            with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
        return path

    def book(self):
        book = Workbook()
        book.active.title = "region"
        book["region"].append(("key", "value"))
        for item in self.region.items():
            book["region"].append(item)
        page = book.create_sheet("neighbourhoods")
        page.append(("code", "name", "municipality"))
        for one in self.areas:
            page.append(tuple(one["properties"].values()))
        for name, rows in self.tables.items():
            page = book.create_sheet(name)
            for row in rows:
                page.append(row)
        return book

    def save(self, path):
        self.book().save(path)
        return path
