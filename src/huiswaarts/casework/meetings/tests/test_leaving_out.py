"""The client leaves a relative out of one meeting: she hears and reads nothing of it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client

from huiswaarts.casework.cases.models import Commitment, Document, Sharing, TeamMember
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.meetings.actions import meetings as actions
from huiswaarts.casework.meetings.actions.leaving_out import leave_out, welcome
from huiswaarts.casework.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingDocument,
    MeetingPromise,
    Report,
)
from huiswaarts.casework.meetings.queries import followed, meetings_of
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from tests.database import as_owner
from tests.people import actor_of, sign_in

DAY = dt.timedelta(days=1)
READ = (
    Meeting, AgendaItem, Attendance, Report, MeetingPromise, MeetingDocument, Document, Commitment,
)  # fmt: skip


@pytest.fixture
def as_(people, the_case):
    def act(name, action, *, days=0, **what):
        actor = actor_of(people.by_name[name], at=people.at + days * DAY)
        with transaction.atomic(), acting(actor):
            return action(by=actor, sight=sight_of(actor, the_case), **what)

    return act


@pytest.fixture
def mina(people, the_case):
    """Her seat. Samir lets her read the reports too."""
    seat = people.seat_of["Samir", "Mina"]
    with as_owner():
        Sharing.objects.filter(member=seat, topic=25).delete()
        Sharing.objects.create(
            case=the_case, topic=25, seat_kind="relative", member=seat, level=2,
            ground="consent", ceiling=2, from_at=people.at - DAY,
        )  # fmt: skip
    return seat


@pytest.fixture
def meeting(as_, people, the_case, mina):
    """In two days, with all that can be read of a meeting."""
    plan = actions.Plan("regular", people.at + 2 * DAY, 60, "home")
    made = as_("Bea", actions.plan_meeting, case=the_case, plan=plan)
    said = {"case": the_case, "topic": 25}
    with as_owner():
        at = {**said, "meeting": made}
        by = people.seat_of["Samir", "Bea"]
        AgendaItem.objects.create(by_seat=by, what="Het geld", made_at=people.at, **at)
        Report.objects.create(text="Over het geld", public_from=people.at - DAY, **at)
        Attendance.objects.create(seat=by, how="here", **at)
        promise = Commitment.objects.create(
            owner=by, what="Bellen", due_on=people.at.date(), made_at=people.at, **said
        )
        MeetingPromise.objects.create(promise=promise, **at)
        paper = Document.objects.create(
            name="brief", what="letter", kind="pdf", size=9, sha256="x", storage_key="x", put_by=by,
            state="ready", put_at=people.at, **said,
        )  # fmt: skip
        MeetingDocument.objects.create(document=paper, **at)
    return made


def read_by(people, name, the_case):
    """How many rows of each kind this person reads of the case."""
    actor = actor_of(people.by_name[name])
    with transaction.atomic(), acting(actor):
        rows = [model.objects.visible_to(actor).filter(case=the_case).count() for model in READ]
        return rows, len(meetings_of(sight_of(actor, the_case))), len(followed(actor))


def kinds_for(person):
    with as_owner():
        rows = Notification.objects.filter(user_id=person.user.pk).order_by("id")
        return list(rows.values_list("kind", flat=True))


def test_who_is_left_out_reads_nothing_of_it_and_the_others_as_before(
    as_, people, the_case, mina, meeting
):
    before = {name: read_by(people, name, the_case) for name in ("Mina", "Bea", "Sofie")}
    assert all(before["Mina"][0]), "there is something of everything to read"
    as_("Samir", leave_out, meeting=meeting, seat=mina)
    assert read_by(people, "Mina", the_case) == ([0] * len(READ), 0, 0)
    for name in ("Bea", "Sofie"):
        rows, *lists = read_by(people, name, the_case)
        expected, *same = before[name]
        extra = 1 if name == "Bea" else 0  # that Mina is not there
        assert (sum(rows), lists) == (sum(expected) + extra, same)


def test_it_is_about_one_meeting(as_, people, the_case, mina, meeting):
    plan = actions.Plan("regular", people.at + 20 * DAY, 60, "home")
    other = as_("Bea", actions.plan_meeting, case=the_case, plan=plan)
    as_("Samir", leave_out, meeting=meeting, seat=mina)
    actor = actor_of(people.by_name["Mina"])
    with transaction.atomic(), acting(actor):
        assert list(Meeting.objects.visible_to(actor)) == [other]


def test_what_she_promised_herself_stays_with_her(as_, people, the_case, mina, meeting):
    with as_owner():
        mine = Commitment.objects.get()
        Commitment.objects.update(owner=mina)
    as_("Samir", leave_out, meeting=meeting, seat=mina)
    actor = actor_of(people.by_name["Mina"])
    with transaction.atomic(), acting(actor):
        assert list(Commitment.objects.visible_to(actor)) == [mine]
        assert not MeetingPromise.objects.visible_to(actor).exists()


def test_it_leaves_her_calendar_and_she_hears_no_more(as_, people, the_case, mina, meeting):
    as_("Samir", leave_out, meeting=meeting, seat=mina)
    with as_owner():
        mail = OutboxMessage.objects.filter(user_id=people.by_name["Mina"].user.pk)
        last = mail.exclude(enclosure="").latest("id")
        meeting.refresh_from_db()
    assert "METHOD:CANCEL" in last.enclosure
    assert f"SEQUENCE:{meeting.sequence}" in last.enclosure
    plan = actions.Plan("regular", people.at + 3 * DAY, 60, "home")
    as_("Bea", actions.move_meeting, meeting=meeting, plan=plan, version=meeting.version)
    assert kinds_for(people.by_name["Mina"]) == ["meeting_planned", "not_this_time"]
    assert "meeting_moved" in kinds_for(people.by_name["Samir"])


def test_welcome_again_she_is_invited_again(as_, people, the_case, mina, meeting):
    as_("Samir", leave_out, meeting=meeting, seat=mina)
    as_("Samir", welcome, meeting=meeting, seat=mina)
    assert all(read_by(people, "Mina", the_case)[0])
    assert kinds_for(people.by_name["Mina"])[-1] == "meeting_planned"
    with as_owner():
        mail = OutboxMessage.objects.filter(user_id=people.by_name["Mina"].user.pk)
        last = mail.exclude(enclosure="").latest("id")
        meeting.refresh_from_db()
    assert "METHOD:REQUEST" in last.enclosure
    assert f"SEQUENCE:{meeting.sequence}" in last.enclosure
    assert meeting.sequence == 2


def test_of_what_has_begun_nobody_hears_and_it_is_read_again(as_, people, the_case, mina, meeting):
    before = kinds_for(people.by_name["Mina"])
    as_("Samir", leave_out, meeting=meeting, seat=mina, days=3)
    as_("Samir", welcome, meeting=meeting, seat=mina, days=3)
    assert kinds_for(people.by_name["Mina"]) == before
    assert all(read_by(people, "Mina", the_case)[0])


def test_twice_is_once(as_, people, mina, meeting):
    for _ in range(2):
        as_("Samir", leave_out, meeting=meeting, seat=mina)
    assert kinds_for(people.by_name["Mina"]).count("not_this_time") == 1
    for _ in range(2):
        as_("Samir", welcome, meeting=meeting, seat=mina)
    assert kinds_for(people.by_name["Mina"]).count("meeting_planned") == 2


def test_a_seat_of_later_changes_nothing(as_, people, the_case, mina, meeting):
    as_("Samir", leave_out, meeting=meeting, seat=mina)
    with as_owner():
        TeamMember.objects.filter(pk=mina.pk).update(state="ended", until_at=people.at)
        again = TeamMember.objects.get(pk=mina.pk)
        again.pk, again.public_id, again.state, again.until_at = (
            None,
            "minaagain123",
            "active",
            None,
        )
        again.save()
        Sharing.objects.filter(member=mina).update(member=again)
    assert read_by(people, "Mina", the_case) == ([0] * len(READ), 0, 0)


@pytest.mark.parametrize(("by", "who"), [("Bea", "Mina"), ("Sofie", "Mina"), ("Samir", "Wim")])
def test_only_the_client_says_it_and_only_of_the_own_people(as_, people, meeting, by, who):
    with pytest.raises(PermissionDenied):
        as_(by, leave_out, meeting=meeting, seat=people.seat_of["Samir", who])


def test_it_is_said_before_and_taken_back_also_afterwards(as_, people, the_case, mina, meeting):
    as_("Samir", leave_out, meeting=meeting, seat=mina)
    with as_owner():
        Meeting.objects.update(status="held", client_presence="present")
        meeting.refresh_from_db()
    with pytest.raises(PermissionDenied):
        as_("Samir", leave_out, meeting=meeting, seat=people.seat_of["Samir", "Sofie"])
    as_("Samir", welcome, meeting=meeting, seat=mina)
    assert all(read_by(people, "Mina", the_case)[0])


@pytest.mark.parametrize("how", ["left_out", "welcome"])
def test_the_wall_lets_nobody_else_say_it(as_, people, the_case, mina, meeting, how):
    def forge(by, sight):
        Attendance.objects.create(
            case=the_case, topic=25, meeting=meeting, seat=people.seat_of["Samir", "Sofie"], how=how
        )

    with pytest.raises(DatabaseError):
        as_("Bea", forge)


def test_the_team_does_not_take_it_back(as_, people, mina, meeting):
    as_("Samir", leave_out, meeting=meeting, seat=mina)
    there = actions.Presence("present", others=((mina, "here"),))
    as_("Bea", actions.note_presence, meeting=meeting, presence=there, version=meeting.version)
    changed = as_("Bea", lambda by, sight: Attendance.objects.filter(seat=mina).update(how="here"))
    assert changed == 0
    with as_owner():
        assert Attendance.objects.get(seat=mina).how == "left_out"


def test_the_pages(people, the_case, mina, meeting):
    samir, hers = (sign_in(Client(), people.by_name[name]) for name in ("Samir", "Mina"))
    page = f"/mijn/{the_case.number}/overleg/{meeting.public_id}/"
    press = f"{page}erbij/{mina.public_id}/"
    assert "Deze keer zonder Mina" in samir.get(page).content.decode()
    assert "Deze keer zonder" not in hers.get(page).content.decode()
    assert hers.post(press, {"erbij": "nee"}).status_code == 404
    said = samir.post(press, {"erbij": "nee"}, follow=True).content.decode()
    assert "Toch met Mina" in said
    assert hers.get(page).status_code == 404
    assert hers.get(f"{page}overleg.ics").status_code == 404
    assert "hoef jij deze keer niet te zijn" in hers.get("/mijn/berichten/").content.decode()
    wim = f"{page}erbij/{people.seat_of['Samir', 'Wim'].public_id}/"
    assert samir.post(wim, {"erbij": "nee"}).status_code == 404
    desk = f"/casussen/{the_case.number}/overleg/{meeting.public_id}/"
    assert "deze keer niet erbij" in sign_in(Client(), people.bea).get(desk).content.decode()
    samir.post(press, {"erbij": "ja"})
    assert hers.get(page).status_code == 200


def test_each_lock_alone_keeps_it(as_, people, the_case, mina, meeting):
    actor = actor_of(people.by_name["Mina"])

    def filters():
        with as_owner():
            return [m.objects.visible_to(actor).filter(case=the_case).count() for m in READ]

    def wall():
        with transaction.atomic(), acting(actor):
            return [model._default_manager.filter(case=the_case).count() for model in READ]

    assert all(filters())
    assert all(wall())
    as_("Samir", leave_out, meeting=meeting, seat=mina)
    assert filters() == wall() == [0] * len(READ)
