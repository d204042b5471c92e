"""`visit(bea)`: Bea signed in, in the way that this journey is made (see hands.py)."""

import os
import shutil
import uuid
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.test import Client

from huiswaarts.foundation.common import environment
from tests import people as cast
from tests.journeys import hands
from tests.journeys.album import PICTURES, Album
from tests.platform.test_demo import Demo
from tests.ports import free_port

DEFAULT = [hands.KEYBOARD, hands.BARE]
NIGHTLY = [hands.NARROW, hands.DARK]


def ways():
    """Pictures are made with a mouse, by day; tests by keyboard, and without a script, narrow."""
    if PICTURES:
        return [hands.WIDE]
    return DEFAULT + [pytest.param(way, marks=pytest.mark.nightly) for way in NIGHTLY]


# What people do on an old phone is tried there with each change; the rest by keyboard, and at
# night without a script too: both ways for all took twelve of the fifteen minutes.
ON_PHONES = {"test_mine", "test_boxes", "test_documents", "test_demo", "test_look"}
ALBUM = pytest.StashKey()


def album_of(config):
    """One for all processes of this run."""
    if ALBUM not in config.stash:
        told = getattr(config, "workerinput", {})
        config.stash[ALBUM] = Album(told.get("testrunuid") or uuid.uuid4().hex)
    return config.stash[ALBUM]


@pytest.fixture(scope="session")
def album(pytestconfig):
    return album_of(pytestconfig)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Done, also when it was left out or went wrong: it keeps no more pages."""
    said = yield
    album_of(item.config).note_done(item.nodeid)
    return said


@pytest.fixture(params=ways(), ids=lambda way: way.name)
def way(request):
    return request.param


@pytest.fixture
def site(live_server):
    """Passkeys need a name: browsers refuse them on a number."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def visit(site, way, album, browser, browser_context_args):
    """A browser of one's own for each person; `visit(None)` is someone who did not sign in."""
    with visitors(browser, browser_context_args, album) as open_browser:

        def enter(person=None, path=None):
            visitor = open_browser(site, way)
            if person is not None:
                visitor.page.context.add_cookies([cookie_of(person, site)])
            return visitor.go(path) if path else visitor

        yield enter


@contextmanager
def visitors(browser, options, album):
    inside = []

    def open_browser(site, way):
        context = browser.new_context(**options, **way.context())
        context.set_default_timeout(15_000)
        inside.append(hands.Visitor(context.new_page(), site, way, album))
        return inside[-1]

    yield open_browser
    for visitor in inside:
        visitor.close()


@pytest.fixture(scope="session")
def demo():
    """A demo of its own, from nothing, stopped at the end."""
    folder = environment.data_folder() / f"journey-demo-{os.getpid()}"
    demo = Demo(folder, free_port()).start().until_ready()
    yield demo
    demo.stop()
    demo.kill()
    shutil.rmtree(folder, ignore_errors=True)


def cookie_of(person, site):
    client = cast.sign_in(Client(), person)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": site}


@pytest.hookimpl(tryfirst=True)  # before what is for the night is left out
def pytest_collection_modifyitems(items):
    """The HTML of all pages at once, when there is nothing more to come."""
    items.sort(key=lambda item: "test_html" in item.nodeid)
    for item in items:
        told = getattr(item, "callspec", None)
        bare = told is not None and told.params.get("way") is hands.BARE
        if bare and item.path.parent.name == "journeys" and item.path.stem not in ON_PHONES:
            item.add_marker(pytest.mark.nightly)
