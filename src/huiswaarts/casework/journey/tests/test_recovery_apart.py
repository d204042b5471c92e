"""Two who are really two, and a stop that stops: what somebody alone tries with a recovery."""

import datetime as dt
import inspect

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions import (
    InvitationClosedError,
    accept_invitation,
    invitations,
    recovery,
)
from huiswaarts.foundation.accounts.actions.recovery import open_recovery, stop_recovery
from huiswaarts.foundation.accounts.models import Invitation, RecoveryRequest, User
from huiswaarts.foundation.accounts.models_recovery import KNOWN
from huiswaarts.foundation.events.models import AccessRecord
from huiswaarts.foundation.network.actions_recovery import ask_reset
from huiswaarts.foundation.network.models import Membership, Offer
from tests.database import as_owner
from tests.people import Person, actor_of, sign_in

from .test_recovery import PASSWORD, ask, come_in, second

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
Refused = (PermissionDenied, ProgrammingError, IntegrityError)


@pytest.fixture
def asked(people, the_case, bea):
    return ask(people, the_case, bea)


def on_paper(guest, giver, at):
    """As `invite_on_paper` leaves it once it was used."""
    with as_owner():
        return Invitation.objects.create(
            user=guest.user, kind="paper", code_hash=f"x{guest.user.pk}", region_id=1,
            created_by_user_id=giver.user.pk, created_at=at - 3 * DAY, used_at=at - 2 * DAY,
            expires_at=at - 2 * DAY,
        )  # fmt: skip


def onto_the_seat(people, guest, giver):
    seat = people.seat_of["Samir", guest.name]
    with as_owner():
        return Offer.objects.create(
            region=seat.case.region, typed="s@example.nl", address="s@example.nl", code_hash="y",
            case_id=seat.case_id, seat_id=seat.pk, state="accepted",
            invited_by_user_id=giver.user.pk, answered_by_user_id=guest.user.pk,
            invited_at=people.at - 3 * DAY, expires_at=people.at + DAY,
        )  # fmt: skip


def states(people, request, who):
    try:
        with transaction.atomic():
            return bool(second(request, who))
    except PermissionDenied:
        return False


def test_no_supporter_whom_the_first_or_a_colleague_invited(people, sofie, bo, bea, asked):
    """Bea, or Bo of her organisation, could be the one who signs in as this supporter."""
    paper = on_paper(sofie, bo, people.at)
    assert not states(people, asked[0], sofie)
    with as_owner():
        paper.delete()
    offer = onto_the_seat(people, sofie, bea)
    assert not states(people, asked[0], sofie)
    with as_owner():
        offer.delete()
    assert states(people, asked[0], sofie)


def test_nor_the_other_way_round(people, the_case, sofie, bo, bea, gerda):
    on_paper(sofie, bo, people.at)
    request, _ = ask(people, the_case, sofie)
    assert not states(people, request, bea)
    assert states(people, request, gerda), "somebody who had no part in it"


def a_supporter(people, name, days=30):
    user = User.objects.create_user(email=f"{name}@example.nl", name=name)
    TeamMember.objects.create(
        case=people.case_of["Samir"], kind="supporter", user=user, name=name, state="active",
        from_at=people.at - days * DAY,
    )  # fmt: skip
    return Person(name=name, user=user)


def test_two_supporters_of_one_inviter_are_one(people, the_case, sofie, bea, gerda):
    """Bea states nothing, and signs in as both."""
    with as_owner():
        other = a_supporter(people, "Sam")
    papers = [on_paper(one, bea, people.at) for one in (sofie, other)]
    request, _ = ask(people, the_case, other)
    assert not states(people, request, sofie)
    with as_owner():
        papers[0].delete()
    assert states(people, request, sofie)


def test_no_colleague_whom_somebody_made_elsewhere(people, gerda, bea, asked):
    """Bea was an admin at the other organisation and invited this worker there."""
    with as_owner():
        offer = Offer.objects.create(
            region_id=gerda.membership.region_id, typed="g@example.nl", address="g@example.nl",
            code_hash="w", organisation=gerda.membership.organisation, role="access_worker",
            state="accepted", invited_by_user_id=bea.user.pk, answered_by_user_id=gerda.user.pk,
            invited_at=people.at - 30 * DAY, expires_at=people.at - 29 * DAY,
        )  # fmt: skip
    assert not states(people, asked[0], gerda)
    with as_owner():
        offer.delete()
    assert states(people, asked[0], gerda)


def test_a_seat_of_yesterday_does_not_count(people, the_case, sofie, bea, gerda, asked):
    """Neither as the second nor as the first, and the page says why."""
    with as_owner():
        seats = TeamMember.objects.filter(case=the_case, membership=gerda.membership)
        was = seats.get().from_at
        seats.update(from_at=people.at - DAY)
        Membership.objects.filter(pk=gerda.membership.pk).update(from_at=people.at - DAY)
    assert not states(people, asked[0], gerda)
    with acting(actor_of(bea)) as by:
        stop_recovery(request=RecoveryRequest.objects.get(pk=asked[0].pk), by=by)
    with pytest.raises(PermissionDenied, match="twee weken"), transaction.atomic():
        ask(people, the_case, gerda)
    with as_owner():
        seats.update(from_at=was)
    ask(people, the_case, gerda)


def test_a_region_admin_does_not_agree_with_an_admin_of_their_making(people, bea, bo, rob):
    with as_owner():
        row = Membership.objects.create(
            user=bo.user, organisation=bo.membership.organisation, role="organisation_admin",
            region_id=bo.membership.region_id, from_at=people.at - DAY,
        )  # fmt: skip
        bo.membership = row
        paper = on_paper(bo, rob, people.at)
    with acting(actor_of(bo)) as by:
        request = ask_reset(membership=bea.membership, by=by)
    with pytest.raises(PermissionDenied), transaction.atomic():
        second(request, rob)
    with as_owner():
        paper.delete()
    second(request, rob)


def test_the_two_weeks_are_the_same_in_both_locks(people):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select recovery_known_before(%s)", [people.at])
        assert cursor.fetchone() == (people.at - KNOWN,)


def test_an_inviter_who_left_counts_too(people, sofie, bo, bea, asked):
    on_paper(sofie, bo, people.at)
    with as_owner():
        Membership.objects.filter(pk=bo.membership.pk).update(until_at=people.at - DAY)
    assert not states(people, asked[0], sofie)


def test_a_new_admin_does_not_agree_with_the_one_who_invited(people, bea, olga, bo, rob):
    """An admin makes a second one and is both: that takes a region admin for two weeks."""
    with as_owner():
        row = Membership.objects.create(
            user=bo.user, organisation=bo.membership.organisation, role="organisation_admin",
            region_id=bo.membership.region_id, from_at=people.at - DAY,
        )  # fmt: skip
        bo.membership = row
    with acting(actor_of(olga)) as by:
        request = ask_reset(membership=bea.membership, by=by)
    with pytest.raises(PermissionDenied), transaction.atomic():
        second(request, bo)
    with as_owner():
        Membership.objects.filter(pk=row.pk).update(from_at=people.at - 15 * DAY)
    second(request, bo)


def test_the_second_step_of_work_outlives_a_recovery_by_the_table(people, samir, gerda, asked):
    """The table knows the client; the second step is for those whom Samir works with."""
    with as_owner():
        Authenticator.objects.create(user=samir.user, type="totp", data={"secret": "x"})
        Membership.objects.create(
            user=samir.user, organisation=people.gijs.membership.organisation,
            role="support_worker", region_id=people.gijs.membership.region_id,
            from_at=people.at + 5 * DAY,
        )  # fmt: skip
    user = come_in(asked[1], second(asked[0], gerda), people.at + 1.1 * DAY)
    assert user.check_password(PASSWORD)
    assert Authenticator.objects.filter(user=user).exists()


def test_this_is_not_me_also_stops_what_both_halves_opened(people, samir, gerda, asked):
    later = people.at + 1.1 * DAY
    invitation = open_recovery(first=asked[1], second=second(asked[0], gerda), at=later).invitation
    with acting(actor_of(samir, at=later)) as me:
        stop_recovery(request=RecoveryRequest.objects.get(pk=asked[0].pk), by=me)
    with pytest.raises(InvitationClosedError):
        accept_invitation(invitation=invitation, password=PASSWORD, at=later)


def test_who_stops_it_too_late_is_told_so(people, samir, gerda, asked):
    """Never "stopped" when it was used a moment before."""
    later = people.at + 1.1 * DAY
    come_in(asked[1], second(asked[0], gerda), later)
    me = actor_of(samir, at=later)
    with acting(me), pytest.raises(PermissionDenied, match="niets gestopt"):
        stop_recovery(request=asked[0], by=me)


def test_a_password_is_not_chosen_after_a_stop(people, samir, gerda, asked):
    """Also when nothing withdrew what was opened."""
    later = people.at + 1.1 * DAY
    invitation = open_recovery(first=asked[1], second=second(asked[0], gerda), at=later).invitation
    with as_owner():
        RecoveryRequest.objects.filter(pk=asked[0].pk).update(stopped_at=later)
    with pytest.raises(InvitationClosedError):
        accept_invitation(invitation=invitation, password=PASSWORD, at=later)
    samir.user.refresh_from_db()
    assert not samir.user.check_password(PASSWORD)


def test_the_new_password_and_the_end_of_the_request_are_one(people, gerda, asked, monkeypatch):
    """Cut between the two, and neither happened."""
    later = people.at + 1.1 * DAY
    invitation = open_recovery(first=asked[1], second=second(asked[0], gerda), at=later).invitation

    def cut(**_):
        raise OSError

    monkeypatch.setattr(invitations, "finish_recovery", cut)
    with pytest.raises(OSError):
        accept_invitation(invitation=invitation, password=PASSWORD, at=later)
    people.samir.user.refresh_from_db()
    assert not people.samir.user.check_password(PASSWORD)


def row(people, by, **more):
    fields = {
        "user_id": people.samir.user.pk, "kind": "access", "region_id": by.own_region_id,
        "case_id": people.case_of["Samir"].pk, "asked_at": by.at, "wide_from": by.at + DAY,
        "expires_at": by.at + DAY,
    }  # fmt: skip
    return RecoveryRequest(**fields | more)


def test_the_database_takes_no_request_about_somebody_who_sits_elsewhere(people, bea, hetty, olga):
    wrong = (
        (bea, {"user_id": people.stan.user.pk}),
        (hetty, {"user_id": people.stan.user.pk}),
        (hetty, {"case_id": people.case_of["Dirk"].pk, "user_id": people.dirk.user.pk}),
        (bea, {"case_id": people.case_of["Stan"].pk, "user_id": people.stan.user.pk}),
        (olga, {"kind": "second_factor", "user_id": people.wim.user.pk, "case_id": None,
                "organisation_id": olga.membership.organisation_id}),
    )  # fmt: skip
    for person, more in wrong:
        by = actor_of(person)
        with acting(by), pytest.raises(Refused), transaction.atomic():
            row(people, by, **more).save()
    by = actor_of(bea)
    with acting(by), transaction.atomic():
        row(people, by).save()


def test_the_database_lets_no_bystander_stop_or_confirm(people, amir, bea, gerda, asked):
    for person in (amir, people.hetty, people.sofie):
        by = actor_of(person)
        with acting(by):
            mine = RecoveryRequest.objects.filter(pk=asked[0].pk)
            assert mine.update(stopped_at=by.at) == 0
            assert mine.update(confirmed_at=by.at, works_from=by.at + DAY) == 0
    second(asked[0], gerda)
    by = actor_of(bea)
    for more in ({"works_from": by.at + 2 * DAY}, {"confirmed_at": by.at - 5 * DAY},
                 {"stopped_at": by.at - DAY}):  # fmt: skip
        with acting(by), pytest.raises(Refused), transaction.atomic():
            RecoveryRequest.objects.filter(pk=asked[0].pk).update(**more)


def test_the_second_of_two_finds_it_in_their_work(people, the_case, gerda, wim, hetty, asked):
    """Where one looks first; the desk hears that there is one, not whose."""
    row = "Zag u deze persoon ook?"
    mine = sign_in(Client(), gerda).get(reverse("desk:my_work")).content.decode()
    assert row in mine
    assert "Aan tafel bij Samir" in mine
    assert row not in sign_in(Client(), wim).get(reverse("desk:my_work")).content.decode()
    second(asked[0], gerda)
    assert row not in sign_in(Client(), gerda).get(reverse("desk:my_work")).content.decode()


def test_a_client_who_also_works_is_not_named_to_the_desk(people, samir, hetty, asked):
    with as_owner():
        User.objects.filter(pk=samir.user.pk).update(name="Samir Yilmaz")
    listed = sign_in(Client(), hetty).get(reverse("desk:recoveries")).content.decode()
    assert asked[0].public_id in listed
    assert "Yilmaz" not in listed


def test_a_login_name_that_was_known_stands_in_its_owners_log(people, the_case, samir, hetty):
    form = {"login": samir.user.username, "seen_on": str(actor_of(hetty).today), "place": "counter"}
    form["key"] = "6a3c2a4e-1f0b-4a6f-9a1b-0f6f6b1f0a12"
    sign_in(Client(), hetty).post(reverse("desk:recovery_begin"), form)
    with as_owner():
        looks = AccessRecord.objects.filter(case_id=the_case.pk, action="desk:recoveries")
        assert looks.count() == 1


def run(sql):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql)


def whoever_let_them_in(_patch):
    run("""create or replace function recovery_roots(of_user bigint, of_case bigint,
        since timestamptz) returns text[] language sql stable as
        'select array[''person:'' || of_user]'""")


def a_chair_of_today(patch):
    run("""create or replace function recovery_known_before(asked timestamptz)
        returns timestamptz language sql immutable as 'select asked'""")
    patch.setattr(policies, "KNOWN", 0 * DAY)


def an_admin_of_today(_patch):
    run("""create or replace function app_stand_apart(of_request bigint)
        returns boolean language sql stable as 'select true'""")


def work_loses_its_second_step(patch):
    patch.setattr(invitations, "has_work", lambda user, at: False)


def a_stop_that_comes_late(patch):
    patch.setattr(recovery, "withdraw_for", lambda requests, at: None)
    patch.setattr(invitations, "finish_recovery", lambda **_: True)


def anybody_moves_it(_patch):
    run("alter policy edit on accounts_recoveryrequest using (true) with check (true)")


def about_anybody(_patch):
    run("""create or replace function app_belongs(of_user bigint, of_case bigint,
        of_organisation bigint)
        returns boolean language sql stable as 'select true'""")


PLANTED = [
    (whoever_let_them_in, test_no_supporter_whom_the_first_or_a_colleague_invited),
    (whoever_let_them_in, test_two_supporters_of_one_inviter_are_one),
    (whoever_let_them_in, test_no_colleague_whom_somebody_made_elsewhere),
    (whoever_let_them_in, test_a_region_admin_does_not_agree_with_an_admin_of_their_making),
    (a_chair_of_today, test_a_seat_of_yesterday_does_not_count),
    (an_admin_of_today, test_a_new_admin_does_not_agree_with_the_one_who_invited),
    (work_loses_its_second_step, test_the_second_step_of_work_outlives_a_recovery_by_the_table),
    (a_stop_that_comes_late, test_this_is_not_me_also_stops_what_both_halves_opened),
    (anybody_moves_it, test_the_database_lets_no_bystander_stop_or_confirm),
    (about_anybody, test_the_database_takes_no_request_about_somebody_who_sits_elsewhere),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: p[1].__name__)
def test_a_planted_way_around_is_caught(request, monkeypatch, planted):
    mutant, check = planted
    request.getfixturevalue("people")
    mutant(monkeypatch)
    names = inspect.signature(check).parameters
    wanted = {name: request.getfixturevalue(name) for name in names}
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        check(**wanted)
