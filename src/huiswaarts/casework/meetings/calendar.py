"""Meetings as iCalendar (RFC 5545, 5546), for Outlook, Google and Apple. Pure.

Neutral: no name, no number of a case, no address. A calendar is read by colleagues, by a family,
and by the company that keeps it.
"""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from huiswaarts.casework.meetings.models import Meeting

HERE = ZoneInfo("Europe/Amsterdam")
TITLE = "Overleg Huiswaarts"
WHERE = {Meeting.Place.VIDEO: "Met beeld", Meeting.Place.PHONE: "Aan de telefoon"}
MAKER = "-//Huiswaarts//Overleg//NL"
# The rule of the European Union since 1996, in the form that Outlook knows. The library can make
# one too, but lets summer begin an hour late (icalendar 7.3).
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
"""


def invitation(meeting: Meeting, *, attendee: str, at: dt.datetime, off: bool = False) -> str:
    """For one address: REQUEST while it is planned, also after a move; else, or when it is off for
    this one alone, CANCEL. Nothing is done with answers, so none are asked for.
    """
    off = off or _is_off(meeting)
    calendar = _calendar("CANCEL" if off else "REQUEST")
    event = _event(meeting, at=at, off=off)
    event.add("organizer", _person(settings.DEFAULT_FROM_EMAIL, "Huiswaarts"))
    guest = _person(attendee, "")
    guest.params["PARTSTAT"] = vText("NEEDS-ACTION")
    guest.params["RSVP"] = vText("FALSE")
    event.add("attendee", guest)
    calendar.add_component(event)
    return calendar.to_ical().decode()


def listing(meetings: Iterable[Meeting], *, at: dt.datetime) -> str:
    """One or more meetings to take over or to follow: METHOD PUBLISH, without people."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", "Huiswaarts")
    calendar.add("refresh-interval", dt.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for meeting in meetings:
        calendar.add_component(_event(meeting, at=at, off=_is_off(meeting)))
    return calendar.to_ical().decode()


def uid_of(meeting: Meeting) -> str:
    """The same for every change of one meeting, and of no use to whoever has no seat."""
    mark = salted_hmac("huiswaarts.meetings.uid", meeting.public_id, algorithm="sha256")
    return f"{mark.hexdigest()[:32]}@huiswaarts"


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(ZONE))
    return calendar


def _event(meeting: Meeting, *, at: dt.datetime, off: bool) -> Event:
    event = Event()
    event.add("uid", uid_of(meeting))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", at.astimezone(dt.UTC))
    event.add("dtstart", _moment(meeting.begins_at))
    event.add("dtend", _moment(meeting.ends_at))
    event.add("summary", TITLE)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("class", "PRIVATE")
    event.add("url", f"{settings.BASE_URL}{reverse('account_login')}")
    if meeting.place in WHERE:
        event.add("location", WHERE[Meeting.Place(meeting.place)])
    return event


def _moment(at: dt.datetime) -> dt.datetime:
    """Here, as people say it; the hour that comes a second time in October only fits in UTC."""
    here = at.astimezone(HERE)
    return here.astimezone(dt.UTC) if here.fold else here


def _is_off(meeting: Meeting) -> bool:
    return meeting.status == Meeting.Status.CANCELLED


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress(f"MAILTO:{address}")
    if name:
        person.params["CN"] = vText(name)
    return person
