"""Files that are not what they seem: refused with a reason, quickly and without unpacking."""

import json
import time
import tracemalloc
import zipfile

import pytest
from openpyxl import load_workbook

from huiswaarts.doors.console.kits.check import check

from .small import SmallKit


@pytest.fixture
def kit(tmp_path):
    return SmallKit().write(tmp_path / "kit")


def faults(path):
    return list(check(path).faults.lines())


def test_what_does_not_exist(tmp_path):
    assert faults(tmp_path / "weg") == ["weg:0: -: bestaat niet: een map of een .xlsx-werkmap"]


def test_a_file_of_another_kind(tmp_path):
    (tmp_path / "kit.zip").write_bytes(b"PK")
    assert "is geen map en geen .xlsx" in faults(tmp_path / "kit.zip")[0]


def test_a_missing_file_is_named_without_faults_in_what_refers_to_it(kit):
    (kit / "people.csv").unlink()
    assert faults(kit) == ["people.csv:0: -: het bestand ontbreekt: alle bestanden van een kit"]


def test_all_missing_files_are_named(tmp_path):
    (tmp_path / "leeg").mkdir()
    assert len(faults(tmp_path / "leeg")) == 8


def test_an_unknown_file_is_named_and_ignored(kit):
    (kit / "notes.txt").write_text("hallo", encoding="utf-8")
    result = check(kit)
    assert result.is_clean
    assert result.faults.notices == ["notes.txt: geen bestand van een kit, overgeslagen"]


def test_another_encoding_is_recognised(kit):
    text = (kit / "people.csv").read_text(encoding="utf-8").replace("Dina", "Diña")
    (kit / "people.csv").write_text(text, encoding="cp1252")
    assert faults(kit) == [
        "people.csv:5: -: het bestand is geen UTF-8 (byte 0xf1); waarschijnlijk Windows-1252: UTF-8"
    ]


def test_utf_16_is_recognised(kit):
    (kit / "people.csv").write_text("key,name\n", encoding="utf-16")
    assert faults(kit) == ["people.csv:1: -: het bestand is UTF-16: UTF-8"]


def test_a_nul_is_found(kit):
    with (kit / "people.csv").open("ab") as file:
        file.write(b"p9,\0,x\n")
    assert faults(kit) == ["people.csv:7: -: het bestand bevat een NUL-teken: UTF-8"]


def test_a_lone_surrogate_in_utf_8_is_not_utf_8(kit):
    with (kit / "people.csv").open("ab") as file:
        file.write(b"p9,\xed\xa0\x80,x\n")
    assert faults(kit)[0].startswith("people.csv:7: -: het bestand is geen UTF-8 (byte 0xed)")


def test_a_lone_surrogate_in_the_map(kit):
    data = json.loads((kit / "neighbourhoods.geojson").read_text(encoding="utf-8"))
    data["features"][0]["properties"]["name"] = "\ud800"
    (kit / "neighbourhoods.geojson").write_text(json.dumps(data), encoding="utf-8")
    assert "name: bevat een half teken (losse surrogaat U+D800)" in faults(kit)[0]


def test_a_byte_order_mark_is_said_and_taken(kit):
    text = (kit / "people.csv").read_text(encoding="utf-8")
    (kit / "people.csv").write_text(text, encoding="utf-8-sig")
    result = check(kit)
    assert result.is_clean
    assert result.faults.notices == ["people.csv: begint met een BOM; dat mag"]


def test_semicolons_are_recognised(kit):
    text = (kit / "people.csv").read_text(encoding="utf-8").replace(",", ";")
    (kit / "people.csv").write_text(text, encoding="utf-8")
    assert len(faults(kit)) == 1
    assert faults(kit)[0].startswith(
        "people.csv:1: -: de kolommen zijn niet met een komma gescheiden: kolommen met een komma"
    )


def head(kit, change):
    lines = (kit / "people.csv").read_text(encoding="utf-8").splitlines()
    lines[0] = change(lines[0])
    (kit / "people.csv").write_text("\n".join(lines), encoding="utf-8")
    return faults(kit)


def test_a_missing_and_an_unknown_column(kit):
    lines = head(kit, lambda line: line.replace("role", "rol"))
    assert lines == [
        "people.csv:1: rol: onbekende kolom: key,name,email,organisation,role",
        "people.csv:1: role: deze kolom ontbreekt: key,name,email,organisation,role",
    ]


def test_a_doubled_column(kit):
    lines = head(kit, lambda line: line.replace("name", "key"))
    assert "people.csv:1: key: deze kolom staat er twee keer in: elke kolom één keer" in lines


def test_columns_may_stand_in_another_order(kit):
    rows = [line.split(",") for line in (kit / "people.csv").read_text("utf-8").splitlines()]
    text = "\n".join(",".join(reversed(row)) for row in rows)
    (kit / "people.csv").write_text(text, encoding="utf-8")
    assert faults(kit) == []


def test_a_ragged_row(kit):
    with (kit / "people.csv").open("a", encoding="utf-8") as file:
        file.write("p9,Zoë\n")
    assert faults(kit) == ["people.csv:7: -: de rij heeft 2 velden: 5 velden, als de kop"]


def test_an_empty_file(kit):
    (kit / "people.csv").write_bytes(b"")
    assert faults(kit) == ["people.csv:1: -: het bestand is leeg: key,name,email,organisation,role"]


def test_a_quote_that_does_not_close(kit):
    with (kit / "people.csv").open("a", encoding="utf-8") as file:
        file.write('p9,"Zoë' + "\nx" * 10)
    assert faults(kit)[0].startswith("people.csv:7: -: de aanhalingstekens kloppen niet")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("code: [", "region.yaml:1: -: het bestand is geen YAML"),
        ("- a\n- b\n", "region.yaml:1: -: het bestand heeft geen sleutels"),
        ("code: a1\ncode: b1\n", "region.yaml:2: code: deze sleutel staat er twee keer in"),
        ("kode: a1\n", "region.yaml:1: kode: onbekende sleutel"),
        ("code: {a: b}\n", "region.yaml:1: -: hier staat meer dan één waarde"),
        ("[" * 5_000, "region.yaml:1: -: het bestand is geen YAML"),
        ("code: !!python/object/apply:os.system ['id']\n", "region.yaml:1: -: hier staat meer"),
        ('code: "\\ud800"\n', "region.yaml:1:"),
    ],
)
def test_a_faulty_region(kit, text, says):
    (kit / "region.yaml").write_text(text, encoding="utf-8")
    assert any(line.startswith(says) for line in faults(kit)), faults(kit)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "neighbourhoods.geojson:1: -: het bestand is geen JSON"),
        ("[" * 100_000, "neighbourhoods.geojson:1: -: het bestand is geen JSON"),
        ("[NaN]", "neighbourhoods.geojson:1: -: het bestand is geen JSON"),
        ("[]", "neighbourhoods.geojson:1: features: er is geen lijst van wijken"),
        (
            '{"features": [7]}',
            "neighbourhoods.geojson:1: properties: deze wijk heeft geen",
        ),
        (
            '{"features": [{"properties": {"code": 7}}]}',
            "neighbourhoods.geojson:1: code: ontbreekt",
        ),
    ],
)
def test_a_faulty_map(kit, text, says):
    (kit / "neighbourhoods.geojson").write_text(text, encoding="utf-8")
    assert any(line.startswith(says) for line in faults(kit)), faults(kit)


def test_two_hundred_megabytes_of_junk_are_refused_unread(kit):
    with (kit / "box_answers.csv").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    tracemalloc.start()
    begun = time.process_time()
    lines = faults(kit)
    taken, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert lines == ["box_answers.csv:0: -: het bestand is te groot (200 MB): hoogstens 64 MB"]
    assert taken < 1
    assert peak < 8 * 1024 * 1024


def test_a_large_workbook_of_junk_is_refused_unread(tmp_path):
    with (tmp_path / "kit.xlsx").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert faults(tmp_path / "kit.xlsx") == [
        "kit.xlsx:0: -: het bestand is te groot (200 MB): hoogstens 64 MB"
    ]


def test_junk_that_is_no_workbook(tmp_path):
    (tmp_path / "kit.xlsx").write_bytes(b"\x00\x01junk" * 1_000)
    assert "kit.xlsx:0: -: het bestand is geen werkmap" in faults(tmp_path / "kit.xlsx")[0]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    with (
        zipfile.ZipFile(tmp_path / "kit.xlsx", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(200):
            part.write(b" " * 1024 * 1024)
    begun = time.process_time()
    lines = faults(tmp_path / "kit.xlsx")
    assert "de werkmap is verdacht sterk ingepakt (een zipbom?)" in lines[0]
    assert time.process_time() - begun < 1


def test_a_workbook_of_many_parts_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "kit.xlsx", "w") as archive:
        for number in range(600):
            archive.writestr(f"part{number}", b"x")
    assert "in 600 delen" in faults(tmp_path / "kit.xlsx")[0]


def test_entities_in_a_workbook_are_not_expanded(tmp_path):
    path = SmallKit().save(tmp_path / "sound.xlsx")
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet'
    with zipfile.ZipFile(path) as sound, zipfile.ZipFile(tmp_path / "kit.xlsx", "w") as spoiled:
        for part in sound.infolist():
            data = sound.read(part)
            if b"Aadorp" in data:
                data = data.replace(b"<worksheet", bomb, 1).replace(b"Aadorp", b"&b;")
            spoiled.writestr(part, data)
    assert "is niet te lezen" in faults(tmp_path / "kit.xlsx")[0]


def test_formula_cells_are_faults(tmp_path):
    path = SmallKit().save(tmp_path / "kit.xlsx")
    book = load_workbook(path)
    book["people"]["B2"] = '="An"&"na"'
    book.save(path)
    assert faults(path) == ["kit.xlsx!people:2: name: bevat een formule: een waarde, geen formule"]


def test_days_and_numbers_of_a_spreadsheet_are_understood(tmp_path):
    import datetime as dt

    path = SmallKit().save(tmp_path / "kit.xlsx")
    book = load_workbook(path)
    page = book["cases"]
    page["C2"], page["K2"], page["L2"] = (
        dt.date(1990, 2, 3),
        dt.date(2027, 6, 1),
        dt.date(2026, 9, 1),
    )
    book["box_answers"]["C2"] = 1
    book["region"]["B5"] = dt.date(2026, 11, 20)
    book.save(path)
    assert faults(path) == []


def test_a_missing_sheet_and_an_unknown_one(tmp_path):
    book = SmallKit().book()
    book["people"].title = "mensen"
    book.save(tmp_path / "kit.xlsx")
    result = check(tmp_path / "kit.xlsx")
    assert [str(one)[:40] for one in result.faults] == ["kit.xlsx!people:0: -: het werkblad ontbr"]
    assert result.faults.notices == ["kit.xlsx!mensen: geen werkblad van een kit, overgeslagen"]


def test_a_cell_far_away_does_not_make_a_million_columns(tmp_path):
    book = SmallKit().book()
    book["people"]["XFD2"] = "ver"
    book.save(tmp_path / "kit.xlsx")
    begun = time.process_time()
    check(tmp_path / "kit.xlsx")
    assert time.process_time() - begun < 2
