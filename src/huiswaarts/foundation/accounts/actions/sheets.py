"""The recovery sheet: codes on paper with which somebody lets themself in again."""

import datetime as dt

from django.db import transaction

from huiswaarts.foundation.accounts import codes
from huiswaarts.foundation.accounts.actions.alarm import What, alarm
from huiswaarts.foundation.accounts.actions.invitations import NOBODY, invite_with_sheet
from huiswaarts.foundation.accounts.models import Invitation, SheetCode, User

SHEET_CODES = 8


@transaction.atomic
def make_sheet(*, user: User, at: dt.datetime) -> list[str]:
    """The codes are given back this once. An older sheet stops working."""
    User.objects.select_for_update().get(pk=user.pk)
    replaced = SheetCode.objects.unused().filter(user=user).update(ended_at=at)
    fresh = [codes.paper_code() for _ in range(SHEET_CODES)]
    SheetCode.objects.bulk_create(
        SheetCode(user=user, code_hash=codes.print_of(code), made_at=at) for code in fresh
    )
    _unstow(user)
    if replaced:
        alarm(user=user, what=What.SHEET, at=at)
    return fresh


def stow_sheet(*, user: User, at: dt.datetime) -> None:
    """The owner says that it is in a safe place: no more reminders."""
    user.sheet_stowed_at = at
    user.save(update_fields=["sheet_stowed_at"])


def _unstow(user: User) -> None:
    user.sheet_stowed_at = None
    user.save(update_fields=["sheet_stowed_at"])


def note_new_codes(*, user: User, at: dt.datetime) -> None:
    """Recovery codes of the second step were made anew: those on paper work no longer."""
    _unstow(user)
    alarm(user=user, what=What.CODES, at=at)


@transaction.atomic
def use_sheet_code(*, user: User | None, code: str, at: dt.datetime) -> Invitation | None:
    """One code, one chance to choose a new password. None when it is not a code of this sheet.

    Of nobody's account it is looked up as well: how much work it was tells nothing.
    """
    whose = user.pk if user is not None and user.is_active else NOBODY
    used = (
        SheetCode.objects.unused()
        .filter(user_id=whose, code_hash=codes.print_of(code))
        .update(used_at=at)
    )
    return invite_with_sheet(user=user, at=at) if user is not None and used else None
