"""The forms that stand on the pages, as a browser would find them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit


@dataclass
class Form:
    action: str
    method: str = "get"
    fields: dict = field(default_factory=dict)  # name -> the values it offers
    kinds: dict = field(default_factory=dict)  # name -> what a browser lets one fill in there

    @property
    def key(self):
        return self.method, urlsplit(self.action).path, tuple(sorted(self.fields))

    @property
    def buttons(self):
        """Those that say which one was pressed."""
        named = [name for name, kind in self.kinds.items() if kind == "submit"]
        return [(name, value) for name in named for value in sorted(self.fields[name])]


class _Reader(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.page, self.forms, self.now, self.select, self.links = page, [], None, None, []

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if tag == "form":
            action = urljoin(self.page, at.get("action") or "")
            self.now = Form(action, (at.get("method") or "get").lower())
            self.forms.append(self.now)
        elif tag == "select":
            self.select = at.get("name")
            self._add(tag, self.select, "", at)
        elif tag == "option" and self.select:
            self._add(tag, self.select, at.get("value") or "", at)
        elif tag in ("input", "textarea", "button") and at.get("name"):
            self._add(tag, at["name"], at.get("value") or "", at)
        elif tag == "a" and at.get("href"):
            self.links.append(urljoin(self.page, at["href"]))
        for wish, method in (("hx-post", "post"), ("hx-get", "get")):
            if at.get(wish) and tag != "form":
                self.forms.append(Form(urljoin(self.page, at[wish]), method))

    def _add(self, tag, name, value, at):
        place = self.now
        if at.get("form"):  # stands outside, belongs to a form by its id
            place = self.forms[-1] if self.forms else None
        if name and place is not None:
            place.fields.setdefault(name, set()).add(value)
            place.kinds[name] = at.get("type") or ("submit" if tag == "button" else "text")

    def handle_endtag(self, tag):
        if tag == "form":
            self.now = None
        elif tag == "select":
            self.select = None


def forms_on(page, html):
    reader = _Reader(page)
    reader.feed(html)
    return [form for form in reader.forms if not urlsplit(form.action).netloc]


def links_on(page, html):
    """Where one can go from here, inside the site, without the place on the page."""
    reader = _Reader(page)
    reader.feed(html)
    inside = (link.partition("#")[0] for link in reader.links if link.startswith("/"))
    return list(dict.fromkeys(link for link in inside if link))


class _Words(HTMLParser):
    """Free text in a form that is sent by GET ends up in the address."""

    TEXT = {"text", "search", "email", "tel", "url", "password", ""}

    def __init__(self):
        super().__init__()
        self.in_address, self.found = False, []

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if tag == "form":
            self.in_address = (at.get("method") or "get").lower() == "get"
        elif self.in_address and at.get("name"):
            typed = tag == "input" and (at.get("type") or "").lower() in self.TEXT
            if typed or tag == "textarea":
                self.found.append(at["name"])

    def handle_endtag(self, tag):
        if tag == "form":
            self.in_address = False


def words_in_addresses(html):
    reader = _Words()
    reader.feed(html)
    return reader.found
