"""People with a seat of their own: relatives and supporters, and an account for them."""

import datetime as dt

from django.db import transaction

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.actions.seats import AlreadyAtTableError
from huiswaarts.casework.cases.actions.sharing import open_party
from huiswaarts.casework.cases.locks import lock_case
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.sight import Sight, sight_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting, nobody
from huiswaarts.foundation.accounts import actions as accounts
from huiswaarts.foundation.accounts.actions import AccountInUseError
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.accounts.queries import find_user, was_used
from huiswaarts.foundation.events.actions import record
from huiswaarts.foundation.events.actions.versions import save_version


class AddressTakenError(Exception):
    """Somebody else signs in with this address: invite on paper, or use another address."""


@granting(to=nobody)  # a name at the table: who it is comes with the invitation
@transaction.atomic
def add_person(
    *, case: Case, kind: str, name: str, sight: Sight, by: Actor, at: dt.datetime
) -> TeamMember:
    """A relative or supporter whom the client wants at the table. Sees nothing until shared."""
    lock_case(case.pk)
    require(policies.add_person(case, sight, kind))
    here = TeamMember.objects.active(at).filter(case=case, kind=kind, name__iexact=name)
    if here.exists():
        raise AlreadyAtTableError
    seat = TeamMember.objects.create(
        case=case,
        kind=kind,
        name=name,
        state=TeamMember.State.ACTIVE,
        asked_at=at,
        from_at=at,
        proposed_by=by.membership_id,
        admitted_by=by.membership_id,
    )
    open_party(case=case, seat=seat, by=by, at=at)
    record(kind="cases.person_added", by=by, case_id=case.pk, subject=_subject(seat), seat=kind)
    return seat


def _invitee(*, seat: TeamMember, **_: object) -> tuple[int | None, ...]:
    """Who sits there. An address that has an account is refused below, whoever it is of."""
    return (seat.user_id,)


@granting(to=_invitee, reason="U kunt uzelf niet uitnodigen.")
@transaction.atomic
def invite_by_mail(*, case: Case, seat: TeamMember, email: str, by: Actor, at: dt.datetime) -> None:
    """A link that works once, for a day, to who sits here."""
    user = _account(case, seat, email=email, by=by)
    accounts.invite_by_mail(user=user, by=by, at=at)
    _invited(case, seat, by=by, way="email")


@granting(to=_invitee, reason="U kunt uzelf niet uitnodigen.")
@transaction.atomic
def invite_on_paper(
    *, case: Case, seat: TeamMember, by: Actor, at: dt.datetime
) -> tuple[User, str]:
    """The login name and the code, this once: to print and hand over."""
    user = _account(case, seat, email="", by=by)
    _, code = accounts.invite_on_paper(user=user, by=by, at=at)
    _invited(case, seat, by=by, way="paper")
    return user, code


def _account(case: Case, seat: TeamMember, *, email: str, by: Actor) -> User:
    """The account of this seat; made when there is none. It holds no name.

    An account that was used is never handed to somebody else: its address stays, and nobody
    makes a new code on paper for it. Who lost every way in gets back by `recovery`.
    """
    require(policies.invite(case, sight_of(by, case), seat))
    if seat.user is not None and was_used(seat.user):
        if not seat.user.email or User.objects.normalise(email) != seat.user.email:
            raise AccountInUseError
        return seat.user
    if seat.user is not None and (not email or seat.user.email == User.objects.normalise(email)):
        return seat.user
    if email and find_user(email) is not None:
        raise AddressTakenError
    if seat.user is not None:
        seat.user.email = User.objects.normalise(email)
        seat.user.save(update_fields=["email"])
        return seat.user
    user = User.objects.create_user(email=email or None)
    save_version(seat, version=seat.version, user=user)
    return user


def _invited(case: Case, seat: TeamMember, *, by: Actor, way: str) -> None:
    record(kind="cases.person_invited", by=by, case_id=case.pk, subject=_subject(seat), way=way)


def _subject(seat: TeamMember) -> str:
    return f"cases.teammember:{seat.pk}"
