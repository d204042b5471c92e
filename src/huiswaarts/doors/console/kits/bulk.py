"""Small helpers for statements over many rows."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import connection

from huiswaarts.foundation.common.ids import ALPHABET

_SQL = Path(__file__).with_name("sql")
PUBLIC_ID = 12
# 29 letters fit eight times in 232 of the 256 bytes; the rest is thrown away, so each letter is
# as likely as the next.
_USED = 256 // len(ALPHABET) * len(ALPHABET)
_LETTERS = bytes(ord(ALPHABET[n % len(ALPHABET)]) for n in range(256))
_SPARE = bytes(range(_USED, 256))


def public_ids() -> Iterator[str]:
    """Random public ids without end, a hundred times cheaper than one by one."""
    rest = ""
    while True:
        rest += secrets.token_bytes(60_000).translate(_LETTERS, _SPARE).decode()
        whole = len(rest) // PUBLIC_ID * PUBLIC_ID
        for start in range(0, whole, PUBLIC_ID):
            yield rest[start : start + PUBLIC_ID]
        rest = rest[whole:]


def sql(name: str) -> str:
    """A statement by the name of its file in sql/."""
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def run(statement: str, values: Sequence[Any] | dict[str, Any] = ()) -> int:
    """One statement; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def temporary(table: str, columns: str) -> None:
    """A table that goes with the transaction, or when the next kit in it comes."""
    run(f"drop table if exists pg_temp.{table}")
    run(f"create temporary table {table} {columns} on commit drop")


def rows_of(statement: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def copy_in(table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    """COPY into a temporary table."""
    temporary(table, f"({columns})")
    with connection.cursor() as cursor, cursor.copy(f"copy {table} from stdin") as copy:
        for row in rows:
            copy.write_row(row)
    run(f"analyze {table}")
