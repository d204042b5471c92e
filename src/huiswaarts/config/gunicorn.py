"""How gunicorn serves Huiswaarts: `gunicorn -c python:huiswaarts.config.gunicorn`."""

import os
from typing import Any

from huiswaarts.foundation.common import environment
from huiswaarts.foundation.common.loopback import NotLoopbackError, refuse_outside

wsgi_app = "huiswaarts.config.wsgi:application"
bind = environment.bind()
# a request is read to its end before a thread is asked: slow senders stop nobody
worker_class = "huiswaarts.config.worker.BufferedWorker"
workers = int(os.environ.get("HUISWAARTS_WORKERS") or 2)
threads = int(os.environ.get("HUISWAARTS_THREADS") or 4)
timeout = 60
graceful_timeout = 5
# loaded once, then forked: half the work at the start, and memory that the workers share
preload_app = True
max_requests = 20_000
max_requests_jitter = 2_000
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112
control_socket_disable = True
umask = 0o077
# one line per request is the application's own, without personal data
accesslog = None
loglevel = "warning"
proc_name = "huiswaarts"
raw_env = ["HUISWAARTS_POOL=1"]


def on_starting(server: Any) -> None:
    """Before a socket is opened: what the configuration and the command line say."""
    if environment.demo_mode():
        refuse(server.cfg.address)


def when_ready(server: Any) -> None:
    """What is really open, inherited sockets too."""
    if environment.demo_mode():
        refuse([listener.getsockname() for listener in server.LISTENERS])


def refuse(places: list[Any]) -> None:
    try:
        refuse_outside(places)
    except NotLoopbackError as refusal:
        raise SystemExit(str(refusal)) from refusal
