"""The row of an account is its lock: taken first by whoever lets somebody in or locks them out."""

from allauth.mfa.models import Authenticator

from huiswaarts.foundation.accounts.models import User


def lock_account(user_id: int) -> User:
    """As it is now, and as it stays until the transaction ends: of two who remove a factor at
    the same moment the second sees what the first left. See docs/adr/0022-locks.md.
    """
    return User.objects.select_for_update(no_key=True).get(pk=user_id)


def lock_codes(user_id: int) -> None:
    """The recovery codes of a second step: allauth locks them when one is used, and writes all of
    them, as it read them, when they are looked at for the first time.
    """
    codes = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.RECOVERY_CODES)
    codes.select_for_update().first()
