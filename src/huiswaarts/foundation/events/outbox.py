"""Who takes the mail away stands above this app, and says so at start."""

import datetime as dt
from typing import Any

# After a day an invitation has expired.
KEPT_TRYING = dt.timedelta(hours=24)
# What is offered to an address waits this long for whoever signs in with it; its link for a day.
OFFERED = dt.timedelta(days=7)
# While the mail server does not answer, one try in this time is enough.
BREATH = dt.timedelta(seconds=20)

_postmen: list[Any] = []


def deliver_with(task: Any) -> None:
    """The job that delivers the mail of one person: `task(user_id=…)`."""
    _postmen[:] = [task]


def postman() -> Any:
    return _postmen[0] if _postmen else None
