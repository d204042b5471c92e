"""Cleaning in a process of its own, with little memory and time: a parser that goes wrong on
hostile bytes takes nothing with it.
"""

import json
import subprocess
import sys
import threading

from huiswaarts.casework.cases.files.kinds import (
    MEDIA_TYPES,
    MOST_BYTES,
    CleanFile,
    RefusedFileError,
)
from huiswaarts.foundation.common.apart import Limits, run_apart, stay_within

SECONDS = 10
AT_ONCE = 2  # in one process of the web server; who comes later waits
MEMORY = 1024 * 1024 * 1024  # of addresses; forty million pixels take half of it
LIMITS = Limits(SECONDS, MEMORY, 3 * MOST_BYTES)
turns = threading.BoundedSemaphore(AT_ONCE)


def clean_apart(data: bytes) -> CleanFile:
    """As `clean`, from the same bytes; whatever happens there is a refusal here."""
    if len(data) > MOST_BYTES:
        raise RefusedFileError("too_big")
    if not turns.acquire(timeout=2 * SECONDS):
        raise RefusedFileError("busy")
    try:
        line, _, content = run_apart(__name__, data=data, limits=LIMITS).partition(b"\n")
        told = json.loads(line)
    except (subprocess.SubprocessError, ValueError):
        raise RefusedFileError("broken") from None
    finally:
        turns.release()
    if told.get("refused"):
        raise RefusedFileError(str(told["refused"]))
    if told.get("kind") not in MEDIA_TYPES or not content:
        raise RefusedFileError("broken")
    return CleanFile(told["kind"], content)


def main() -> None:
    from huiswaarts.casework.cases.files.clean import clean  # noqa: PLC0415  inside the limits

    try:
        cleaned = clean(sys.stdin.buffer.read(MOST_BYTES + 1))
    except RefusedFileError as refused:
        sys.stdout.buffer.write(json.dumps({"refused": refused.code}).encode() + b"\n")
    except MemoryError:
        sys.stdout.buffer.write(json.dumps({"refused": "unpacks_too_big"}).encode() + b"\n")
    else:
        sys.stdout.buffer.write(json.dumps({"kind": cleaned.kind}).encode() + b"\n")
        sys.stdout.buffer.write(cleaned.data)


if __name__ == "__main__":
    stay_within(LIMITS)
    main()
