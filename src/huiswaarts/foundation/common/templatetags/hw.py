"""`{% load hw %}`: the tags and filters of the look. Reference: docs/look.md."""

from collections.abc import Callable
from datetime import date, datetime, time

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.safestring import SafeString

from huiswaarts.figures.drawing import icons
from huiswaarts.foundation.common import dates, sentences
from huiswaarts.foundation.common.components import base, drawings, forms, lists

register = template.Library()

TAGS: dict[str, Callable[..., SafeString]] = {
    "icoon": base.icon,
    "doos": drawings.box,
    "doosstaat": drawings.box_mark,
    "stoel": drawings.seat,
    "stoelbeeld": drawings.seat_figure,
    "weg": drawings.road,
    "pad": drawings.path,
    "merk": drawings.mark,
    "niveau": drawings.level,
    "streepjes": drawings.progress_marks,
    "zicht": lists.visible_for,
    "dag": lists.day_block,
    "naam": lists.initial,
    "gangen": lists.ways,
    "bladeren": lists.pages,
    "bladeren_zonder_tel": lists.pages_uncounted,
    "export": lists.export_links,
    "leeg": lists.empty_state,
    "melding": lists.alert,
    "berichten": lists.messages,
    "veld": forms.field,
    "velden": forms.fields,
    "fouten": forms.error_summary,
    "knoppen": forms.buttons,
}
for name, tag in TAGS.items():
    register.simple_tag(tag, name=name)

register.filter("zin", sentences.ends)
register.simple_tag(drawings.horizon, takes_context=True, name="horizon")
register.filter("dooswoord", drawings.box_word)


@register.simple_tag(name="vlambeeld")
def flame() -> SafeString:
    return base.safe(icons.FLAME)


@register.simple_tag(name="logobeeld")
def logo() -> SafeString:
    return base.safe(icons.LOGO)


@register.simple_tag(name="bestand")
def asset(path: str) -> str:
    """The address of a file of ours. An error page must still appear when the list is missing."""
    try:
        return staticfiles_storage.url(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@register.simple_tag(name="wegadres")
def leave_url() -> str:
    """Where "snel weg" goes: an everyday page that says nothing about the reader."""
    return getattr(settings, "HUISWAARTS_LEAVE_URL", "https://www.buienradar.nl/")


@register.filter(name="datum")
def date_words(value: date | datetime | None) -> str:
    return dates.long_date(value) if value else ""


@register.filter(name="dagmaand")
def day_month(value: date | datetime | None) -> str:
    return dates.long_date(value, weekday=False) if value else ""


@register.filter(name="maand")
def month(value: date | datetime | None) -> str:
    return dates.month(value) if value else ""


@register.filter(name="tijd")
def clock(value: datetime | time | None) -> str:
    return dates.clock(value) if value else ""


@register.filter(name="moment")
def moment(value: datetime | None) -> str:
    return dates.date_and_time(value) if value else ""


@register.filter(name="wanneer")
def when(value: date | datetime | None) -> str:
    return dates.relative(value) if value else ""


@register.filter(name="hoofdletter")
def capital(value: object) -> str:
    text = str(value)
    return text[:1].upper() + text[1:]
