"""Meetings in calendars: the same instant everywhere, one meeting through all changes, no names."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from huiswaarts.casework.cases.models import Sharing, TeamMember
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.meetings.actions import meetings as actions
from huiswaarts.casework.meetings.actions.feeds import make_feed, stop_feed
from huiswaarts.casework.meetings.calendar import invitation, listing
from huiswaarts.casework.meetings.models import CalendarFeed, Meeting
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.jobs import send_waiting
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import AccessRecord
from huiswaarts.foundation.network.models import Membership
from tests.database import as_owner
from tests.people import actor_of, sign_in

HERE = ZoneInfo("Europe/Amsterdam")
NOW = dt.datetime(2026, 3, 3, 10, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
# Around the nights in which the clock changes, and on any other day of ten years.
CHANGES = (dt.datetime(2026, 3, 29, 1, tzinfo=dt.UTC), dt.datetime(2026, 10, 25, 1, tzinfo=dt.UTC))
MOMENTS = st.one_of(
    st.tuples(st.sampled_from(CHANGES), st.integers(-300, 300)).map(
        lambda drawn: drawn[0] + dt.timedelta(minutes=drawn[1])
    ),
    st.integers(0, 10 * 365 * 24 * 4).map(lambda n: NOW + n * dt.timedelta(minutes=15)),
)


def meeting_at(begins, minutes=60, **more):
    return Meeting(begins_at=begins, minutes=minutes, place="home", **more)


def events(text):
    return list(Calendar.from_ical(text).walk("VEVENT"))


@given(MOMENTS, st.integers(5, 480))
def test_every_calendar_reads_the_same_instants(begins, minutes):
    meeting = meeting_at(begins, minutes)
    (event,) = events(invitation(meeting, attendee="bea@voorbeeld.nl", at=NOW))
    assert event.decoded("dtstart").astimezone(dt.UTC) == begins
    assert event.decoded("dtend").astimezone(dt.UTC) == meeting.ends_at


@given(MOMENTS)
def test_also_by_the_rules_of_the_time_zone_that_are_enclosed(begins):
    """A program that knows no Amsterdam goes by the rules in the file."""
    calendar = Calendar.from_ical(invitation(meeting_at(begins), attendee="a@b.nl", at=NOW))
    (zone,) = calendar.walk("VTIMEZONE")
    wall = begins.astimezone(HERE)
    if wall.replace(fold=0).utcoffset() == wall.replace(fold=1).utcoffset():
        told = zone.to_tz(lookup_tzid=False)
        assert wall.replace(tzinfo=told).utcoffset() == wall.utcoffset()


def test_lines_are_as_the_standard_wants_them():
    text = invitation(meeting_at(NOW), attendee="x" * 90 + "@voorbeeld.nl", at=NOW)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    for name in ("PRODID", "METHOD:REQUEST", "UID", "SEQUENCE:0", "DTSTAMP", "STATUS:CONFIRMED"):
        assert f"\r\n{name}" in text


@pytest.fixture
def at_table(people, the_case):
    def act(action, name="Bea", **what):
        actor = actor_of(people.by_name[name])
        with acting(actor):
            return action(sight=sight_of(actor, the_case), by=actor, **what)

    return act


def plan(days, place="home"):
    return actions.Plan("regular", timezone.now() + days * DAY, 60, place, "Eerder kon niet")


@pytest.fixture
def meeting(at_table, the_case):
    return at_table(actions.plan_meeting, case=the_case, plan=plan(20))


def invited(who):
    """The calendar files that this person was mailed, oldest first."""
    at = timezone.now() + DAY  # after the quiet hours
    send_waiting(at=at)
    sent = [one for one in mail.outbox if one.to == [who.user.email] and one.attachments]
    return [one.attachments[0] for one in sent]


def test_planned_moved_and_off_are_one_meeting_for_a_calendar(people, at_table, meeting, the_case):
    moved = at_table(actions.move_meeting, meeting=meeting, plan=plan(30), version=1)
    at_table(actions.cancel_meeting, meeting=moved, why="Ziek", version=moved.version)
    files = invited(people.amir)
    assert [file.mimetype.split(";")[1].strip() for file in files] == [
        "method=REQUEST", "method=REQUEST", "method=CANCEL",
    ]  # fmt: skip
    found = [events(file.content)[0] for file in files]
    assert len({str(one["uid"]) for one in found}) == 1
    assert [one["sequence"] for one in found] == [0, 1, 2]
    assert [str(one["status"]) for one in found] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert "PARTSTAT=NEEDS-ACTION" in files[0].content.replace("\r\n ", "")


def test_who_plans_gets_none_and_who_wants_none_neither(people, meeting):
    assert invited(people.bea) == []
    assert len(invited(people.wim)) == 1


def test_noting_who_was_there_is_no_change_for_a_calendar(at_table, meeting):
    at_table(
        actions.note_presence, meeting=meeting, presence=actions.Presence("present"), version=1
    )
    assert (meeting.version, meeting.sequence) == (2, 0)


def test_a_meeting_that_was_is_not_sent_to_calendars(people, at_table, the_case):
    at_table(actions.plan_meeting, case=the_case, plan=plan(-1))
    assert invited(people.amir) == []


def test_no_file_names_anyone_or_anything(people, meeting, the_case):
    (file,) = invited(people.amir)
    text = (file.content + listing([meeting], at=NOW)).replace("\r\n ", "")
    for word in ("Samir", "Yilmaz", "Bea", the_case.number, meeting.public_id, "cliënt", "thuis"):
        assert word.lower() not in text.lower().replace("huiswaarts", "")


def feed(person, at=None):
    actor = actor_of(person, at=at)
    with acting(actor):
        return f"/agenda/{make_feed(by=actor)}.ics"


@pytest.mark.parametrize("who", ["Bea", "Wim", "Samir", "Mina"])
def test_a_feed_gives_the_own_meetings(people, meeting, who):
    answer = Client().get(feed(people.by_name[who]))
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert [event.decoded("dtstart") for event in events(answer.content)] == [
        meeting.begins_at.replace(microsecond=0)
    ]
    with as_owner():
        record = AccessRecord.objects.get(action="meeting_feed")
    assert (record.user_id, record.items) == (
        people.by_name[who].user.pk,
        [f"meetings.meeting:{meeting.pk}"],
    )


def test_a_feed_tells_that_a_meeting_is_off(people, at_table, meeting):
    link = feed(people.wim)
    at_table(actions.cancel_meeting, meeting=meeting, why="Ziek", version=1)
    (event,) = events(Client().get(link).content)
    assert str(event["status"]) == "CANCELLED"


def test_a_feed_of_who_sits_nowhere_is_empty(people, meeting):
    assert events(Client().get(feed(people.bo)).content) == []


def end_seat(people):
    TeamMember.objects.filter(pk=people.seat_of["Samir", "Wim"].pk).update(
        state="ended", until_at=people.at
    )


def stop_sharing(people):
    Sharing.objects.filter(case=people.case_of["Samir"], seat_kind="corporation").update(
        until_at=people.at
    )


@pytest.mark.parametrize("fact", [end_seat, stop_sharing])
def test_a_feed_shows_nothing_of_a_seat_that_ended(people, meeting, fact):
    link = feed(people.wim)
    with as_owner():
        fact(people)
    assert events(Client().get(link).content) == []


def leave_work(people):
    Membership.objects.filter(pk=people.wim.membership.pk).update(until_at=people.at)


def close_account(people):
    User.objects.filter(pk=people.wim.user.pk).update(is_active=False)


def stop(people):
    actor = actor_of(people.wim)
    with acting(actor):
        assert stop_feed(by=actor)


@pytest.mark.parametrize("fact", [leave_work, close_account, stop])
def test_a_feed_dies_with_the_work_the_account_or_the_wish(people, meeting, fact):
    link = feed(people.wim)
    if fact is stop:
        fact(people)
    else:
        with as_owner():
            fact(people)
    gone, unknown = Client().get(link), Client().get("/agenda/nooit-gemaakt.ics")
    assert (gone.status_code, unknown.status_code) == (404, 404)
    assert gone.content == unknown.content


def test_a_feed_of_a_client_dies_with_the_seat(people, meeting):
    link = feed(people.samir)
    with as_owner():
        TeamMember.objects.filter(pk=people.seat_of["Samir", "Samir"].pk).update(
            state="ended", until_at=people.at
        )
    assert Client().get(link).status_code == 404


def test_a_new_link_stops_the_old_one(people, meeting):
    old, new = feed(people.wim), feed(people.wim)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200


def test_the_link_is_shown_once_and_kept_nowhere(people, client):
    sign_in(client, people.wim)
    page = client.post("/agenda/maken/").content.decode()
    secret = page.split("/agenda/")[1].split(".ics")[0]
    assert len(secret) > 40
    assert secret not in client.get("/agenda/").content.decode()
    assert secret not in str(CalendarFeed.objects.values().get())
    client.post("/agenda/stoppen/")
    assert "Maak een link" in client.get("/agenda/").content.decode()


def test_of_four_screens_one_shows_a_link_and_that_link_works(people, client):
    """All four were opened before the first was sent."""
    sign_in(client, people.wim)
    pages = [client.post("/agenda/maken/", {"instead_of": ""}) for _ in range(4)]
    assert [page.status_code for page in pages] == [200, 409, 409, 409]
    said = [page.content.decode() for page in pages]
    assert ["Dit is de link" in page for page in said] == [True, False, False, False]
    assert all("op een ander scherm" in page for page in said[1:])
    secret = said[0].split("/agenda/")[1].split(".ics")[0]
    assert Client().get(f"/agenda/{secret}.ics").status_code == 200
    seen = {"instead_of": CalendarFeed.objects.get().pk}
    assert "Dit is de link" in client.post("/agenda/maken/", seen).content.decode()


def test_one_file_of_one_meeting_for_who_sits_there(people, meeting, the_case):
    url = f"/casussen/{the_case.number}/overleg/{meeting.public_id}/overleg.ics"
    answer = sign_in(Client(), people.wim).get(url)
    assert len(events(answer.content)) == 1
    assert sign_in(Client(), people.bo).get(url).status_code == 404
    own = f"/mijn/{the_case.number}/overleg/{meeting.public_id}/overleg.ics"
    assert len(events(sign_in(Client(), people.samir).get(own).content)) == 1
