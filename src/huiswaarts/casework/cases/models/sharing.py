from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from huiswaarts.casework.cases.models.bases import ScopedRow
from huiswaarts.casework.cases.models.case import Case
from huiswaarts.casework.cases.models.team import TeamMember
from huiswaarts.casework.cases.querysets import ConsentQuerySet, SharingQuerySet
from huiswaarts.foundation.access.seats import SEAT_CHOICES
from huiswaarts.foundation.access.topics import LEVEL_CHOICES, Level
from huiswaarts.foundation.network.models import Organisation, RegionBound

PROTECT = models.PROTECT


class Sharing(models.Model):
    """Which party may see which topic, how far, on which ground. Rows end, never change back."""

    class Ground(models.TextChoices):
        TASK = "task", "wettelijke taak"
        CONTRACT = "contract", "afspraak of overeenkomst"
        CONSENT = "consent", "keuze van de cliënt"
        VITAL = "vital", "levensbelang"

    class SetBy(models.TextChoices):
        DEFAULT = "default", "uitgangspunt"
        REGION = "region", "de regio"
        CLIENT = "client", "de cliënt"

    case = models.ForeignKey(Case, on_delete=PROTECT, related_name="sharings", verbose_name="casus")
    seat_kind = models.CharField("stoel", max_length=20, choices=SEAT_CHOICES)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="organisatie",
    )
    member = models.ForeignKey(
        TeamMember,
        on_delete=PROTECT,
        related_name="sharings",
        null=True,
        blank=True,
        verbose_name="teamlid",
    )
    topic = models.PositiveSmallIntegerField("onderwerp")
    level = models.PositiveSmallIntegerField("niveau", choices=LEVEL_CHOICES)
    # The least of matrix and region: the client moves below it, nobody above.
    ceiling = models.PositiveSmallIntegerField("hoogste niveau", choices=LEVEL_CHOICES)
    ground = models.CharField("grond", max_length=10, choices=Ground.choices)
    purpose = models.CharField("doel", max_length=60)
    client_decides = models.BooleanField("cliënt kiest", default=False)
    set_by = models.CharField("bepaald door", max_length=10, choices=SetBy.choices)
    from_at = models.DateTimeField("vanaf")
    until_at = models.DateTimeField("tot", null=True, blank=True)

    objects = SharingQuerySet.as_manager()

    class Meta:
        verbose_name = "deelregel"
        verbose_name_plural = "deelregels"
        indexes: ClassVar = [
            models.Index(fields=["case", "seat_kind"]),
            # one topic among the eighty rules of a case: asked for every text that a search finds
            models.Index(fields=["case", "topic"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation=None, member__isnull=False)
                | Q(organisation__isnull=False, member=None),
                name="sharing_one_party",
            ),
            models.CheckConstraint(
                condition=Q(level__lte=F("ceiling")), name="sharing_under_ceiling"
            ),
            models.UniqueConstraint(
                fields=["case", "seat_kind", "organisation", "member", "topic"],
                condition=Q(until_at=None),
                nulls_distinct=False,
                name="sharing_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_kind} {self.topic}: {Level(self.level).name}"


class Consent(ScopedRow):
    """What the client said, as a ledger: the last row about the same thing counts.

    Three kinds that are never mixed: sharing data, lifting secrecy, agreeing to help.
    """

    class Kind(models.TextChoices):
        GDPR = "gdpr", "gegevens delen"
        SECRECY = "secrecy", "beroepsgeheim doorbreken"
        SERVICE = "service", "instemming met hulp"

    class Said(models.TextChoices):
        YES = "yes", "ja"
        NO = "no", "nee"
        WITHDRAWN = "withdrawn", "ingetrokken"

    kind = models.CharField("soort", max_length=10, choices=Kind.choices)
    said = models.CharField("antwoord", max_length=10, choices=Said.choices)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="aan organisatie",
    )
    member = models.ForeignKey(
        TeamMember,
        on_delete=PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="aan teamlid",
    )
    about_topic = models.PositiveSmallIntegerField("over onderwerp", null=True, blank=True)
    text_shown = models.CharField("getoonde tekst", max_length=60)
    supporter_present = models.BooleanField("ondersteuner erbij", default=False)
    by_user = models.BigIntegerField("vastgelegd door")
    by_membership = models.BigIntegerField("lidmaatschap", null=True, blank=True)
    at = models.DateTimeField("wanneer")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        indexes: ClassVar = [models.Index(fields=["scope"]), models.Index(fields=["case", "kind"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.said}"


class RegionRule(RegionBound):
    """A region narrows the matrix: this kind of seat sees this topic no further than this."""

    seat_kind = models.CharField("stoel", max_length=20, choices=SEAT_CHOICES)
    topic = models.PositiveSmallIntegerField("onderwerp")
    ceiling = models.PositiveSmallIntegerField("hoogste niveau", choices=LEVEL_CHOICES)
    reason = models.CharField("reden", max_length=300)

    class Meta:
        verbose_name = "regioregel"
        verbose_name_plural = "regioregels"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "seat_kind", "topic"], name="region_rule_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_kind} {self.topic}"
