"""Telling the owner of an account that something about signing in was changed or asked."""

import datetime as dt

from django.db import connection, transaction

from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.accounts.models_changes import AccountChange
from huiswaarts.foundation.events.actions import Errand, queue_mail, queue_ready
from huiswaarts.foundation.events.models import OutboxMessage

What = AccountChange.What


@transaction.atomic
def alarm(*, user: User, what: str, at: dt.datetime, once: str = "") -> None:
    """By every channel there is, at once: quiet hours are for news, not for this.

    What it is about is told on the site only, where the owner reads it. With `once` it goes out
    one time.
    """
    kind = OutboxMessage.Kind.ACCOUNT_NOTICE
    _note(user, what, at)
    if user.email:
        queue_mail(kind=kind, user_id=user.pk, at=at, once_key=once and f"{once}:mail")
    if user.phone:
        sms = OutboxMessage.Channel.SMS
        key = once and f"{once}:sms"
        queue_ready(errands=[Errand(user.pk, at, channel=sms, kind=kind, once_key=key)], at=at)


@transaction.atomic
def alarm_old(*, before: User, at: dt.datetime) -> None:
    """The same, by the channels as they were before the change: the new ones may be a stranger's.

    A text message goes to the number that it was; the account no longer knows it when that leaves.
    """
    kind = OutboxMessage.Kind.ACCOUNT_NOTICE
    _note(before, What.WORD, at)
    if before.email:
        queue_mail(kind=kind, user_id=before.pk, at=at)
    if before.phone:
        sms = OutboxMessage.Channel.SMS
        told = Errand(before.pk, at, channel=sms, kind=kind, number=before.phone)
        queue_ready(errands=[told], at=at)


def _note(user: User, what: str, at: dt.datetime) -> None:
    """Whoever did it may not read it back, as the ORM would."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into accounts_accountchange (user_id, what, at) values (%s, %s, %s)",
            [user.pk, what, at],
        )
