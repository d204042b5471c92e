"""The demo refuses to start where anyone else could reach it."""

import os
import socket
import subprocess
import sys

import pytest

from huiswaarts.foundation.common.loopback import (
    NotLoopbackError,
    is_loopback,
    listening,
    refuse_outside,
)

GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "python:huiswaarts.config.gunicorn"]
REFUSED = "De demo weigert te starten"


def run(words, **told):
    environment = {**os.environ, "HUISWAARTS_DEMO": "1", **told}
    return subprocess.run(
        words, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "place",
    [
        "127.0.0.1:8000",
        "127.8.9.1:80",
        "[::1]:8000",
        "localhost:8000",
        "localhost",
        "::1",
        "unix:/run/x.sock",
        ("127.0.0.1", 8000),
        ("::1", 8000, 0, 0),
        ("::ffff:127.0.0.1", 80, 0, 0),
    ],
)
def test_this_machine(place):
    assert is_loopback(place)


@pytest.mark.parametrize(
    "place",
    [
        "0.0.0.0:8000",
        "[::]:8000",
        ":8000",
        "8000",
        "",
        "192.168.1.4:8000",
        "10.0.0.1",
        "localhost.example.org:80",
        "127.0.0.1.example.org:80",
        "127.1:80",
        ("0.0.0.0", 8000),
        ("::", 8000, 0, 0),
        ("::ffff:10.0.0.1", 80, 0, 0),
        (),
    ],
)
def test_elsewhere(place):
    assert not is_loopback(place)
    with pytest.raises(NotLoopbackError):
        refuse_outside(["127.0.0.1:8000", place])


def test_what_this_process_listens_on():
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        assert opened.getsockname() not in listening()
        opened.listen()
        assert opened.getsockname() in listening()


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_the_command_refuses(command):
    words = [sys.executable, "-c", "from huiswaarts.doors.console.main import main; exit(main())"]
    done = run([*words, command], HUISWAARTS_BIND="0.0.0.0:8321")
    assert done.returncode == 1
    assert REFUSED in done.stderr


def test_djangos_own_server_is_not_for_the_demo():
    words = [sys.executable, "-c", "from huiswaarts.doors.console.main import main; exit(main())"]
    assert run([*words, "runserver", "0.0.0.0:8321"]).returncode == 1


@pytest.mark.slow
def test_gunicorn_refuses_before_it_opens_a_socket():
    done = run([*GUNICORN, "-b", "0.0.0.0:0"])
    assert done.returncode != 0
    assert REFUSED in done.stderr
    assert "Listening at" not in done.stderr


def test_gunicorn_refuses_a_socket_that_it_was_given():
    """The configuration says loopback, the inherited socket does not."""
    with socket.socket() as opened:
        opened.bind(("0.0.0.0", 0))
        opened.listen()
        child = (
            "import os, sys; os.dup2(int(sys.argv[1]), 3); os.environ['LISTEN_FDS'] = '1'; "
            "os.environ['LISTEN_PID'] = str(os.getpid()); "
            "os.execv(sys.argv[2], sys.argv[2:])"
        )
        words = [sys.executable, "-c", child, str(opened.fileno()), *GUNICORN]
        done = subprocess.run(
            words,
            env={**os.environ, "HUISWAARTS_DEMO": "1"},
            pass_fds=[opened.fileno()],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode != 0
    assert REFUSED in done.stderr


def test_the_application_refuses_under_another_server():
    program = (
        "import socket; s = socket.socket(); s.bind(('0.0.0.0', 0)); s.listen(); "
        "import huiswaarts.config.wsgi"
    )
    done = run([sys.executable, "-c", program])
    assert done.returncode != 0
    assert REFUSED in done.stderr
