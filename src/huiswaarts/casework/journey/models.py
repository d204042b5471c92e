"""A report of death: said by one, confirmed by another, undone when it is not true. ADR 17."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.querysets import own_seats
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.accounts.models_recovery import BEGINS
from huiswaarts.foundation.common.ids import public_id
from huiswaarts.foundation.network.models import Membership

PROTECT = models.PROTECT
REVERSIBLE = dt.timedelta(days=30)
# Who works at the table, and may confirm what a coordinator of another organisation reported.
AT_TABLE = (
    SeatKind.BW_PROVIDER,
    SeatKind.AMBULATORY_PROVIDER,
    SeatKind.MUNICIPALITY,
    SeatKind.CORPORATION,
)


class DeathReportQuerySet(models.QuerySet["DeathReport"]):
    def visible_to(self, actor: Actor) -> Self:
        """The person themself, who works at the table, and the desk that helps without one."""
        seats = TeamMember.objects.filter(own_seats(actor), kind__in=AT_TABLE)
        rows = Q(user_id=actor.user_id) | Q(case_id__in=seats.values("case_id"))
        if actor.role in BEGINS:
            rows |= Q(region_id=actor.region_id)
        return self.filter(rows)

    def open(self, at: dt.datetime) -> Self:
        """Waiting for the second person, or to be undone still."""
        late = Q(confirmed_at__lte=at - REVERSIBLE)
        return self.filter(undone_at=None).exclude(late)


class DeathReport(models.Model):
    """Written by three functions of the database only; the app reads it."""

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    case = models.ForeignKey(
        Case, on_delete=PROTECT, related_name="deathreports", verbose_name="casus"
    )
    region_id = models.BigIntegerField("regio")
    user_id = models.BigIntegerField("over wie", null=True, blank=True)
    seat_id = models.BigIntegerField("stoel", null=True, blank=True)
    reason = models.CharField("reden", max_length=200, blank=True)
    reported_by = models.BigIntegerField("gemeld door")
    membership = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", verbose_name="lidmaatschap"
    )
    organisation_id = models.BigIntegerField("organisatie")
    reported_at = models.DateTimeField("gemeld op")
    confirmed_by = models.BigIntegerField("bevestigd door", null=True, blank=True)
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)
    status_before = models.CharField("toestand ervoor", max_length=20, blank=True)
    phase_before = models.CharField("fase ervoor", max_length=20, blank=True)
    undone_by = models.BigIntegerField("ongedaan gemaakt door", null=True, blank=True)
    undone_at = models.DateTimeField("ongedaan gemaakt op", null=True, blank=True)

    objects = DeathReportQuerySet.as_manager()

    class Meta:
        verbose_name = "melding van overlijden"
        verbose_name_plural = "meldingen van overlijden"
        indexes: ClassVar = [
            models.Index(fields=["user_id"]),
            models.Index(fields=["region_id", "-reported_at"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(undone_at=None), name="one_death_report_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("reported_by")),
                name="death_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(user_id=None)
                | (
                    ~Q(reported_by=F("user_id"))
                    & (Q(confirmed_by=None) | ~Q(confirmed_by=F("user_id")))
                ),
                name="death_not_of_oneself",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="death_confirmed_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
