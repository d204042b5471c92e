"""How a worker of gunicorn reads requests: in one loop, to their end, before a thread is asked.

gunicorn keeps the processes and waitress speaks HTTP. A slow sender costs a place in a list and no
thread; who is slower than any telephone loses the connection, and so does who fills the disk.
"""

import logging
import os
import resource
import time
from typing import Any

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.receiver import ChunkedReceiver
from waitress.server import TcpWSGIServer, UnixWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher
from waitress.utilities import BadRequest

CONNECTIONS = 500  # of one process
PATIENCE, CROWDED = 30, 5  # seconds before the slowest rate counts; the second when half is taken
SLOWEST = 8 * 1024  # bytes a second, in and out: 64 kbit/s
IDLE = 15  # seconds that a connection waits for a next request
SILENT = 60  # seconds without a byte
MOST_WAITING = 512 * 1024 * 1024  # bytes of requests that are not complete, of one process
LARGEST_BODY = 100 * 1024 * 1024 + 64 * 1024  # as the application's own: more is not even read
LARGEST_HEAD = 32 * 1024
LONGEST_LINE = 16 * 1024  # between the pieces of a body, or behind it
IN_MEMORY = 64 * 1024  # of one request; the rest of it waits on disk
LARGEST_ANSWER = (
    256 * 1024 * 1024
)  # a thread is done when its answer is written, not when it is read
FILES = 4 * CONNECTIONS
UNREADABLE = "Dit verzoek kunnen wij niet lezen. Ga terug en probeer het opnieuw.\n"
WORDS = {
    413: "Dit is te groot. Een bestand mag hoogstens 10 MB zijn.\n",
    500: "Er ging iets mis. Probeer het straks opnieuw.\n",
}


class Refusal(ErrorTask):
    """What the application never gets to see, in words for whoever sent it."""

    def execute(self) -> None:
        error = self.request.error
        self.status = f"{error.code} {error.reason}"
        said = WORDS.get(error.code, UNREADABLE).encode()
        kind = ("Content-Type", "text/plain; charset=utf-8")
        self.response_headers += [kind, ("Cache-Control", "no-store")]
        self.set_close_on_finish()
        self.content_length = len(said)
        self.write(said)


class Parser(HTTPRequestParser):
    """One that stops at a line without an end: waitress keeps what came of it in memory, and reads
    it again from its beginning with every piece.
    """

    def received(self, data: bytes) -> int:
        try:
            read = int(super().received(data))
        except ValueError:  # a number of more digits than Python reads
            return self._refused(len(data))
        return read if self.completed or self._waiting() <= LONGEST_LINE else self._refused(read)

    def _waiting(self) -> int:
        """How much came of a line that has not ended."""
        body = self.body_rcv
        if not isinstance(body, ChunkedReceiver):
            return 0
        return max(len(body.control_line), len(body.trailer))

    def _refused(self, read: int) -> int:
        self.error, self.completed = BadRequest("unreadable"), True
        return read


class Channel(HTTPChannel):
    """A connection that knows how long its request is under way, and how much of it came."""

    parser_class = Parser
    error_task_class = Refusal
    begun = 0.0
    taken = 0
    begun_sending: tuple[float, int] | None = None

    def received(self, data: bytes) -> Any:
        if self.request is None:
            self.begun, self.taken = time.monotonic(), 0
        self.taken += len(data)
        return super().received(data)

    def is_too_slow(self, now: float, patience: float) -> bool:
        if self.requests:
            return False  # ours to be slow
        if self.total_outbufs_len:
            begun, at_first = self.begun_sending or (now, self.total_outbufs_len)
            self.begun_sending = begun, at_first
            return (at_first - self.total_outbufs_len) < (now - begun - PATIENCE) * SLOWEST
        self.begun_sending = None
        if self.request is not None:
            return self.taken < (now - self.begun - patience) * SLOWEST
        return now - max(self.begun, self.opened) > IDLE

    def __init__(self, *args: Any, **more: Any) -> None:
        self.opened = time.monotonic()
        super().__init__(*args, **more)


class _Watching:
    """What both kinds of sockets have in common."""

    channel_class = Channel
    active_channels: dict[int, Channel]

    def maintenance(self, now: float) -> None:
        """Once a second: who is too slow goes, and the largest while too much is waiting."""
        super().maintenance(now)  # type: ignore[misc]
        channels, moment = list(self.active_channels.values()), time.monotonic()
        patience = CROWDED if len(channels) > CONNECTIONS / 2 else PATIENCE
        waiting = [one for one in channels if one.request is not None]
        left = sum(one.taken for one in waiting)
        for one in sorted(waiting, key=lambda one: -one.taken):
            if left <= MOST_WAITING:
                break
            one.will_close = True
            left -= one.taken
        for one in channels:
            if one.is_too_slow(moment, patience):
                one.will_close = True


class TcpServer(_Watching, TcpWSGIServer):
    pass


class UnixServer(_Watching, UnixWSGIServer):
    def fix_addr(self, _addr: Any) -> tuple[str, None]:
        return "", None  # who is behind it, the proxy says


class BufferedWorker(Worker):
    """Accepts, reads and writes in this thread; the application runs in `threads` others."""

    def run(self) -> None:
        _allow_files()
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self.map: dict[int, Any] = {}
        self.pool = ThreadedTaskDispatcher()
        self.pool.set_thread_count(self.cfg.threads)
        self.servers = [self._server(one.sock) for one in self.sockets]
        while self.alive and self.nr < self.max_requests and self.ppid == os.getppid():
            self._turn(1.0)
        self._finish()

    def _server(self, sock: Any) -> Any:
        kind = UnixServer if sock.family.name == "AF_UNIX" else TcpServer
        about = (sock.family, sock.type, sock.proto, sock.getsockname())
        return kind(
            self._counted,
            self.map,
            _sock=sock,
            dispatcher=self.pool,
            adj=adjustments(self.cfg),
            bind_socket=False,
            sockinfo=about,
        )

    def _counted(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.nr += 1
        return self.wsgi(environ, start_response)

    def _turn(self, seconds: float) -> None:
        self.notify()
        wasyncore.loop(timeout=seconds, use_poll=True, map=self.map, count=1)

    def handle_exit(self, sig: int, frame: Any) -> None:
        super().handle_exit(sig, frame)
        for server in getattr(self, "servers", []):
            server.pull_trigger()  # the loop need not wait for its second

    def _finish(self) -> None:
        """What was asked is answered, for as long as the configuration says; nothing new."""
        until = time.monotonic() + self.cfg.graceful_timeout
        channels = [one for one in self.map.values() if isinstance(one, Channel)]
        for server in self.servers:
            server.accepting = False
            server.del_channel(self.map)
            server.socket.close()
        while time.monotonic() < until and any(one.requests or one.total_outbufs_len
                                               for one in channels):  # fmt: skip
            self._turn(0.1)
        self.pool.shutdown(timeout=max(0.1, until - time.monotonic()))
        wasyncore.close_all(self.map)


def adjustments(cfg: Any) -> Adjustments:
    return Adjustments(
        threads=cfg.threads,
        backlog=cfg.backlog,
        connection_limit=CONNECTIONS,
        cleanup_interval=1,
        channel_timeout=SILENT,
        max_request_header_size=LARGEST_HEAD,
        max_request_body_size=LARGEST_BODY,
        inbuf_overflow=IN_MEMORY,
        outbuf_high_watermark=LARGEST_ANSWER,
        asyncore_use_poll=True,
        ident=None,
        # the application decides how many proxies it believes
        clear_untrusted_proxy_headers=False,
        expose_tracebacks=False,
        log_socket_errors=False,
    )


def _allow_files() -> None:
    """A connection may need two: itself, and what came of its request."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if most == resource.RLIM_INFINITY else min(FILES, most)
    if now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
