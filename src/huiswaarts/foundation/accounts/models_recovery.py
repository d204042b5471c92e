"""Ways back for those who cannot sign in any more: the recovery sheet, and two people."""

import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.ids import public_id

WAITS = dt.timedelta(days=1)  # in which the owner can say: this is not me
# A seat or role counts when it was there this long; `recovery_known_before` says it again.
KNOWN = dt.timedelta(days=14)
# Roles without a seat that help somebody back in.
DESK = ("help_desk", "access_worker", "privacy_officer")
BEGINS = DESK[:2]


class SheetCodeQuerySet(models.QuerySet["SheetCode"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(user_id=actor.user_id)

    def unused(self) -> Self:
        return self.filter(used_at=None, ended_at=None)


class SheetCode(models.Model):
    """One code of a recovery sheet, as a print: the code itself is on the owner's paper alone."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="sheet_codes",
        verbose_name="gebruiker",
    )
    code_hash = models.CharField("afdruk van de code", max_length=64, unique=True)
    made_at = models.DateTimeField("gemaakt op")
    used_at = models.DateTimeField("gebruikt op", null=True, blank=True)
    ended_at = models.DateTimeField("vervallen op", null=True, blank=True)

    objects = SheetCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "herstelcode"
        verbose_name_plural = "herstelcodes"
        indexes: ClassVar = [
            models.Index(
                fields=["user"],
                condition=Q(used_at=None, ended_at=None),
                name="sheet_code_unused",
            ),
        ]

    def __str__(self) -> str:
        return f"herstelcode van {self.user_id}"


class RecoveryQuerySet(models.QuerySet["RecoveryRequest"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, and what the help desk or the admins of this region help with.

        Who sits at the table of the case sees it too: `cases.queries.visible_recoveries`.
        """
        return self.filter(self.helped_by(actor))

    @staticmethod
    def helped_by(actor: Actor) -> Q:
        rows = Q(user_id=actor.user_id)
        if actor.role in DESK:
            rows |= Q(region_id=actor.region_id) & ~Q(kind="second_factor")
        of_workers = Q(region_id=actor.region_id, kind="second_factor")
        if actor.role == "region_admin":
            rows |= of_workers
        if actor.role == "organisation_admin":
            rows |= of_workers & Q(organisation_id=actor.organisation_id)
        return rows

    def open(self, at: dt.datetime) -> Self:
        return self.filter(stopped_at=None, used_at=None, expires_at__gt=at)


class RecoveryRequest(models.Model):
    """Somebody cannot get in any more, and two people who do not gain by it let them in again."""

    class Kind(models.TextChoices):
        ACCESS = "access", "weer kunnen inloggen"
        SECOND_FACTOR = "second_factor", "tweede stap opnieuw instellen"

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="recoveries",
        verbose_name="van wie",
    )
    kind = models.CharField("soort", max_length=20, choices=Kind.choices)
    region_id = models.BigIntegerField("regio")
    case_id = models.BigIntegerField("casus", null=True, blank=True)
    organisation_id = models.BigIntegerField("organisatie", null=True, blank=True)
    asked_at = models.DateTimeField("gevraagd op")
    # From then on the help desk and the privacy officer may do it together.
    wide_from = models.DateTimeField("zonder paar vanaf")
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)
    works_from = models.DateTimeField("werkt vanaf", null=True, blank=True)
    expires_at = models.DateTimeField("verloopt op")
    stopped_at = models.DateTimeField("gestopt op", null=True, blank=True)
    stopped_by = models.BigIntegerField("gestopt door", null=True, blank=True)
    used_at = models.DateTimeField("gebruikt op", null=True, blank=True)

    objects = RecoveryQuerySet.as_manager()

    class Meta:
        verbose_name = "herstel"
        verbose_name_plural = "herstel"
        indexes: ClassVar = [models.Index(fields=["region_id", "-asked_at"])]
        constraints: ClassVar = [
            # Of each table, and of each employer: none tells another, or stands in its way.
            models.UniqueConstraint(
                fields=["user", "case_id"],
                condition=Q(kind="access", stopped_at=None, used_at=None),
                name="one_recovery_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation_id"],
                condition=Q(kind="second_factor", stopped_at=None, used_at=None),
                name="one_reset_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(kind="second_factor")
                | Q(works_from=None, confirmed_at=None)
                | Q(works_from__gte=F("confirmed_at") + WAITS),
                name="recovery_waits_a_day",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(used_at__gte=F("works_from")),
                name="recovery_used_after_it_works",
            ),
            models.CheckConstraint(
                condition=Q(kind="access", case_id__isnull=False)
                | Q(kind="second_factor", organisation_id__isnull=False),
                name="recovery_has_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class StatementQuerySet(models.QuerySet["RecoveryStatement"]):
    def visible_to(self, actor: Actor) -> Self:
        seen = RecoveryRequest.objects.visible_to(actor)
        return self.filter(request__in=seen.values("pk"))


class RecoveryStatement(models.Model):
    """One of a pair: who says so, for which party, and when and where that person was seen.

    Of the code each gets one half, which is kept as a print; the other half is not theirs. A pair
    is 1 with 2, or 3 with 4 when the help desk and the privacy officer go on with the request.
    """

    class Place(models.TextChoices):
        HOME = "home", "thuis bij de cliënt"
        OFFICE = "office", "op kantoor"
        LOCATION = "location", "op de locatie waar de cliënt woont"
        COUNTER = "counter", "aan een balie"
        VIDEO = "video", "met beeldbellen"

    request = models.ForeignKey(
        RecoveryRequest,
        on_delete=models.PROTECT,
        related_name="statements",
        verbose_name="herstel",
    )
    number = models.PositiveSmallIntegerField("de hoeveelste")
    user_id = models.BigIntegerField("door")
    membership_id = models.BigIntegerField("lidmaatschap", null=True, blank=True)
    organisation_id = models.BigIntegerField("organisatie", null=True, blank=True)
    party = models.CharField("partij", max_length=60)  # "organisation:3", "role:help_desk"
    seen_on = models.DateField("gezien op", null=True, blank=True)
    place = models.CharField("waar", max_length=10, choices=Place.choices, blank=True)
    half_hash = models.CharField("afdruk van de halve code", max_length=64, blank=True)
    at = models.DateTimeField("wanneer")

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = "verklaring"
        verbose_name_plural = "verklaringen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "number"], name="statement_in_order"),
            models.UniqueConstraint(fields=["request", "user_id"], name="statement_by_two_people"),
            models.UniqueConstraint(fields=["request", "party"], name="statement_of_two_parties"),
            models.CheckConstraint(
                condition=Q(number__in=[1, 2, 3, 4]), name="statement_of_a_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} van {self.request_id}"

    @property
    def pair(self) -> int:
        """As `recovery_block` in the database."""
        return (self.number + 1) // 2
