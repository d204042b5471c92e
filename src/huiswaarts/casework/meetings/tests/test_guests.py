"""A guest at one point: reads that point and what was put with it, for fourteen days, no more."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases.models import Case, Document, GuestPass, Sharing, TeamMember
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.casework.meetings.actions import meetings as actions
from huiswaarts.casework.meetings.actions.guests import end_guest, invite_guest
from huiswaarts.casework.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingDocument,
    Report,
)
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from tests.database import as_owner
from tests.people import actor_of, sign_in

DAY = dt.timedelta(days=1)
READ = (AgendaItem, Document, GuestPass)


@pytest.fixture
def as_(people, the_case):
    def act(name, action, *, days=0, **what):
        actor = actor_of(people.by_name[name], at=people.at + days * DAY)
        with transaction.atomic(), acting(actor):
            return action(by=actor, sight=sight_of(actor, the_case), **what)

    return act


@pytest.fixture
def meeting(as_, people, the_case):
    """In ten days."""
    plan = actions.Plan("regular", people.at + 10 * DAY, 60, "home")
    return as_("Bea", actions.plan_meeting, case=the_case, plan=plan)


@pytest.fixture
def points(as_, meeting):
    """About debts, for which Gijs may come, and one that is not his."""
    told = ("Hoe gaat het met de regeling?", "Mag de kat mee?")
    return [as_("Bea", actions.bring_point, meeting=meeting, point=actions.Point(w)) for w in told]


@pytest.fixture
def papers(people, the_case, meeting):
    with as_owner():
        rows = [
            Document.objects.create(
                case=the_case, topic=25, name=name, what="letter", kind="pdf", size=9, sha256=name,
                storage_key=name, state="ready", put_at=people.at,
                put_by=people.seat_of["Samir", "Bea"],
            )
            for name in ("Brief over de regeling", "Verslag van de dokter")
        ]  # fmt: skip
        for row in rows:
            MeetingDocument.objects.create(case=the_case, topic=25, meeting=meeting, document=row)
    return rows


@pytest.fixture
def invite(as_, people, points, papers):
    def asked(by="Bea", who="Gijs", item=points[0], documents=(papers[0],), **more):
        seat = people.seat_of["Samir", who]
        return as_(by, invite_guest, item=item, seat=seat, documents=documents, **more)

    return asked


def seen(as_, who, model, days=0):
    """By the first lock; behind the second it is the same."""

    def look(by, sight):
        rows = model.objects.order_by("pk").values_list("pk", flat=True)
        first, second = list(model.objects.visible_to(by).order_by("pk")), list(rows)
        assert [one.pk for one in first] == second
        return first

    return as_(who, look, days=days)


@pytest.mark.parametrize(
    ("days", "reads"), [(0, False), (2, False), (3.1, True), (10, True), (16.9, True), (17, False)]
)
def test_gijs_reads_his_point_and_its_letter_from_a_week_before_until_a_week_after(
    as_, invite, points, papers, days, reads
):
    invite()
    assert seen(as_, "Gijs", AgendaItem, days) == ([points[0]] if reads else [])
    assert seen(as_, "Gijs", Document, days) == ([papers[0]] if reads else [])
    assert len(seen(as_, "Gijs", GuestPass, days)) == (days < 17)


def test_and_nothing_else_of_the_meeting(as_, invite):
    invite()
    for model in (Meeting, MeetingDocument, Attendance, Report, TeamMember):
        others = [row for row in seen(as_, "Gijs", model, 9) if getattr(row, "kind", "") != "guest"]
        assert not others


@pytest.mark.parametrize("who", ["Samir", "Mina", "Gijs"])
def test_who_does_not_plan_asks_no_guest(invite, who):
    with pytest.raises(PermissionDenied):
        invite(by=who)


@pytest.mark.parametrize("who", ["Bea", "Amir", "Wim", "Gerda"])
def test_each_professional_at_the_table_asks_one(invite, who):
    assert invite(by=who)


def test_only_a_guest_is_a_guest(invite):
    with pytest.raises(PermissionDenied, match="als gast bij deze casus"):
        invite(who="Amir")


def test_asked_twice_is_asked_once_and_the_documents_are_those_of_the_last_time(
    as_, invite, papers
):
    first = invite()
    assert invite(documents=papers[1:]).pk == first.pk
    assert seen(as_, "Gijs", Document, 9) == papers[1:]
    with as_owner():
        assert Notification.objects.filter(kind="guest_invited").count() == 1


def test_a_document_of_elsewhere_is_not_lent(as_, people, the_case, invite, papers):
    with as_owner():
        MeetingDocument.objects.filter(document=papers[0]).delete()
    invite()
    assert seen(as_, "Gijs", Document, 9) == []


def test_the_invitation_is_taken_back(as_, invite, points):
    invite()
    item = seen(as_, "Bea", AgendaItem)[0]
    as_("Bea", end_guest, item=item)
    as_("Bea", end_guest, item=seen(as_, "Bea", AgendaItem)[0])
    for model in READ:
        assert seen(as_, "Gijs", model, 9) == []
    with as_owner():
        assert Notification.objects.filter(kind="guest_not_needed").count() == 1
    assert invite()  # and may be asked again


def test_the_window_goes_along_with_the_meeting(as_, people, invite, meeting):
    invite()
    plan = actions.Plan("regular", people.at + 30 * DAY, 45, "video")
    as_("Bea", actions.move_meeting, meeting=meeting, plan=plan, version=meeting.version)
    assert seen(as_, "Gijs", AgendaItem, 9) == []
    (given,) = seen(as_, "Gijs", GuestPass, 29)
    assert (given.minutes, given.place) == (45, "met beeld")
    assert len(seen(as_, "Gijs", AgendaItem, 29)) == 1
    with as_owner():
        assert Notification.objects.filter(kind="guest_invited").count() == 2


def test_and_ends_when_it_is_off(as_, invite, meeting):
    invite()
    as_("Bea", actions.cancel_meeting, meeting=meeting, why="Ziek", version=meeting.version)
    for model in READ:
        assert seen(as_, "Gijs", model, 9) == []


@pytest.mark.parametrize("over", [{"status": "deceased"}, {"phase": "closed"}])
def test_nor_of_a_case_that_is_over(as_, the_case, invite, over):
    invite()
    with as_owner():
        Case.objects.filter(pk=the_case.pk).update(**over)
    for model in READ:
        assert seen(as_, "Gijs", model, 9) == []


def test_with_the_seat_the_pass_ends(as_, people, invite):
    invite()
    with as_owner():
        TeamMember.objects.filter(pk=people.seat_of["Samir", "Gijs"].pk).update(
            until_at=people.at + DAY
        )
        seat = TeamMember.objects.get(pk=people.seat_of["Samir", "Gijs"].pk)
    actor = actor_of(people.gijs, at=people.at + 9 * DAY)
    with transaction.atomic(), acting(actor):
        for model in READ:
            assert not model.objects.visible_to(actor).exists()
            assert not model.objects.exists()
    assert seat.kind == "guest"


def test_a_guest_hears_of_the_own_invitation_and_not_of_the_meeting(people, invite):
    invite()
    with as_owner():
        mine = Notification.objects.filter(user_id=people.gijs.user.pk)
        assert [one.kind for one in mine] == ["guest_invited"]
        letter = OutboxMessage.objects.filter(user_id=people.gijs.user.pk).first()
    assert letter is not None


def test_the_client_hears_that_a_guest_reads(client, people, invite):
    invite()
    page = sign_in(client, people.samir).get("/mijn/berichten/").content.decode()
    assert "Een gast komt op" in page


def test_a_pass_opens_nothing_of_another_case(people, stans_case, invite, points):
    given = invite()
    other = AgendaItem.objects.filter(pk=points[1].pk)
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        other.update(case=stans_case, guest_pass=given)


KEY = "0d4f0a5e-3c1f-4b57-9a53-1f2b8f0f3a1{}"


def test_the_pages_of_the_team_and_of_the_guest(people, the_case, meeting, points, papers):
    with as_owner():
        Meeting.objects.filter(pk=meeting.pk).update(begins_at=people.at + 2 * DAY)
    bea, gijs = sign_in(Client(), people.bea), sign_in(Client(), people.gijs)
    page = f"/casussen/{the_case.number}/overleg/{meeting.public_id}/"
    url = f"{page}punt/{points[0].public_id}/gast/"
    assert "Brief over de regeling" in bea.get(url).content.decode()
    seat = people.seat_of["Samir", "Gijs"]
    form = {"guest": seat.public_id, "documents": [papers[0].public_id]}
    assert bea.post(url, form | {"key": KEY.format(1)}).status_code == 302
    assert "Te gast" in bea.get(page).content.decode()
    mine = gijs.get(f"/casussen/{the_case.number}/overleg/te-gast/").content.decode()
    assert "Hoe gaat het met de regeling?" in mine
    assert "Brief over de regeling" in mine
    assert "kat" not in mine
    assert "dokter" not in mine
    front = gijs.get(f"/casussen/{the_case.number}/").content.decode()
    assert "overleg/te-gast/" in front
    assert gijs.get(page).status_code == 403
    assert bea.get(f"/casussen/{the_case.number}/overleg/te-gast/").status_code == 404
    letters = gijs.get("/berichten/").content.decode()
    assert "U bent te gast bij het overleg met Samir" in letters
    samir = sign_in(Client(), people.samir)
    assert "leest alleen dit" in samir.get(
        reverse("portal:meeting", args=[the_case.number, meeting.public_id])
    ).content.decode()  # fmt: skip
    bea.post(f"{url}weg/")
    assert "nergens te gast" in gijs.get(
        f"/casussen/{the_case.number}/overleg/te-gast/"
    ).content.decode()  # fmt: skip


def test_who_has_no_guest_is_told_where_to_begin(people, the_case, meeting, points):
    with as_owner():
        TeamMember.objects.filter(case=the_case, kind="guest").update(state="ended")
    bea = sign_in(Client(), people.bea)
    page = f"/casussen/{the_case.number}/overleg/{meeting.public_id}/"
    url = f"{page}punt/{points[0].public_id}/gast/"
    assert "nog geen gast" in bea.get(url).content.decode()


def test_who_lost_the_card_is_no_guest(as_, people, the_case, invite):
    """A guest needs no sharing at all: the pass is the whole right."""
    with as_owner():
        Sharing.objects.filter(case=the_case, seat_kind="guest").delete()
    invite()
    assert len(seen(as_, "Gijs", AgendaItem, 9)) == 1
