"""The row of an account is its lock: taken first by whoever lets somebody in or locks them out."""

from huiswaarts.foundation.accounts.models import User


def lock_account(user_id: int) -> User:
    """As it is now, and as it stays until the transaction ends: of two who remove a factor at
    the same moment the second sees what the first left. See docs/adr/0022-locks.md.
    """
    return User.objects.select_for_update(no_key=True).get(pk=user_id)
