"""A client who lost everything gets back in: by two people of two parties, a day later."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import Answer, Box, BoxQuestion
from huiswaarts.casework.cases.actions.recovery import ask_at_desk, ask_at_table
from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.casework.cases.queries import visible_events, visible_recoveries
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions import (
    accept_invitation,
    ask_new_password,
    make_sheet,
    use_sheet_code,
)
from huiswaarts.foundation.accounts.actions.recovery import (
    Seen,
    open_recovery,
    second_recovery,
    stop_recovery,
)
from huiswaarts.foundation.accounts.models import RecoveryRequest, RecoveryStatement, User
from huiswaarts.foundation.events.models import OutboxMessage
from huiswaarts.foundation.network.actions_recovery import ask_reset
from tests.database import as_owner
from tests.people import actor_of, sign_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
PASSWORD = "negen wolken boven het plein"


def seen(people, person, place="home"):
    return Seen(on=actor_of(person).today, place=place)


def ask(people, case, who, whose="Samir", at=None):
    by = actor_of(who, at=at)
    seat = people.seat_of["Samir", whose]
    with acting(by):
        return ask_at_table(
            case=case, seat=seat, seen=seen(people, who), sight=sight_of(by, case), by=by
        )


def second(request, who, at=None):
    by = actor_of(who, at=at)
    with acting(by):
        mine = RecoveryRequest.objects.select_related("user").get(pk=request.pk)
        return second_recovery(request=mine, seen=Seen(on=by.today, place="counter"), by=by)


def come_in(first, other, at):
    opened = open_recovery(first=first, second=other, at=at)
    invitation = opened.invitation
    return accept_invitation(invitation=invitation, password=PASSWORD, at=at)


@pytest.fixture
def asked(people, the_case, bea):
    return ask(people, the_case, bea)


@pytest.fixture
def colleague(people, the_case, bo):
    """Bea's, who sits at this table too."""
    with as_owner():
        TeamMember.objects.create(
            case=the_case, kind="bw_provider", membership=bo.membership, state="active",
            organisation=bo.membership.organisation, from_at=people.at - DAY,
        )  # fmt: skip
    return bo


def test_two_halves_and_a_day_give_a_new_password(people, the_case, samir, gerda, asked):
    request, first = asked
    other = second(request, gerda)
    assert open_recovery(first=first, second=first, at=people.at + 2 * DAY) is None
    soon = open_recovery(first=first, second=other, at=people.at + dt.timedelta(hours=23))
    assert soon.invitation is None
    stamp = samir.user.session_stamp
    user = come_in(other, first, people.at + 1.1 * DAY)
    assert user.pk == samir.user.pk
    assert user.check_password(PASSWORD)
    assert user.session_stamp != stamp
    assert User.objects.get(pk=user.pk).claimed_at is None
    later = people.at + 2 * DAY
    assert open_recovery(first=first, second=other, at=later) is None, "it works once"
    kinds = set(OutboxMessage.objects.filter(user_id=user.pk).values_list("kind", flat=True))
    assert kinds == {"account_notice"}
    with acting(actor_of(samir)) as me:
        events = visible_events(me).filter(case_id=the_case.pk, kind__startswith="accounts.recov")
        assert {one.kind.rpartition("_")[2] for one in events} == {"asked", "confirmed", "used"}


def test_one_party_is_not_two(people, bea, colleague, asked):
    request, _ = asked
    for who in (colleague, bea):
        with pytest.raises(PermissionDenied), transaction.atomic():
            second(request, who)
    with as_owner():
        assert RecoveryStatement.objects.count() == 1


def test_the_database_refuses_a_second_statement_of_the_same_party(people, gerda, asked, bea):
    """Whatever the code says: also a colleague who writes down another organisation."""
    request, _ = asked
    by = actor_of(bea)
    row = {"request_id": request.pk, "number": 2, "half_hash": "x", "at": by.at}
    for user, party in ((by.user_id, "person:1"), (actor_of(gerda).user_id, "organisation:1")):
        with acting(by), pytest.raises(Exception, match=r"security|unique"), transaction.atomic():
            RecoveryStatement.objects.create(
                user_id=user, membership_id=by.membership_id, party=party,
                organisation_id=by.organisation_id, **row,
            )  # fmt: skip
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        RecoveryRequest.objects.filter(pk=request.pk).update(confirmed_at=by.at, works_from=by.at)


def test_no_worker_holds_the_whole_code(asked):
    request, first = asked
    assert open_recovery(first=first, second="", at=request.asked_at + 2 * DAY) is None
    with as_owner():
        assert RecoveryStatement.objects.get().half_hash != first


def test_the_supporter_is_the_second(people, sofie, asked):
    request, first = asked
    other = second(request, sofie)
    assert come_in(first, other, people.at + 1.1 * DAY).pk == people.samir.user.pk


def test_mijn_thuis_says_why_something_is_shut_and_until_when(people, the_case, samir):
    page, plan = sign_in(Client(), samir), reverse("portal:plan", args=[the_case.number])
    for days, is_shut in ((3, True), (-3, False)):
        samir.user.client_only_from = people.at + days * DAY
        samir.user.save()
        shown = page.get(plan).content.decode()
        assert ("Wat alleen jij mag lezen, is dicht tot" in shown) is is_shut


@pytest.mark.parametrize("who", ["Wim", "Gijs", "Mina", "Hans", "Petra"])
def test_others_neither_begin_nor_see_it(people, the_case, asked, who):
    by = actor_of(people.by_name[who])
    with acting(by):
        assert not visible_recoveries(by).exists()
    with pytest.raises((PermissionDenied, AttributeError, RecoveryRequest.DoesNotExist)):
        second(asked[0], people.by_name[who])


def test_nobody_states_it_for_themself(people, the_case, samir):
    with pytest.raises(PermissionDenied):
        ask(people, the_case, samir)


def test_the_owner_sees_it_and_stops_it_at_once(people, the_case, samir, asked, gerda):
    request, _ = asked
    page = sign_in(Client(), samir)
    plan = page.get(reverse("portal:plan", args=[the_case.number])).content.decode()
    assert "Dit ben ik niet" in plan
    assert "jouw account" in page.get(reverse("desk:recoveries")).content.decode()
    page.post(reverse("desk:recovery_stop", args=[request.public_id]))
    samir.user.refresh_from_db()
    assert samir.user.claimed_at is None
    with pytest.raises(PermissionDenied):
        second(request, gerda)


def test_it_stops_after_the_second_too(people, samir, asked, gerda):
    request, first = asked
    other = second(request, gerda)
    with acting(actor_of(samir)) as me:
        stop_recovery(request=RecoveryRequest.objects.get(pk=request.pk), by=me)
    assert open_recovery(first=first, second=other, at=people.at + 2 * DAY) is None


def test_what_only_he_reads_stays_shut_for_a_week(people, the_case, samir, asked, gerda):
    request, first = asked
    with as_owner():
        box = Box.objects.filter(case=the_case, topic=1).first()
        question = BoxQuestion.objects.filter(box_type=box.box_type).first()
        for label in (0, 3):
            Answer.objects.create(
                case=the_case, box=box, topic=1, label=label, question=question, slot=f"x{label}",
                user=samir.user, version=1, is_current=True, text="x", how="alone", at=people.at,
            )  # fmt: skip
    user = come_in(first, second(request, gerda), people.at + 1.1 * DAY)
    for days, labels in ((2, {0}), (9, {0, 3})):
        me = actor_of(samir, at=people.at + days * DAY)
        with as_owner():
            assert set(Answer.objects.visible_to(me).values_list("label", flat=True)) == labels
        with acting(me):
            assert set(Answer.objects.values_list("label", flat=True)) == labels, "second lock"
            sight = sight_of(me, the_case)
            assert set(Answer.objects.seen_by(sight).values_list("label", flat=True)) == labels
    assert not Authenticator.objects.filter(user=user).exists()


def test_without_a_pair_the_help_desk_and_the_privacy_officer_do_it(people, samir, hetty, fred):
    later = people.at + 5 * DAY
    by = actor_of(hetty)
    with acting(by):
        request, first = ask_at_desk(user=samir.user, seen=Seen(), by=by)
    with pytest.raises(PermissionDenied):
        second(request, fred)
    other = second(request, fred, at=later)
    assert come_in(first, other, later + 1.1 * DAY).pk == samir.user.pk


@pytest.mark.parametrize("means", range(8))
def test_every_combination_of_lost_means_has_a_road_back(
    people, the_case, bea, gerda, samir, means
):
    """Mailbox, telephone and sheet, each had or lost; with a passkey one is in without any."""
    mail, phone, paper = (bool(means & bit) for bit in (1, 2, 4))
    user, at = samir.user, people.at
    user.email, user.phone = user.email if mail else None, "06 12345678" if phone else ""
    user.save()
    codes = make_sheet(user=user, at=at) if paper else ["2222-2222-2222"]
    roads = [ask_new_password(user=user, at=at), use_sheet_code(user=user, code=codes[0], at=at)]
    if not means:
        request, first = ask(people, the_case, people.bea)
        later = at + 1.1 * DAY
        opened = open_recovery(first=first, second=second(request, people.gerda), at=later)
        roads.append(opened.invitation)
    assert any(roads)
    assert bool(roads[0]) == (mail or phone)
    assert bool(roads[1]) == paper


def test_a_colleague_is_helped_by_two_admins(people, bea, olga, rob, hetty):
    Authenticator.objects.create(user=bea.user, type="totp", data={"secret": "x"})
    with acting(actor_of(olga)) as by:
        request = ask_reset(membership=bea.membership, by=by)
    assert Authenticator.objects.filter(user=bea.user).exists(), "one admin alone does nothing"
    for who in (olga, hetty):
        with pytest.raises((PermissionDenied, RecoveryRequest.DoesNotExist)):
            second(request, who)
    assert User.objects.get(pk=bea.user.pk).claimed_at is not None
    second(request, rob)
    bea.user.refresh_from_db()
    assert not Authenticator.objects.filter(user=bea.user).exists()
    assert not bea.user.has_usable_password()
    assert bea.user.claimed_at is None
    kinds = list(OutboxMessage.objects.filter(user_id=bea.user.pk).values_list("kind", flat=True))
    assert sorted(kinds) == ["account_notice", "account_notice", "begin_again"]


def test_an_admin_of_elsewhere_asks_nothing(people, wim, olga):
    with acting(actor_of(olga)) as by, pytest.raises(PermissionDenied):
        ask_reset(membership=wim.membership, by=by)


def test_pages(people, the_case, bea, gerda, hetty, samir):
    seat = people.seat_of["Samir", "Samir"]
    url = reverse("desk:recovery_ask", args=[the_case.number, seat.public_id])
    form = {"seen_on": str(actor_of(bea).today), "place": "home"}
    form["key"] = "6a3c2a4e-1f0b-4a6f-9a1b-0f6f6b1f0a11"
    page = sign_in(Client(), bea)
    assert url in page.get(reverse("cases:team", args=[the_case.number])).content.decode()
    answer = page.post(url, form).content.decode()
    asked = RecoveryRequest.objects.filter(user=samir.user)
    with as_owner():
        public_id = asked.get().public_id
    assert public_id in answer
    desk = sign_in(Client(), hetty)
    listed = desk.get(reverse("desk:recoveries")).content.decode()
    assert public_id in listed
    assert "Samir" not in listed
    form["login"] = samir.user.email or samir.user.username
    answer = desk.post(reverse("desk:recovery_second", args=[public_id]), form)
    assert "halve code" in answer.content.decode()
    with as_owner():
        assert asked.get().works_from is not None


def test_a_second_press_hears_how_it_stands_and_is_no_error(people, the_case, samir, bea, gerda):
    form = {
        "seen_on": actor_of(bea).today, "place": "home",
        "key": "5e2b4a4e-1f0b-4a6f-9a1b-0f6f6b1f0a11",
    }  # fmt: skip
    begin = reverse(
        "desk:recovery_ask", args=[the_case.number, people.seat_of["Samir", "Samir"].public_id]
    )

    def twice(who, url, data, says):
        page = sign_in(Client(), who)
        first = page.post(url, data)
        again = page.post(url, data, follow=True)
        assert again.status_code == 200
        assert says in again.content.decode()
        return first.content.decode()

    assert "halve code" in twice(bea, begin, form, "u verklaarde dit al bij kenmerk")
    with as_owner():
        number = RecoveryRequest.objects.get().public_id
    second = reverse("desk:recovery_second", args=[number])
    assert "halve code" in twice(gerda, second, form, "u verklaarde dit al bij kenmerk")
    twice(samir, reverse("desk:recovery_stop", args=[number]), {}, "Dit is al gestopt.")
    late = sign_in(Client(), people.hetty).post(second, form, follow=True)
    assert "Dit is al gestopt." in late.content.decode()
    elsewhere = sign_in(Client(), people.wim).post(second, form)
    assert elsewhere.status_code == 404
    with as_owner():
        assert RecoveryStatement.objects.count() == 2


@pytest.mark.parametrize(
    ("days", "label", "kept"), [(3, "3", False), (3, "0", True), (-3, "3", True)]
)
def test_only_me_is_not_offered_while_it_is_shut_and_nothing_typed_is_lost(
    people, the_case, samir, days, label, kept
):
    samir.user.client_only_from = people.at + days * DAY
    samir.user.save()
    with as_owner():
        box = Box.objects.filter(case=the_case, topic=1).first()
    url = reverse("portal:question", args=[the_case.number, kind_of(box.box_type_id).code, 1])
    page = sign_in(Client(), samir)
    offered = 'value="3"' in page.get(url).content.decode()
    assert offered is (days < 0)
    answer = page.post(url, {"text": "Een tuin graag", "label": label, "seen": "", "found": ""})
    assert (answer.status_code == 302) is kept
    if not kept:
        assert answer.status_code == 200
        shown = answer.content.decode()
        assert "Een tuin graag" in shown
        assert "kan weer vanaf" in shown
