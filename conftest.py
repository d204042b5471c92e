"""For every test in src and tests alike; the environment itself is set in tests/plugin.py."""

import shutil

import hypothesis
import pytest

from tests import database

# Who is who in the tests: `bea`, `samir`, `the_case`, …
pytest_plugins = ["tests.people"]

# Pages that every new window makes beside ours, for the address bar, in a third of its time; and
# what Playwright leaves out, since of two such lists only the last counts.
LEFT_OUT = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades",
    "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints",
    "PaintHolding", "PreconnectToSearch", "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
)  # fmt: skip
# Debian's own browser, kept from calling home
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(LEFT_OUT)}",
]

# no deadline: how long an example takes says something about the machine, not about the code
hypothesis.settings.register_profile("huiswaarts", deadline=None, max_examples=50)
hypothesis.settings.register_profile("nightly", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("huiswaarts")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Divided over processes: what takes long begins first, so that they end together."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, request):
    """Instead of pytest-django's own: made by the owner, then used as the app role."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        database.make_for(worker)
        yield
        database.drop_for(worker)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.fail("Er is geen Chromium op deze machine (Debian, Ubuntu: apt install chromium)")
    return {"executable_path": found, "args": CHROMIUM_ARGS, "headless": True}


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}
