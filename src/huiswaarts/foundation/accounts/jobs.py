"""The postman: takes what waits in the outbox to the mail server, and keeps trying."""

import datetime as dt
import logging
import smtplib
import threading

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DatabaseError, connections, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.actions import claim_mail, mark_mail_failed, mark_mail_sent
from huiswaarts.foundation.events.models import OutboxMessage

log = logging.getLogger("huiswaarts.mail")
SUBJECT = {
    OutboxMessage.Kind.INVITATION: "Uitnodiging voor Huiswaarts",
    OutboxMessage.Kind.SOMETHING_READY: "Er staat iets klaar",
    OutboxMessage.Kind.ACCOUNT_NOTICE: "Bericht van Huiswaarts",
}
PAUSES = (10, 30, 60, 120, 300)  # seconds between tries when the mail server refuses


def send_waiting(*, at: dt.datetime) -> int:
    """Everything that waits, once. Returns how many could not be sent."""
    failed, last = 0, 0
    while True:
        with transaction.atomic():
            message = claim_mail(at=at, after=last)
            if message is None:
                return failed
            last = message.pk
            failed += not _send(message, at=at)


def send_now() -> int:
    return send_waiting(at=timezone.now())


def _send(message: OutboxMessage, *, at: dt.datetime) -> bool:
    user = User.objects.filter(pk=message.user_id, is_active=True).first()
    try:
        if user is not None and user.email:
            compose(message, user).send()
    except (OSError, smtplib.SMTPException) as error:
        mark_mail_failed(message=message, error=type(error).__name__)
        return False
    mark_mail_sent(message=message, at=at)
    return True


def compose(message: OutboxMessage, user: User) -> EmailMessage:
    """No names, no content; one link, and only an invitation's link opens something."""
    path = reverse("account_login")
    if message.secret:
        path = reverse("invitation_link", args=[message.secret])
    shown = {
        "link": f"{settings.BASE_URL}{path}",
        "professional": user.needs_second_factor,
        "new_password": bool(message.secret),
    }
    with translation.override("nl"):
        text = render_to_string(f"accounts/mail/{message.kind}.txt", shown)
    return EmailMessage(SUBJECT[OutboxMessage.Kind(message.kind)], text, to=[user.email or ""])


class Postman:
    """One thread a process, started by the first mail, gone when nothing waits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._called = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        if settings.TESTING:
            return
        with self._lock:
            self._called.set()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="postman", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        tries = 0
        while True:
            self._called.clear()
            left = self._round()
            with self._lock:
                if not left and not self._called.is_set():
                    self._thread = None
                    return
            pause = PAUSES[min(tries, len(PAUSES) - 1)] if left else 0
            tries = tries + 1 if left else 0
            self._called.wait(pause)

    def _round(self) -> int:
        try:
            return send_now()
        except DatabaseError:
            log.exception("the outbox could not be read")
            return 1
        finally:
            connections.close_all()


postman = Postman()
