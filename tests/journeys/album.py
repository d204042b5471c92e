"""What the journeys keep: every page as the server sent it (for the HTML checker), and pictures.

One album for a run, also when that has two processes: a page that one of them kept or looked at
is known to the other, by files in its folder. Pictures are made only when asked
(`bin/journeys --pictures`): a test changes no tracked file.
"""

import contextlib
import hashlib
import os
import re
import shutil
import time
from pathlib import Path

from playwright.sync_api import Error

from huiswaarts.foundation.common import environment
from tests.journeys.mirror import Mirror

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "handleiding" / "beeld"
PLACES = {"voorkant": ROOT / "docs" / "beeld"}
PICTURES = os.environ.get("HUISWAARTS_PICTURES") == "1"
BUSY = 4 * 3600  # seconds; a run by night takes an hour
# How a page is made, without what it says: texts, numbers, keys, and addresses with them.
SAYS = re.compile(
    r">[^<]+<| (value|href|action|for|id|name|content|hx-get|hx-post|hx-target|d)=\"[^\"]*\"|\d+"
)


class Album:
    def __init__(self, run):
        self.folder = environment.data_folder() / "journeys" / run
        self.clear_others()
        for name in ("pages", "known", "done"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        self.mirrors = {}

    def clear_others(self):
        """Of runs that are over: another may be busy."""
        for old in self.folder.parent.glob("*"):
            with contextlib.suppress(FileNotFoundError):  # the other process was first
                if time.time() - old.stat().st_mtime > BUSY:
                    shutil.rmtree(old, ignore_errors=True)

    def keep(self, response):
        """A page as it came, once: one that says other things in the same way is the same page."""
        kind = response.headers.get("content-type", "")
        if not kind.startswith("text/html") or response.status in range(300, 400):
            return
        try:
            html = response.text()
        except Error:  # passed by on the way to another page
            return
        mark = self.mark(html)
        if not self.is_first("kept", mark):
            return
        path = re.sub(r"^https?://[^/]+/|[?#].*", "", response.url).strip("/") or "werk"
        name = re.sub(r"[^a-z0-9-]+", "-", path.lower())[:60]
        (self.folder / "pages" / f"{name}.{mark[:8]}.html").write_text(html, encoding="utf-8")

    def is_new(self, page, way):
        return self.is_first("looked", way.width, way.scheme, self.mark(page.content()))

    def is_first(self, *words):
        """Of all processes of this run: only one can make the file."""
        try:
            (self.folder / "known" / "-".join(map(str, words))).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def note_done(self, name):
        (self.folder / "done" / hashlib.sha256(name.encode()).hexdigest()).touch()

    def wait_for(self, many, seconds=300):
        """Until so many journeys are done: some may be on their way in the other process."""
        until = time.monotonic() + seconds
        while len(list((self.folder / "done").iterdir())) < many:
            assert time.monotonic() < until, "niet alle reizen zijn klaar"
            time.sleep(0.2)

    def mirror(self, browser, way):
        if way not in self.mirrors:
            self.mirrors[way] = Mirror(browser, way)
        return self.mirrors[way]

    @staticmethod
    def mark(html):
        return hashlib.sha256(SAYS.sub("", html).encode()).hexdigest()

    def picture(self, page, name, tall=None, at=None):
        """What is on the screen, or as much of the page as is asked for; small on purpose."""
        if not PICTURES:
            return
        path = PLACES.get(name, MANUAL) / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        before = page.viewport_size
        page.set_viewport_size({"width": before["width"], "height": tall or before["height"]})
        page.evaluate("document.activeElement.blur(), window.scrollTo(0, 0)")
        if at:
            top = page.locator(at).first.bounding_box()["y"] - 60
            page.evaluate("top => window.scrollTo({top, behavior: 'instant'})", top)
        page.screenshot(path=path, animations="disabled")
        page.set_viewport_size(before)

    def pages(self):
        return sorted((self.folder / "pages").glob("*.html"))
