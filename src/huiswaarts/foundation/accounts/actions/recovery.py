"""Letting somebody in again who lost every means of their own. ADR 17.

Two people who do not gain by it each say when and where they saw this person, and each get half a
code. A day passes in which the owner can stop it; then both halves give a new password.
"""

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext_lazy

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting
from huiswaarts.foundation.accounts import codes, policies
from huiswaarts.foundation.accounts.actions.alarm import What, alarm
from huiswaarts.foundation.accounts.actions.invitations import (
    invite_to_recover,
    mail_invitation,
    withdraw_for,
    withdraw_invitations,
)
from huiswaarts.foundation.accounts.actions.locks import lock_account
from huiswaarts.foundation.accounts.actions.recovered import note, tell_staters, unclaim
from huiswaarts.foundation.accounts.models import (
    Invitation,
    RecoveryRequest,
    RecoveryStatement,
    User,
    fresh_stamp,
)
from huiswaarts.foundation.accounts.models_recovery import WAITS
from huiswaarts.foundation.common.dates import local_moment
from huiswaarts.foundation.common.workdays import workdays_after
from huiswaarts.foundation.events.models import Notification, OutboxMessage

Kind = RecoveryRequest.Kind
PAIR_WORKDAYS = 2  # after that the help desk and the privacy officer may do it together
LASTS = dt.timedelta(days=30)
WIDE = ("help_desk", "privacy_officer")
BEGINS_PAIR = 3  # the number of the first of these two, when somebody else asked
NOT_YOURSELF = "Dit kan niet voor uzelf. Iemand anders verklaart dat die u zag."
NOT_SECOND = (
    "Dit kan alleen iemand van een andere organisatie dan de eerste: al twee weken van de tafel of "
    "van de toegang van de gemeente, of van het hulppunt van de regio. Het kan niet als een van "
    "beiden de ander uitnodigde, of een collega dat deed, of iemand die u beiden uitnodigde. Het "
    "verzoek moet nog open staan."
)
OVER = gettext_lazy(
    "Er is nu niets gestopt. Dit verzoek is net gebruikt, gestopt of verlopen. Kwam er iemand "
    "binnen die dat niet mocht? Zeg het dan meteen tegen het hulppunt van de regio."
)

NOT_AGREEING = (
    "Akkoord geeft een andere beheerder van de organisatie, als u beiden er al twee weken bent, of "
    "een regiobeheerder die niet net door de ander kwam. Wie het vroeg, geeft geen akkoord. Het "
    "verzoek moet nog open staan."
)


class AlreadyAskedError(Exception):
    """A request of this table or employer stands already: add a statement to that one."""


@dataclass(frozen=True)
class Seen:
    """When and where; never how somebody was."""

    on: dt.date | None = None
    place: str = ""


@dataclass(frozen=True)
class Place:
    """Where the account belongs: the case of a client, the organisation of a worker."""

    case_id: int | None = None
    organisation_id: int | None = None


@dataclass(frozen=True)
class Opened:
    """What two right halves give: a new password now, or the moment from which they do."""

    invitation: Invitation | None
    works_from: dt.datetime


@dataclass(frozen=True)
class _Found:
    request_id: int
    user_id: int
    region_id: int
    works_from: dt.datetime


def _owner(*, user: User, **_: object) -> tuple[int, ...]:
    return (user.pk,)


def _owner_of(*, request: RecoveryRequest, **_: object) -> tuple[int, ...]:
    return (request.user_id,)


@granting(to=_owner, reason=NOT_YOURSELF)
@transaction.atomic
def ask_recovery(
    *, user: User, kind: str, place: Place, seen: Seen, by: Actor
) -> tuple[RecoveryRequest, str]:
    """By the first of the two. Gives the first half of the code, this once."""
    require(policies.ask_recovery(by, user, kind))
    lock_account(user.pk)
    old = RecoveryRequest.objects.filter(
        user=user,
        kind=kind,
        case_id=place.case_id,
        organisation_id=place.organisation_id,
        stopped_at=None,
        used_at=None,
    )
    if old.open(by.at).exists():
        raise AlreadyAskedError
    withdraw_for(old, by.at)
    old.update(stopped_at=by.at)  # it ran out
    request = RecoveryRequest.objects.create(
        user=user,
        kind=kind,
        region_id=by.own_region_id,
        case_id=place.case_id,
        organisation_id=place.organisation_id,
        asked_at=by.at,
        wide_from=local_moment(workdays_after(by.today, PAIR_WORKDAYS), dt.time(23, 59)),
        expires_at=by.at + LASTS,
    )
    half, _ = _state(request, seen, by, policies.TOO_NEW)
    User.objects.filter(pk=user.pk).update(claimed_at=by.at)
    asked = What.RESET_ASKED if kind == Kind.SECOND_FACTOR else What.ASKED
    alarm(user=user, what=asked, at=by.at)
    note("accounts.recovery_asked", request, by)
    return request, half


@granting(to=_owner_of, reason=NOT_YOURSELF)
@transaction.atomic
def second_recovery(*, request: RecoveryRequest, seen: Seen, by: Actor) -> str:
    """By the other of the two, of another organisation; or, when nobody was found in two working
    days, by the help desk and the privacy officer, each in turn. Gives half of the code.
    """
    lock_account(request.user_id)
    half, number = _state(request, seen, by, not_second(request))
    if number == BEGINS_PAIR:
        note("accounts.recovery_stated", request, by)
        return half
    request.confirmed_at = by.at
    request.works_from = by.at if request.kind == Kind.SECOND_FACTOR else by.at + WAITS
    request.save(update_fields=["confirmed_at", "works_from"])
    note("accounts.recovery_confirmed", request, by)
    if request.kind == Kind.SECOND_FACTOR:
        _begin_again(request, by)
        tell_staters(Notification.Kind.RESET_AGREED, request, by)
    alarm(user=request.user, what=What.CONFIRMED, at=by.at)
    return half


@transaction.atomic
def stop_recovery(*, request: RecoveryRequest, by: Actor) -> None:
    """By the owner, who is in and did not ask for this; or by one of those who stated it."""
    lock_account(request.user_id)
    require(policies.stop_recovery(by, request, _staters(request)))
    stopped = (
        RecoveryRequest.objects.open(by.at)
        .filter(pk=request.pk)
        .update(stopped_at=by.at, stopped_by=by.user_id)
    )
    if not stopped:
        raise PermissionDenied(OVER)
    withdraw_for(RecoveryRequest.objects.filter(pk=request.pk), by.at)
    unclaim(request.user_id)
    alarm(user=request.user, what=What.STOPPED, at=by.at)
    note("accounts.recovery_stopped", request, by)
    if request.kind == Kind.SECOND_FACTOR:  # of the others a job tells, also who sits at the table
        tell_staters(Notification.Kind.RESET_STOPPED, request, by)


@transaction.atomic
def open_recovery(*, first: str, second: str, at: dt.datetime) -> Opened | None:
    """By the client, with both halves in whichever order. Before the day is over it only waits."""
    prints = codes.print_of(first), codes.print_of(second)
    found = _of_halves(*prints, at)
    if found is None:
        return None
    if found.works_from > at:
        return Opened(None, found.works_from)
    user = lock_account(found.user_id)
    if _of_halves(*prints, at) is None:  # stopped while this one waited
        return None
    made = invite_to_recover(
        request_id=found.request_id, user=user, region_id=found.region_id, at=at
    )
    return Opened(made, found.works_from)


def _of_halves(one: str, other: str, at: dt.datetime) -> _Found | None:
    with connection.cursor() as cursor:
        cursor.execute("select * from app_recovery_of(%s, %s, %s)", [one, other, at])
        found = cursor.fetchone()
    return _Found(*found) if found else None


def not_second(request: RecoveryRequest) -> str:
    """Why somebody is not the second of the two."""
    return NOT_AGREEING if request.kind == Kind.SECOND_FACTOR else NOT_SECOND


def may_state(request: RecoveryRequest, by: Actor) -> bool:
    return _place(request, by) is not None


def goes_on(request: RecoveryRequest, by: Actor) -> bool:
    """The help desk and the privacy officer each state it, after somebody who found nobody."""
    place = _place(request, by)
    return place is not None and place[1] >= BEGINS_PAIR


def parties_of(request: RecoveryRequest, by: Actor) -> list[str]:
    """For whom somebody could state this; two of one party are one."""
    if request.kind == Kind.SECOND_FACTOR or by.organisation_id is None:
        return [f"person:{by.user_id}"]
    own = f"organisation:{by.organisation_id}"
    wide = by.at >= request.wide_from and by.role in WIDE
    return [own, f"role:{by.role}"] if wide else [own]


def _place(request: RecoveryRequest, by: Actor) -> tuple[str, int] | None:
    """Party and number of the first statement that the wall lets in; it asks again when written."""
    with connection.cursor() as cursor:
        for party in parties_of(request, by):
            cursor.execute("select app_statement_number(%s, %s)", [request.pk, party])
            (number,) = cursor.fetchone() or (None,)
            if number is not None:
                return party, number
    return None


def _state(request: RecoveryRequest, seen: Seen, by: Actor, otherwise: str) -> tuple[str, int]:
    """The half of the code, and which statement this is."""
    place = _place(request, by)
    if place is None:
        raise PermissionDenied(otherwise)
    party, number = place
    half = codes.paper_code() if request.kind == Kind.ACCESS else ""
    RecoveryStatement.objects.create(
        request=request,
        number=number,
        user_id=by.user_id,
        membership_id=by.membership_id,
        organisation_id=by.organisation_id,
        party=party,
        seen_on=seen.on,
        place=seen.place,
        half_hash=codes.print_of(half) if half else "",
        at=by.at,
    )
    return half, number


def _begin_again(request: RecoveryRequest, by: Actor) -> None:
    """The second step goes, and the password too: alone it must never open the door. Who has an
    e-mail address gets a link; who lost that as well, is let in by two people.
    """
    user = request.user
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.session_stamp = fresh_stamp()
    user.save(update_fields=["password", "session_stamp"])
    withdraw_invitations(user=user, at=by.at)
    request.used_at = by.at
    request.save(update_fields=["used_at"])
    unclaim(user.pk)
    if user.email:
        mail_invitation(user=user, by=by, at=by.at, mail=OutboxMessage.Kind.BEGIN_AGAIN)


def _staters(request: RecoveryRequest) -> set[int]:
    return set(request.statements.values_list("user_id", flat=True))
