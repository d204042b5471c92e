"""Small helpers that every component uses."""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from huiswaarts.figures.drawing import icons


def safe(svg: str) -> SafeString:
    """Only for text that this package itself wrote."""
    return mark_safe(svg)  # noqa: S308


def pick(item: object, name: str, default: object = "") -> object:
    """A key of a mapping or an attribute of an object, whichever the caller has."""
    if isinstance(item, Mapping):
        return item.get(name, default)
    return getattr(item, name, default)


def icon(name: str) -> SafeString:
    return safe(icons.icon(name))


def reader_only(text: str) -> SafeString:
    return format_html('<span class="hw-alleen-lezer">{}</span>', text)


def link(url: str, text: object, klass: str = "utrecht-link") -> SafeString:
    return format_html('<a class="{}" href="{}">{}</a>', klass, url, text)
