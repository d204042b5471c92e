"""A false report of death ends nothing by one person alone, and is undone in one press."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases.actions.telling import tell_table
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries import visible_events
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.journey.actions import StatusChange, set_status
from huiswaarts.casework.journey.deaths import confirm_death, lines_for, undo_death
from huiswaarts.casework.journey.models import DeathReport
from huiswaarts.casework.meetings.models import Meeting
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions import News
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from huiswaarts.foundation.network.models import Membership
from tests.database import as_owner
from tests.people import Person, actor_of, sign_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def report(case, who):
    by = actor_of(who)
    with acting(by):
        fresh = Case.objects.get(pk=case.pk)
        change = StatusChange(to="deceased", reason="Overleden", version=fresh.version)
        set_status(case=fresh, change=change, sight=sight_of(by, fresh), by=by, at=by.at)
    with as_owner():
        return DeathReport.objects.get(case=case, undone_at=None)


def act(action, found, who, at=None):
    by = actor_of(who, at=at)
    with acting(by), transaction.atomic():
        mine = DeathReport.objects.get(pk=found.pk)
        action(report=mine, by=by)


def now(case):
    with as_owner():
        seat = TeamMember.objects.get(case=case, kind="client")
        return Case.objects.get(pk=case.pk).status, seat.state


@pytest.fixture
def said(people, the_case, gerda):
    return report(the_case, gerda)


def due(person):
    with as_owner():
        rows = OutboxMessage.objects.waiting().filter(user_id=person.user.pk)
        return list(rows.values_list("due_at", flat=True))


def tell_samir(people, case):
    with acting(actor_of(people.bea)) as by:
        news = News(kind="meeting_planned", case_id=case.pk)
        tell_table(news=news, case_id=case.pk, which=lambda _: True, by=by)


def test_one_person_alone_ends_nothing(people, the_case, samir, said):
    assert now(the_case) == ("active", "active")
    page = sign_in(Client(), samir).get(reverse("portal:plan", args=[the_case.number]))
    assert "Er is gemeld dat je bent overleden" in page.content.decode()


def test_another_organisation_confirms_and_the_seat_ends(people, the_case, samir, bea, said):
    act(confirm_death, said, bea)
    assert now(the_case) == ("deceased", "ended")
    samir.user.refresh_from_db()
    assert samir.user.is_active
    page = sign_in(Client(), samir)
    plan = reverse("portal:plan", args=[the_case.number])
    assert page.get(plan).status_code == 302
    assert "Klopt dit niet?" in page.get(plan, follow=True).content.decode()
    landed = page.get("/", follow=True).content.decode()
    assert "Klopt dit niet?" in landed


@pytest.mark.parametrize("who", ["Gerda", "Hetty", "Fred", "Gijs", "Mina", "Samir", "Hans", "Ria"])
def test_others_do_not_confirm(people, the_case, said, who):
    with pytest.raises((PermissionDenied, DeathReport.DoesNotExist)):
        act(confirm_death, said, people.by_name[who])
    assert now(the_case) == ("active", "active")


def test_without_another_organisation_the_desk_confirms(people, hetty, hans):
    said = report(people.case_of["Stan"], hans)
    assert told(said, "death_reported") >= {hetty.user.pk}
    act(confirm_death, said, hetty)
    assert now(people.case_of["Stan"]) == ("deceased", "ended")


def changed(case, whose, **values):
    with as_owner():
        TeamMember.objects.filter(case=case, **whose).update(**values)


def others_left(people, case, state="ended"):
    """Bea, Amir and Wim no longer sit there, or their access is stopped."""
    question = {"question": "ending", "question_until": people.at + DAY}
    more = question if state == "suspended" else {"until_at": people.at}
    kinds = {"kind__in": ["bw_provider", "ambulatory_provider", "corporation"]}
    changed(case, {"state": "active", **kinds}, state=state, **more)


def refused(found, who):
    with pytest.raises((PermissionDenied, DeathReport.DoesNotExist)):
        act(confirm_death, found, who)


def test_a_colleague_at_the_desk_does_not_confirm(people, the_case, hetty, gerda):
    apart = at_the_desk(people, "Hans", "access_worker")
    others_left(people, the_case)
    said = report(the_case, gerda)
    heard = told(said, "death_reported")
    assert apart.user_id in heard
    assert hetty.user.pk not in heard
    refused(said, hetty)


def at_the_desk(people, name, role):
    """Works for the municipality's desk elsewhere, beside what they do now."""
    own = people.by_name[name].membership
    with as_owner():
        return Membership.objects.create(
            user=own.user, region=own.region, organisation=own.organisation, role=role,
            from_at=people.at - 90 * DAY,
        )  # fmt: skip


def waits(people, who):
    by = actor_of(who)
    with acting(by):
        return [line.waits_for for line in lines_for(by)]


def test_when_all_are_colleagues_the_help_desk_confirms_after_all(people, the_case, hetty, gerda):
    """Never who reported it, and of the access team no colleague."""
    tina = people.tina
    with as_owner():
        Membership.objects.filter(pk=tina.membership.pk).update(role="access_worker")
    others_left(people, the_case)
    said = report(the_case, gerda)
    heard = told(said, "death_reported")
    assert hetty.user.pk in heard
    assert tina.user.pk not in heard
    assert waits(people, gerda) == ["help_desk"]
    refused(said, gerda)
    refused(said, Person("Tina", tina.user, Membership.objects.get(pk=tina.membership.pk)))
    act(confirm_death, said, hetty)
    assert now(the_case) == ("deceased", "ended")


def test_the_page_says_for_whom_it_waits(people, the_case, gerda):
    page = sign_in(Client(), gerda)
    said = report(the_case, gerda)
    sentences = {}
    for who, change in (
        ("table", lambda: None),
        ("stopped", lambda: others_left(people, the_case, "suspended")),
        ("help_desk", lambda: changed(the_case, {"state": "suspended"}, state="ended")),
        ("desk", lambda: at_the_desk(people, "Hans", "access_worker")),
    ):
        change()
        assert waits(people, gerda) == [who]
        sentences[who] = page.get(reverse("desk:deaths")).content.decode()
    assert "een andere organisatie aan tafel" in sentences["table"]
    assert "toegang nu is gestopt" in sentences["stopped"]
    assert "Daarom wacht dit op het hulppunt" in sentences["help_desk"]
    assert "geen collega is van wie het meldde" in sentences["desk"]
    assert said.confirmed_at is None


def test_stopping_the_others_does_not_open_the_desk(people, hetty, hans, bea):
    """A coordinator who first stops everybody's access is not alone at the table."""
    case = people.case_of["Stan"]
    with as_owner():
        seat = TeamMember.objects.create(
            case=case, kind="bw_provider", organisation=bea.membership.organisation,
            membership=bea.membership, state="active", from_at=people.at - 90 * DAY,
        )  # fmt: skip
    stopped = {"question": "ending", "question_until": people.at + DAY}
    changed(case, {"pk": seat.pk}, state="suspended", **stopped)
    said = report(case, hans)
    assert hetty.user.pk not in told(said, "death_reported")
    refused(said, hetty)
    refused(said, bea)
    changed(case, {"pk": seat.pk}, state="active", question="")
    act(confirm_death, said, bea)


@pytest.mark.parametrize("giver", ["proposed_by", "admitted_by"])
def test_a_seat_that_the_reporter_gave_does_not_confirm(people, the_case, gerda, bea, amir, giver):
    none = {"proposed_by": None, "admitted_by": None}
    young = {**none, giver: people.tina.membership.pk, "from_at": people.at - 13 * DAY}
    changed(the_case, {"membership": bea.membership}, **young)
    said = report(the_case, gerda)
    refused(said, bea)
    act(confirm_death, said, amir)


def test_who_gave_the_reporter_their_seat_does_not_confirm(people, the_case, gerda, bea, amir):
    young = {"admitted_by": bea.membership.pk, "from_at": people.at - 13 * DAY}
    changed(the_case, {"membership": gerda.membership}, **young)
    said = report(the_case, gerda)
    refused(said, bea)
    act(confirm_death, said, amir)


def test_a_client_who_also_works_keeps_work_and_word(people, the_case, samir, gerda, bea):
    with as_owner():
        work = Membership.objects.create(
            user=samir.user, organisation=people.organisations["De Haven"],
            region=people.regions["zuidveen"], role="support_worker",
            external_key="samir-haven", from_at=people.at - 90 * DAY,
        )  # fmt: skip
    tell_samir(people, the_case)
    waiting = due(samir)
    said = report(the_case, gerda)
    act(confirm_death, said, bea)
    assert now(the_case) == ("deceased", "ended")
    assert waiting
    assert due(samir) == waiting
    samir.user.refresh_from_db()
    with as_owner():
        work.refresh_from_db()
    assert (samir.user.is_active, work.until_at) == (True, None)


def told(found, kind):
    with as_owner():
        rows = Notification.objects.filter(kind=kind, subject=f"journey.deathreport:{found.pk}")
        return set(rows.values_list("user_id", flat=True))


def test_the_person_undoes_it_in_one_press_and_both_hear_it(people, the_case, samir, bea, said):
    act(confirm_death, said, bea)
    page = sign_in(Client(), samir)
    page.post(reverse("desk:death_undo", args=[said.public_id]))
    assert now(the_case) == ("active", "active")
    assert page.get(reverse("portal:plan", args=[the_case.number])).status_code == 200
    assert told(said, "death_undone") >= {bea.user.pk, people.gerda.user.pk}
    samir.user.refresh_from_db()
    assert samir.user.death_reported_at is None
    with acting(actor_of(samir)) as me:
        kinds = visible_events(me).filter(kind__startswith="journey.death_")
        assert {one.kind.rpartition("_")[2] for one in kinds} == {"reported", "confirmed", "undone"}


@pytest.mark.parametrize("who", ["Gerda", "Bea", "Hetty"])
def test_the_two_and_the_help_desk_undo_it_for_thirty_days(people, the_case, bea, said, who):
    act(confirm_death, said, bea)
    with pytest.raises(PermissionDenied):
        act(undo_death, said, people.by_name[who], at=people.at + 31 * DAY)
    act(undo_death, said, people.by_name[who], at=people.at + 29 * DAY)
    assert now(the_case) == ("active", "active")


@pytest.mark.parametrize("who", ["Amir", "Wim", "Gijs", "Mina"])
def test_others_do_not_undo_it(people, the_case, bea, said, who):
    act(confirm_death, said, bea)
    with pytest.raises((PermissionDenied, DeathReport.DoesNotExist)):
        act(undo_death, said, people.by_name[who])


def test_word_waits_and_leaves_when_it_was_not_so(people, the_case, samir, gerda):
    tell_samir(people, the_case)
    said = report(the_case, gerda)
    assert all(at > people.at + 29 * DAY for at in due(samir))
    act(undo_death, said, gerda)
    assert due(samir)
    assert all(at < people.at + DAY for at in due(samir))


def test_word_that_comes_meanwhile_waits_too(people, the_case, samir, said):
    tell_samir(people, the_case)
    assert all(at > people.at + 29 * DAY for at in due(samir))


def test_after_the_second_nothing_goes_out_any_more(people, the_case, samir, bea, said):
    tell_samir(people, the_case)
    act(confirm_death, said, bea)
    assert due(samir) == []


def test_after_an_undo_what_did_not_go_out_is_still_to_be_read(people, the_case, samir, bea, said):
    """On the page where Samir looks: nobody mails it any more."""
    with as_owner():
        meeting = Meeting.objects.create(
            case=the_case, begins_at=people.at + DAY, place="home", made_at=people.at,
            client_presence="present",
        )  # fmt: skip
    about = {"case_id": the_case.pk, "subject": f"meetings.meeting:{meeting.pk}"}
    with acting(actor_of(bea)) as by:
        planned = News(kind="meeting_planned", **about)
        tell_table(news=planned, case_id=the_case.pk, which=lambda _: True, by=by)
    act(confirm_death, said, bea)
    act(undo_death, said, bea)
    inbox = sign_in(Client(), samir).get(reverse("portal:inbox")).content.decode()
    assert "Je team ziet elkaar op" in inbox


def test_it_is_said_once_and_not_taken_back_past_the_report(people, the_case, gerda, bea, said):
    with pytest.raises(PermissionDenied), transaction.atomic():
        report(the_case, gerda)
    act(confirm_death, said, bea)
    by = actor_of(gerda)
    with acting(by):
        fresh = Case.objects.get(pk=the_case.pk)
        sight = sight_of(by, fresh)
        change = StatusChange(to="active", reason="Toch niet", version=fresh.version)
        with pytest.raises(PermissionDenied):
            set_status(case=fresh, change=change, sight=sight, by=by, at=by.at)


@pytest.mark.parametrize("values", [{"status": "deceased"}, {"death_reported_at": None}])
def test_the_database_refuses_it_past_the_functions(people, the_case, gerda, said, values):
    with acting(actor_of(gerda)), pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=the_case.pk).update(**values)
    with acting(actor_of(gerda)) as by, pytest.raises(DatabaseError), transaction.atomic():
        DeathReport.objects.filter(pk=said.pk).update(confirmed_by=1, confirmed_at=by.at)


def test_only_the_coordinator_reports_it(people, the_case, bea):
    with pytest.raises(PermissionDenied):
        report(the_case, bea)


def test_the_table_sees_it_and_a_guest_does_not(people, the_case, bea, gijs, said):
    assert {bea.user.pk, people.amir.user.pk} <= told(said, "death_reported")
    assert not told(said, "death_reported") & {gijs.user.pk, people.mina.user.pk}
    page = sign_in(Client(), bea)
    for name in ("desk:case", "cases:team"):
        shown = page.get(reverse(name, args=[the_case.number])).content.decode()
        assert "is een overlijden gemeld" in shown
    listed = page.get(reverse("desk:deaths")).content.decode()
    assert "Bevestig<" in listed
    page.post(reverse("desk:death_confirm", args=[said.public_id]))
    assert now(the_case) == ("deceased", "ended")


def test_a_second_press_says_what_was_done_already(people, the_case, samir, bea, said):
    def press(who, name):
        url = reverse(f"desk:{name}", args=[said.public_id])
        answer = sign_in(Client(), who).post(url, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()

    press(bea, "death_confirm")
    assert "u bevestigde deze melding" in press(bea, "death_confirm")
    assert "al bevestigd, door iemand anders" in press(people.amir, "death_confirm")
    press(samir, "death_undo")
    assert "de melding is weg" in press(samir, "death_undo")
    assert "de melding is weg" in press(bea, "death_confirm")
