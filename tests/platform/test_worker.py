"""The worker and a mail server, for real: killed outright, refused, left hanging."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter

import pytest
from aiosmtpd.controller import Controller
from django.db import connection, transaction
from django.utils import timezone

from huiswaarts.doors.console.serve import WORKER
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.common import environment
from huiswaarts.foundation.events.actions import queue_mail
from huiswaarts.foundation.events.models import Notification, OutboxMessage
from tests.database import as_owner
from tests.ports import free_port

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(600),
    pytest.mark.slow,
]


class Mailbox:
    """Keeps what it accepts, as a mailbox does: one of each Message-ID. Counts all."""

    def __init__(self):
        self.accepted = Counter()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  names of the library
        text = envelope.content.decode()
        (line,) = (one for one in text.splitlines() if one.lower().startswith("message-id:"))
        self.accepted[line] += 1
        return "250 OK"


@pytest.fixture
def server():
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    box.port = controller.port
    yield box
    controller.stop()


def start_worker(port, folder):
    """As production starts it, on the database of this test."""
    name = connection.settings_dict["NAME"]
    secret = environment.read_secrets()["hw_app"]
    told = {
        "DATABASE_URL": f"postgresql://hw_app:{secret}@127.0.0.1:{environment.pg_port()}/{name}",
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(port),
        "HOSTS": "huiswaarts.example",
    }
    env = {k: v for k, v in os.environ.items() if k != "HUISWAARTS_TESTING"}
    env.update({f"HUISWAARTS_{key}": value for key, value in told.items()})
    with (folder / "worker.log").open("ab") as log:
        return subprocess.Popen([sys.executable, *WORKER[1:]], env=env, stdout=log, stderr=log)


def mail_for(many, name="p"):
    """Something new for so many people, and a mail for each, in one transaction."""
    people = User.objects.bulk_create(
        User(username=f"{name}{n}", email=f"{name}{n}@voorbeeld.nl") for n in range(many)
    )
    now = timezone.now()
    with as_owner():
        Notification.objects.bulk_create(
            Notification(region_id=1, user_id=one.pk, kind="box_waits", once_key=one.pk, at=now)
            for one in people
        )
    with transaction.atomic():
        for one in people:
            queue_mail(kind="something_ready", user_id=one.pk, at=now)


def until(answer, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer():
            return True
        time.sleep(0.05)
    return False


def waiting():
    return OutboxMessage.objects.waiting().count()


@pytest.mark.parametrize(
    ("jobs", "kills"), [(60, 3), pytest.param(500, 20, marks=pytest.mark.nightly)]
)
def test_a_killed_worker_loses_nothing_and_tells_nothing_twice(server, tmp_path, jobs, kills):
    mail_for(jobs)
    for kill in range(kills):
        worker = start_worker(server.port, tmp_path)
        so_far = (kill + 1) * jobs // (kills + 1)
        assert until(lambda: len(server.accepted) >= so_far, 60)  # noqa: B023  asked at once
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    worker = start_worker(server.port, tmp_path)
    try:
        assert until(lambda: waiting() == 0, 120)
    finally:
        worker.terminate()
        assert worker.wait(20) == 0
    assert len(server.accepted) == jobs
    # between the server's OK and our note of it lies a moment; then the same mail goes again
    assert sum(server.accepted.values()) - jobs <= kills


def test_a_server_that_refuses_lets_the_outbox_grow_and_gets_it_all_later(server, tmp_path):
    closed = free_port()
    worker = start_worker(closed, tmp_path)
    try:
        mail_for(5)
        assert until(lambda: OutboxMessage.objects.filter(failed_at__isnull=False).exists(), 30)
        assert waiting() == 5
    finally:
        worker.terminate()
        worker.wait(20)
    error = OutboxMessage.objects.exclude(last_error="").first().last_error
    assert error == "ConnectionRefusedError"
    with as_owner():
        OutboxMessage.objects.update(failed_at=None, due_at=timezone.now())
    worker = start_worker(server.port, tmp_path)
    try:
        assert until(lambda: waiting() == 0, 60)
    finally:
        worker.terminate()
        worker.wait(20)
    assert len(server.accepted) == 5


def test_a_server_that_hangs_keeps_nobody_waiting(tmp_path):
    """It takes the call and says nothing: the page that asks for mail is done long before."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        worker = start_worker(silent.getsockname()[1], tmp_path)
        try:
            mail_for(1)
            silent.settimeout(30)
            call, _ = silent.accept()
            begun = time.monotonic()
            mail_for(1, "later")
            assert time.monotonic() - begun < 1
            assert until(lambda: OutboxMessage.objects.exclude(last_error="").exists(), 30)
            assert waiting() == 2
            call.close()
        finally:
            worker.kill()
            worker.wait()
