from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q

from huiswaarts.casework.cases.querysets import keys_of, shared, sits_in
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.topics import DERIVED, TOPICS, Level

if TYPE_CHECKING:
    from huiswaarts.casework.cases.sight import Sight


Reach = tuple[list[int], list[int], int]  # scopes, own organisations, case


def reach_of(sight: "Sight", level: Level, topic: int | None = None) -> Reach:
    topics = range(TOPICS) if topic is None else (topic, topic + DERIVED)
    own = sorted({seat.organisation_id for seat in sight.seats if seat.organisation_id})
    return keys_of(sight, level, topics), own, sight.case_id


class InSight(models.QuerySet[Any]):
    """On the pages of one case the seats and the sharing are known already: no need to ask again.

    The same rows as `visible_to`, for one box (its topic and what is derived from it) or all.
    """

    level = Level.READ

    def seen_by(self, sight: "Sight", topic: int | None = None) -> Self:
        return self.within(*reach_of(sight, self.level, topic))

    def within(self, scopes: Any, own: Any, case: Any) -> Self:  # noqa: ARG002
        return self.filter(scope__any=scopes)

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(shared(actor, self.level, topic="topic", label="label"))

    def told(self) -> Self:
        """With the names of who said it and for which organisation, not all of them both."""
        return self.annotate(by_name=F("user__name"), from_name=F("organisation__name"))


class ScopedQuerySet(InSight):
    level = Level.READ


class StatusQuerySet(InSight):
    level = Level.STATUS


class OwnQuerySet(InSight):
    def visible_to(self, actor: Actor) -> Self:
        """What is shared with a party of the actor, and what the own party said itself."""
        rows = shared(actor, Level.READ, topic="topic", label="label")
        if actor.organisation_id is not None:
            rows |= Q(organisation_id=actor.organisation_id) & sits_in(actor)
        return self.filter(rows)

    def within(self, scopes: Any, own: Any, case: Any) -> Self:
        said = Q(organisation__id__any=own, case_id=case)
        return self.filter(Q(scope__any=scopes) | said)

    def current(self) -> Self:
        return self.filter(is_current=True)
