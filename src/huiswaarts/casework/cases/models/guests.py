"""What a guest may read: one point of an agenda and what was put with it, for fourteen days."""

import datetime as dt
from typing import ClassVar

from django.db import models

from huiswaarts.casework.cases.models.bases import ScopedRow
from huiswaarts.casework.cases.models.team import TeamMember
from huiswaarts.casework.cases.querysets import GuestPassQuerySet
from huiswaarts.foundation.common.ids import public_id
from huiswaarts.foundation.network.models import Membership

PROTECT = models.PROTECT


class GuestPass(ScopedRow):
    """Of one guest, around one meeting: a week before it begins until a week after.

    Carries when and where it is, since a guest does not see the meeting itself.
    """

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    seat = models.ForeignKey(TeamMember, on_delete=PROTECT, related_name="+", verbose_name="gast")
    begins_at = models.DateTimeField("begint op")
    minutes = models.PositiveSmallIntegerField("minuten")
    place = models.CharField("waar", max_length=60)
    given_by = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", null=True, verbose_name="uitgenodigd door"
    )
    given_at = models.DateTimeField("uitgenodigd op")
    ended_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = GuestPassQuerySet.as_manager()

    class Meta:
        verbose_name = "gastpas"
        verbose_name_plural = "gastpassen"
        constraints: ClassVar = [
            # what carries a pass is held to the case of that pass (sql/guests.sql)
            models.UniqueConstraint(fields=["id", "case"], name="guest_pass_of_case"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def opens_at(self) -> dt.datetime:
        return self.begins_at - GuestPassQuerySet.AROUND

    @property
    def shuts_at(self) -> dt.datetime:
        return self.begins_at + GuestPassQuerySet.AROUND
