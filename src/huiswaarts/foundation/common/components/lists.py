"""Visible-for, day, ways on, pages, export, empty state, messages."""

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from huiswaarts.foundation.common import dates
from huiswaarts.foundation.common.components.base import icon, link, pick, safe

# level of Django's messages, or our own word: (class, sign)
ALERTS: dict[str, tuple[str, str]] = {
    "debug": ("info", "info"),
    "info": ("info", "info"),
    "success": ("ok", "vink"),
    "ok": ("ok", "vink"),
    "warning": ("warning", "klok"),
    "error": ("error", "waarschuwing"),
}


def visible_for(summary: object, reason: object = "") -> SafeString:
    """Who can see it, next to it; opening gives the reason. Without a reason it is just a line."""
    words = format_html("{}: {}", _("Zichtbaar voor"), summary)
    if not reason:
        return format_html(
            '<p class="hw-zicht hw-zicht--regel">{}<span>{}</span></p>', icon("oog"), words
        )
    return format_html(
        '<details class="hw-zicht"><summary>{}<span>{}</span></summary><p>{}</p></details>',
        icon("oog"),
        words,
        reason,
    )


def day_block(value: date | datetime) -> SafeString:
    day, lang = dates.as_day(value), dates.language()
    return format_html(
        '<span class="hw-dag__datum">{} <b>{}</b> {}</span>',
        dates.SHORT_WEEKDAYS[lang][day.weekday()],
        day.day,
        dates.MONTHS[lang][day.month - 1],
    )


def initial(name: str) -> SafeString:
    if not name:
        return safe('<span class="hw-naam hw-naam--leeg" aria-hidden="true"></span>')
    return format_html('<span class="hw-naam" aria-hidden="true">{}</span>', name[:1].upper())


def ways(items: Iterable[object]) -> SafeString:
    """Big rows to go on: items with label, url and perhaps note."""
    rows = (
        (
            pick(item, "url"),
            pick(item, "label"),
            format_html("<small>{}</small>", pick(item, "note")) if pick(item, "note") else "",
            icon("verder"),
        )
        for item in items
    )
    return format_html(
        '<ul class="hw-gangen">{}</ul>',
        format_html_join("", '<li><a href="{}"><span>{}{}</span>{}</a></li>', rows),
    )


def with_query(url: str, query: object, name: str, value: object) -> str:
    """url?query with `name` set to value; query is the QueryDict or query string of now."""
    params = (
        query.copy() if isinstance(query, QueryDict) else QueryDict(str(query or ""), mutable=True)
    )
    params[name] = str(value)
    return f"{url}?{params.urlencode()}"


def pages(number: int, count: int, query: object = "", name: str = "pagina") -> SafeString:
    """Previous, which page of how many, next. Nothing when there is one page."""
    where = _("Bladzijde %(number)s van %(count)s") % {"number": number, "count": count}
    return _turn(where, number, query, name, more=number < count)


def pages_uncounted(number: int, more: object, query: object = "", label: str = "") -> SafeString:
    """The same for a list that nobody counted: only whether there is more."""
    where = _("Bladzijde %(number)s") % {"number": number}
    return _turn(where, number, query, "pagina", more=bool(more), label=label)


def _turn(
    where: str, number: int, query: object, name: str, *, more: bool, label: str = ""
) -> SafeString:
    """The label tells two of these on one page apart."""
    if number <= 1 and not more:
        return safe("")
    previous, following = "", ""
    if number > 1:
        previous = format_html(
            '<a class="utrecht-link" rel="prev" href="{}">{}{}</a>',
            with_query("", query, name, number - 1),
            icon("terug"),
            _("Vorige"),
        )
    if more:
        following = format_html(
            '<a class="utrecht-link" rel="next" href="{}">{}{}</a>',
            with_query("", query, name, number + 1),
            _("Volgende"),
            icon("verder"),
        )
    return format_html(
        '<nav class="hw-bladeren" aria-label="{}">{}<span aria-current="page">{}</span>{}</nav>',
        label or _("Bladzijden"),
        previous,
        where,
        following,
    )


def export_links(url: str, query: object = "", name: str = "als") -> SafeString:
    """The same list as CSV, ODS, XLSX: only for who may see it, so the view decides to show it."""
    formats = [
        (with_query(url, query, name, kind), kind.upper()) for kind in ("csv", "ods", "xlsx")
    ]
    return format_html(
        '<p class="hw-export">{}<span>{}</span> {}</p>',
        icon("opslaan"),
        _("Bewaar als tabel:"),
        format_html_join(" ", '<a class="utrecht-link" href="{}">{}</a>', formats),
    )


def empty_state(title: object, text: object = "", url: str = "", label: object = "") -> SafeString:
    return format_html(
        '<div class="hw-leeg"><p class="hw-rij__wat">{}</p>{}{}</div>',
        title,
        format_html('<p class="hw-zacht hw-maat">{}</p>', text) if text else "",
        format_html("<p>{}</p>", link(url, label)) if url else "",
    )


def alert(kind: str, text: object, title: object = "") -> SafeString:
    """For what concerns the whole page. An error is announced, the rest waits its turn."""
    klass, sign = ALERTS[kind]
    heading = format_html('<h2 class="utrecht-heading-3">{}</h2>', title) if title else ""
    return format_html(
        '<div class="{}" role="{}"><div class="utrecht-alert__content hw-melding">'
        "{}<div>{}<p>{}</p></div></div></div>",
        f"utrecht-alert utrecht-alert--{klass}",
        "alert" if klass == "error" else "status",
        icon(sign),
        heading,
        text,
    )


def messages(items: Iterable[object] | None) -> SafeString:
    """Django's messages, oldest first."""
    return format_html_join(
        "", "{}", ((alert(getattr(item, "level_tag", "") or "info", item),) for item in items or ())
    )


def query_string(**params: object) -> str:
    return urlencode({key: value for key, value in params.items() if value not in (None, "")})
