"""Kits that are small to send and endless to read: each is one clear fault, and soon."""

import json
import time
import zipfile

import pytest
from openpyxl import load_workbook

from huiswaarts.doors.console.kits import folder, header, region, workbook, workbook_apart
from huiswaarts.doors.console.kits.check import check
from huiswaarts.doors.console.kits.format import MEGABYTE
from huiswaarts.foundation.common.apart import Limits

from .small import SmallKit

SOON = 3  # seconds of the processor, of ours alone


@pytest.fixture
def kit(tmp_path):
    return SmallKit().write(tmp_path / "kit")


def faults(path):
    begun = time.process_time()
    lines = list(check(path).faults.lines())
    assert time.process_time() - begun < SOON
    return lines


def only(lines, says):
    assert lines
    assert says in lines[0], lines[:3]
    assert len(lines[0]) < 400
    return lines


HEAD = b"key,name,email,organisation,role\n"
CSV = {
    "a megabyte of columns": (b"," * MEGABYTE, "people.csv:1: -: de rij is te lang"),
    "many columns": (b"a,b" * 300, "people.csv:1: -: er zijn 301 kolommen: hoogstens 40"),
    "one long name": (b"a" * 5_000 + b",b", "kolom 1: de naam van de kolom is 5000 tekens lang"),
    "one endless field": (HEAD + b"a" * 400_000, "people.csv:2: -: de rij is te lang"),
    "lines in quotes": (HEAD + b'"' + b"\n" * 400_000, "people.csv:2: -: de rij is te lang"),
    "quoted lines of many fields": (
        HEAD + b'"\n",' * 100_000,
        "people.csv:2: -: de rij is te lang",
    ),
}


@pytest.mark.parametrize("name", CSV)
def test_a_table_without_end(kit, name):
    data, says = CSV[name]
    (kit / "people.csv").write_bytes(data)
    only(faults(kit), says)


def test_lines_without_end(kit, monkeypatch):
    (kit / "people.csv").write_bytes(HEAD + b"\n" * 50)
    assert not any("te veel regels" in line for line in faults(kit))
    monkeypatch.setattr(folder, "MAX_ROWS", 20)
    assert any("er zijn te veel regels: hoogstens 40" in line for line in faults(kit))


YAML = {
    "a thousand laughs": "a: &a [x,x]\n" + "".join(
        f"b{n}: &b{n} [*a,*a,*a,*a,*a,*a,*a]\n" for n in range(200)
    ),
    "lists in lists": "code: " + "[" * 60_000,
    "maps in maps": "{a: " * 15_000,
    "dashes": "- " * 30_000,
    "an alias in itself": "a: &a\n  b: *a\n",
}  # fmt: skip


@pytest.mark.parametrize("name", YAML)
def test_a_region_without_end(kit, name):
    (kit / "region.yaml").write_text(YAML[name], encoding="utf-8")
    only(faults(kit), "region.yaml:")


MAPS = {
    "points": '{"features": [' + "[]," * 600_000 + "[]]}",
    "depth": '{"features": ' + "[" * 200_000,
    "objects": '{"features": [' + "{}," * 600_000 + "{}]}",
    "neighbourhoods": json.dumps({"features": [{}] * 6_000}),
    "a number": '{"features": [' + "9" * 100_000 + "]}",
}  # fmt: skip


@pytest.mark.parametrize("name", MAPS)
def test_a_map_without_end(kit, name):
    (kit / "neighbourhoods.geojson").write_text(MAPS[name], encoding="utf-8")
    only(faults(kit), "neighbourhoods.geojson:1: ")


def sheet(path, change, how=zipfile.ZIP_DEFLATED):
    """The sound workbook with the sheet of people changed as XML."""
    sound = SmallKit().save(path / "sound.xlsx")
    with (
        zipfile.ZipFile(sound) as old,
        zipfile.ZipFile(path / "kit.xlsx", "w", how) as new,
    ):
        for part in old.infolist():
            data = old.read(part)
            if b"p1@tst.example" in data and b"support_worker" in data:
                data = change(data)
            new.writestr(part.filename, data)
    return path / "kit.xlsx"


def with_rows(rows):
    return lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>")


def cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


BOOKS = {
    "a cell far away": (b'<row r="9">' + cell("XFD9", "x") + b"</row>",
                        "kit.xlsx!people:9: kolom 16384: er zijn te veel kolommen: hoogstens 40"),
    "a row far away": (b'<row r="1048999">' + cell("A1048999", "x") + b"</row>",
                       "kit.xlsx!people:1048999: -: er zijn te veel rijen: hoogstens 1000000"),
    "a long cell": (b'<row r="9">' + cell("A9", "x" * 30_000) + b"</row>",
                    "kit.xlsx!people:9: key: is 30000 tekens lang: hoogstens 20000 tekens"),
    "a long row": (
        b'<row r="9">' + b"".join(cell(f"{a}9", "x" * 30_000) for a in "ABCDE") + b"</row>",
        "kit.xlsx!people:9: -: de rij is 150000 tekens lang: hoogstens 100000 tekens",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BOOKS)
def test_a_sheet_without_end(tmp_path, name):
    rows, says = BOOKS[name]
    only(faults(sheet(tmp_path, with_rows(rows))), says)


def test_a_header_of_a_sheet_without_end(tmp_path):
    path = SmallKit().save(tmp_path / "kit.xlsx")
    book = load_workbook(path)
    book["people"]["B1"] = "x" * 30_000
    book.save(path)
    only(faults(path), "kit.xlsx!people:1: -: een naam van een kolom is 30000 tekens lang")


def test_make_up_in_the_last_row_is_no_row(tmp_path):
    path = sheet(tmp_path, with_rows(b'<row r="1048576"><c r="A1048576" s="1"/></row>'))
    assert faults(path) == []


def test_a_strict_workbook_is_told_how_to_be_saved(tmp_path):
    with (
        zipfile.ZipFile(SmallKit().save(tmp_path / "sound.xlsx")) as old,
        zipfile.ZipFile(tmp_path / "kit.xlsx", "w") as new,
    ):
        for part in old.infolist():
            data = old.read(part)
            for name in (b"spreadsheetml", b"officeDocument"):
                data = data.replace(
                    b"http://schemas.openxmlformats.org/" + name + b"/2006/",
                    b"http://purl.oclc.org/ooxml/" + name + b"/",
                )
            new.writestr(part.filename, data)
    lines = only(faults(tmp_path / "kit.xlsx"), "de werkmap heeft geen werkbladen")
    assert "niet als Strict Open XML" in lines[0]
    assert len(lines) == 1


def test_words_that_take_all_memory_are_refused_with_the_limit(tmp_path, monkeypatch):
    """Under the ratio of packing, and more than half a gigabyte when it is read."""
    few = Limits(seconds=20, memory=90 * MEGABYTE, file=MEGABYTE * 64)
    words = b'<row r="9">' + cell("A9", "woord " * 5_000_000) + b"</row>"
    path = sheet(tmp_path, with_rows(words), zipfile.ZIP_STORED)
    limited(monkeypatch, few)
    lines = only(faults(path), "kit.xlsx:0: -: de werkmap vraagt bij het lezen te veel geheugen")
    assert "hoogstens 90 MB geheugen en 20 seconden" in lines[0]


def test_a_workbook_that_takes_all_time_is_refused(tmp_path, monkeypatch):
    rows = b'<row r="9"><c r="A9"/></row>' * 300_000
    path = sheet(tmp_path, with_rows(rows), zipfile.ZIP_STORED)
    limited(monkeypatch, Limits(seconds=1, memory=400 * MEGABYTE, file=MEGABYTE))
    only(faults(path), "kit.xlsx:0: -: het lezen van de werkmap duurt te lang")


def limited(monkeypatch, limits):
    """The same process with less: the limit is given as it starts."""
    run = workbook.run_apart

    def less(module, arguments, **_):
        program = (
            f"import {module} as apart; from huiswaarts.foundation.common.apart import Limits; "
            f"apart.LIMITS = Limits{limits.seconds, limits.memory, limits.file}; apart.main()"
        )
        monkeypatch.setattr(
            "huiswaarts.foundation.common.apart.subprocess.run", started(program, arguments)
        )
        return run(module, arguments, limits=limits)

    monkeypatch.setattr(workbook_apart, "LIMITS", limits)
    monkeypatch.setattr(workbook, "run_apart", less)


def started(program, arguments):
    import subprocess

    run = subprocess.run
    return lambda words, **more: run([words[0], "-I", "-c", program, *arguments], **more)


def test_what_is_not_a_workbook_is_not_opened(tmp_path):
    (tmp_path / "kit.ods").write_bytes(b"PK")
    only(faults(tmp_path / "kit.ods"), "kit.ods:0: -: is geen map en geen .xlsx")


def test_a_part_with_a_way_out_is_written_nowhere(tmp_path):
    path = SmallKit().save(tmp_path / "kit.xlsx")
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("../../weg.txt", "x")
        book.writestr("/huiswaarts-weg.txt", "x")
    assert faults(path) == []
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["kit.xlsx"]


def test_what_was_read_is_gone_afterwards(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook.tempfile, "tempdir", str(tmp_path / "apart"))
    (tmp_path / "apart").mkdir()
    path = SmallKit().save(tmp_path / "kit.xlsx")
    checked = check(path)
    assert len(list((tmp_path / "apart").iterdir())) == 1
    assert checked.is_clean
    del checked
    assert not list((tmp_path / "apart").iterdir())


MUTANTS = {
    "columns": (header, "MAX_COLUMNS", "many columns"),
    "names": (header, "MAX_HEADER", "one long name"),
    "rows": (folder, "MAX_ROW", "one endless field"),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_without_a_limit_it_is_not_said(kit, monkeypatch, name):
    where, limit, what = MUTANTS[name]
    data, says = CSV[what]
    (kit / "people.csv").write_bytes(data)
    monkeypatch.setattr(where, limit, 10**9)
    assert not any(says in line for line in check(kit).faults.lines())


@pytest.mark.parametrize(
    ("limit", "says"), [("MAX_MAP_PARTS", "te veel punten"), ("MAX_AREAS", "er staan 30 wijken in")]
)
def test_nor_of_a_map(kit, monkeypatch, limit, says):
    (kit / "neighbourhoods.geojson").write_text(
        json.dumps({"features": [{}] * 30}), encoding="utf-8"
    )
    assert not any(says in line for line in faults(kit))
    monkeypatch.setattr(region, limit, 20)
    assert any(says in line for line in faults(kit))


@pytest.mark.parametrize(
    ("limit", "what"),
    [
        ("MAX_COLUMNS", "a cell far away"),
        ("MAX_ROWS", "a row far away"),
        ("MAX_CELL", "a long cell"),
        ("MAX_ROW", "a long row"),
    ],
)
def test_nor_of_a_sheet(tmp_path, monkeypatch, limit, what):
    rows, says = BOOKS[what]
    path = sheet(tmp_path, with_rows(rows))
    monkeypatch.setattr(workbook_apart, limit, 10**9)
    (tmp_path / "out").mkdir()
    workbook_apart.unpack(path, tmp_path / "out")
    told = json.loads((tmp_path / "out" / "told.json").read_text(encoding="utf-8"))
    wrong = says.partition(": ")[2].split(": ")[1]
    assert not any(wrong in str(one) for one in told["faults"]["people"][1])
