"""What the journeys keep: every page as the server sent it (for the HTML checker), and pictures.

Pictures are made only when asked (`bin/journeys --pictures`): a test changes no tracked file.
"""

import hashlib
import os
import re
import shutil
from pathlib import Path

from playwright.sync_api import Error

from huiswaarts.foundation.common import environment
from tests.journeys.mirror import Mirror

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "handleiding" / "beeld"
PLACES = {"voorkant": ROOT / "docs" / "beeld"}
PICTURES = os.environ.get("HUISWAARTS_PICTURES") == "1"
# How a page is made, without what it says: texts, numbers, keys, and addresses with them.
SAYS = re.compile(
    r">[^<]+<| (value|href|action|for|id|name|content|hx-get|hx-post|hx-target|d)=\"[^\"]*\"|\d+"
)


class Album:
    def __init__(self):
        self.folder = environment.data_folder() / "journeys" / "pages"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.looked = set()
        self.kept = set()
        self.mirrors = {}

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
        if mark in self.kept:
            return
        self.kept.add(mark)
        path = re.sub(r"^https?://[^/]+/|[?#].*", "", response.url).strip("/") or "werk"
        name = re.sub(r"[^a-z0-9-]+", "-", path.lower())[:60]
        (self.folder / f"{name}.{mark[:8]}.html").write_text(html, encoding="utf-8")

    def is_new(self, page, way):
        mark = (way.width, way.scheme, self.mark(page.content()))
        if mark in self.looked:
            return False
        self.looked.add(mark)
        return True

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
        return sorted(self.folder.glob("*.html"))
