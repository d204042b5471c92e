"""A thousand spoiled kits: never an exception, and all or nothing."""

import csv
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiswaarts.casework.cases.models import Case
from huiswaarts.doors.console.kits import load_path, workbook
from huiswaarts.doors.console.kits.check import check
from huiswaarts.doors.console.kits.workbook_apart import unpack
from huiswaarts.foundation.network.models import Region
from tests.database import as_owner

from .small import TABLES, SmallKit

ODD = st.sampled_from([
    "", " ", "client", "p1", "c1", "c2", "GM9001", "GM9999", "GM9001;GM9002", "2026-11-20",
    "2026-02-30", "2027-06", "9999-12-31", "0001-01-01", "active", "closed", "in_view", "living",
    "housing_first", "health", "finances", "ja", "nee", "1", "7", "99", "-1", "١", "1e3", "=1+1",
    "relative", "guest", "municipality", "123456782", "x@y.nl", "X" * 200, "X" * 5_000, "a\nb",
    "\u202e", "é", "🏠", "'; drop table cases_case; --", "deceased", "stopped", "own_lease",
])  # fmt: skip
VALUES = ODD | st.text(max_size=30)


@st.composite
def mutations(draw):
    table = draw(st.sampled_from(sorted(TABLES)))
    row = draw(st.integers(0, len(TABLES[table]) - 1))
    column = draw(st.integers(0, len(TABLES[table][0]) - 1))
    return table, row, column, draw(VALUES)


def spoiled(changes):
    kit = SmallKit()
    for table, row, column, value in changes:
        # A lone surrogate cannot be written as UTF-8; test_bad_files has it as bytes.
        kit.tables[table][row][column] = value.encode("utf-8", "ignore").decode()
    return kit


def rewrite(kit, folder):
    for name, rows in kit.tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_thousand_mutated_rows(tmp_path_factory):
    folder = SmallKit().write(tmp_path_factory.mktemp("mutations") / "kit")
    seen = {"sound": 0, "faulty": 0}

    @settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(mutations(), min_size=1, max_size=2))
    def tried(changes):
        rewrite(spoiled(changes), folder)
        sound = check(folder).is_clean
        seen["sound" if sound else "faulty"] += 1
        if sound or seen["faulty"] % 20 == 0:
            with transaction.atomic():
                assert load_path(folder) == (0 if sound else 1)
                assert Region.objects.filter(code="tst").exists() == sound
                assert Case.objects.count() == (3 if sound else 0)
                transaction.set_rollback(True)

    with as_owner():
        tried()
    assert min(seen.values()) > 20, seen


JUNK = st.binary(max_size=400) | st.text(max_size=400).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["region.yaml", "neighbourhoods.geojson", "cases.csv", "box_answers.csv"]),
    JUNK,
)
def test_junk_in_a_file_is_a_list_of_faults(tmp_path_factory, name, junk):
    folder = SmallKit().write(tmp_path_factory.mktemp("junk") / "kit")
    (folder / name).write_bytes(junk)
    list(check(folder).faults.lines())
    (folder / name).write_bytes(b"")
    assert not check(folder).is_clean


def in_this_process(_module, arguments, **_limits):
    unpack(*map(Path, arguments))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 15), st.integers(0, 3_000), st.binary(min_size=1, max_size=30))
def test_a_damaged_workbook_is_a_list_of_faults(tmp_path_factory, part, place, junk):
    import zipfile

    folder = tmp_path_factory.mktemp("book")
    sound = SmallKit().save(folder / "sound.xlsx")
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(folder / "kit.xlsx", "w") as new:
        for number, one in enumerate(old.infolist()):
            data = old.read(one)
            if number == part:
                data = data[:place] + junk + data[place + len(junk) :]
            new.writestr(one, data)
    with pytest.MonkeyPatch.context() as patch:  # a process for each of them would take a minute
        patch.setattr(workbook, "run_apart", in_this_process)
        list(check(folder / "kit.xlsx").faults.lines())
