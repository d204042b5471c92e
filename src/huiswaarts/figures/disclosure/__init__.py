"""Small numbers: what of a table of counts may be shown without telling about a few people."""

from .tables import (
    HIDDEN_NL,
    LEAST,
    SafeCounts,
    SafeTable,
    suppress_by_name,
    suppress_counts,
    suppress_table,
)

__all__ = [
    "HIDDEN_NL",
    "LEAST",
    "SafeCounts",
    "SafeTable",
    "suppress_by_name",
    "suppress_counts",
    "suppress_table",
]
