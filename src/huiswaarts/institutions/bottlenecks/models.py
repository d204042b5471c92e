"""Bottlenecks: what holds people up again and again. Never about a person."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, Q

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.ids import public_id
from huiswaarts.foundation.network.models import (
    Membership,
    Organisation,
    RegionBound,
    RegionBoundQuerySet,
)

PROTECT = models.PROTECT


class BottleneckQuerySet(RegionBoundQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """For everybody at work in the region; a client has no use for it."""
        return super().visible_to(actor) if actor.is_professional else self.none()

    def counted(self) -> Self:
        """With how many organisations recognise it, the one that noted it among them."""
        standing = Count("recognitions", filter=Q(recognitions__withdrawn_at=None))
        return self.annotate(recognised_by=standing)


class Bottleneck(RegionBound):
    """Something that goes wrong more often, noted by one organisation, recognised by others."""

    class Category(models.TextChoices):
        HOME = "home", "Woning"
        DEBT = "debt", "Schulden en oude huurschuld"
        INCOME = "income", "Inkomen"
        GUARDIANSHIP = "guardianship", "Bewind en budgetbeheer"
        SUPPORT_GAP = "support_gap", "Gat in begeleiding"
        WORKING_ALLIANCE = "working_alliance", "Samenwerking cliënt en begeleider"
        DIVORCE_FAMILY = "divorce_family", "Scheiding en gezin"
        ALLOCATION_RULES = "allocation_rules", "Toewijzingsregels"
        CROSS_MUNICIPALITY = "cross_municipality", "Andere gemeente"
        INFORMATION_SHARING = "information_sharing", "Informatie delen"
        NEIGHBOURHOOD = "neighbourhood", "Buurt en overlast"
        FALLBACK = "fallback", "Terugval en tijdelijke plek"
        CAPACITY = "capacity", "Capaciteit en geld"
        PROCESS_KNOWLEDGE = "process_knowledge", "Niet weten hoe het moet"

    class Reach(models.TextChoices):
        CASE = "case", "één casus"
        REGION = "region", "de regio"
        NATIONAL = "national", "het hele land"

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    category = models.CharField("soort", max_length=24, choices=Category.choices)
    title = models.CharField("titel", max_length=120)
    description = models.TextField("wat er gebeurt", max_length=1000)
    reach = models.CharField("hoe ver het reikt", max_length=10, choices=Reach.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=PROTECT, related_name="+", verbose_name="genoteerd door"
    )
    membership = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", verbose_name="door"
    )
    noted_at = models.DateTimeField("genoteerd op")

    objects = BottleneckQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "knelpunt"
        verbose_name_plural = "knelpunten"
        indexes: ClassVar = [models.Index(fields=["region", "-noted_at"])]

    def __str__(self) -> str:
        return self.public_id


class RecognitionQuerySet(models.QuerySet["Recognition"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.is_professional:
            return self.none()
        return self.filter(bottleneck__region_id=actor.region_id)

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class Recognition(models.Model):
    """An organisation says: we know this too."""

    bottleneck = models.ForeignKey(
        Bottleneck, on_delete=PROTECT, related_name="recognitions", verbose_name="knelpunt"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=PROTECT, related_name="+", verbose_name="organisatie"
    )
    membership = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", verbose_name="door"
    )
    at = models.DateTimeField("herkend op")
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = "herkenning"
        verbose_name_plural = "herkenningen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bottleneck", "organisation"], name="recognised_once_by_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}"
