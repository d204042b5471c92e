"""My cases: which, in the order of who needs attention first, fifty at a time."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Case as SqlCase
from django.db.models import (
    Count,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.utils.html import format_html
from django.utils.safestring import SafeString

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.querysets import CARD_STATUSES
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SEATS, TEAM_SEATS, SeatKind
from huiswaarts.foundation.access.session import focus
from huiswaarts.foundation.common.components.drawings import mark
from huiswaarts.foundation.common.dates import relative
from huiswaarts.foundation.network.models import Region

PAGE = 50
RED_AFTER = 14
OVERDUE, UNPLANNED, NEW_UNPLANNED, TODAY, FINE, OVER = range(6)
PHASES = {code: str(label) for code, label in Case.Phase.choices}
STATES = {code: str(label) for code, label in Case.Status.choices}
ACTIVE = Case.Status.ACTIVE
QUIET_WORDS = "Alles loopt"
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
    def is_early(self) -> bool:
        return self.case.phase in (Case.Phase.IN_VIEW, Case.Phase.REGISTRATION)


def open_cases() -> Q:
    return ~Q(phase=Case.Phase.CLOSED) & ~Q(status__in=CARD_STATUSES)


def overdue(today: dt.date) -> Q:
    return Q(follow_up_on__lt=today) | Q(review_on__lt=today)


def my_cases(actor: Actor, filters: Filters) -> QuerySet[Case]:
    rows = Case.objects.visible_to(actor)
    if not filters.over:
        rows = rows.filter(open_cases())
    for narrow in _narrowed(actor, filters):
        rows = rows.filter(narrow)
    return rows


def _narrowed(actor: Actor, filters: Filters) -> Iterable[Q]:
    if filters.search:
        yield Q(client_name__icontains=filters.search) | Q(number__istartswith=filters.search)
    if filters.phase:
        yield Q(phase=filters.phase)
    if filters.municipality:
        yield Q(municipality_choice__code=filters.municipality)
    if filters.mine == "self":
        yield Q(coordinator_id=actor.membership_id)
    elif filters.mine:
        yield Q(coordinator__organisation_id=actor.organisation_id)
    if filters.overdue:
        yield overdue(actor.today)
    if filters.unplanned:
        yield Q(follow_up_on=None)


def by_attention(rows: QuerySet[Case], actor: Actor, red_after: int) -> QuerySet[Case]:
    """Late first, then what nobody planned, then today; what is over comes last."""
    since = actor.today - dt.timedelta(days=red_after)
    order = SqlCase(
        When(~open_cases(), then=Value(OVER)),
        When(overdue(actor.today), then=Value(OVERDUE)),
        When(follow_up_on=None, phase_since__lt=since, then=Value(UNPLANNED)),
        When(follow_up_on=None, then=Value(NEW_UNPLANNED)),
        When(follow_up_on=actor.today, then=Value(TODAY)),
        default=Value(FINE),
        output_field=IntegerField(),
    )
    rows = rows.annotate(attention=order)
    return rows.order_by("attention", F("follow_up_on").asc(nulls_last=True), "target_month", "id")


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    total: int
    number: int

    @property
    def count(self) -> int:
        return max(1, -(-self.total // PAGE))


def page_of(rows: QuerySet[Case], actor: Actor, number: int) -> Page:
    """Two queries and the lens: the cases, then the seats of these alone."""
    first = (number - 1) * PAGE
    found = list(rows.only(*FIELDS).annotate(total=Window(Count("*")))[first : first + PAGE])
    total = found[0].total if found else 0
    return Page(with_seats(found, actor.today), total, number)


def with_seats(found: Sequence[Any], today: dt.date) -> list[Row]:
    """Of cases that `by_attention` put in order."""
    empty = empty_seats(found)
    return [Row(case, case.attention, empty[case.pk], today) for case in found]


def empty_seats(found: Sequence[Case]) -> Mapping[int, tuple[str, ...]]:
    """Labels of the seats that nobody holds, per case. Looks at these cases only."""
    ids = [case.pk for case in found]
    focus(ids)
    with connection.cursor() as cursor:
        cursor.execute("select * from app_taken_seats(%s)", [ids])
        taken = dict(cursor.fetchall())
    wanted = [kind for kind in TEAM_SEATS if kind != SeatKind.CLIENT]
    # of a table that one does not see nothing is said
    return {
        pk: tuple(SEATS[kind].label for kind in wanted if kind not in taken.get(pk, wanted))
        for pk in ids
    }


MOST_EXPORTED = 5_000


def all_rows(rows: QuerySet[Case], actor: Actor) -> list[Row]:
    """For an export: everything that the filters leave."""
    return with_seats(list(rows.only(*FIELDS)[:MOST_EXPORTED]), actor.today)


def red_after_days(actor: Actor) -> int:
    """After how many days without a next step the region wants to see red."""
    region = Region.objects.filter(Q(pk=actor.region_id)).values_list(
        "no_follow_up_days", flat=True
    )
    return region.first() or RED_AFTER
