"""Slow, silent and endless senders stop nobody: the web server itself sees to that."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time

import pytest
from waitress.adjustments import Adjustments
from waitress.parser import HTTPRequestParser

from huiswaarts.config import worker
from huiswaarts.config.worker import Channel, _Watching
from tests.ports import free_port

WORDS = [sys.executable, "-m", "gunicorn", "-c", "python:huiswaarts.config.gunicorn"]
APPLICATION = "tests.platform.reading:application"
BEGIN = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n"


class Site:
    def __init__(self, *words):
        self.port = free_port()
        told = {**os.environ, "HUISWAARTS_WORKERS": "1", "HUISWAARTS_THREADS": "2"}
        place = ["-b", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            [*WORDS, *place, *words, APPLICATION], env=told, stderr=subprocess.PIPE, text=True
        )
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                self.connected().close()
                return
            assert self.process.poll() is None, self.process.stderr.read()
            time.sleep(0.05)

    def connected(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def answer(self, path="/", body=None, seconds=10.0, **headers):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            line.request("POST" if body else "GET", path, body, headers)
            return line.getresponse().read()
        finally:
            line.close()

    def slow(self, number):
        found = []
        for _ in range(number):
            one = self.connected()
            one.sendall(BEGIN + b"a")
            found.append(one)
        return found

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        finally:
            self.process.stderr.close()


@pytest.fixture(scope="module")
def site():
    one = Site()
    yield one
    assert one.stop() == 0


@contextlib.contextmanager
def closing(lines):
    try:
        yield lines
    finally:
        for one in lines:
            one.close()


def how_long(site):
    begun = time.monotonic()
    assert site.answer(seconds=9) == b"0"
    return time.monotonic() - begun


@pytest.fixture(scope="module")
def soon(site):
    """Two seconds, on a machine that does nothing else."""
    return 2 + how_long(site)


def test_sixty_slow_bodies_stop_nobody(site, soon):
    with closing(site.slow(60)):
        assert how_long(site) < soon


@pytest.mark.nightly
def test_nor_do_four_hundred(site, soon):
    with closing(site.slow(400)):
        assert how_long(site) < soon


def test_with_a_thread_for_each_sender_they_would():
    """The mutant: the same site as it was, with the worker that waits in its threads."""
    threads = Site("-k", "gthread")
    try:
        with closing(threads.slow(60)), pytest.raises(TimeoutError):
            threads.answer(seconds=2)
    finally:
        threads.process.kill()
        threads.stop()


def test_half_a_head_and_slow_readers_stop_nobody_either(site, soon):
    heads, readers = [site.connected() for _ in range(30)], [site.connected() for _ in range(4)]
    with closing([*heads, *readers]):
        for one in heads:
            one.sendall(b"GET / HTTP/1.1\r\nHost:")
        for one in readers:
            one.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        assert how_long(site) < soon


def test_a_whole_upload_arrives(site):
    assert site.answer(body=b"x" * 11_000_000) == b"11000000"


def test_what_is_longer_than_may_be_is_not_read(site):
    with site.connected() as line:
        line.sendall(BEGIN.replace(b"100000", b"200000000"))
        with line.makefile("rb") as answer:
            said = answer.read()
        assert b" 413 " in said
        assert said.endswith(b"Een bestand mag hoogstens 10 MB zijn.\n")
        assert b"waitress" not in said
    with site.connected() as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 40_000)
        assert b" 431 " in line.recv(1000)


PIECES = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
ENDLESS = {
    "a line before a piece": PIECES + b"3;" + b"a" * 100_000,
    "lines behind the body": PIECES + b"0\r\n" + b"A: bcd\r\n" * 15_000,
    "a number": BEGIN.replace(b"100000", b"9" * 5_000),
}


def answered(site, sent):
    """Before the sender is done; who still writes may find the line closed."""
    with site.connected() as line:
        line.settimeout(3)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            line.sendall(sent)
            return line.recv(1000)
    return b"closed"


@pytest.mark.parametrize("what", ENDLESS)
def test_a_line_without_an_end_is_refused(site, what):
    said = answered(site, ENDLESS[what])
    assert said == b"closed" or b" 400 " in said


def test_planted_it_is_kept_until_it_ends():
    """As waitress reads: a whole memory of it, again and again from the beginning."""
    kept = HTTPRequestParser(Adjustments())
    ours = worker.Parser(Adjustments())
    for one in (kept, ours):
        for start in range(0, len(ENDLESS["a line before a piece"]), 8_192):
            if not one.completed:
                one.received(ENDLESS["a line before a piece"][start : start + 8_192])
    assert len(kept.body_rcv.control_line) > 90_000
    assert ours.error
    assert len(ours.body_rcv.control_line) <= worker.LONGEST_LINE + 8_192


def test_a_body_in_pieces_arrives_with_what_stands_beside_it(site):
    with site.connected() as line:
        line.sendall(PIECES + b"3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nA: b\r\n\r\n")
        said = line.recv(1000)
    assert b" 200 " in said
    assert said.endswith(b"\r\n\r\n5")


def test_the_application_is_told_the_same_as_ever(site):
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
    told = site.answer("/about", body=b"abc", **headers).decode()
    assert "('HTTP_X_FORWARDED_PROTO', 'https')" in told
    assert "('HTTP_X_FORWARDED_FOR', '203.0.113.7')" in told
    assert "('REMOTE_ADDR', '127.0.0.1')" in told
    assert "('CONTENT_LENGTH', '3')" in told


def test_the_server_does_not_say_what_it_is(site):
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=5)
    line.request("GET", "/")
    assert line.getresponse().getheader("Server") is None
    line.close()


def test_what_was_asked_is_answered_before_it_stops():
    one = Site()
    try:
        with one.connected() as line:
            line.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(0.6)
            one.process.send_signal(signal.SIGTERM)
            with line.makefile("rb") as answer:
                assert answer.read().endswith(b"done")
    finally:
        assert one.stop() == 0


class Line(Channel):
    """One connection of which only the bookkeeping is looked at."""

    def __init__(self, *, request=object(), begun=0.0, taken=0, left=0, busy=False):  # noqa: B008
        self.request, self.begun, self.taken, self.opened = request, begun, taken, begun
        self.total_outbufs_len, self.requests = left, [1] if busy else []
        self.will_close, self.last_activity = False, 10**12


MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("line", "now", "goes"),
    [
        (Line(taken=1), 29, False),
        (Line(taken=1), 40, True),
        # twenty megabytes at 256 kbit/s take more than ten minutes, and may
        (Line(taken=19 * MEGABYTE), 620, False),
        (Line(taken=MEGABYTE), 620, True),
        (Line(taken=1, busy=True), 900, False),
        (Line(request=None), 14, False),
        (Line(request=None), 16, True),
    ],
)
def test_who_is_slower_than_any_telephone_goes(line, now, goes):
    assert line.is_too_slow(now, worker.PATIENCE) == goes


def test_and_who_hardly_reads():
    line = Line(left=MEGABYTE)
    assert not line.is_too_slow(0, worker.PATIENCE)
    line.total_outbufs_len -= 1000
    assert not line.is_too_slow(20, worker.PATIENCE)
    assert line.is_too_slow(60, worker.PATIENCE)


class Nothing:
    def maintenance(self, now):
        pass


class Watch(_Watching, Nothing):
    def __init__(self, lines):
        self.active_channels = dict(enumerate(lines))


def test_when_half_is_taken_there_is_less_patience(monkeypatch):
    lines = [Line(begun=time.monotonic() - 10, taken=1) for _ in range(10)]
    Watch(lines).maintenance(0)
    assert not any(one.will_close for one in lines)
    monkeypatch.setattr(worker, "CONNECTIONS", 15)
    Watch(lines).maintenance(0)
    assert all(one.will_close for one in lines)


def test_the_largest_goes_when_too_much_waits(monkeypatch):
    monkeypatch.setattr(worker, "MOST_WAITING", 100)
    lines = [Line(begun=time.monotonic(), taken=size) for size in (30, 90, 40)]
    Watch(lines).maintenance(0)
    assert [one.will_close for one in lines] == [False, True, False]
