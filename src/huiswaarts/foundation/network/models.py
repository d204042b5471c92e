from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.roles import ROLE_CHOICES, ROLES
from huiswaarts.foundation.common.ids import public_id


class Region(models.Model):
    """Municipalities that work together; the tenant. Nothing crosses its border."""

    code = models.SlugField("code", unique=True)
    name = models.CharField("naam", max_length=100)
    lead_municipality = models.CharField("centrumgemeente", max_length=6)
    # Settings of the region: what the field leaves to it. Days are calendar days.
    kickoff_months = models.PositiveSmallIntegerField("maanden voor eerste overleg", default=6)
    accept_workdays = models.PositiveSmallIntegerField("werkdagen voor antwoord", default=10)
    stale_months = models.PositiveSmallIntegerField("antwoord verouderd na maanden", default=6)
    no_follow_up_days = models.PositiveSmallIntegerField("zonder vervolg rood na dagen", default=14)
    meeting_weeks = models.PositiveSmallIntegerField("weken tussen overleggen", default=6)
    meeting_weeks_near = models.PositiveSmallIntegerField("weken vlak voor de sleutel", default=3)
    log_shows_names = models.BooleanField("cliënt ziet namen in het logboek", default=False)
    catalogue_version = models.PositiveIntegerField("versie van de dozen", default=0)

    objects = models.Manager()

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio's"

    def __str__(self) -> str:
        return self.name


class RegionBoundQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, actor: Actor) -> Self:
        """What belongs to a region is seen by the professionals of that region."""
        return self.filter(region_id=actor.region_id)


class RegionBound(models.Model):
    """Base of every model that belongs to exactly one region."""

    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", verbose_name="regio"
    )

    objects = RegionBoundQuerySet.as_manager()

    class Meta:
        abstract = True


class Municipality(RegionBound):
    code = models.CharField("CBS-code", max_length=6)
    name = models.CharField("naam", max_length=100)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "code"], name="municipality_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(RegionBound):
    """A party that can sit at a table. One that works in two regions is two rows."""

    class Kind(models.TextChoices):
        SHELTERED_CARE_PROVIDER = "sheltered_care_provider", "aanbieder beschermd wonen"
        AMBULATORY_PROVIDER = "ambulatory_provider", "ambulante aanbieder"
        HOUSING_CORPORATION = "housing_corporation", "woningcorporatie"
        MUNICIPALITY = "municipality", "gemeente"
        PUBLIC_HEALTH_SERVICE = "public_health_service", "GGD"
        OTHER = "other", "andere organisatie"

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    external_key = models.CharField("sleutel van de regio", max_length=60)
    name = models.CharField("naam", max_length=200)
    kind = models.CharField("soort", max_length=30, choices=Kind.choices)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "external_key"], name="organisation_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceArea(models.Model):
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="areas", verbose_name="organisatie"
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name="gemeente"
    )

    class Meta:
        verbose_name = "werkgebied"
        verbose_name_plural = "werkgebieden"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "municipality"], name="service_area_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.municipality_id}"


class MembershipQuerySet(RegionBoundQuerySet):
    def active(self, at: object) -> Self:
        return self.filter(Q(until_at=None) | Q(until_at__gt=at), from_at__lte=at)


class Membership(RegionBound):
    """A person who works for an organisation in a region, with one role."""

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name="gebruiker",
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name="organisatie",
    )
    role = models.CharField("rol", max_length=30, choices=ROLE_CHOICES)
    external_key = models.CharField("sleutel van de regio", max_length=60, blank=True)
    from_at = models.DateTimeField("vanaf")
    until_at = models.DateTimeField("tot", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    objects = MembershipQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        indexes: ClassVar = [models.Index(fields=["region", "organisation"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=models.F("from_at")),
                name="membership_ends_after_begin",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(until_at=None),
                name="membership_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} bij {self.organisation}"

    @property
    def role_label(self) -> str:
        return ROLES[self.role].label
