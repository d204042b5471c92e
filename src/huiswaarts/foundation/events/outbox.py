"""Mail leaves after commit. Who can send it stands above this app, and says so at start."""

import datetime as dt
from collections.abc import Callable

# After a day an invitation has expired, and "something is ready" is no news.
KEPT_TRYING = dt.timedelta(hours=24)

_postmen: list[Callable[[], None]] = []


def deliver_with(start: Callable[[], None]) -> None:
    _postmen[:] = [start]


def wake() -> None:
    for start in _postmen:
        start()
