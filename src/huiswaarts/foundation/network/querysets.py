"""Which offers somebody sees, which are theirs to answer, and which still stand."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.functions import Lower

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.role_rules import REGION_WIDE
from huiswaarts.foundation.accounts.models import User


class OfferQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, actor: Actor) -> Self:
        """Those to oneself; for its admin those of the organisation, for a region admin those
        of a role over the region.

        Those who invite somebody onto a seat read these in `cases.queries.visible_offers`.
        """
        rows = Q(address__in=own_address(actor)) | Q(claimed_by_user_id=actor.user_id)
        if actor.has(Permission.ORGANISATION_MANAGE):
            rows |= Q(organisation_id=actor.organisation_id)
        if actor.has(Permission.REGION_MANAGE):
            wide = Q(role__in=REGION_WIDE) | Q(proposed_by_user_id__isnull=False)
            rows |= Q(region_id=actor.region_id) & wide
        return self.filter(rows)

    def to(self, actor: Actor) -> Self:
        """Addressed to this person, still waiting for an answer."""
        mine = Q(address__in=own_address(actor)) | Q(claimed_by_user_id=actor.user_id)
        return self.open(actor.at).filter(mine)

    def open(self, at: dt.datetime) -> Self:
        return self.filter(state="open", expires_at__gt=at)

    def with_standing(self, at: dt.datetime) -> Self:
        """`stands`: those who made it may still do so, and the case runs."""
        return self.annotate(stands=_stands(at))

    def standing(self, at: dt.datetime) -> Self:
        return self.filter(_stands(at))


def _stands(at: dt.datetime) -> Func:
    return Func(F("pk"), Value(at), function="app_offer_stands", output_field=BooleanField())


def own_address(actor: Actor) -> models.QuerySet[User, str]:
    mine = User.objects.filter(pk=actor.user_id, email__isnull=False)
    return mine.annotate(low=Lower("email")).values_list("low", flat=True)
