"""Two deeds at the very same moment, each in a connection and a transaction of its own.

Forced: each runs until just before its first write. When neither can go on (it stands there, it
waits for a lock, or it is done) the gates open: the second deed writes and commits first, so what
the first deed checked is old, unless a lock or a constraint held it.
"""

import threading
import time
from dataclasses import dataclass, field

from django.db import connection, transaction

from huiswaarts.casework.cases.queries import find_case
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.foundation.access import session
from tests.database import admin
from tests.people import actor_of

PATIENCE = 20  # seconds
WRITES = ("INSERT", "UPDATE", "DELETE", "SELECT APP_END_MEMBERSHIP", "SELECT APP_SETTLE_BOX",
          "SELECT APP_ANSWER_SEAT", "SELECT APP_ASK_COORDINATION", "SELECT APP_CONFIRM_DEATH",
          "SELECT APP_UNDO_DEATH", "SELECT APP_TAKE_SEAT",
          "SELECT * FROM APP_ACCEPT_WORK")  # fmt: skip


class GoneError(Exception):
    """What it was about is no longer there to find: a page that is not found."""


@dataclass
class Deed:
    """What one person does: `do(actor)`, or `do(actor, case, sight)` behind the door of a case."""

    who: object  # a person of tests/people.py; None for whoever acts without a region
    do: object
    case: object = None

    def __call__(self):
        if self.who is None:
            return self.do()
        actor = actor_of(self.who)
        with transaction.atomic(), session.acting(actor):
            if self.case is None:
                return self.do(actor)
            case = find_case(self.case.number, actor, locked=True)  # as the door of a form does
            if case is None:
                raise GoneError("no longer at this table")
            return self.do(actor, case, sight_of(actor, case))


@dataclass
class Runner:
    deed: Deed
    gate: threading.Event = field(default_factory=threading.Event)
    before_write: int = 1
    at_gate: bool = False
    done: bool = False
    pid: int = 0
    result: object = None

    def run(self, forced):
        def before_each(execute, sql, params, many, context):
            if forced and sql.lstrip().upper().startswith(WRITES):
                self.before_write -= 1
            if forced and not self.before_write and not self.gate.is_set():
                self.at_gate = True
                assert self.gate.wait(PATIENCE), "the gate stayed shut"
            return execute(sql, params, many, context)

        try:
            with connection.cursor() as cursor:
                cursor.execute("select pg_backend_pid()")
                self.pid = cursor.fetchone()[0]
            with connection.execute_wrapper(before_each), transaction.atomic():
                self.result = self.deed()
                self.result = "done" if self.result is None else self.result
        except Exception as error:  # noqa: BLE001  what happened is the outcome
            self.result = error
        finally:
            connection.close()
            self.done = True


class Eyes:
    """Sees who waits for a lock."""

    def __enter__(self):
        self.link = admin()
        return self

    def __exit__(self, *_):
        self.link.close()

    def stuck(self, runner):
        if runner.done or (runner.at_gate and not runner.gate.is_set()):
            return True
        asked = "select wait_event_type = 'Lock' from pg_stat_activity where pid = %s"
        row = self.link.execute(asked, [runner.pid]).fetchone()
        return bool(row and row[0])

    def wait(self, *runners):
        end = time.monotonic() + PATIENCE
        while not all(map(self.stuck, runners)):
            assert time.monotonic() < end, "nothing moves"
            time.sleep(0.002)


def race(first, second, *, forced=True, gate=1):
    """What came of both, in their order: a result, or the exception that said no."""
    runners = [Runner(first, before_write=gate), Runner(second)]
    threads = [threading.Thread(target=one.run, args=[forced], daemon=True) for one in runners]
    if forced:
        with Eyes() as eyes:
            for number, thread in enumerate(threads, 1):
                thread.start()
                eyes.wait(*runners[:number])
            _let_go(eyes, *runners)
    else:
        for thread in threads:
            thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "a deed never ended"
    return [one.result for one in runners]


def _let_go(eyes, first, second):
    """The second goes first, when it can."""
    while not (first.done and second.done):
        eyes.wait(first, second)
        waiting = [one for one in (second, first) if one.at_gate and not one.gate.is_set()]
        if not waiting:
            if first.done and second.done:
                return
            time.sleep(0.002)
            continue
        waiting[0].gate.set()
