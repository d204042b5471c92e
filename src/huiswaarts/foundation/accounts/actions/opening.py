"""An account begins when somebody opens an invitation in their mailbox, and never before."""

import datetime as dt

from django.db import IntegrityError, transaction

from huiswaarts.foundation.accounts.actions.invitations import withdraw_invitations
from huiswaarts.foundation.accounts.models import User, fresh_stamp
from huiswaarts.foundation.accounts.queries import find_user, was_used


class AccountInUseError(Exception):
    """Somebody signs in with this address already: they do so now."""


@transaction.atomic
def open_account(*, address: str, password: str, at: dt.datetime) -> User:
    """By whoever has the mailbox: they hold the link. It gives no seat and no work."""
    user = find_user(address)
    if user is None:
        return _begin(address, password)
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active or was_used(user):
        raise AccountInUseError
    user.set_password(password)
    user.session_stamp = fresh_stamp()
    user.save(update_fields=["password", "session_stamp"])
    withdraw_invitations(user=user, at=at)
    return user


def _begin(address: str, password: str) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(email=address, password=password)
    except IntegrityError as error:  # opened twice at the same moment
        raise AccountInUseError from error
