"""Every fault that a kit can have is told in one list, with file, line, column and remedy."""

import pytest

from huiswaarts.doors.console.kits.check import check

from .small import SmallKit, area


def told(kit, tmp_path, as_book):
    """The list for a kit, with the name of a sheet made that of a file."""
    if as_book:
        path, name = kit.save(tmp_path / "kit.xlsx"), "kit.xlsx!"
        lines = [line.replace(name, "") for line in check(path).faults.lines()]
        return [line.replace(":", ".csv:", 1) for line in lines]
    return list(check(kit.write(tmp_path / "kit")).faults.lines())


def test_a_sound_kit_has_no_faults(tmp_path):
    result = check(SmallKit().write(tmp_path / "kit"))
    assert list(result.faults.lines()) == []
    assert result.is_clean
    assert result.counts["cases"] == 3


def test_a_sound_workbook_has_no_faults(tmp_path):
    result = check(SmallKit().save(tmp_path / "kit.xlsx"))
    assert list(result.faults.lines()) == []
    assert result.is_clean


CELL_FAULTS = [
    # table, row, column, value, what the list says of it
    ("municipalities", 2, "code", "GM9001", "'GM9001' komt dubbel voor: elke sleutel één keer"),
    ("municipalities", 1, "name", "", "is leeg: gewone tekst"),
    ("organisations", 2, "key", "bw", "'bw' komt dubbel voor: elke sleutel één keer"),
    ("organisations", 1, "kind", "bank", "'bank' is onbekend: sheltered_care_provider"),
    ("organisations", 1, "municipalities", "", "is leeg: codes uit municipalities.csv"),
    ("organisations", 1, "municipalities", "GM9999", "'GM9999' staat niet in municipalities"),
    ("organisations", 1, "municipalities", "GM9001;GM9001", "een gemeente staat er twee keer in"),
    ("people", 2, "key", "p1", "'p1' komt dubbel voor: elke sleutel één keer"),
    ("people", 1, "email", "geen adres", "'geen adres' is geen e-mailadres: een e-mailadres als"),
    ("people", 1, "organisation", "bw9", "'bw9' staat niet in organisations: een key uit"),
    ("people", 1, "role", "chef", "'chef' is onbekend: support_worker"),
    ("people", 1, "role", "privacy_officer",
     "'privacy_officer' bestaat niet bij deze organisatie (sheltered_care_provider): in soort"),
    ("cases", 2, "case", "c1", "'c1' komt dubbel voor: elke sleutel één keer"),
    ("cases", 1, "birth_date", "1990-02-30", "'1990-02-30' is geen bestaande dag: een dag als"),
    ("cases", 1, "birth_date", "2027-01-01", "2027-01-01 is na de dag van de kit"),
    ("cases", 1, "birth_date", "1890-01-01", "'1890-01-01' is te lang geleden"),
    ("cases", 1, "setting", "hotel", "'hotel' is onbekend: bw, mo, supported_home, other"),
    ("cases", 1, "trajectory", "snel", "'snel' is onbekend: team_thuis, housing_first"),
    ("cases", 1, "household", "groep", "'groep' is onbekend: single, single_parent, couple"),
    ("cases", 1, "municipality_choice", "GM9009", "'GM9009' staat niet in municipalities"),
    ("cases", 1, "target_month", "2027-13", "'2027-13' is geen maand: een maand als 2027-03"),
    ("cases", 1, "target_month", "juni 2027", "'juni 2027' is geen maand: een maand als 2027-03"),
    ("cases", 1, "registered_on", "2026-11-21", "2026-11-21 is na de dag van de kit"),
    ("cases", 1, "registered_on", "20260901", "'20260901' is geen bestaande dag"),
    ("cases", 1, "kickoff_on", "2026-12-01", "2026-12-01 is na de dag van de kit"),
    ("cases", 1, "kickoff_on", "2026-08-01", "2026-08-01 is vóór de dag van aanmelden"),
    ("cases", 1, "kickoff_on", "", "is leeg, maar in phase preparation is het eerste"),
    ("cases", 3, "kickoff_on", "2026-11-05", "in phase registration is er nog geen"),
    ("cases", 1, "phase", "klaar", "'klaar' is onbekend: in_view, registration"),
    ("cases", 1, "coordinator", "p99", "'p99' staat niet in people: een key uit people.csv"),
    ("cases", 1, "coordinator", "p5", "'p5' heeft de rol policy_officer: support_worker"),
    ("cases", 1, "coordinator", "p3", "'p3' werkt bij een corporatie; die coördineert hier niet"),
    ("cases", 2, "client_email", "C1@tst.example", "'c1@tst.example' komt dubbel voor"),
    ("cases", 1, "client_name", "Fem\u202eke", "bevat het teken U+202E, dat hier niet mag"),
    ("cases", 1, "client_name", "Femke 123456782", "bevat een nummer dat een BSN kan zijn: geen"),
    ("cases", 1, "status", "weg", "'weg' is onbekend: active, on_hold, relapse"),
    ("cases", 1, "outcome", "own_lease", "er is een uitkomst in phase preparation: leeg"),
    ("cases", 1, "status_reason", "zomaar", "er is een reden zonder bijzondere status: leeg"),
    ("case_team", 1, "case", "c9", "'c9' staat niet in cases: een case uit cases.csv"),
    ("case_team", 1, "seat", "baas", "'baas' is onbekend: bw_provider"),
    ("case_team", 1, "person", "p9", "'p9' staat niet in people: een key uit people.csv"),
    ("case_team", 1, "person", "p3", "'p3' werkt bij een organisatie van de soort housing"),
    ("case_team", 3, "person", "p5", "'p5' heeft de rol policy_officer: op municipality"),
    ("case_team", 1, "person", "", "is leeg op de plaats bw_provider: een key uit people.csv"),
    ("case_team", 1, "name", "Anna", "een medewerker heeft naam en e-mailadres al in people: leeg"),
    ("case_team", 4, "name", "", "person en name zijn allebei leeg: een van de twee"),
    ("case_team", 4, "email", "c1@tst.example", "is het adres van de cliënt zelf"),
    ("case_team", 5, "until", "2025-01-01", "2025-01-01 is vóór from: niet vóór 2025-03-01"),
    ("case_team", 1, "from", "2026-01-01", "2026-01-01 is vóór de dag van aanmelden"),
    ("box_answers", 1, "case", "c9", "'c9' staat niet in cases: een case uit cases.csv"),
    ("box_answers", 1, "box", "zolder", "'zolder' is onbekend: suitable_home"),
    ("box_answers", 1, "question", "8", "suitable_home heeft geen vraag 8: 1 tot en met 7"),
    ("box_answers", 1, "question", "0", "'0' is geen nummer van een vraag"),
    ("box_answers", 1, "answer", "", "is leeg: tekst, hoogstens 4000 tekens"),
    ("box_answers", 1, "answer", "x" * 4001, "is 4001 tekens lang: tekst, hoogstens 4000 tekens"),
    ("box_answers", 1, "answer", "Mijn bsn is 123456782.", "bevat een nummer dat een BSN kan zijn"),
    ("box_answers", 3, "answer", "ik slik pillen", "in health staat tekst; daar komt geen "),
    ("box_answers", 1, "by", "p9", "'p9' staat niet in people: client, of een key uit people.csv"),
    ("box_answers", 1, "by", "p2", "'p2' zit niet in het team van deze case: client, of"),
    ("box_answers", 1, "answered_on", "2026-11-21", "2026-11-21 is na de dag van de kit"),
    ("box_answers", 1, "answered_on", "2026-08-31", "2026-08-31 is vóór de dag van aanmelden"),
]  # fmt: skip


@pytest.mark.parametrize("as_book", [False, True], ids=["folder", "workbook"])
@pytest.mark.parametrize(
    "fault",
    CELL_FAULTS,
    ids=[f"{table}-{column}-{value[:12]}" for table, _, column, value, _ in CELL_FAULTS],
)
def test_a_wrong_cell_is_told(tmp_path, as_book, fault):
    table, row, column, value, says = fault
    kit = SmallKit().set(table, row, column, value)
    lines = told(kit, tmp_path, as_book)
    assert any(line.startswith(f"{table}.csv:{row + 1}: {column}: {says}") for line in lines), lines


ROW_FAULTS = [
    ("case_team", ["c1", "corporation", "p3", "", "", "2026-10-01", ""],
     "11: seat: deze plaats is in deze tijd al bezet (regel 3): één persoon tegelijk"),
    ("case_team", ["c1", "relative", "", "Oom Ko", "ien@tst.example", "2026-10-01", ""],
     "11: seat: deze plaats is in deze tijd al bezet (regel 5)"),
    ("box_answers", ["c1", "suitable_home", "1", "Toch anders.", "client", "2026-10-02"],
     "7: question: suitable_home 1 komt bij deze case dubbel voor: elke vraag één keer per case"),
    ("people", ["p9", "Anna Aalbers", "p1@tst.example", "bw", "support_worker"],
     "7: email: deze medewerker staat er al in met deze organisatie en rol"),
    ("people", ["p9", "Ander Mens", "P1@tst.example", "gem", "access_worker"],
     "7: name: hetzelfde e-mailadres heeft bij 'p1' een andere naam: één naam per e-mailadres"),
    ("people", ["client", "Wie Dan", "w@tst.example", "bw", "support_worker"],
     "7: key: 'client' betekent de cliënt zelf: een andere sleutel"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "row", "says"), ROW_FAULTS)
def test_a_row_that_clashes_with_another_is_told(tmp_path, table, row, says):
    lines = told(SmallKit().add(table, *row), tmp_path, as_book=False)
    assert any(line.startswith(f"{table}.csv:{says}") for line in lines), lines


def test_one_seat_may_pass_from_one_to_the_next_on_a_day(tmp_path):
    kit = SmallKit().add("case_team", "c2", "bw_provider", "p1", "", "", "2026-01-31", "")
    assert told(kit, tmp_path, as_book=False) == []


def test_the_region_and_its_map_are_checked(tmp_path):
    kit = SmallKit()
    kit.region |= {"lead_municipality": "GM9999", "today": "2026-02-31"}
    kit.areas = [
        area(),
        area(),
        area("WK9", municipality="GM9999"),
        area(geometry={"type": "Point"}),
    ]
    lines = told(kit, tmp_path, as_book=False)
    expected = (
        "region.yaml:3: lead_municipality: 'GM9999' staat niet in municipalities",
        "region.yaml:4: today: '2026-02-31' is geen bestaande dag",
        "neighbourhoods.geojson:2: code: 'WK900100' komt dubbel voor: elke wijk één keer",
        "neighbourhoods.geojson:3: code: 'WK9' is geen wijkcode: WK en zes cijfers",
        "neighbourhoods.geojson:3: municipality: 'GM9999' staat niet in municipalities",
        "neighbourhoods.geojson:4: geometry: de grens klopt niet: Polygon of MultiPolygon",
    )
    for start in expected:
        assert any(line.startswith(start) for line in lines), (start, lines)


def test_all_faults_of_all_files_are_in_one_list(tmp_path):
    kit = SmallKit().set("people", 1, "role", "chef").set("cases", 1, "phase", "klaar")
    kit.set("box_answers", 2, "question", "99").set("case_team", 1, "until", "ooit")
    files = [line.split(":")[0] for line in told(kit, tmp_path, as_book=False)]
    assert files == ["people.csv", "cases.csv", "case_team.csv", "box_answers.csv"]


def test_a_spoiled_kit_lists_a_thousand_and_counts_the_rest(tmp_path):
    kit = SmallKit()
    for _ in range(1_500):
        kit.add("box_answers", "c9", "suitable_home", "1", "x", "client", "2026-10-01")
    lines = told(kit, tmp_path, as_book=False)
    assert len(lines) == 1_001
    assert lines[-1] == "… en nog 500 fouten"


@pytest.mark.parametrize(("said", "faults"), [("yes", 0), ("no", 1), ("", 1), ("ja", 2)])
def test_a_corporation_coordinates_where_the_region_says_so(tmp_path, said, faults):
    kit = SmallKit()
    kit.region["corporation_coordinates"] = said
    column = kit.tables["cases"][0].index("coordinator")
    kit.tables["cases"][1][column] = "p3"
    assert len(told(kit, tmp_path, as_book=False)) == faults
