"""Which rows of a table somebody sees: the first lock. The wall is in sql/policies.sql."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from huiswaarts.casework.cases.querysets import keys_of, shared
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.topics import Level, Topic

if TYPE_CHECKING:
    from huiswaarts.casework.cases.sight import Sight

REPORT = (int(Topic.REPORT),)


def my_tables(actor: Actor) -> models.QuerySet[Any]:
    """Ids of the tables at which I sit, or which I chair; none for whoever has no work here."""
    seats = apps.get_model("tables", "TableSeat").objects.current(actor.at)
    return seats.filter(membership_id=actor.membership_id).values("table_id")


def chaired(actor: Actor) -> models.QuerySet[Any]:
    tables = apps.get_model("tables", "Table").objects
    return tables.filter(chair_id=actor.membership_id).values("pk")


def own_life(actor: Actor) -> models.QuerySet[Any]:
    """Cases in which somebody has, or had, a seat of their own: nothing of these is their work."""
    seats = apps.get_model("cases", "TeamMember").objects
    return seats.filter(user_id=actor.user_id, membership=None).values("case_id")


def works_on_cases(actor: Actor) -> bool:
    return actor.has(Permission.CASE_WORK)


def at_table(actor: Actor, prefix: str = "table") -> Q:
    if actor.membership_id is None:
        return Q(pk__in=())
    mine = Q(**{f"{prefix}_id__in": my_tables(actor)})
    return mine | Q(**{f"{prefix}_id__in": chaired(actor)})


class TableSeatQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Who sits where is known to everybody at work in the region."""
        return (
            self.filter(table__region_id=actor.region_id) if actor.is_professional else self.none()
        )

    def current(self, at: Any) -> Self:
        return self.filter(Q(until_at=None) | Q(until_at__gt=at), from_at__lte=at)


class OfTableQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(at_table(actor))


class HandoffQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Of both tables."""
        return self.filter(at_table(actor, "from_table") | at_table(actor, "to_table"))


class TableItemQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """By the table while it is open and two weeks more; by whoever reads reports of the case.

        Not by the table for whoever it is about, nor for a role that reads no case.
        """
        from huiswaarts.casework.tables.models import SEEN_AFTER  # noqa: PLC0415  stands above

        fresh = Q(decided_at=None) | Q(decided_at__gt=actor.at - SEEN_AFTER)
        reads = shared(actor, Level.READ, topic=REPORT[0])
        if not works_on_cases(actor):
            return self.filter(reads)
        work = at_table(actor) & fresh & ~Q(case_id__in=own_life(actor))
        return self.filter(work | reads)

    def of_case(self, sight: "Sight") -> Self:
        """Those of one case, for whoever reads its reports."""
        reads = bool(keys_of(sight, Level.READ, REPORT))
        return self.filter(case_id=sight.case_id) if reads else self.none()
