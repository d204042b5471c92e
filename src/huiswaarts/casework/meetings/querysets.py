"""Which rows of a meeting an actor sees: the first lock. The wall is in sql/policies.sql."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from huiswaarts.casework.cases.querysets import as_guest, keys_of, shared
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.topics import Level

if TYPE_CHECKING:
    from huiswaarts.casework.cases.sight import Sight


class MeetingScopedQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(shared(actor, Level.READ, topic="topic", label="label"))

    def seen_by(self, sight: "Sight") -> Self:
        """The same rows of one case, whose door already found out what the actor sees of it."""
        return self.filter(scope__any=keys_of(sight, Level.READ))


class AgendaItemQuerySet(MeetingScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """And the one point for which somebody is a guest."""
        rows = shared(actor, Level.READ, topic="topic", label="label")
        return self.filter(rows | as_guest(actor))


class ReportQuerySet(models.QuerySet[Any]):
    """Who writes the report sees it while it is made; who only reads it when it is public."""

    def visible_to(self, actor: Actor) -> Self:
        writes = shared(actor, Level.WRITE, topic="topic", label="label")
        reads = shared(actor, Level.READ, topic="topic", label="label")
        return self.filter(writes | (Q(public_from__lte=actor.at) & reads))
