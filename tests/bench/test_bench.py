"""The benchmark runs: every page that it asks for is there for whom it asks."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.architecture.tree import ROOT


@pytest.mark.nightly
def test_it_runs_on_a_small_region():
    told = {"HUISWAARTS_VAR": str(settings.VAR / "bench"), "HUISWAARTS_PG_PORT": "54333"}
    asked = [sys.executable, "-m", "tests.bench", "--cases", "200", "--rounds", "1", "--trial"]
    done = subprocess.run(
        asked, cwd=ROOT, env=os.environ | told, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
