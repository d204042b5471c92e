"""Pressing every button and following every link that a page offers to its reader."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from .forms import Form, forms_on, links_on
from .harvest import PEOPLE, let_in
from .rows import ROWS
from .visitor import NOBODY

REFUSALS = (403, 404, 410)
# A page with one form gives the reason in its place: hw/form.html, and boxes/deed.html.
REASON = r'<p class="hw-bij">[^<]+</p>\s*'
IN_ITS_PLACE = (
    re.compile(REASON + r"<p><a [^>]+>Terug</a></p>\s*</div>"),
    re.compile(r"Terug naar [^\n]+</a></p>\s*" + REASON + "</div>"),
)
# What a person would fill in where the form leaves it open.
FILLED_IN = {
    "date": "2031-06-03", "month": "2031-06", "time": "14:00", "number": "1", "checkbox": "on",
    "email": "nieuw@voorbeeld.nl", "datetime-local": "2031-06-03T14:00",
}  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """That a page offers something to its reader: a form to send, or a link to follow."""

    who: str
    page: str
    to: str
    form: Form | None = None
    button: tuple = ()  # its name and value, when it has them

    @property
    def view(self):
        try:
            return resolve(urlsplit(self.to).path).view_name
        except Resolver404:
            return self.to

    def __str__(self):
        what = "a button to" if self.form else "a link to"
        return f"{self.page} shows {self.who} {what} {self.to} ({self.view})"


def offered(who, page, html):
    for form in forms_on(page, html):
        if form.method == "post":
            for button in form.buttons or [()]:
                yield Offer(who, page, form.action, form, button)
    for link in links_on(page, html):
        yield Offer(who, page, link)


def pages_of_the_matrix(town, harvest):
    """Who, which page, and what is there: for everybody who passes its door."""
    for name, row in ROWS.items():
        for who in PEOPLE:
            if who != NOBODY and who in let_in(name):
                answer = harvest[who, name, "get"]
                if answer.status == 200 and "<html" in answer.body:
                    yield who, row.path(name, town), answer.body


def filled_in(form, button):
    """As it stands; what is open is filled in, so that it comes further than its own checks."""
    said = dict([button] if button else [])
    for name, values in form.fields.items():
        kind = form.kinds.get(name)
        if kind not in ("submit", "file"):
            said[name] = min(filter(None, values), default=FILLED_IN.get(kind, "Zo is het."))
    return said


def press(visitors, offer):
    """What comes back; nothing of it stays."""
    if offer.form is None:
        return visitors.ask(offer.who, offer.to)
    data = filled_in(offer.form, offer.button)
    return visitors.ask(offer.who, offer.to, method="post", data=data)


def is_refused(offer, answer):
    """A link may lead to a page that says why not; a button may not."""
    shut = answer.status == 200 and any(reason.search(answer.body) for reason in IN_ITS_PLACE)
    return answer.status in REFUSALS or answer.status >= 500 or (offer.form is not None and shut)


def everything_on(pages):
    """What these pages offer, each to each reader once."""
    known = set()
    for who, page, html in pages:
        for offer in offered(who, page, html):
            key = (who, offer.to, offer.form and offer.form.key, offer.button)
            if key not in known:
                known.add(key)
                yield offer
