"""Every component in a real browser, under the strict CSP: light, dark, narrow, on paper."""

import mimetypes
import re

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

from huiswaarts.foundation.common import gallery
from tests.journeys.looking import look, violations

pytestmark = pytest.mark.journey

SITE = "http://huiswaarts.test"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
CONFIRM = gallery.shell() | {
    "question": "Wilt u stoppen met delen?",
    "line": "Geld en huur, met Veenhof Wonen",
    "points": ["Ilse ziet vanaf nu niets meer van deze doos."],
    "lasting": ["Wat Ilse al las, kan zij niet ongelezen maken."],
    "verb": "Stop met delen",
    "back_url": "#",
}
PAGES = {
    "onderdelen": ("hw/gallery.html", gallery.professional),
    "mijn": ("hw/gallery_client.html", gallery.client),
    "bevestigen": ("hw/confirm.html", lambda: CONFIRM),
    "fout": ("404.html", dict),
}
SWAP = (
    '<div id="vak"><button id="knop" hx-get="/stuk/" hx-target="#vak" hx-swap="innerHTML">'
    "Haal</button></div>"
)
PIECE = '<p>Bewaard.</p><h2 id="nieuw" data-focus>Het volgende punt</h2>'


class Site:
    """The pages and the static files, answered inside the browser; it notes who else was asked."""

    def __init__(self, context):
        self.elsewhere, self.complaints = [], []
        context.route("**/*", self.answer)
        context.on("console", self.hear)

    def hear(self, message):
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def answer(self, route):
        url = route.request.url
        path = re.sub(r"[?#].*", "", url.removeprefix(SITE)).strip("/")
        if not url.startswith(SITE):
            self.elsewhere.append(url)
            route.fulfill(body="<title>Weer</title><h1>Het weer</h1>", content_type="text/html")
        elif path.startswith("static/"):
            file = finders.find(path.removeprefix("static/"))
            route.fulfill(path=file, content_type=mimetypes.guess_type(file)[0])
        else:
            headers = {"Content-Security-Policy": CSP, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=self.html(path), headers=headers)

    def html(self, name):
        if name == "stuk":
            return PIECE
        if name == "wissel":
            page = self.html("fout")
            return page.replace("</main>", f"{SWAP}</main>")
        template, context = PAGES[name]
        request = RequestFactory().get(f"/{name}/")
        return render_to_string(template, {"request": request} | context())


@pytest.fixture
def site(context):
    site = Site(context)
    yield site
    assert not site.complaints


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_page_is_for_everyone(site, page, name, scheme, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{SITE}/{name}/")
    look(page)
    assert site.elsewhere == []


def test_axe_and_the_own_checks_find_what_they_are_for(site, page):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{SITE}/fout/")
    page.evaluate(
        """() => document.querySelector('main').insertAdjacentHTML('beforeend',
        '<img src="/static/huiswaarts/beeld/logo.svg"><button>&nbsp;</button>')"""
    )
    assert {"image-alt", "button-name"} <= {fault.split(":")[0] for fault in violations(page)}
    with pytest.raises(AssertionError, match="axe"):
        look(page)


@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_reaches_everything_and_shows_where(site, page, name):
    page.goto(f"{SITE}/{name}/")
    page.evaluate("document.activeElement.blur()")
    page.evaluate("window.scrollTo(0, 0)")
    count = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
        .filter(el => el.checkVisibility() && el.type !== 'hidden').length"""
    )
    reached = set()
    for _ in range(count + 5):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const el = document.activeElement; if (el === document.body) return null;
            const style = getComputedStyle(el);
            return [[...document.querySelectorAll('*')].indexOf(el),
                    style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2]; }"""
        )
        if seen:
            assert seen[1], f"geen zichtbare focus op element {seen[0]}"
            reached.add(seen[0])
    # of a group of radio buttons only one is a stop
    radios = page.evaluate("document.querySelectorAll('input[type=radio]').length")
    assert len(reached) >= count - radios


def test_touch_targets_of_the_client_are_44_pixels(site, page):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{SITE}/mijn/")
    small = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, summary, select, .hw-keuze label')]
        .filter(el => el.checkVisibility() && !el.matches('.utrecht-skip-link'))
        .map(el => [el.outerHTML.slice(0, 90), el.getBoundingClientRect().height])
        .filter(([, height]) => height < 44)"""
    )
    assert small == []


def test_after_a_swap_the_focus_is_where_the_server_said(site, page):
    page.goto(f"{SITE}/wissel/")
    page.focus("#knop")
    page.keyboard.press("Enter")
    page.wait_for_selector("#nieuw")
    page.wait_for_function("document.activeElement.id === 'nieuw'")


def test_leaving_quickly_leaves_no_way_back(site, page):
    page.goto(f"{SITE}/fout/")
    page.goto(f"{SITE}/mijn/")
    page.get_by_text("Snel weg").click()
    page.wait_for_selector("text=Het weer")
    assert len(site.elsewhere) == 1
    page.go_back()
    assert page.url == f"{SITE}/fout/"


def test_without_a_script_the_print_button_is_not_there(browser):
    context = browser.new_context(java_script_enabled=False)
    site = Site(context)
    page = context.new_page()
    page.goto(f"{SITE}/onderdelen/")
    assert not page.get_by_text("Print deze pagina").is_visible()
    assert page.get_by_text("Uitloggen").is_visible()
    page.locator(".hw-zicht summary").first.click()
    assert page.get_by_text("Veenhof Wonen ziet alleen").first.is_visible()
    assert site.elsewhere == []
    context.close()


def test_on_paper_the_reasons_are_open_and_the_menu_is_gone(site, page):
    page.goto(f"{SITE}/onderdelen/")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".hw-zicht[open]").count() == page.locator("details.hw-zicht").count()
    assert not page.locator(".hw-menu").first.is_visible()
    assert not page.locator(".hw-horizon").first.is_visible()
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(0, 0, 0)"


def test_in_forced_colours_the_states_still_have_lines(site, page):
    page.emulate_media(forced_colors="active")
    page.goto(f"{SITE}/onderdelen/")
    stroke = page.evaluate("getComputedStyle(document.querySelector('.hw-doos')).stroke")
    assert stroke not in {"none", ""}
    look(page)
