import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from huiswaarts.foundation.accounts.actions.invitations import mail_invitation
from huiswaarts.foundation.accounts.jobs import compose, send_waiting
from huiswaarts.foundation.events.actions import queue_mail
from huiswaarts.foundation.events.actions.outbox import PAUSES
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from tests.database import as_owner

from .conftest import do, unread

pytestmark = pytest.mark.django_db


class RefusingBackend(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("bea@voorbeeld.nl is nu niet te bereiken")


@pytest.mark.parametrize("kind", OutboxMessage.Kind.values)
@pytest.mark.parametrize("secret", ["", "eenmalig"])
def test_no_mail_names_anyone_or_anything(worker, resident, kind, secret):
    for user in (worker, resident):
        user.email = user.email or "thuis@voorbeeld.nl"
        user.name = "Kanarie Geheim"
        user.save()
        unread(user)
        queue_mail(kind=kind, user_id=user.pk, at=timezone.now(), secret=secret)
    assert send_waiting(at=timezone.now()) == 0
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        for word in ("Kanarie", "Geheim", "De Luwte", "Proef", "casus", "zorg"):
            assert word.lower() not in f"{message.subject} {message.body}".lower()
        assert message.body.count("http") == 1
    professional, client = mail.outbox
    assert " je " not in professional.body
    assert " u " not in client.body


def test_a_sent_mail_leaves_no_link_behind(newcomer, admin):
    do(mail_invitation, user=newcomer, by=admin)
    code = OutboxMessage.objects.get().secret
    assert send_waiting(at=timezone.now()) == 0
    assert f"/uitnodiging/{code}/" in mail.outbox[0].body
    sent = OutboxMessage.objects.get()
    assert sent.secret == ""
    assert sent.sent_at is not None
    send_waiting(at=timezone.now())
    assert len(mail.outbox) == 1


def test_a_refused_mail_waits_for_better_times(newcomer, admin, settings):
    do(mail_invitation, user=newcomer, by=admin)
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.RefusingBackend"
    assert send_waiting(at=timezone.now()) == 1
    waiting = OutboxMessage.objects.get()
    assert (waiting.attempts, waiting.last_error) == (1, "SMTPServerDisconnected")
    settings.EMAIL_BACKEND = usual
    assert send_waiting(at=timezone.now()) == 0
    assert mail.outbox == []  # not at once: the server needs some breath
    assert send_waiting(at=timezone.now() + PAUSES[0]) == 0
    assert len(mail.outbox) == 1


def test_who_has_read_everything_gets_no_mail(worker):
    message = unread(worker)
    queue_mail(kind="something_ready", user_id=worker.pk, at=timezone.now())
    with as_owner():
        Notification.objects.filter(pk=message.pk).update(read_at=timezone.now())
    assert send_waiting(at=timezone.now()) == 0
    assert mail.outbox == []


def test_a_mail_that_goes_twice_is_the_same_mail(worker):
    unread(worker)
    message = queue_mail(kind="something_ready", user_id=worker.pk, at=timezone.now())
    first, second = compose(message, worker), compose(message, worker)
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_the_same_news_is_mailed_once(worker):
    unread(worker)
    for _ in range(2):
        queue_mail(kind="something_ready", user_id=worker.pk, at=timezone.now(), once_key="klaar:1")
    send_waiting(at=timezone.now())
    assert len(mail.outbox) == 1


def test_nothing_is_mailed_about_what_did_not_happen(newcomer, admin):
    from django.db import transaction

    def invite_and_fail():
        with transaction.atomic():
            do(mail_invitation, user=newcomer, by=admin)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        invite_and_fail()
    assert not OutboxMessage.objects.exists()


def test_who_has_no_address_or_was_closed_gets_nothing(resident, worker):
    worker.is_active = False
    worker.save()
    for user in (resident, worker):
        queue_mail(kind="something_ready", user_id=user.pk, at=timezone.now())
    assert send_waiting(at=timezone.now()) == 0
    assert mail.outbox == []
