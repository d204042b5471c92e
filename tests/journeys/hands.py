"""Someone in front of a page: reads, presses, fills in. In one of a few ways.

A journey is written once, as what someone does (`press("Bewaren")`), and is made in several ways:
with the keyboard alone, without a script on a narrow screen. Every page that is passed is looked
at (axe, reflow, contrast, names), and kept for the HTML checker.
"""

import contextlib
import re
import time
from dataclasses import dataclass

import pytest
from playwright.sync_api import Error, expect

from tests.journeys.looking import look

TABS = 250
ACTIVE = "el => el === document.activeElement"
FOCUS_SHOWS = """el => {
  const shown = el.matches('input[type=radio], input[type=checkbox]')
    ? [el, el.closest('label'), el.parentElement] : [el];
  return shown.filter(Boolean).some(one => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
}"""
# Where the pieces that htmx put in place are, to see that the focus went along.
WATCH_SWAPS = """() => {
  if (window.__watched) return; window.__watched = true; window.__swapped = [];
  document.addEventListener('htmx:afterSettle', e => window.__swapped.push(e.detail.target));
}"""
FOCUS_LOST = """() => {
  const swapped = (window.__swapped || []).splice(0).filter(el => el && el.isConnected);
  const at = document.activeElement;
  if (!swapped.length || at === document.body) return swapped.length > 0;
  return !swapped.some(el => el.contains(at) || el.parentElement.contains(at));
}"""
BUSY = "() => !!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"


@dataclass(frozen=True)
class Way:
    name: str
    width: int = 1280
    height: int = 900
    script: bool = True
    keyboard: bool = False
    scheme: str = "light"

    def context(self):
        return {
            "viewport": {"width": self.width, "height": self.height},
            "java_script_enabled": self.script,
            "color_scheme": self.scheme,
        }


KEYBOARD = Way("toetsen", keyboard=True)
BARE = Way("zonder-script-320", width=320, height=640, script=False)
NARROW = Way("toetsen-320", width=320, height=640, keyboard=True)
DARK = Way("muis-donker", scheme="dark")
WIDE = Way("muis")
PHONE = Way("telefoon", width=390, height=780)


def only(*ways):
    """For a journey that says something new in these ways alone."""
    return pytest.mark.parametrize("way", ways, indirect=True, ids=lambda way: way.name)


def mainly(*ways, later=()):
    """For a journey that is not the first of its story: the other ways at night."""
    night = [pytest.param(way, marks=pytest.mark.nightly) for way in later or (BARE,)]
    return pytest.mark.parametrize("way", [*ways, *night], indirect=True, ids=lambda way: way.name)


class Visitor:
    def __init__(self, page, site, way, album):
        self.page, self.site, self.way, self.album = page, site, way, album
        self.complaints, self.documents = [], []
        self.asked, self.landed = 0, 0
        page.on("request", self._ask)
        page.on("load", self._land)
        page.on("response", self._hear)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(f"fout in een script: {error}"))

    # what a browser says by itself

    def _ask(self, request):
        if request.is_navigation_request() and request.redirected_from is None:
            self.asked += 1

    def _land(self, _page):
        self.landed += 1

    def _hear(self, response):
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.url}")
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.documents.append(response)

    def _listen(self, message):
        # of a refusal on purpose (403, 404, 409, 422) the browser says so too
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def look(self):
        if self.way.script:
            look(self.page)
            return
        mirror = self.album.mirror(self.page.context.browser, self.way)
        mirror.look(self.page.url, self.page.content())

    # what one does

    def go(self, path):
        self.page.goto(path if path.startswith("http") else self.site + path)
        return self.arrive()

    def arrive(self):
        """A page or a piece of it is there: look at it."""
        self.page.wait_for_load_state()
        if self.way.script:
            self.page.wait_for_function(f"() => !({BUSY})()")
            assert not self.page.evaluate(FOCUS_LOST), f"{self.page.url}: de focus is weg"
            self.page.evaluate(WATCH_SWAPS)
        for document in self.documents:
            self.album.keep(document)
        self.documents.clear()
        if self.album.is_new(self.page, self.way):
            self.look()
        assert not self.complaints, self.complaints
        return self

    def press(self, name, role=None, within=None, lands=None):
        """A link, a button or a summary, by the name that it has for everyone."""
        return self.use(self.find(name, role, within), lands)

    def use(self, target, lands=None):
        self.there(target)
        asked, landed = self.asked, self.landed
        self.strike(target)
        self._until(lambda: self.asked > asked or self.is_busy(), 0.4)
        if self.asked > asked:
            self._until(lambda: self.landed > landed, 15)
        if lands:
            self.page.wait_for_url(lands)
        return self.arrive()

    def there(self, target):
        self._until(target.is_visible, 3)
        assert target.is_visible(), f"{self.page.url}: is er niet: {target}\n{self.text[:1200]}"
        return target

    def submit(self):
        """The main button of the form."""
        return self.use(self.page.locator("main .utrecht-button--primary-action").last)

    def strike(self, target):
        if self.way.keyboard:
            self.tab_to(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def is_busy(self):
        if not self.way.script:
            return False
        try:
            return self.page.evaluate(BUSY)
        except Error:  # the page is being left
            return True

    def _until(self, so, seconds):
        until = time.monotonic() + seconds
        while not so() and time.monotonic() < until:
            self.page.wait_for_timeout(10)

    def find(self, name, role=None, within=None):
        """What has this name; or else, the first whose name begins so (the rest is read aloud)."""
        root = self.within(within)
        begin = re.escape(name).replace(":", r"\s*:")
        exact = self._named(root, re.compile(rf"^\s*{begin}\s*$"), role)
        if exact.count():
            return exact.first
        return self._named(root, re.compile(rf"^\s*{begin}"), role).first

    @staticmethod
    def _named(root, name, role):
        if role:
            return root.get_by_role(role, name=name)
        button, link = root.get_by_role("button", name=name), root.get_by_role("link", name=name)
        return button.or_(link).or_(root.locator("summary").filter(has_text=name))

    def within(self, text):
        """The smallest row, section or item with this text in it."""
        if text is None:
            return self.page
        blocks = self.page.locator("li, tr, fieldset, section, article, form, aside, dialog")
        return blocks.filter(has_text=text).last

    def field(self, label, within=None):
        """By its label, or by what its label begins with."""
        if not isinstance(label, (str, re.Pattern)):
            return label
        root = self.within(within)
        exact = root.get_by_label(label, exact=True)
        if isinstance(label, str) and not exact.count():
            exact = root.get_by_label(re.compile(rf"^\s*{re.escape(label)}"))
        return self.there(exact.first)

    def fill(self, label, text, within=None):
        field = self.field(label, within)
        if not self.way.keyboard or field.get_attribute("type") in {"date", "month"}:
            field.fill(text)
            return self
        self.tab_to(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text) if text else self.page.keyboard.press("Delete")
        return self

    def choose(self, label, option, within=None):
        """An option of a list, or of a group of round buttons."""
        field = self.field(label, within)
        if not self.way.keyboard:
            field.select_option(label=option)
            return self
        self.tab_to(field)
        labels = [text.strip() for text in field.locator("option").all_inner_texts()]
        self.page.keyboard.press("Home")
        for _ in range(labels.index(option)):
            self.page.keyboard.press("ArrowDown")
        expect(field.locator("option:checked")).to_have_text(option)
        return self

    def tick(self, label, on=True, within=None):
        """A box or a round button."""
        field = self.field(label, within)
        if field.is_checked() == on:
            return self
        if self.way.keyboard:
            self._tick_by_key(field)
        else:
            # again when a font that came late moved it from under the pointer
            self._until(lambda: field.is_checked() == on or field.click(force=True), 5)
        assert field.is_checked() == on, f"{label}: niet te kiezen"
        return self

    def _tick_by_key(self, field):
        if field.get_attribute("type") == "checkbox" or field.get_attribute("role") == "switch":
            self.tab_to(field)
            self.page.keyboard.press("Space")
            return
        group = self.page.locator(f"input[name='{field.get_attribute('name')}']")
        self.tab_to_one_of(group)
        for _ in range(group.count() + 1):
            if field.is_checked():
                return
            if field.evaluate(ACTIVE):
                self.page.keyboard.press("Space")
            else:
                self.page.keyboard.press("ArrowDown")

    def tab_to(self, target):
        handle = target.element_handle()
        for _ in range(TABS):
            if handle.evaluate(ACTIVE):
                assert handle.evaluate(FOCUS_SHOWS), f"{self.page.url}: focus onzichtbaar"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: met Tab niet te bereiken: {target}")

    def tab_to_one_of(self, group):
        for _ in range(TABS):
            if group.evaluate_all("all => all.includes(document.activeElement)"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: met Tab niet te bereiken: {group}")

    def download(self, name, within=None):
        """The file behind a link or button: its name and its bytes."""
        with self.page.expect_download() as started:
            self.strike(self.find(name, None, within))
        kept = started.value
        return kept.suggested_filename, kept.path().read_bytes()

    # what one sees

    @property
    def text(self):
        return self.page.locator("main").inner_text()

    @property
    def path(self):
        return re.sub(r"^https?://[^/]+", "", self.page.url)

    def sees(self, *texts):
        for text in texts:
            assert flat(text) in flat(self.text), (
                f"{self.page.url}: niet gezien: {text}\n{self.text[:3000]}"
            )
        return self

    def sees_not(self, *texts):
        for text in texts:
            assert flat(text) not in flat(self.text), f"{self.page.url}: wel gezien: {text}"
        return self

    def picture(self, name, tall=None, at=None):
        self.album.picture(self.page, name, tall, at)
        return self

    def close(self):
        with contextlib.suppress(Error):  # closed by the journey itself
            self.page.context.close()


def flat(text):
    return re.sub(r"\s+", " ", text).casefold()
