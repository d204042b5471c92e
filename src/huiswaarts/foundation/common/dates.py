"""Dates as people say them, in Dutch or English, whatever locale the server has."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import get_language

WEEKDAYS = {
    "nl": ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
SHORT_WEEKDAYS = {
    "nl": ["ma", "di", "wo", "do", "vr", "za", "zo"],
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
}
MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
NEAR = {
    "nl": {-1: "gisteren", 0: "vandaag", 1: "morgen"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
AHEAD = {"nl": "over {n} dagen", "en": "in {n} days"}
BEHIND = {"nl": "{n} dagen geleden", "en": "{n} days ago"}
FAR = 30  # beyond this, counting days helps nobody
AT = {"nl": "{day} om {time}", "en": "{day} at {time}"}
OCLOCK = {"nl": "{t:%-H.%M} uur", "en": "{t:%H:%M}"}


def language() -> str:
    code = (get_language() or "nl")[:2]
    return code if code in MONTHS else "nl"


def local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def as_day(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def long_date(value: date | datetime, *, weekday: bool = True, today: date | None = None) -> str:
    """As in dinsdag 3 maart; with the year when it is not this year."""
    day, lang = as_day(value), language()
    text = f"{day.day} {MONTHS[lang][day.month - 1]}"
    if weekday:
        text = f"{WEEKDAYS[lang][day.weekday()]} {text}"
    if day.year != (today or timezone.localdate()).year:
        text = f"{text} {day.year}"
    return text


def month(value: date | datetime) -> str:
    day = as_day(value)
    return f"{MONTHS[language()][day.month - 1]} {day.year}"


def clock(value: datetime | time) -> str:
    moment = local(value) if isinstance(value, datetime) else value
    return OCLOCK[language()].format(t=moment)


def date_and_time(value: datetime, *, today: date | None = None) -> str:
    return AT[language()].format(day=long_date(value, today=today), time=clock(value))


def relative(value: date | datetime, *, today: date | None = None) -> str:
    """A relative date never stands alone: vandaag, dinsdag 3 maart."""
    now, day, lang = today or timezone.localdate(), as_day(value), language()
    days = (day - now).days
    full = long_date(day, today=now)
    if days in NEAR[lang]:
        return f"{NEAR[lang][days]}, {full}"
    if abs(days) > FAR:
        return full
    phrase = AHEAD[lang] if days > 0 else BEHIND[lang]
    return f"{phrase.format(n=abs(days))}, {full}"


def local_moment(day: date, hour: time) -> datetime:
    """A day and a time as people say them, here; across daylight saving."""
    return timezone.make_aware(datetime.combine(day, hour))
