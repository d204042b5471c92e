from typing import ClassVar

from django.db import models
from django.db.models import Q

from huiswaarts.casework.cases.models.bases import ScopedRow
from huiswaarts.casework.cases.models.team import TeamMember
from huiswaarts.casework.cases.querysets import CommitmentQuerySet
from huiswaarts.foundation.common.ids import public_id
from huiswaarts.foundation.network.models import Membership

PROTECT = models.PROTECT


class Commitment(ScopedRow):
    """A promise at the table: who does what, and when. One owner, one day."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        KEPT = "kept", "gedaan"
        WITHDRAWN = "withdrawn", "vervallen"

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    what = models.CharField("wat", max_length=200)
    owner = models.ForeignKey(
        TeamMember, on_delete=PROTECT, related_name="promises", verbose_name="wie"
    )
    due_on = models.DateField("uiterlijk op")
    state = models.CharField("toestand", max_length=10, choices=State.choices, default=State.OPEN)
    why = models.CharField("reden", max_length=200, blank=True)  # of the last change
    settled_at = models.DateTimeField("afgerond op", null=True, blank=True)
    made_by = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", null=True, verbose_name="vastgelegd door"
    )
    made_at = models.DateTimeField("vastgelegd op")
    version = models.PositiveIntegerField("versie", default=1)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        indexes: ClassVar = [
            models.Index(fields=["owner", "due_on"], condition=Q(state="open"), name="promise_due"),
            models.Index(fields=["scope"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open") ^ Q(settled_at__isnull=False),
                name="promise_settled_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
