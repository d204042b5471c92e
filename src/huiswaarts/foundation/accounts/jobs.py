"""The postman: takes what waits in the outbox to the mail server, and keeps trying.

A mail that was given to the server and not yet noted as sent, because the machine stopped just
then, goes again under the same Message-ID: a mailbox keeps it once.
"""

import datetime as dt
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from huiswaarts.foundation.accounts import sms
from huiswaarts.foundation.accounts.codes import print_of
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.accounts.queries import works
from huiswaarts.foundation.common.queue import every, job
from huiswaarts.foundation.events.actions import claim_mail, mark_mail_failed, mark_mail_sent
from huiswaarts.foundation.events.models import OutboxMessage
from huiswaarts.foundation.events.outbox import BREATH

Kind = OutboxMessage.Kind
SUBJECT = {
    Kind.INVITATION: "Uitnodiging voor Huiswaarts",
    Kind.SOMETHING_READY: "Er staat iets klaar",
    Kind.MEETING: "Overleg in uw agenda",
    Kind.ACCOUNT_NOTICE: "Bericht van Huiswaarts",
    Kind.BEGIN_AGAIN: "Opnieuw inloggen bij Huiswaarts",
}
TROUBLE = (OSError, smtplib.SMTPException)


@job(name="accounts.deliver")
def deliver(user_id: int | None = None) -> None:
    """The mail of one person, or of all, that may go now; `sweep` tries again what fails."""
    if not mail_rests(timezone.now()):
        send_waiting(at=timezone.now(), user_id=user_id)


@every("* * * * *")
def sweep(timestamp: int) -> None:  # noqa: ARG001  the library tells the minute
    """What a stopped worker or a mail server that was down left behind."""
    if not mail_rests(timezone.now()):
        send_waiting(at=timezone.now())


def mail_rests(at: dt.datetime) -> bool:
    """The server refused a moment ago: one try at a time, so that no worker waits on it."""
    return OutboxMessage.objects.waiting().filter(failed_at__gt=at - BREATH).exists()


def send_waiting(*, at: dt.datetime, user_id: int | None = None) -> int:
    """Everything that may go, once, until the server refuses. How many could not be sent."""
    failed, last = 0, 0
    while not failed:
        with transaction.atomic():
            message = claim_mail(at=at, after=last, user_id=user_id)
            if message is None:
                return 0
            last = message.pk
            failed = int(not _send(message, at=at))
    return OutboxMessage.objects.waiting().count()


def _send(message: OutboxMessage, *, at: dt.datetime) -> bool:
    try:
        if message.address:
            if _still_offered(message, at):
                invite(message).send()
        else:
            _to_person(message)
    except TROUBLE as error:
        mark_mail_failed(message=message, error=type(error).__name__, at=at)
        return False
    mark_mail_sent(message=message, at=at)
    return True


def _to_person(message: OutboxMessage) -> None:
    user = User.objects.filter(pk=message.user_id, is_active=True).first()
    if user is not None and _still_news(message):
        _hand_over(message, user)


def _still_offered(message: OutboxMessage, at: dt.datetime) -> bool:
    """What was withdrawn before the mail left is not sent."""
    with connection.cursor() as cursor:
        cursor.execute("select 1 from app_offer_of(%s, %s)", [print_of(message.secret), at])
        return cursor.fetchone() is not None


def invite(message: OutboxMessage) -> EmailMessage:
    """The same mail to every address: whose it is, was not asked."""
    path = reverse("offer_link", args=[message.secret])
    with translation.override("nl"):
        text = render_to_string("accounts/mail/offer.txt", {"link": f"{settings.BASE_URL}{path}"})
    subject = SUBJECT[Kind.INVITATION]
    return EmailMessage(subject, text, to=[message.address], headers=_headers(message))


def _still_news(message: OutboxMessage) -> bool:
    """Who has read everything meanwhile need not be told to come and look."""
    if message.kind != Kind.SOMETHING_READY:
        return True
    with connection.cursor() as cursor:
        cursor.execute("select app_unread_of(%s)", [message.user_id])
        (count,) = cursor.fetchone() or (0,)
    return bool(count)


def _hand_over(message: OutboxMessage, user: User) -> None:
    if message.channel == OutboxMessage.Channel.SMS:
        if number := message.number or user.phone:
            sms.send(number, _sms_text(message))
    elif user.email:
        compose(message, user).send()


def _sms_text(message: OutboxMessage) -> str:
    if message.secret:
        return sms.CODE.format(code=message.secret, place=_host() + reverse("invitation_code"))
    return sms.NOTICE if message.kind == Kind.ACCOUNT_NOTICE else sms.TEXT


def _host() -> str:
    return str(settings.BASE_URL).partition("://")[2]


def compose(message: OutboxMessage, user: User) -> EmailMessage:
    """No names, no content; one link, and only an invitation's link opens something."""
    at_work = works(user, timezone.now())
    path = reverse("account_login")
    if message.secret:
        path = reverse("invitation_link", args=[message.secret])
    elif message.kind == Kind.ACCOUNT_NOTICE:
        path = reverse("mfa_index")  # where it says what
    shown = {
        "link": f"{settings.BASE_URL}{path}",
        "professional": at_work,
        "at_home": at_work or _has_home(user),
        "new_password": bool(message.secret),
    }
    with translation.override("nl"):
        text = render_to_string(f"accounts/mail/{message.kind}.txt", shown)
    subject = SUBJECT[Kind(message.kind)]
    if not at_work:
        subject = subject.replace("uw agenda", "je agenda")
    mail = EmailMessage(subject, text, to=[user.email or ""], headers=_headers(message))
    if message.enclosure:
        method = "CANCEL" if "METHOD:CANCEL" in message.enclosure else "REQUEST"
        kind = f"text/calendar; method={method}; charset=UTF-8"
        mail.attach("overleg.ics", message.enclosure, kind)
    return mail


def _has_home(user: User) -> bool:
    """Not yet: who opened an account and said neither yes nor no is on no side."""
    with connection.cursor() as cursor:
        cursor.execute("select app_has_home(%s, %s)", [user.pk, timezone.now()])
        (found,) = cursor.fetchone() or (False,)
    return bool(found)


def _headers(message: OutboxMessage) -> dict[str, str]:
    place = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2] or "localhost"
    once = salted_hmac("huiswaarts.mail", message.once_key, algorithm="sha256").hexdigest()
    return {"Message-ID": f"<{once[:32]}@{place}>"}
