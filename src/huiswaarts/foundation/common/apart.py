"""Running one of our own modules in a process of its own, with little memory and time.

What reads hostile bytes may go wrong there: it takes nothing with it, and knows no secret of ours.
"""

import resource
import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process may use: seconds of the processor, and bytes of memory and of each file."""

    seconds: int
    memory: int
    file: int


def run_apart(
    module: str, arguments: tuple[str, ...] = (), *, data: bytes = b"", limits: Limits
) -> bytes:
    """What the module wrote; a `SubprocessError` when it went wrong. It begins by `stay_within`."""
    done = subprocess.run(  # noqa: S603  our own module, with nothing of the sender in it
        [sys.executable, "-I", "-m", module, *arguments],
        input=data,
        capture_output=True,
        timeout=2 * limits.seconds,
        check=True,
        env={},
    )
    return done.stdout


def stay_within(limits: Limits) -> None:
    """For this process, and for good."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file, limits.file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
