"""What `kit template` writes is, once filled, a sound kit in both forms."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from huiswaarts.doors.console.kits import check_path, template_path
from huiswaarts.doors.console.kits.check import check
from huiswaarts.doors.console.kits.format import BOX_QUESTIONS, FILES, SHEETS, TABLES

from .small import SmallKit

SHARED = Path(__file__).parents[6].parent / "shared" / "kits"


def test_an_empty_kit_and_its_workbook(tmp_path, capsys):
    assert template_path(tmp_path / "mijn") == 0
    assert sorted(one.name for one in (tmp_path / "mijn").iterdir()) == sorted(FILES)
    book = load_workbook(tmp_path / "mijn.xlsx")
    assert book.sheetnames == ["uitleg", *SHEETS]
    assert book["cases"].data_validations.dataValidation
    assert check_path(tmp_path / "mijn") == 1
    assert "region.yaml:2: code: is leeg" in capsys.readouterr().out


def test_a_filled_folder_is_sound(tmp_path):
    template_path(tmp_path / "mijn")
    kit = SmallKit()
    for name, rows in kit.tables.items():
        with (tmp_path / "mijn" / f"{name}.csv").open("a", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows[1:])
    text = (tmp_path / "mijn" / "region.yaml").read_text(encoding="utf-8")
    for key, value in kit.region.items():
        text = text.replace(f"{key}: ''", f"{key}: {value}")
    (tmp_path / "mijn" / "region.yaml").write_text(text, encoding="utf-8")
    assert list(check(tmp_path / "mijn").faults.lines()) == []


def test_a_filled_workbook_is_sound(tmp_path):
    template_path(tmp_path / "mijn.xlsx")
    kit, book = SmallKit(), load_workbook(tmp_path / "mijn.xlsx")
    for name, rows in kit.tables.items():
        for row in rows[1:]:
            book[name].append(row)
    for number, value in enumerate(kit.region.values(), start=2):
        book["region"].cell(number, 2, value)
    book.save(tmp_path / "mijn.xlsx")
    assert list(check(tmp_path / "mijn.xlsx").faults.lines()) == []


def test_what_is_there_is_not_overwritten(tmp_path, capsys):
    (tmp_path / "mijn").mkdir()
    assert template_path(tmp_path / "mijn") == 1
    assert "daar staat al iets" in capsys.readouterr().err
    assert list((tmp_path / "mijn").iterdir()) == []


def test_the_format_knows_the_boxes_of_the_catalogue():
    from huiswaarts.casework.boxes.content.parse import catalogue

    boxes = catalogue().boxes
    own = {box.code: sum(1 for one in box.questions if one.after) for box in boxes}
    assert list(BOX_QUESTIONS) == [box.code for box in boxes]
    for box in boxes:
        assert len(box.questions) - own[box.code] == BOX_QUESTIONS[box.code]


def test_every_column_says_what_it_is_for():
    for table in TABLES.values():
        for column in table.columns:
            assert column.explain, (table.name, column.name)
            assert column.allowed, (table.name, column.name)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the two prepared kits are not beside the project")
@pytest.mark.parametrize("name", ["oosterschelde", "zuidoost-drenthe"])
def test_the_prepared_kits_are_sound(name):
    assert list(check(SHARED / name).faults.lines()) == []
