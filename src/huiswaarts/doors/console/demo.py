"""`make demo`: everything that it takes, on this machine alone, and gone again on Ctrl-C."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from types import FrameType

from huiswaarts.doors.console import cluster, prepare, serve
from huiswaarts.doors.console.main import setup
from huiswaarts.doors.console.say import fault, say, step
from huiswaarts.foundation.common import environment
from huiswaarts.foundation.common.loopback import refuse_outside

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopAskedError(BaseException):
    """Ctrl-C, a signal or a closed terminal; not an Exception, so that nobody swallows it."""


def run(*, kit: Path | None, port: int) -> int:
    place = os.environ.get("HUISWAARTS_BIND") or f"127.0.0.1:{port}"
    refuse_outside([place])
    if kit is not None and not kit.exists():
        fault(f"Er is geen kit op {kit}.")
        return 1
    host, port = place.rpartition(":")[0].strip("[]"), int(place.rpartition(":")[2])
    serve.check_port_free(host, port)
    told = {"DEMO": "1", "BIND": place, "ROLE": "owner", "URL": f"http://{place}"}
    os.environ.update({f"HUISWAARTS_{name}": value for name, value in told.items()})
    os.umask(0o077)
    for number in SIGNALS:
        signal.signal(number, ask_to_stop)
    try:
        with own_cluster():
            return prepare_and_serve(kit, host, port)
    except StopAskedError:
        say(
            "Gestopt. De gegevens blijven bewaard; `make demo` gaat er de volgende keer mee verder."
        )
        return 0


def prepare_and_serve(kit: Path | None, host: str, port: int) -> int:
    setup()
    from huiswaarts.doors.console.personas import write_personas  # after Django is ready

    prepare.tables()
    if not prepare.kits(kit):
        return 1
    write_personas()
    prepare.static_files()
    child = serve.start_child(serve.COMMAND)
    worker = serve.start_child(serve.WORKER)
    try:
        with step("Webserver starten"):
            status = serve.wait_for_answer(child, host, port, "/demo/")
        if status != HTTPStatus.OK:
            fault(f"De demopagina antwoordt met {status}; hierboven staat waarom.")
            return 1
        where_to_go(host, port)
        return child.wait()
    finally:
        quiet_signals()
        serve.stop_child(worker)
        serve.stop_child(child)


def where_to_go(host: str, port: int) -> None:
    say()
    say(f"  Huiswaarts is klaar:  http://{host}:{port}/demo/")
    say(f"  Gegevens en e-mail staan in {environment.data_folder()}")
    say("  Stoppen: Ctrl-C")
    say()


@contextmanager
def own_cluster() -> Iterator[None]:
    """Stop the database afterwards, if it was started here (or by a demo that was killed)."""
    here = cluster.here()
    with step("Database starten"):
        if cluster.running_pid(here) is None or cluster.abandoned(here):
            cluster.note_owner(here)
        ours = cluster.owned(here)
        try:
            cluster.start(here)
        except BaseException:
            quiet_signals()
            if ours:
                cluster.stop(here)
            raise
    try:
        yield
    finally:
        quiet_signals()
        if ours:
            cluster.stop(here)


def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
    raise StopAskedError


def quiet_signals() -> None:
    """While stopping, a second Ctrl-C must not leave half of it running."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
