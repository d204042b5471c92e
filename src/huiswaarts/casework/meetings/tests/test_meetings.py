"""A meeting from the day that is planned to the report that the client reads first."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiswaarts.casework.cases.actions.promises import Promise
from huiswaarts.casework.cases.models import Commitment, Sharing
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.meetings.actions import meetings as actions
from huiswaarts.casework.meetings.actions import reports
from huiswaarts.casework.meetings.models import AgendaItem, Meeting, Report
from huiswaarts.casework.meetings.queries import report_of
from huiswaarts.casework.meetings.rhythm import Rhythm, next_day
from huiswaarts.figures.guards.characters import RefusedTextError
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.actions.versions import StaleError
from huiswaarts.foundation.events.models import Notification
from tests.database import as_owner
from tests.people import actor_of, sign_in

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def at_table(people, the_case):
    @contextmanager
    def sits(name, at=None):
        actor = actor_of(people.by_name[name], at=at)
        with acting(actor):
            yield {"sight": sight_of(actor, the_case), "by": actor}

    return sits


@pytest.fixture
def plan(the_case, at_table):
    def planned(by="Bea", when=-HOUR):
        with at_table(by) as who:
            begins = who["by"].at + when
            made = actions.Plan("regular", begins, 60, "home", "Het was gisteren")
            return actions.plan_meeting(case=the_case, plan=made, **who)

    return planned


def be_there(at_table, meeting, client="present", why=""):
    with at_table("Bea") as who:
        presence = actions.Presence(client, why)
        actions.note_presence(meeting=meeting, presence=presence, version=meeting.version, **who)


def close(at_table, meeting, who="Bea"):
    with at_table(who) as asked:
        return reports.close_meeting(meeting=meeting, version=meeting.version, **asked)


@pytest.mark.parametrize("who", ["Bea", "Amir", "Wim", "Gerda"])
def test_a_professional_at_the_table_plans(plan, who):
    assert plan(by=who).is_planned


@pytest.mark.parametrize("who", ["Samir", "Mina", "Gijs"])
def test_others_do_not_plan(plan, who):
    with pytest.raises(PermissionDenied):
        plan(by=who)


def test_who_may_not_know_when_it_is_gets_no_word_of_it(plan, people, the_case):
    """A guest, and a relative with whom Samir does not share the contact card any more."""
    with as_owner():
        Sharing.objects.filter(case=the_case, topic=0, member__name__startswith="Mina").delete()
    plan(when=DAY)
    with as_owner():
        told = set(Notification.objects.values_list("user_id", flat=True))
    names = {name for name, one in people.by_name.items() if one.user.pk in told}
    assert names == {"Samir", "Sofie", "Amir", "Wim", "Gerda"}


def test_everyone_who_reads_along_brings_a_point(plan, at_table):
    meeting = plan(when=DAY)
    for name in ("Samir", "Bea", "Wim"):
        with at_table(name) as who:
            point = actions.Point("Mag mijn kat mee?")
            actions.bring_point(meeting=meeting, point=point, **who)
    with at_table("Mina") as who, pytest.raises(PermissionDenied):
        actions.bring_point(meeting=meeting, point=actions.Point("x"), **who)


@pytest.mark.parametrize(
    ("kind", "asked"), [("evaluation", "Lukt het met de huur?"), ("closing", "Wie bel je als")]
)
def test_an_evaluation_brings_its_own_questions_which_samir_reads_too(
    plan, people, the_case, kind, asked
):
    meeting = plan(when=DAY)
    number, key = the_case.number, meeting.public_id
    pages = [
        (people.bea, f"/casussen/{number}/overleg/{key}/"),
        (people.samir, reverse("portal:meeting", args=[number, key])),
    ]
    for person, url in pages:
        assert asked not in sign_in(Client(), person).get(url).content.decode()
    with as_owner():
        Meeting.objects.filter(pk=meeting.pk).update(kind=kind)
    for person, url in pages:
        assert asked in sign_in(Client(), person).get(url).content.decode()


def test_whether_samir_was_there_is_always_answered(plan, at_table):
    meeting = plan()
    with pytest.raises(PermissionDenied, match="erbij was"):
        close(at_table, meeting)
    be_there(at_table, meeting, "chose_not_to")
    with pytest.raises(PermissionDenied, match="eigen woorden"):
        close(at_table, meeting)
    be_there(at_table, meeting, "chose_not_to", "Ik was moe")
    assert close(at_table, meeting).ready_at


def test_a_meeting_that_has_not_begun_is_not_closed(plan, at_table):
    meeting = plan(when=DAY)
    be_there(at_table, meeting)
    with pytest.raises(PermissionDenied, match="nog beginnen"):
        close(at_table, meeting)


def test_twice_without_samir_somebody_goes_and_asks(plan, at_table, the_case):
    for _ in range(2):
        meeting = plan()
        be_there(at_table, meeting, "chose_not_to", "Geen zin")
        close(at_table, meeting)
    with as_owner():
        promise = Commitment.objects.select_related("owner").get(case=the_case)
    assert promise.owner.membership_id == the_case.coordinator_id
    assert "Samir" in promise.what


def test_once_without_is_no_task(plan, at_table, the_case):
    for presence in ("present", "represented"):
        meeting = plan()
        be_there(at_table, meeting, presence)
        close(at_table, meeting)
    with as_owner():
        assert not Commitment.objects.filter(case=the_case).exists()


def write(at_table, meeting, name, text, base=""):
    with at_table(name) as who:
        return reports.write_report(meeting=meeting, text=text, base=base, **who)


def test_two_write_at_once_and_nothing_is_lost(plan, at_table):
    meeting = plan()
    write(at_table, meeting, "Bea", "Samir wil een tuin.")
    base = "Samir wil een tuin."
    write(at_table, meeting, "Wim", f"{base}\nWim zoekt begane grond.", base)
    report = write(at_table, meeting, "Amir", f"{base}\nAmir komt dinsdag.", base)
    assert report.text.split("\n") == [base, "Wim zoekt begane grond.", "Amir komt dinsdag."]


def test_the_same_pause_sent_twice_stands_once(plan, at_table):
    meeting = plan()
    write(at_table, meeting, "Bea", "Een zin.")
    assert write(at_table, meeting, "Bea", "Een zin.").text == "Een zin."


def test_too_long_or_a_bsn_is_not_kept_and_the_rest_stays(plan, at_table):
    meeting = plan()
    write(at_table, meeting, "Bea", "Goed.")
    for text in ("x" * 1001, "BSN 111222333"):
        with pytest.raises(RefusedTextError):
            write(at_table, meeting, "Bea", text, "Goed.")
    with as_owner():
        assert Report.objects.get(meeting=meeting).text == "Goed."


def open_for_mina(people, the_case):
    with as_owner():
        rules = Sharing.objects.filter(case=the_case, seat_kind="relative", topic=25)
        assert rules.update(level=2)


def reads(at_table, meeting, name, at=None):
    with at_table(name, at) as who:
        found = report_of(meeting, who["sight"], who["by"].at)
        seen = Report.objects.visible_to(who["by"]).filter(meeting=meeting).exists()
        assert seen == (found is not None), "both ways of asking say the same"
        return found is not None


def test_samir_reads_first_and_those_who_read_along_after_two_working_days(
    plan, at_table, people, the_case
):
    open_for_mina(people, the_case)
    meeting = plan()
    write(at_table, meeting, "Bea", "Samir wil een tuin.")
    be_there(at_table, meeting)
    report = close(at_table, meeting)
    assert reads(at_table, meeting, "Samir")
    assert reads(at_table, meeting, "Wim"), "who wrote it reads it"
    assert not reads(at_table, meeting, "Mina")
    assert report.public_from - report.ready_at >= 2 * DAY
    assert reads(at_table, meeting, "Mina", at=report.public_from)


def test_or_as_soon_as_samir_finds_it_good(plan, at_table, people, the_case):
    open_for_mina(people, the_case)
    meeting = plan()
    be_there(at_table, meeting)
    report = close(at_table, meeting)
    with at_table("Bea") as who, pytest.raises(PermissionDenied):
        reports.agree(report=report, **who)
    with at_table("Samir") as who:
        reports.say_view(report=report, words="Ik wil ook een schuur.", **who)
        reports.agree(report=report, **who)
    assert reads(at_table, meeting, "Mina")
    with as_owner():
        report.refresh_from_db()
    assert report.client_view == "Ik wil ook een schuur."


def test_after_the_end_nothing_is_written(plan, at_table):
    meeting = plan()
    be_there(at_table, meeting)
    close(at_table, meeting)
    with pytest.raises(PermissionDenied):
        write(at_table, meeting, "Bea", "Nog iets")


def test_two_move_it_the_second_is_told(plan, at_table):
    meeting = plan(when=DAY)
    later = actions.Plan("regular", meeting.begins_at + DAY, 60, "video")
    with at_table("Bea") as who:
        actions.move_meeting(meeting=meeting, plan=later, version=1, **who)
    with at_table("Wim") as who, pytest.raises(StaleError):
        actions.move_meeting(meeting=meeting, plan=later, version=1, **who)


def test_a_promise_at_the_meeting_is_a_promise(plan, at_table, people, the_case):
    meeting = plan()
    with at_table("Bea") as who:
        promise = Promise("Bellen", people.seat_of["Samir", "Wim"], who["by"].today + 5 * DAY)
        made = reports.promise_at_meeting(meeting=meeting, promise=promise, **who)
    with as_owner():
        assert made.meetings.get().meeting_id == meeting.pk


@pytest.mark.parametrize(
    ("last", "target", "day"),
    [
        (dt.date(2026, 3, 3), dt.date(2026, 12, 1), dt.date(2026, 4, 14)),  # six weeks
        (dt.date(2026, 10, 20), dt.date(2026, 12, 1), dt.date(2026, 11, 10)),  # three, near
        (dt.date(2026, 2, 23), dt.date(2026, 12, 1), dt.date(2026, 4, 7)),  # Easter Monday
    ],
)
def test_the_rhythm_proposes_the_next_day(last, target, day):
    assert next_day(last, target, Rhythm()) == day


# over the pages


def url(case, rest=""):
    return f"/casussen/{case.number}/overleg/{rest}"


def fields(page):
    return {b.html_name: b.value() for b in page.context["form"] if b.value() is not None}


def test_from_the_empty_page_to_a_report(people, the_case, client):
    browser = sign_in(client, people.bea)
    assert "Nog geen overleg gepland" in browser.get(url(the_case)).content.decode()
    today = timezone.localdate()
    sent = fields(browser.get(url(the_case, "nieuw/"))) | {
        "day": (today - DAY).isoformat(), "time": "10:00", "place": "home", "kind": "regular",
    }  # fmt: skip
    page = browser.post(url(the_case, "nieuw/"), sent)
    assert "in het verleden" in page.content.decode()
    answer = browser.post(url(the_case, "nieuw/"), sent | {"why": "Gisteren vergeten"})
    browser.post(url(the_case, "nieuw/"), sent | {"why": "Gisteren vergeten"})  # pressed twice
    with as_owner():
        meeting = Meeting.objects.get(case=the_case)
    assert answer["Location"] == url(the_case, f"{meeting.public_id}/")
    now = url(the_case, f"{meeting.public_id}/nu/")
    page = browser.get(now).content.decode()
    assert "Is Samir erbij?" in page
    assert "Hoe gaat het met jou, Samir?" in page
    draft = url(the_case, f"{meeting.public_id}/verslag/")
    piece = browser.post(draft, {"text": "Tuin", "base": ""}, headers={"HX-Request": "true"})
    assert "Bewaard om" in piece.content.decode()
    assert 'data-text="Tuin"' in piece.content.decode()
    browser.post(url(the_case, f"{meeting.public_id}/afsluiten/"))
    with as_owner():
        assert Meeting.objects.get(pk=meeting.pk).is_planned, "first: was Samir there?"
    browser.post(
        url(the_case, f"{meeting.public_id}/erbij/"),
        {"version": 1, "client_presence": "present",
         f"seat-{people.seat_of['Samir', 'Wim'].public_id}": "by_phone"},
    )  # fmt: skip
    browser.post(url(the_case, f"{meeting.public_id}/afsluiten/"))
    page = browser.get(url(the_case, f"{meeting.public_id}/")).content.decode()
    assert "Tuin" in page
    assert "aan de telefoon" in page
    again = browser.post(url(the_case, f"{meeting.public_id}/afsluiten/"), follow=True)
    assert "al afgesloten" in again.content.decode()


def test_a_demand_asks_what_is_behind_it(people, the_case, client, plan):
    meeting = plan(when=DAY)
    browser = sign_in(client, people.wim)
    there = url(the_case, f"{meeting.public_id}/punt/")
    sent = fields(browser.get(there)) | {"what": "Twee jaar bewind", "is_demand": "on"}
    assert "achter de eis" in browser.post(there, sent).content.decode()
    browser.post(there, sent | {"behind": "Wie belt als de huur niet komt?"})
    page = sign_in(client, people.samir).get(
        f"/mijn/{the_case.number}/overleg/{meeting.public_id}/"
    )
    assert "Wie belt als de huur niet komt?" in page.content.decode()


def test_samir_brings_his_point_reads_and_answers(people, the_case, client, plan, at_table):
    meeting = plan()
    browser = sign_in(client, people.samir)
    home = f"/mijn/{the_case.number}/overleg/"
    assert meeting.public_id in browser.get(home).content.decode()
    sent = fields(browser.get(f"{home}{meeting.public_id}/punt/")) | {"what": "Mag mijn kat mee?"}
    browser.post(f"{home}{meeting.public_id}/punt/", sent)
    with as_owner():
        assert AgendaItem.objects.get(meeting=meeting).by_seat.is_client
    write(at_table, meeting, "Bea", "De kat mag mee.")
    assert "De kat mag mee" not in browser.get(f"{home}{meeting.public_id}/").content.decode()
    be_there(at_table, meeting)
    close(at_table, meeting)
    assert "De kat mag mee" in browser.get(f"{home}{meeting.public_id}/").content.decode()
    browser.post(f"{home}{meeting.public_id}/kijk/", {"words": "En mijn hond."})
    browser.post(f"{home}{meeting.public_id}/goed/")
    page = sign_in(client, people.bea).get(url(the_case, f"{meeting.public_id}/"))
    assert "En mijn hond." in page.content.decode()
    assert "vindt dit verslag goed" in page.content.decode()


def test_my_work_says_which_meeting_is_today_and_which_comes(people, the_case, client, plan):
    soon = plan(when=3 * DAY)
    browser = sign_in(client, people.wim)
    page = browser.get("/").content.decode()
    assert soon.public_id in page
    assert "Niets dringends" in page
    plan(when=-3 * HOUR)
    page = browser.get("/").content.decode()
    assert "Nog afsluiten" in page
    assert "1 ding voor vandaag" in page
    assert soon.public_id not in sign_in(client, people.gijs).get("/").content.decode()


def test_a_guest_knows_nothing_of_it(people, the_case, client, plan):
    meeting = plan()
    browser = sign_in(client, people.gijs)
    assert meeting.public_id not in browser.get(url(the_case)).content.decode()
    assert browser.get(url(the_case, f"{meeting.public_id}/")).status_code == 403
