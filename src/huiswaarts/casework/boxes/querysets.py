from typing import Any, Self

from django.db import models
from django.db.models import Q

from huiswaarts.casework.cases.querysets import ScopedQuerySet, StatusQuerySet, shared, sits_in
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.topics import Level

__all__ = ["OwnQuerySet", "ScopedQuerySet", "StatusQuerySet"]


class OwnQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """What is shared with a party of the actor, and what the own party said itself."""
        rows = shared(actor, Level.READ, topic="topic", label="label")
        if actor.organisation_id is not None:
            rows |= Q(organisation_id=actor.organisation_id) & sits_in(actor)
        return self.filter(rows)

    def current(self) -> Self:
        return self.filter(is_current=True)
