"""`huiswaarts demo` as someone meets it: started, used, stopped, killed, started again."""

import contextlib
import os
import queue
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest

from huiswaarts.doors.console import cluster as clusters
from huiswaarts.doors.console.cluster import Cluster
from huiswaarts.foundation.common import environment
from tests.ports import free_port

COMMAND = "from huiswaarts.doors.console.main import main; exit(main())"
READY = "Huiswaarts is klaar"


class Demo:
    def __init__(self, folder, database_port):
        self.folder, self.database_port, self.port = folder, database_port, free_port()
        self.said = []
        self.lines = queue.Queue()

    def start(self, *words):
        told = {"VAR": self.folder, "PG_PORT": self.database_port}
        apart = {"HUISWAARTS_TESTING", "HUISWAARTS_ROLE", "DJANGO_SETTINGS_MODULE"}
        clean = {k: v for k, v in os.environ.items() if k not in apart}
        clean.update({f"HUISWAARTS_{name}": str(value) for name, value in told.items()})
        command = [sys.executable, "-c", COMMAND, "demo", "--port", str(self.port), *words]
        self.process = subprocess.Popen(
            command, env=clean, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        threading.Thread(target=self.listen, daemon=True).start()
        return self

    def listen(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def until_ready(self, seconds=90):
        until = time.monotonic() + seconds
        while READY not in self.text:
            line = self.lines.get(timeout=max(0.1, until - time.monotonic()))
            assert line is not None, self.text
            self.said.append(line)
        return self

    @property
    def text(self):
        return "".join(self.said)

    def status(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/demo/", timeout=30) as answer:
            return answer.status

    def stop(self, number=signal.SIGINT):
        self.process.send_signal(number)
        return self.process.wait(30)

    def is_served(self):
        with socket.socket() as probe:
            probe.settimeout(2)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)
        self.process.stdout.close()


def gone(demo, seconds=10):
    until = time.monotonic() + seconds
    while demo.is_served() and time.monotonic() < until:
        time.sleep(0.1)
    return not demo.is_served()


@pytest.fixture
def start():
    folder = environment.data_folder() / f"demo-{os.getpid()}"
    port = free_port()
    started = []

    def begin(*words):
        started.append(Demo(folder, port))
        return started[-1].start(*words)

    yield begin
    for demo in started:
        demo.kill()
    with contextlib.suppress(clusters.ClusterError):
        clusters.stop(Cluster(folder, port))
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_a_demo_from_the_first_start_to_the_third(start):
    first = start().until_ready()
    cluster = Cluster(first.folder, first.database_port)
    assert "Tabellen bijwerken" in first.text
    assert "Kit laden" in first.text
    assert first.status() == 200
    assert clusters.running_pid(cluster)
    assert first.stop() == 0
    assert not first.is_served()
    assert clusters.running_pid(cluster) is None, "Ctrl-C stops the database too"

    second = start().until_ready()
    assert "Tabellen bijwerken" not in second.text
    assert "Kit laden" not in second.text, "the second demo finds the first one's data"
    second.process.kill()
    second.process.wait()
    assert gone(second), "the web server goes with the demo, even when that is killed outright"
    assert clusters.running_pid(cluster), "nobody was there to stop the database"

    third = start().until_ready()
    with contextlib.ExitStack() as slow:
        for _ in range(60):
            line = slow.enter_context(socket.create_connection(("127.0.0.1", third.port)))
            line.sendall(
                b"POST /demo/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9999\r\n\r\na"
            )
        assert third.status() == 200, "slow senders stop nobody"
    assert third.stop(signal.SIGTERM) == 0
    assert clusters.running_pid(cluster) is None, "the next demo takes it over, and stops it"


@pytest.mark.slow
def test_a_database_that_was_running_keeps_running(start):
    demo = start("--kit", "/no/such/kit")
    assert demo.process.wait(30) == 1
    cluster = Cluster(demo.folder, demo.database_port)
    clusters.start(cluster)
    second = start()
    assert "Database starten" in second.lines.get(timeout=30)
    second.stop()
    assert clusters.running_pid(cluster)


@pytest.mark.slow
def test_a_port_that_is_taken_is_said_at_once(start):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        demo = start("--port", str(other.getsockname()[1]))
        assert demo.process.wait(30) == 1
    assert clusters.running_pid(Cluster(demo.folder, demo.database_port)) is None
