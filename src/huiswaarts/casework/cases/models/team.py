from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from huiswaarts.casework.cases.models.case import Case
from huiswaarts.casework.cases.querysets import TeamMemberQuerySet
from huiswaarts.foundation.access.seats import SEAT_CHOICES, SEATS, SeatKind
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.common.ids import public_id
from huiswaarts.foundation.network.models import Membership, Organisation

PROTECT = models.PROTECT
# Also for rows that SQL makes.
NOTHING: dict[str, Any] = {"blank": True, "default": "", "db_default": ""}


class TeamMember(models.Model):
    """A seat at the table: who, for which party, from when until when. Also an empty one."""

    class State(models.TextChoices):
        REQUESTED = "requested", "gevraagd"
        PROPOSED = "proposed", "voorgesteld"
        ACTIVE = "active", "bezet"
        SUSPENDED = "suspended", "toegang staat stil"
        ENDED = "ended", "beëindigd"
        DECLINED = "declined", "afgewezen"

    class Question(models.TextChoices):
        COORDINATION = "coordination", "coördineren"
        ENDING = "ending", "beëindigen"

    class Answer(models.TextChoices):
        YES = "yes", "ja"
        NO = "no", "nee"
        WITHDRAWN = "withdrawn", "ingetrokken"
        LAPSED = "lapsed", "niet op tijd beantwoord"

    case = models.ForeignKey(Case, on_delete=PROTECT, related_name="team", verbose_name="casus")
    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    kind = models.CharField("stoel", max_length=20, choices=SEAT_CHOICES)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="organisatie",
    )
    membership = models.ForeignKey(
        Membership,
        on_delete=PROTECT,
        related_name="seats",
        null=True,
        blank=True,
        verbose_name="lidmaatschap",
    )
    user = models.ForeignKey(
        User, on_delete=PROTECT, related_name="+", null=True, blank=True, verbose_name="gebruiker"
    )
    name = models.CharField("naam", max_length=120, blank=True)  # relatives and supporters
    state = models.CharField("toestand", max_length=10, choices=State.choices)
    asked_at = models.DateTimeField("gevraagd op", null=True, blank=True)
    from_at = models.DateTimeField("vanaf", null=True, blank=True)
    until_at = models.DateTimeField("tot", null=True, blank=True)
    proposed_by = models.BigIntegerField("voorgesteld door lidmaatschap", null=True, blank=True)
    admitted_by = models.BigIntegerField("toegelaten door lidmaatschap", null=True, blank=True)
    end_reason = models.CharField("reden van einde", max_length=200, blank=True)
    # What one person asks about this seat and another answers: to coordinate, or that it ends.
    question = models.CharField("vraag", max_length=12, choices=Question.choices, **NOTHING)
    question_by = models.BigIntegerField("gevraagd door lidmaatschap", null=True, blank=True)
    question_at = models.DateTimeField("vraag gesteld op", null=True, blank=True)
    question_why = models.CharField("waarom gevraagd", max_length=200, **NOTHING)
    question_until = models.DateTimeField("antwoord uiterlijk op", null=True, blank=True)
    answer = models.CharField("antwoord", max_length=10, choices=Answer.choices, **NOTHING)
    answer_by = models.BigIntegerField("beantwoord door lidmaatschap", null=True, blank=True)
    answer_why = models.CharField("waarom dit antwoord", max_length=200, **NOTHING)
    # Written by the database, and by no later question: not again within thirty days.
    stopped_at = models.DateTimeField("laatst stilgezet op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "teamlid"
        verbose_name_plural = "teamleden"
        indexes: ClassVar = [
            models.Index(fields=["membership", "state"]),
            models.Index(fields=["user", "state"]),
            models.Index(fields=["organisation", "state"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "kind", "membership"],
                condition=Q(state__in=["proposed", "active", "suspended"])
                & Q(membership__isnull=False),
                name="seat_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "organisation"],
                condition=Q(state="requested"),
                name="seat_asked_once",
            ),
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=Q(state__in=["active", "suspended"]) & Q(user__isnull=False),
                name="seat_once_per_user",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(kind="client", state="active"),
                name="one_client_per_case",
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(from_at__isnull=False),
                name="seat_active_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state="suspended")
                | Q(question="ending", answer="", question_until__isnull=False),
                name="seat_suspended_waits",
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(from_at=None) | Q(until_at__gte=F("from_at")),
                name="seat_ends_after_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def kind_label(self) -> str:
        return SEATS[self.kind].label

    @property
    def is_professional(self) -> bool:
        return SEATS[self.kind].professional

    @property
    def is_signed_in_for(self) -> bool:
        """Somebody came in with the account on this seat; a placeholder is nobody's yet."""
        return self.user is not None and self.user.was_opened

    @property
    def is_suspended(self) -> bool:
        return self.state == self.State.SUSPENDED

    @property
    def was_kept(self) -> bool:
        """Its end was asked, and a second person said no."""
        return self.question == self.Question.ENDING and self.answer == self.Answer.NO

    @property
    def asks_coordination(self) -> bool:
        asks = self.question == self.Question.COORDINATION and not self.answer
        return asks and self.state == self.State.ACTIVE

    @property
    def is_client(self) -> bool:
        return self.kind == SeatKind.CLIENT
