import datetime as dt

from allauth.mfa.models import Authenticator
from django.db import transaction

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.accounts.actions.invitations import (
    mail_invitation,
    withdraw_invitations,
)
from huiswaarts.foundation.accounts.models import User, fresh_stamp
from huiswaarts.foundation.accounts.policies import may_manage_sign_in
from huiswaarts.foundation.accounts.queries import FACTORS, has_second_factor
from huiswaarts.foundation.events.actions import record


class LastFactorError(Exception):
    """A professional keeps at least one second step."""


def lock_account(user: User) -> User:
    """As it is now, and as it stays until the transaction ends: of two who remove a factor at
    the same moment the second sees what the first left. See docs/adr/0022-locks.md.
    """
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


def end_sessions(*, user: User) -> None:
    """On every device, with effect on the very next request."""
    user.session_stamp = fresh_stamp()
    user.save(update_fields=["session_stamp"])


@transaction.atomic
def change_password(*, user: User, password: str, at: dt.datetime) -> None:
    """By the person, who showed the old one. Every other session ends with the old password."""
    user.set_password(password)
    user.save(update_fields=["password"])
    withdraw_invitations(user=user, at=at)


@transaction.atomic
def reset_second_factor(*, user: User, by: Actor, at: dt.datetime) -> None:
    """The telephone is gone. The password goes too: it alone must never open the door.

    Who has an e-mail address gets a link to begin again; others get a code on paper.
    """
    require(may_manage_sign_in(by, user))
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    end_sessions(user=user)
    withdraw_invitations(user=user, at=at)
    record(kind="accounts.second_factor_reset", by=by, subject=f"accounts.user:{user.pk}")
    if user.email:
        mail_invitation(user=user, by=by, at=at)


@transaction.atomic
def deactivate(*, user: User, by: Actor, at: dt.datetime) -> None:
    """Nobody gets in with this account any more; what it did stays as it is."""
    require(may_manage_sign_in(by, user))
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user=user)
    withdraw_invitations(user=user, at=at)
    record(kind="accounts.account_closed", by=by, subject=f"accounts.user:{user.pk}")


@transaction.atomic
def remove_factor(*, user: User, factor: Authenticator) -> None:
    """One's own. The recovery codes go with the last one."""
    user = lock_account(user)
    others = Authenticator.objects.filter(user=user, type__in=FACTORS).exclude(pk=factor.pk)
    if user.needs_second_factor and not others.exists():
        raise LastFactorError
    factor.delete()
    if not has_second_factor(user):
        Authenticator.objects.filter(user=user).delete()
