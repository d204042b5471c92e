"""Reading over cases: who sits where, what happened, who looked."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from huiswaarts.casework.cases.models import Case, ContactCard, TeamMember
from huiswaarts.casework.cases.querysets import own_seats, shared, someone
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.access.session import KEEP_PLANS, enter
from huiswaarts.foundation.access.topics import Level, Topic
from huiswaarts.foundation.accounts.models import RecoveryRequest, RecoveryStatement
from huiswaarts.foundation.accounts.models_recovery import RecoveryQuerySet
from huiswaarts.foundation.common import normal
from huiswaarts.foundation.common.kept import kept
from huiswaarts.foundation.events.models import AccessRecord, Event, LookReview
from huiswaarts.foundation.network.models import Offer
from huiswaarts.foundation.network.querysets import OfferQuerySet

DOUBLE = "double"  # rule of a look for doubles, in the log of whom it found
# Those who work with the client, and may let them in again with somebody of another party.
HELPERS = (SeatKind.BW_PROVIDER, SeatKind.AMBULATORY_PROVIDER, SeatKind.MUNICIPALITY)
WITH_CASE = ("region", "municipality_choice", "coordinator__user", "coordinator__organisation")


def seat_of_user(user: Any, *, at: dt.datetime) -> Actor | None:
    """The actor of a client or relative: their newest active seat says in which region.

    The wall lets users read their own seats, so the database is told first who asks.
    """
    bare = Actor(user_id=user.pk, name="", region_id=None, at=at)
    enter(bare)
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST_SEAT, [user.pk, at, at])
        found = cursor.fetchone()
    if found is None:
        return None
    kind, name, client_name, region_id = found
    return Actor(
        user_id=user.pk,
        name=client_name if kind == SeatKind.CLIENT else name,
        region_id=region_id,
        at=at,
        role=kind,
        why=f"seat:{kind}",
    )


# From the card: whoever has a seat has that, also who does not read the case.
_NEWEST_SEAT = """select s.kind, s.name, c.client_name, c.region_id
    from cases_teammember s join app_cards(null) c on c.case_id = s.case_id
    where s.user_id = %s and s.membership_id is null and s.state = 'active' and s.from_at <= %s
      and (s.until_at is null or s.until_at > %s) order by s.from_at desc, s.id desc limit 1"""
_LOOK_AT = """select id, set_config('app.focus', '{' || id || '}', true),
    set_config('plan_cache_mode', %s, true) from cases_case where number = %s"""
# In one query: what is read after it is as it stays until the end of the transaction.
_HOLD = _LOOK_AT.replace("select id,", "select id, app_lock_case(id),")


def find_case(number: str, actor: Actor, *, locked: bool = False) -> Case | None:
    """The case with this number if the actor sits there, looked at through the lens from now on.

    Two queries: the wall finds the number and sets the lens, then both locks give the case.
    `locked`: holds the case until the transaction ends, for callers that will change it.
    """
    with connection.cursor() as cursor:
        looking = _HOLD if locked else _LOOK_AT
        cursor.execute(looking, [KEEP_PLANS, normal.case_number(number) or number])
        found = cursor.fetchone()
    if found is None:
        return None
    who = actor.membership_id or actor.user_id
    rows = _case(found[0], who, actor.at, professional=actor.is_professional)
    return rows[0] if rows else None


@kept
def _case(pk: Any, who: Any, at: Any, *, professional: bool) -> QuerySet[Case]:
    rows = Case.objects.visible_to(someone(who, at, professional=professional))
    return rows.select_related(*WITH_CASE).filter(pk=pk)


def find_card(number: str) -> ContactCard | None:
    """The contact card of the case with this number, for who sits there and does not read the
    case; looked at through the lens from now on. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from app_card_at(%s)", [number])
        found = cursor.fetchone()
    return ContactCard(*found) if found else None


def cards_of(ids: Iterable[int] | None = None) -> dict[int, ContactCard]:
    """Of the cases where the actor sits, or of these, those that they do not read. One query."""
    with connection.cursor() as cursor:
        wanted = None if ids is None else sorted(set(ids))
        cursor.execute("select * from app_cards(%s) where why <> ''", [wanted])
        return {row[0]: ContactCard(*row) for row in cursor.fetchall()}


def own_seat(actor: Actor, case_id: int) -> TeamMember | None:
    """The seat through which the actor sits in this case; the strongest when there are two."""
    seats: QuerySet[TeamMember] = TeamMember.objects.filter(own_seats(actor), case_id=case_id)
    return seats.select_related("organisation").order_by("id").first()


def visible_recoveries(actor: Actor) -> RecoveryQuerySet:
    """Also by who helps the client at the table."""
    kinds = (*HELPERS, SeatKind.SUPPORTER)
    seats = TeamMember.objects.filter(own_seats(actor), kind__in=kinds)
    at_table = Q(case_id__in=seats.values("case_id")) & ~Q(kind="second_factor")
    return RecoveryRequest.objects.filter(RecoveryQuerySet.helped_by(actor) | at_table)


def client_claimed(case: Case, actor: Actor) -> bool:
    """Somebody asked to let the client of this table in again, and that is not settled yet."""
    client = TeamMember.objects.active(actor.at).filter(case=case, kind=SeatKind.CLIENT)
    mine = visible_recoveries(actor).open(actor.at).filter(case_id=case.pk)
    return mine.filter(user_id__in=client.values("user_id")).exists()


def visible_statements(actor: Actor) -> QuerySet[RecoveryStatement]:
    return RecoveryStatement.objects.filter(request__in=visible_recoveries(actor).values("pk"))


def case_of_account(user_id: int) -> int | None:
    """The table of whoever stands at the desk: a number, for who helps with this in the region."""
    with connection.cursor() as cursor:
        cursor.execute("select app_recovery_case(%s)", [user_id])
        (found,) = cursor.fetchone() or (None,)
    return found


def visible_events(actor: Actor) -> QuerySet[Event]:
    """One's own deeds, and of cases what happened in topics whose state the actor may see."""
    in_case = shared(actor, Level.STATUS, topic="topic") & Q(case_id__isnull=False)
    in_case &= shared(actor, Level.READ, topic=int(Topic.COMMON))
    return Event.objects.filter(Q(user_id=actor.user_id) | in_case)


def visible_looks(actor: Actor) -> QuerySet[AccessRecord]:
    """One's own looks, looks at one's own case, and for the privacy officer those of the region.

    Not one's own look for doubles that found somebody: that line would tell which case.
    """
    rows = Q(user_id=actor.user_id) & ~Q(rule=DOUBLE)
    own_case = TeamMember.objects.filter(own_seats(actor), kind=SeatKind.CLIENT)
    rows |= Q(case_id__in=own_case.values("case_id"))
    if actor.has(Permission.ACCESS_LOG_REVIEW):
        rows |= Q(region_id=actor.region_id)
    return AccessRecord.objects.filter(rows)


@dataclass(frozen=True)
class Look:
    """One look at a case, told to its client: who (as the region chose), when, why."""

    at: dt.datetime
    membership_id: int | None
    organisation_id: int | None
    user_id: int | None
    rule: str
    ground: str
    purpose: str
    action: str
    items: tuple[str, ...] = ()
    in_list: bool = False  # a line among others, and not a page about this case


def looks_at(case: Case, actor: Actor, *, since: dt.datetime) -> list[Look]:
    """Who looked at this case since then, newest first: pages about it, and lines in lists. Two
    queries.
    """
    pages = [
        Look(
            at=row.at,
            membership_id=row.membership_id,
            organisation_id=row.organisation_id,
            user_id=row.user_id,
            rule=row.rule,
            ground=row.ground,
            purpose=row.purpose,
            action=row.action,
            items=tuple(row.items),
        )
        for row in visible_looks(actor).filter(
            case_id=case.pk, at__gte=since, outcome=AccessRecord.Outcome.SHOWN
        )
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "select at, membership_id, organisation_id, rule, ground, purpose, action"
            " from app_list_looks(%s) where at >= %s",
            [case.pk, since],
        )
        lists = [
            Look(row[0], row[1], row[2], None, row[3], row[4], row[5], row[6], in_list=True)
            for row in cursor.fetchall()
        ]
    return sorted(pages + lists, key=lambda look: look.at, reverse=True)


# The seats from which somebody is invited: the client's own, and those that work with them.
INVITING = (
    SeatKind.CLIENT,
    SeatKind.BW_PROVIDER,
    SeatKind.AMBULATORY_PROVIDER,
    SeatKind.MUNICIPALITY,
)


def visible_offers(actor: Actor) -> OfferQuerySet:
    """Those to oneself, those of the organisation for its admin, and those onto seats of a case
    for who may invite there.
    """
    seats = TeamMember.objects.filter(own_seats(actor), kind__in=INVITING)
    return Offer.objects.visible_to(actor) | Offer.objects.filter(
        case_id__in=seats.values("case_id")
    )


def visible_reviews(actor: Actor) -> QuerySet[LookReview]:
    """The privacy officer's judgements of the region."""
    if not actor.has(Permission.ACCESS_LOG_REVIEW):
        return LookReview.objects.none()
    return LookReview.objects.filter(region_id=actor.own_region_id)


def case_numbers(ids: list[int]) -> dict[int, str]:
    """For the privacy officer, who sees no case: the number by which the team knows it."""
    with connection.cursor() as cursor:
        cursor.execute("select case_id, number from app_case_numbers(%s)", [ids])
        return dict(cursor.fetchall())
