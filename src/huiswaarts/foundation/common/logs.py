"""What is logged never holds what a person wrote: errors of a database repeat whole rows."""

import logging
import re
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# Addresses that are a key by themselves: of a calendar, of an invitation.
KEYS = re.compile(r"/(agenda|uitnodiging|uitgenodigd)/[^/\s]+")


class DiscreetFormatter(logging.Formatter):
    """Of an error: which kind and where, with the lines of code. Not its words, and no keys."""

    def format(self, record: logging.LogRecord) -> str:
        return KEYS.sub(r"/\1/…", super().format(record))

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  the name of logging
        error, parts = ei[1], []
        while error is not None:
            frames = "".join(traceback.format_tb(error.__traceback__))
            parts.append(f"{frames}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n\ncaused by\n".join(parts)
