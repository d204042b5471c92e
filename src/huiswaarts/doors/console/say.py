"""Words to the operator: progress on standard output, faults on standard error."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str = "") -> None:
    print(text, flush=True)


def fault(text: str) -> None:
    print(f"✗ {text}", file=sys.stderr, flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """`• Tabellen bijwerken… 1,2 s`: what is being done, and that it was done."""
    begun = time.monotonic()
    say(f"• {text}…")
    yield
    taken = f"{time.monotonic() - begun:.1f}".replace(".", ",")
    say(f"  klaar ({taken} s)")
