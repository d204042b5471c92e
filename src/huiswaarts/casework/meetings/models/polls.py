"""Finding a day: which days are asked, and who can. For whoever reads the contact card."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huiswaarts.casework.cases.models import CaseBound, TeamMember
from huiswaarts.casework.meetings.models.meetings import Meeting
from huiswaarts.foundation.common.ids import public_id
from huiswaarts.foundation.network.models import Membership

PROTECT = models.PROTECT


class DatePoll(CaseBound):
    """The question when everybody can; ends when a day is chosen, or with none."""

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    kind = models.CharField("soort", max_length=20, choices=Meeting.Kind.choices)
    minutes = models.PositiveSmallIntegerField("minuten")
    place = models.CharField("waar", max_length=20, choices=Meeting.Place.choices)
    made_by = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", null=True, verbose_name="gevraagd door"
    )
    made_at = models.DateTimeField("gevraagd op")
    ended_at = models.DateTimeField("klaar op", null=True, blank=True)
    meeting = models.OneToOneField(
        Meeting, on_delete=PROTECT, related_name="poll", null=True, verbose_name="overleg"
    )
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "dagprikker"
        verbose_name_plural = "dagprikkers"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="one_open_poll_of_a_case"
            ),
            models.CheckConstraint(
                condition=Q(meeting=None) | Q(ended_at__isnull=False), name="poll_chosen_is_ended"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class PollDay(CaseBound):
    """One of the moments that are asked."""

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    poll = models.ForeignKey(
        DatePoll, on_delete=PROTECT, related_name="days", verbose_name="dagprikker"
    )
    begins_at = models.DateTimeField("begint op")

    class Meta:
        verbose_name = "voorgestelde dag"
        verbose_name_plural = "voorgestelde dagen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "begins_at"], name="poll_day_once"),
        ]

    def __str__(self) -> str:
        return self.public_id


class PollAnswer(CaseBound):
    """Whether somebody can then."""

    class Can(models.TextChoices):
        YES = "yes", "kan"
        MAYBE = "maybe", "liever niet"
        NO = "no", "kan niet"

    day = models.ForeignKey(
        PollDay, on_delete=PROTECT, related_name="answers", verbose_name="voorgestelde dag"
    )
    seat = models.ForeignKey(
        TeamMember, on_delete=PROTECT, related_name="+", verbose_name="teamlid"
    )
    can = models.CharField("kan", max_length=5, choices=Can.choices)
    answered_at = models.DateTimeField("gezegd op")

    class Meta:
        verbose_name = "antwoord op een dag"
        verbose_name_plural = "antwoorden op een dag"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "seat"], name="poll_answer_once"),
        ]

    def __str__(self) -> str:
        return self.can
