"""Which rows of a meeting an actor sees: the first lock. The wall is in sql/policies.sql."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from huiswaarts.casework.cases.querysets import (
    CaseBoundQuerySet,
    as_guest,
    keys_of,
    left_out,
    shared,
)
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.topics import Level

if TYPE_CHECKING:
    from huiswaarts.casework.cases.sight import Sight


class MeetingQuerySet(CaseBoundQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """By whoever reads the contact card, but not by whoever is left out of it."""
        return super().visible_to(actor).exclude(left_out(actor, "pk"))

    def seen_by(self, sight: "Sight") -> Self:
        return super().seen_by(sight).exclude(left_out(sight, "pk"))


class MeetingScopedQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        rows = shared(actor, Level.READ, topic="topic", label="label")
        return self.filter(rows).exclude(left_out(actor, "meeting"))

    def seen_by(self, sight: "Sight") -> Self:
        """The same rows of one case, whose door already found out what the actor sees of it."""
        rows = self.filter(scope__any=keys_of(sight, Level.READ))
        return rows.exclude(left_out(sight, "meeting"))


class AgendaItemQuerySet(MeetingScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """And the one point for which somebody is a guest."""
        rows = shared(actor, Level.READ, topic="topic", label="label")
        return self.filter(rows | as_guest(actor)).exclude(left_out(actor, "meeting"))


class ReportQuerySet(models.QuerySet[Any]):
    """Who writes the report sees it while it is made; who only reads it when it is public."""

    def visible_to(self, actor: Actor) -> Self:
        writes = shared(actor, Level.WRITE, topic="topic", label="label")
        reads = shared(actor, Level.READ, topic="topic", label="label")
        rows = self.filter(writes | (Q(public_from__lte=actor.at) & reads))
        return rows.exclude(left_out(actor, "meeting"))
