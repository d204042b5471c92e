import datetime as dt

from allauth.mfa.models import Authenticator
from django.db import transaction

from huiswaarts.foundation.accounts.actions.invitations import withdraw_invitations
from huiswaarts.foundation.accounts.actions.locks import lock_account
from huiswaarts.foundation.accounts.models import User, fresh_stamp
from huiswaarts.foundation.accounts.queries import FACTORS, has_second_factor, works


class LastFactorError(Exception):
    """Whoever works keeps at least one second step."""


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
def remove_factor(*, user: User, factor: Authenticator, at: dt.datetime) -> None:
    """One's own. The recovery codes go with the last one."""
    user = lock_account(user.pk)
    others = Authenticator.objects.filter(user=user, type__in=FACTORS).exclude(pk=factor.pk)
    if not others.exists() and works(user, at):
        raise LastFactorError
    factor.delete()
    if not has_second_factor(user):
        Authenticator.objects.filter(user=user).delete()
