"""People with a seat of their own: relatives and supporters, and an account for them."""

import datetime as dt

from django.db import transaction

from huiswaarts.casework.cases import policies
from huiswaarts.casework.cases.actions.seats import AlreadyAtTableError
from huiswaarts.casework.cases.actions.sharing import open_party
from huiswaarts.casework.cases.locks import lock_case, waited
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.sight import Sight, sight_of
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting, nobody
from huiswaarts.foundation.accounts import actions as accounts
from huiswaarts.foundation.accounts.actions import AccountInUseError
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.accounts.queries import was_used
from huiswaarts.foundation.events.actions import record
from huiswaarts.foundation.events.actions.versions import save_version
from huiswaarts.foundation.network.actions import send_offer, withdraw_offer
from huiswaarts.foundation.network.models import Offer


@granting(to=nobody)  # a name at the table: who it is comes with the invitation
@transaction.atomic
def add_person(
    *, case: Case, kind: str, name: str, sight: Sight, by: Actor, at: dt.datetime
) -> TeamMember:
    """A relative or supporter whom the client wants at the table. Sees nothing until shared."""
    lock_case(case.pk)
    require(policies.add_person(case, sight, kind))
    seated = TeamMember.objects.active(waited(by).at)
    here = seated.filter(case=case, kind=kind, name__iexact=name)
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
    """Who sits there. An address is of nobody yet."""
    return (seat.user_id,)


@granting(to=_invitee, reason="U kunt uzelf niet uitnodigen.")
@transaction.atomic
def invite_by_mail(*, case: Case, seat: TeamMember, email: str, by: Actor, at: dt.datetime) -> None:
    """The seat, offered to an address: theirs after whoever has that mailbox said yes."""
    _require_invite(case, seat, by)
    if seat.user is not None and was_used(seat.user):
        raise AccountInUseError
    offer = Offer(case_id=case.pk, seat_id=seat.pk, name=seat.name)
    send_offer(offer=offer, email=email, by=by, at=at)
    _invited(case, seat, by=by, way="email")


@transaction.atomic
def withdraw_invitation(*, case: Case, seat: TeamMember, offer: Offer, by: Actor) -> None:
    """Before it was answered."""
    _require_invite(case, seat, by)
    withdraw_offer(offer=offer, by=by, at=by.at)


@granting(to=_invitee, reason="U kunt uzelf niet uitnodigen.")
@transaction.atomic
def invite_on_paper(
    *, case: Case, seat: TeamMember, by: Actor, at: dt.datetime
) -> tuple[User, str]:
    """The login name and the code, this once: to print and hand over.

    For an account without an address, which this seat alone has: one with an address is of whoever
    has that mailbox, used or not.
    """
    _require_invite(case, seat, by)
    user = seat.user
    if user is not None and was_used(user):
        raise AccountInUseError
    if user is None or user.email:
        user = User.objects.create_user()
        save_version(seat, version=seat.version, user=user)
    _, code = accounts.invite_on_paper(user=user, by=by, at=at)
    _invited(case, seat, by=by, way="paper")
    return user, code


def _require_invite(case: Case, seat: TeamMember, by: Actor) -> None:
    sight = sight_of(by, case)
    require(policies.invite(case, sight, seat))
    waiting = Offer.objects.filter(seat_id=seat.pk, state=Offer.State.OPEN).first()
    require(policies.replace_sent(sight, waiting, by.at))


def _invited(case: Case, seat: TeamMember, *, by: Actor, way: str) -> None:
    record(kind="cases.person_invited", by=by, case_id=case.pk, subject=_subject(seat), way=way)


def _subject(seat: TeamMember) -> str:
    return f"cases.teammember:{seat.pk}"
