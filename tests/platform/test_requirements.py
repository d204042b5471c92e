"""What is installed is pinned, hashed, named with its licence, and says nothing of a registry."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"]


def packages(name):
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("name", FILES)
def test_every_package_is_pinned_and_hashed(name):
    assert len(packages(name)) > 0
    for line in packages(name):
        assert re.match(r"[a-z0-9-]+==[\w.]+ ", line), line
        assert "--hash=sha256:" in line, line


@pytest.mark.parametrize("name", FILES)
def test_no_registry_is_named(name):
    assert not re.search(r"https?:|file:|--(extra-)?index|find-links", (ROOT / name).read_text())


def test_there_is_no_lock_file_with_addresses():
    assert not (ROOT / "uv.lock").exists()


def test_what_runs_is_what_the_tests_run():
    assert set(packages("requirements.txt")) <= set(packages("requirements-dev.txt"))


def test_every_package_is_listed_with_its_licence():
    listed = re.findall(
        r"^\| ([a-z0-9-]+) \| \S", (ROOT / "docs/licences.md").read_text(), re.MULTILINE
    )
    assert listed[1:] == [line.partition("==")[0] for line in packages("requirements.txt")]
