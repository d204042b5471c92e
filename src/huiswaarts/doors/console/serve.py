"""Starting the web server: as this process (production) or as a child (the demo)."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from huiswaarts.doors.console.cluster import ClusterError
from huiswaarts.foundation.common import environment
from huiswaarts.foundation.common.loopback import refuse_outside

WORKER = [sys.executable, "-c", "from huiswaarts.doors.console.main import main; main(['work'])"]
COMMAND = [sys.executable, "-m", "gunicorn", "-c", "python:huiswaarts.config.gunicorn"]


def replace_process() -> None:
    """exec: no shell or parent stays behind that could outlive the server."""
    if environment.demo_mode():
        refuse_outside([environment.bind()])
    os.execv(COMMAND[0], COMMAND)  # noqa: S606  our own words, no shell


def start_child(command: list[str]) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C reaches us first, and we stop it in our own order."""
    words = command
    if setpriv := shutil.which("setpriv"):
        # even when we are killed outright, the child goes with us
        words = [setpriv, "--pdeathsig", "TERM", "--", *command]
    told = {**os.environ, "HUISWAARTS_ROLE": "app"}
    return subprocess.Popen(words, env=told, start_new_session=True)  # noqa: S603


def stop_child(child: subprocess.Popen[bytes], seconds: float = 10) -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def check_port_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ClusterError(
                f"Poort {port} is al in gebruik. Kies een andere: make demo PORT={port + 1}"
            ) from error


def wait_for_answer(child: subprocess.Popen[bytes], host: str, port: int, path: str) -> int:
    """The status of the first answer; the pages are warm then."""
    until = time.monotonic() + 60
    while time.monotonic() < until and child.poll() is None:
        line = http.client.HTTPConnection(host, port, timeout=30)
        try:
            line.request("GET", path)
            return line.getresponse().status
        except OSError:
            time.sleep(0.1)
        finally:
            line.close()
    raise ClusterError("De webserver kwam niet op gang; hierboven staat waarom.")


def fingerprint(folders: list[Path]) -> str:
    """Changes when a file is added, removed or saved; reads no contents."""
    seen = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                about = path.stat()
                seen.append(f"{path}:{about.st_size}:{about.st_mtime_ns}")
    return "\n".join(seen)
