"""What others made is what we say it is."""

import hashlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTS = [
    ROOT / "src/huiswaarts/foundation/common/static/huiswaarts/vendor.toml",
    ROOT / "tests/vendor/vendor.toml",
]
OPEN = {"EUPL-1.2", "0BSD", "OFL-1.1", "MPL-2.0"}


def carried(listing):
    return tomllib.loads(listing.read_text())["file"]


@pytest.mark.parametrize("listing", LISTS, ids=lambda p: p.parent.name)
def test_the_hashes_are_those_of_the_files(listing):
    for file in carried(listing):
        content = (listing.parent / file["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file["sha256"], file["path"]
        assert file["name"]
        assert file["version"]
        assert file["licence"] in OPEN


def test_nothing_is_carried_without_being_listed():
    static, vendor = (listing.parent for listing in LISTS)
    here = {p.name for p in (static / "vendor").iterdir()} | {
        p.name for p in (static / "fonts").glob("*.woff2")
    }
    assert here == {Path(file["path"]).name for file in carried(LISTS[0])}
    there = {p.name for p in vendor.iterdir()} - {"vendor.toml"}
    assert there == {file["path"] for file in carried(LISTS[1])}
