"""Questions whose SQL is made once: on a page of one case, making it cost more than asking it.

    @kept
    def _answers(box: Any, scopes: Any) -> QuerySet[Answer]:
        return Answer.objects.filter(box_id=box, scope__any=scopes).order_by("id")

    rows = _answers(box.pk, keys)

The function gets a hole for each value and must not look at it; what decides about the shape of
the question is given by name, and each shape is made once.
"""

import threading
from collections.abc import Callable, Sequence
from copy import copy
from functools import update_wrapper
from inspect import signature
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Expression, QuerySet
from psycopg.types.numeric import Int8

from huiswaarts.foundation.common.lookups import bigints

Row = TypeVar("Row")
ALL: set["Kept[Any]"] = set()


class Hole(Expression):
    """Stands for a value that is given each time; only ever compared with a column."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any]]:  # noqa: ARG002
        return "%s", (self,)


class Kept(Generic[Row]):
    """A question by shape. Each thread makes its own, as Django's compilers are of a thread."""

    def __init__(self, make: Callable[..., QuerySet[Any, Row]]) -> None:
        update_wrapper(self, make)
        self._make = make
        names = signature(make).parameters.values()
        self._places = sum(one.kind is not one.KEYWORD_ONLY for one in names)
        self.forget()

    def forget(self) -> None:
        self._made = threading.local()

    def __call__(self, *values: Any, **shape: Any) -> list[Row]:
        rows, compiler, sql, params = self._of_shape(shape)
        filled = tuple(_given(values, one) for one in params)
        asking = copy(compiler)
        asking.connection = connections[rows.db]
        asking.as_sql = lambda *_args, **_more: (sql, filled)
        asked: Any = rows._chain()  # noqa: SLF001
        asked.query.get_compiler = lambda *_args, **_more: asking
        return list(asked)

    def _of_shape(self, shape: dict[str, Any]) -> tuple[Any, Any, str, Sequence[Any]]:
        key = tuple(shape.values())
        known = self._made.__dict__.setdefault("by_shape", {})
        if key not in known:
            rows: Any = self._make(*map(Hole, range(self._places)), **shape)
            compiler = rows.query.get_compiler(using=rows.db)
            known[key] = (rows, compiler, *compiler.as_sql())
        found: tuple[Any, Any, str, Sequence[Any]] = known[key]
        return found


def _given(values: Sequence[Any], param: Any) -> Any:
    """Always of one type, or the database prepares the question again."""
    value = values[param.place] if isinstance(param, Hole) else param
    if isinstance(value, list):
        return bigints(value)
    return Int8(value) if type(value) is int else value


def kept(make: Callable[..., QuerySet[Any, Row]]) -> Kept[Row]:
    question = Kept(make)
    ALL.add(question)
    return question


def forget_all() -> None:
    """For tests that change what functions ask."""
    for question in ALL:
        question.forget()
