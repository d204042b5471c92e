"""CPU time of a request: ours by the process clock, the database's by its scheduler account."""

import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

WARM_UP = 5


@dataclass
class Figure:
    name: str
    python_ms: float
    database_ms: float
    queries: int
    size: int

    @property
    def cpu_ms(self) -> float:
        return self.python_ms + self.database_ms


def backend_ns():
    """CPU the database spent for our connection so far (0 where /proc does not tell)."""
    connection.ensure_connection()
    path = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    try:
        return int(path.read_text().split()[0])
    except OSError:
        return 0


def figure(name, ask, rounds, prepare=lambda: None):
    """`ask(prepared)` makes one request; what `prepare()` does is not counted."""
    for _ in range(WARM_UP):
        ask(prepare())
    ready = prepare()
    with CaptureQueriesContext(connection) as captured:
        response = ask(ready)
    # now: the next request empties the list
    asked = sum(not ours(query["sql"]) for query in captured.captured_queries)
    used = database = 0
    for _ in range(rounds):
        ready = prepare()
        before, begun = backend_ns(), time.process_time_ns()
        response = ask(ready)
        used += time.process_time_ns() - begun
        database += backend_ns() - before
    return Figure(
        name,
        used / rounds / 1e6,
        database / rounds / 1e6,
        asked,
        len(response.content),
    )


def ours(sql):
    """The beginning and end of a transaction are no question to the database."""
    return sql.split(" ", 1)[0].upper() in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK"}
