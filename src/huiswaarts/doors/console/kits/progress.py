"""A progress bar on a terminal; a line now and then where there is none."""

import sys
import time
from types import TracebackType
from typing import Self, TextIO

_WIDTH = 30
_EVERY_SECONDS = 0.2


class Progress:
    """`Antwoorden laden  [#####     ]  52 %`, on standard error so that a list stays a list."""

    def __init__(self, text: str, total: int, stream: TextIO | None = None) -> None:
        self._text, self._total = text, max(total, 1)
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._shown_at = 0.0
        self._tenth = -1

    def at(self, done: int) -> None:
        """Where it is now; cheap enough to be called often."""
        part = min(done / self._total, 1.0)
        if self._live:
            now = time.monotonic()
            if now - self._shown_at < _EVERY_SECONDS and part < 1:
                return
            self._shown_at = now
            bar = "#" * int(part * _WIDTH)
            self._stream.write(f"\r{self._text}  [{bar:<{_WIDTH}}] {part:4.0%} ")
        else:
            tenth = int(part * 4)
            if tenth == self._tenth:
                return
            self._tenth = tenth
            self._stream.write(f"{self._text} {part:.0%}\n")
        self._stream.flush()

    def __enter__(self) -> Self:
        self.at(0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.at(self._total)
        if self._live:
            self._stream.write("\n")
            self._stream.flush()
