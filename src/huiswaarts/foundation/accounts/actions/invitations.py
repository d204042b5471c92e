import datetime as dt

from allauth.mfa.models import Authenticator
from django.db import models, transaction

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import Own, granting
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts import codes
from huiswaarts.foundation.accounts.actions.alarm import What, alarm
from huiswaarts.foundation.accounts.actions.locks import lock_account
from huiswaarts.foundation.accounts.actions.recovered import finish_recovery
from huiswaarts.foundation.accounts.models import (
    Invitation,
    RecoveryRequest,
    SheetCode,
    User,
    fresh_stamp,
)
from huiswaarts.foundation.accounts.policies import may_invite
from huiswaarts.foundation.accounts.queries import has_work, was_used
from huiswaarts.foundation.events.actions import queue_mail, record
from huiswaarts.foundation.events.models import OutboxMessage

LASTS = dt.timedelta(hours=24)
NOBODY = 0  # the number of no account
RESET_LASTS = dt.timedelta(hours=1)
# By the owner, with a means of their own: nobody invited them.
SELF_MADE = frozenset({Invitation.Kind.RESET, Invitation.Kind.SHEET, Invitation.Kind.RECOVERY})
SEALED = dt.timedelta(days=7)
PHONE_YOUNG = dt.timedelta(days=14)


class InvitationClosedError(Exception):
    """Used, withdrawn or too old; which of these is not told."""


class AccountInUseError(Exception):
    """The owner has signed in here before: nobody else makes a new way in."""


def _invitee(*, user: User, **_: object) -> tuple[int, ...]:
    return (user.pk,)


@granting(to=_invitee, reason="U kunt uzelf niet uitnodigen.")
@transaction.atomic
def invite_on_paper(*, user: User, by: Actor, at: dt.datetime) -> tuple[Invitation, str]:
    """The code is returned this once, to be printed together with the login name."""
    require(may_invite(by, user))
    lock_account(user.pk)
    if was_used(user):
        raise AccountInUseError
    code = codes.paper_code()
    return _make(Invitation.Kind.PAPER, code, user=user, by=by, at=at), code


@transaction.atomic
def ask_new_password(*, user: User | None, at: dt.datetime) -> Invitation | None:
    """Asked for by anyone who knows the address, so it changes nothing until it is used.

    A link to the mailbox and a code to the telephone, of which each does on its own. What this
    account has not, and of nobody's account, is written all the same and taken back: how much work
    it was tells nothing.
    """
    whom = user if user is not None and user.is_active else User(pk=NOBODY)
    sms, mail = OutboxMessage.Channel.SMS, OutboxMessage.Channel.MAIL
    by_phone = _reset(whom, codes.paper_code(), sms, at=at, reaches=_phone_helps(whom, at))
    by_mail = _reset(whom, codes.mail_code(), mail, at=at, reaches=bool(whom.email))
    return by_mail or by_phone


@transaction.atomic
def _reset(
    user: User, code: str, channel: str, *, at: dt.datetime, reaches: bool
) -> Invitation | None:
    seals = channel == OutboxMessage.Channel.SMS and _phone_is_young(user, at)
    invitation = _make(Invitation.Kind.RESET, code, user=user, by=None, at=at, seals=seals)
    notice = OutboxMessage.Kind.ACCOUNT_NOTICE
    queue_mail(kind=notice, user_id=user.pk, at=at, secret=code, channel=channel)
    if not reaches:
        transaction.set_rollback(True)
        return None
    return invitation


def _phone_helps(user: User, at: dt.datetime) -> bool:
    return bool(user.phone) and (user.phone_from is None or user.phone_from <= at)


def _phone_is_young(user: User, at: dt.datetime) -> bool:
    """So new that whoever put it there may not be the owner."""
    return user.phone_from is not None and at < user.phone_from + PHONE_YOUNG


def invite_with_sheet(*, user: User, at: dt.datetime) -> Invitation:
    """After a code of the recovery sheet; the code of this one never leaves the server."""
    return _make(Invitation.Kind.SHEET, codes.mail_code(), user=user, by=None, at=at)


def invite_to_recover(
    *, request_id: int, user: User, region_id: int, at: dt.datetime
) -> Invitation:
    """After both halves of the code; this one too never leaves the server."""
    kind, code = Invitation.Kind.RECOVERY, codes.mail_code()
    return _make(kind, code, user=user, by=None, at=at, region_id=region_id, recovery_id=request_id)


@granting(
    to=lambda *, invitation, **_: (invitation.user_id,), own=Own.ACCEPTS_INVITATION, by_code=True
)
@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str, at: dt.datetime) -> User:
    """Chooses the password; what else this person must show to get in stays as it was."""
    lock_account(invitation.user_id)
    locked = (
        Invitation.objects.open(at)
        .select_for_update(of=("self",))
        .select_related("user")
        .filter(pk=invitation.pk, user__is_active=True)
        .first()
    )
    if locked is None:
        raise InvitationClosedError
    locked.used_at = at
    locked.save(update_fields=["used_at"])
    user = locked.user
    withdraw_invitations(user=user, at=at)
    had_password = user.has_usable_password()
    user.set_password(password)
    user.session_stamp = fresh_stamp()
    user.save(update_fields=["password", "session_stamp"])
    _replace_what_was_lost(locked, at)
    if had_password or locked.kind in SELF_MADE:  # nobody does this behind the owner's back
        alarm(user=user, what=What.PASSWORD, at=at)
    if locked.region_id is not None:
        owner = Actor(user_id=user.pk, name=user.name, region_id=locked.region_id, at=at)
        with acting(owner):
            record(kind="accounts.invitation_accepted", by=owner, subject=_subject(user))
    return user


def _replace_what_was_lost(invitation: Invitation, at: dt.datetime) -> None:
    """The sheet and two people replace a second step of choice; one that work requires stays, for
    neither may reset that. After two people, or a number that is new, what only the client reads
    stays shut for a while: the one who got in may not be the client.
    """
    user, by_two = invitation.user, invitation.kind == Invitation.Kind.RECOVERY
    if invitation.seals:
        user.client_only_from = max(user.client_only_from or at, at + SEALED)
        user.save(update_fields=["client_only_from"])
    if (by_two or invitation.kind == Invitation.Kind.SHEET) and not has_work(user, at):
        Authenticator.objects.filter(user=user).delete()
    if by_two:
        SheetCode.objects.unused().filter(user=user).update(ended_at=at)
        user.sheet_stowed_at, user.client_only_from = None, at + SEALED
        user.save(update_fields=["sheet_stowed_at", "client_only_from"])
        if not finish_recovery(invitation=invitation, at=at):
            raise InvitationClosedError


def withdraw_for(requests: models.QuerySet[RecoveryRequest], at: dt.datetime) -> None:
    """A code that both halves gave already stops with what was stated."""
    Invitation.objects.open(at).filter(recovery_id__in=requests.values("pk")).update(
        withdrawn_at=at
    )


def withdraw_invitations(*, user: User, at: dt.datetime) -> int:
    return Invitation.objects.open(at).filter(user=user).update(withdrawn_at=at)


def mail_invitation(
    *, user: User, by: Actor, at: dt.datetime, mail: str = OutboxMessage.Kind.INVITATION
) -> Invitation:
    """A part of resetting by two people. A link that works once, for a day; earlier ones stop."""
    code = codes.mail_code()
    invitation = _make(Invitation.Kind.EMAIL, code, user=user, by=by, at=at)
    queue_mail(kind=mail, user_id=user.pk, at=at, secret=code)
    return invitation


def _make(
    kind: str, code: str, *, user: User, by: Actor | None, at: dt.datetime, **more: int
) -> Invitation:
    if kind not in SELF_MADE:
        withdraw_invitations(user=user, at=at)
        user.invited_at = at
        user.save(update_fields=["invited_at"])
    invitation = Invitation.objects.create(
        user=user,
        kind=kind,
        code_hash=codes.print_of(code),
        created_by_user_id=by.user_id if by else None,
        created_by_membership_id=by.membership_id if by else None,
        created_at=at,
        expires_at=at + (RESET_LASTS if kind in SELF_MADE else LASTS),
        **{"region_id": by.region_id if by else None} | more,
    )
    if by is not None:
        record(kind="accounts.person_invited", by=by, subject=_subject(user), way=kind)
    return invitation


def _subject(user: User) -> str:
    return f"accounts.user:{user.pk}"
