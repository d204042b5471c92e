"""The environment of a test, before anything else is imported: settings, cluster, database.

Loaded by pyproject.toml (`-p tests.plugin`), so plain `pytest` works as well as `make test`.
"""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What takes long to make and is shared by these files, is made in one process, once.
TOGETHER = {
    "tests/grants/test_matrix.py": "grants",
    "tests/grants/test_mutants.py": "grants",
    "tests/leaks/test_addresses.py": "harvest",
    "tests/leaks/test_buttons.py": "harvest",
    "tests/leaks/test_card.py": "harvest",
    "tests/leaks/test_frames.py": "harvest",
    "tests/leaks/test_input.py": "harvest",
    "tests/leaks/test_looks.py": "harvest",
    "tests/leaks/test_matrix.py": "harvest",
    "tests/leaks/test_twin.py": "harvest",
    "tests/races/test_races.py": "races",
    "tests/races/test_mutants.py": "races",
    "tests/journeys/test_demo.py": "demo",
    "tests/journeys/test_pictures.py": "demo",
}


def environment_of_tests():
    home = Path("/var/lib/huiswaarts-test") if os.geteuid() == 0 else ROOT / "var" / "test"
    told = {
        "TESTING": "1",
        "VAR": os.environ.get("HUISWAARTS_VAR") or str(home),
        "PG_PORT": os.environ.get("HUISWAARTS_PG_PORT") or "54330",
        "ROLE": "app",
    }
    os.environ.update({f"HUISWAARTS_{name}": value for name, value in told.items()})
    for name in ("DEMO", "DEBUG", "POOL", "DATABASE_URL", "OWNER_DATABASE_URL"):
        os.environ.pop(f"HUISWAARTS_{name}", None)
    # playwright runs an event loop in the same thread
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


environment_of_tests()


def pytest_configure(config):
    """Once, not in every worker of xdist; stopped again only if it was started here."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    from huiswaarts.doors.console import cluster

    here = cluster.here()
    # served in tests by finders, but the folder must be there
    (here.folder / "static").mkdir(parents=True, exist_ok=True)
    try:
        state = cluster.start(here)
    except cluster.ClusterError as error:
        raise pytest.UsageError(str(error)) from error
    if state == cluster.STARTED:
        config.add_cleanup(lambda: cluster.stop(here))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """With `-n`: every test by itself to whoever is free, the large groups first.

    (The marks of `--dist loadgroup` say the same, but pytest 9.2 does not let xdist 3.8 see them.)
    """
    if config.getvalue("dist") != "load":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return TOGETHER.get(nodeid.partition("::")[0], nodeid)

    return Together(config, log)
