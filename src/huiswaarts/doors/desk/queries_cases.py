"""My cases: which, in the order of who needs attention first, fifty at a time."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from huiswaarts.casework.cases.models import Case, ContactCard
from huiswaarts.casework.cases.queries import cards_of
from huiswaarts.casework.cases.querysets import someone
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SEATS, TEAM_SEATS, SeatKind
from huiswaarts.foundation.access.session import focus
from huiswaarts.foundation.common import normal
from huiswaarts.foundation.common.components.drawings import mark
from huiswaarts.foundation.common.dates import relative
from huiswaarts.foundation.common.kept import kept
from huiswaarts.foundation.network.models import Region

PAGE = 50
OVERDUE, UNPLANNED, NEW_UNPLANNED, TODAY, FINE, OVER, CARD = range(7)  # 7: a card of the past
PHASES = {code: str(label) for code, label in Case.Phase.choices}
STATES = {code: str(label) for code, label in Case.Status.choices}
ACTIVE = Case.Status.ACTIVE
QUIET_WORDS = "Alles loopt"
LINE = (
    '<tr class="utrecht-table__row"><th scope="row" class="utrecht-table__cell">'
    '<a class="utrecht-link" href="{}">{}</a></th>'
    '<td class="utrecht-table__cell" data-kop="Fase">{}</td>'
    '<td class="utrecht-table__cell" data-kop="Dozen klaar">{}</td>'
    '<td class="utrecht-table__cell" data-kop="Volgende stap">{}</td>'
    '<td class="utrecht-table__cell" data-kop="Let op">{}</td></tr>'
)
CARD_LINE = (
    '<tr class="utrecht-table__row"><th scope="row" class="utrecht-table__cell">'
    '<a class="utrecht-link" href="{}">{}</a></th>'
    '<td class="utrecht-table__cell hw-zacht" colspan="4">{}</td></tr>'
)
QUIET = format_html('<span class="hw-zacht">{}</span>', QUIET_WORDS)
FIELDS = (
    "number",
    "client_name",
    "phase",
    "phase_since",
    "status",
    "review_on",
    "target_month",
    "follow_up_on",
    "follow_up_what",
    "boxes_filled",
    "boxes_needed",
    "coordinator_id",
    "municipality_choice_id",
    "registered_on",
    "trajectory",
)


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to. Unknown values narrow to nothing rather than widen."""

    search: str = ""
    phase: str = ""
    municipality: str = ""
    mine: str = ""  # "organisation", "self" or nothing
    overdue: bool = False
    unplanned: bool = False
    over: bool = False  # also what is closed or stopped

    def narrow(self, actor: Actor) -> dict[str, Any]:
        """For the question to the database; what narrows nothing is left out."""
        said = {
            "search": self.search,
            "phase": self.phase,
            "municipality": self.municipality,
            "coordinator": actor.membership_id if self.mine == "self" else None,
            "organisation": actor.organisation_id if self.mine == "organisation" else None,
            "overdue": self.overdue,
            "unplanned": self.unplanned,
            "over": self.over,
        }
        return {key: value for key, value in said.items() if value}


@dataclass(frozen=True)
class Row:
    case: Case
    attention: int
    empty_seats: tuple[str, ...]
    today: dt.date

    @property
    def mark(self) -> tuple[str, str]:
        """The kind of mark and the word: the first thing that asks for attention."""
        if self.attention == OVERDUE:
            day = min(d for d in (self.case.follow_up_on, self.case.review_on) if d is not None)
            days = (self.today - day).days
            return "laat", f"{days} {'dag' if days == 1 else 'dagen'} te laat"
        if self.attention == UNPLANNED:
            return "laat", "Zonder vervolg"
        if self.empty_seats and not self.is_early:
            return "letop", f"Lege stoel: {self.empty_seats[0]}"
        if self.attention == NEW_UNPLANNED:
            return "letop", "Zonder vervolg"
        if self.attention == TODAY:
            return "letop", "Vandaag"
        return "", QUIET_WORDS

    @property
    def boxes(self) -> str:
        needed = self.case.boxes_needed
        return f"{self.case.boxes_filled} van {needed}" if needed else "nog geen dozen"

    @property
    def url(self) -> str:
        return f"/casussen/{self.case.number}/"

    @property
    def note(self) -> SafeString:
        kind, word = self.mark
        return mark(kind, word) if kind else QUIET

    @property
    def phase_words(self) -> str:
        """The phase, or what happened instead."""
        status = STATES[self.case.status]
        return PHASES[self.case.phase] if self.case.status == ACTIVE else status.capitalize()

    @property
    def when(self) -> str:
        on = self.case.follow_up_on
        return relative(on, today=self.today) if on else "niet gepland"

    @property
    def line(self) -> SafeString:
        """The row of the table. In Python: fifty of them are half of what the page costs."""
        name, at = self.case.short_name, self.when
        return format_html(LINE, self.url, name, self.phase_words, self.boxes, at, self.note)

    @property
    def is_early(self) -> bool:
        return self.case.phase in (Case.Phase.IN_VIEW, Case.Phase.REGISTRATION)


@dataclass(frozen=True)
class CardRow:
    """A case of which there is the contact card only: it says of no column how that stands."""

    case: ContactCard
    attention: int

    @property
    def line(self) -> SafeString:
        url = f"/casussen/{self.case.number}/"
        return format_html(CARD_LINE, url, capfirst(self.case.short_name), self.case.words)


@dataclass(frozen=True)
class Listed:
    """A part of the list in its order: how much attention each case asks, and how many in all."""

    attention: dict[int, int]
    total: int


def listed(
    actor: Actor, filters: Filters, red_after: int, *, skip: int = 0, size: int = PAGE
) -> Listed:
    """Which of the own cases: late first, then what nobody planned, then today. One query.

    Another when nothing is found and the words can be a number: Beekmans is a name too.
    """
    found = _listed(actor, filters, red_after, skip, size)
    number = normal.case_number(filters.search)
    if found.total or not number:
        return found
    return _listed(actor, replace(filters, search=number), red_after, skip, size)


def _listed(actor: Actor, filters: Filters, red_after: int, skip: int, size: int) -> Listed:
    with connection.cursor() as cursor:
        cursor.execute(
            "select case_id, attention, total from app_case_list(%s, %s, %s, %s, %s)",
            [actor.today, red_after, json.dumps(filters.narrow(actor)), skip, size],
        )
        rows = cursor.fetchall()
    return Listed({pk: level for pk, level, _ in rows}, rows[0][2] if rows else 0)


def cases_by_id(actor: Actor, ids: Iterable[int]) -> dict[int, Case]:
    """What a list shows of these cases; looks through the lens from then on."""
    wanted = sorted(set(ids))
    focus(wanted)
    found = _cases(wanted, actor.membership_id, actor.at)
    return {case.pk: case for case in found}


@kept
def _cases(ids: Any, membership: Any, at: Any) -> QuerySet[Case]:
    rows = Case.objects.visible_to(someone(membership, at, professional=True))
    return rows.only(*FIELDS).filter(pk__any=ids)


@dataclass(frozen=True)
class Page:
    rows: list[Row | CardRow]
    total: int
    number: int

    @property
    def count(self) -> int:
        return max(1, -(-self.total // PAGE))


def page_of(actor: Actor, filters: Filters, red_after: int, number: int) -> Page:
    """Four queries: the order, the lens, the cases, and the seats of these alone."""
    found = listed(actor, filters, red_after, skip=(number - 1) * PAGE)
    return Page(rows_of(actor, found), found.total, number)


def rows_of(actor: Actor, found: Listed) -> list[Row | CardRow]:
    return with_seats(cases_by_id(actor, found.attention), found.attention, actor.today)


def with_seats(
    cases: Mapping[int, Case], attention: Mapping[int, int], today: dt.date
) -> list[Row | CardRow]:
    """In order. One query, and one for the contact cards when there are any."""
    shown = [cases[pk] for pk in attention if pk in cases]
    empty = empty_seats([case.pk for case in shown])
    rows: dict[int, Row | CardRow] = {
        case.pk: Row(case, attention[case.pk], empty[case.pk], today) for case in shown
    }
    if others := [pk for pk, level in attention.items() if level >= CARD and pk not in rows]:
        cards = cards_of(others)
        rows |= {pk: CardRow(card, attention[pk]) for pk, card in cards.items()}
    return [rows[pk] for pk in attention if pk in rows]


def empty_seats(ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """Labels of the seats that nobody holds, per case. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from app_taken_seats(%s)", [list(ids)])
        taken = dict(cursor.fetchall())
    wanted = [kind for kind in TEAM_SEATS if kind != SeatKind.CLIENT]
    # of a table that one does not see nothing is said
    return {
        pk: tuple(SEATS[kind].label for kind in wanted if kind not in taken.get(pk, wanted))
        for pk in ids
    }


MOST_EXPORTED = 5_000


def all_rows(actor: Actor, filters: Filters, red_after: int) -> list[Row | CardRow]:
    """For an export: everything that the filters leave."""
    return rows_of(actor, listed(actor, filters, red_after, size=MOST_EXPORTED))


@dataclass(frozen=True)
class Terms:
    """What the region calls late: days without a next step, working days without an answer."""

    red_after: int = 14
    answer_workdays: int = 10


def terms_of(actor: Actor) -> Terms:
    found = _terms(actor.region_id)
    return Terms(*found[0]) if found else Terms()


@kept
def _terms(region: Any) -> QuerySet[Region, Any]:
    rows = Region.objects.filter(pk=region)
    return rows.values_list("no_follow_up_days", "accept_workdays")
