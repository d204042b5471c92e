"""Search over what one may see: people by name or number, texts by their words, newest first."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db import connection
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat

from huiswaarts.casework.boxes.models import Answer
from huiswaarts.casework.cases.models import Case, Commitment, Document
from huiswaarts.casework.meetings.models import AgendaItem, Report
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.session import focus
from huiswaarts.foundation.common import normal

PAGE, HIGHEST_PAGE = 20, 25
LONGEST = 100  # characters: who searches for more is pasting
BEGIN, END = "\x02", "\x03"  # around a found word; no text that is kept holds these
WORD = re.compile(r"[^\W_]+")
ASK = "select source, id, case_id, app_wanted(%s)::text from app_search(%s, %s, %s, %s)"


@dataclass(frozen=True)
class Source:
    """Where words can stand: the rows, the text of one, and what comes along to show it."""

    model: Any
    text: Any
    related: tuple[str, ...] = ()
    key: str = "pk"  # what the database names a row by


def _both(first: str, second: str) -> Concat:
    return Concat(F(first), Value(" "), F(second), output_field=TextField())


SOURCES: Mapping[str, Source] = {
    "answer": Source(Answer, F("text"), ("box", "question")),
    "report": Source(Report, _both("text", "client_view"), ("meeting",), "meeting_id"),
    "point": Source(AgendaItem, _both("what", "behind"), ("meeting",)),
    "promise": Source(Commitment, F("what")),
    "document": Source(Document, F("name")),
}


@dataclass(frozen=True)
class Hit:
    """One thing that was found: the row, its case, and its text in pieces, found words marked."""

    source: str
    row: Any
    case: Case
    pieces: tuple[tuple[str, bool], ...] = ()

    @property
    def kind(self) -> str:
        return str(SOURCES[self.source].model._meta.label_lower)  # noqa: SLF001  its public name


@dataclass(frozen=True)
class Found:
    people: list[Case]
    hits: list[Hit]
    more: bool


def search(actor: Actor, words: str, page: int = 1) -> Found:
    """At most eight queries: what the database finds, then those rows through both locks."""
    asked = words.strip()[:LONGEST]
    tokens = WORD.findall(asked)
    if not tokens:
        return Found([], [], more=False)
    most = page * PAGE + 1
    with connection.cursor() as cursor:
        cursor.execute(ASK, [asked, asked, _prefixes(tokens), _number(asked), most])
        rows = cursor.fetchall()
    texts = [row[:3] for row in rows if row[0] != "case"]
    shown = texts[(page - 1) * PAGE : page * PAGE + 1]  # one more, to know whether there is
    people = [row[1] for row in rows if row[0] == "case"][:PAGE] if page == 1 else []
    focus({row[2] for row in shown} | set(people))
    cases = Case.objects.visible_to(actor).in_bulk([*people, *(row[2] for row in shown)])
    hits = _hits(actor, rows[0][3] if rows else "", shown, cases)
    return Found(
        [cases[pk] for pk in people if pk in cases],
        hits[:PAGE],
        more=len(hits) > PAGE and page < HIGHEST_PAGE,
    )


def _prefixes(tokens: Iterable[str]) -> str:
    return " & ".join(f"'{token}':*" for token in tokens)


def _number(asked: str) -> str:
    whole = normal.case_number(asked)
    return whole or (asked.upper() if len(asked) >= 4 else "")  # noqa: PLR2004  half a number


def _hits(actor: Actor, wanted: str, shown: list[Any], cases: Mapping[int, Case]) -> list[Hit]:
    found = {}
    for name, source in SOURCES.items():
        ids = [row[1] for row in shown if row[0] == name]
        if ids:
            found[name] = _rows(actor, wanted, source, ids)
    return [
        Hit(name, row, cases[case_id], _pieces(row.headline))
        for name, pk, case_id in shown
        if case_id in cases and (row := found[name].get(pk))
    ]


def _rows(actor: Actor, wanted: str, source: Source, ids: list[int]) -> dict[int, Any]:
    """`wanted` is the query as the database understood it: stems, with their other forms."""
    query = SearchQuery(wanted, config="simple", search_type="raw")
    headline = SearchHeadline(
        source.text, query, config="dutch", start_sel=BEGIN, stop_sel=END,
        max_words=24, min_words=12,
    )  # fmt: skip
    rows = source.model.objects.visible_to(actor).filter(**{f"{source.key}__in": ids})
    rows = rows.select_related(*source.related).annotate(headline=headline)
    return {getattr(row, source.key): row for row in rows}


def _pieces(headline: str) -> tuple[tuple[str, bool], ...]:
    pieces = []
    for n, part in enumerate(headline.replace(END, BEGIN).split(BEGIN)):
        if part:
            pieces.append((part, n % 2 == 1))
    return tuple(pieces)
