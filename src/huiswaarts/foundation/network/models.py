import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.role_rules import REGION_WIDE
from huiswaarts.foundation.access.roles import ROLE_CHOICES, ROLES
from huiswaarts.foundation.common.ids import public_id
from huiswaarts.foundation.network.querysets import OfferQuerySet


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
    corporation_coordinates = models.BooleanField("woningcorporatie mag coördineren", default=False)
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


class Offer(RegionBound):
    """An invitation to an address as it was typed, never to an account.

    What is offered (work for an organisation, or a seat) exists for the owner of the address only
    after they accepted it, signed in. Whether the address has an account is asked nowhere before.
    """

    class State(models.TextChoices):
        OPEN = "open", _("wacht op antwoord")
        ACCEPTED = "accepted", _("aangenomen")
        DECLINED = "declined", _("niet aangenomen")
        WITHDRAWN = "withdrawn", _("ingetrokken")
        REPLACED = "replaced", _("vervangen")  # by a newer one for the same

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    typed = models.EmailField("zoals getypt")
    address = models.EmailField("adres")  # the same, as addresses are compared
    name = models.CharField("naam", max_length=120, blank=True)
    # Work: for whom and as what. A kit has prepared the membership that is then taken over.
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="organisatie",
    )
    role = models.CharField("rol", max_length=30, choices=ROLE_CHOICES, blank=True)
    membership = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="lidmaatschap",
    )
    # Or a seat; by number, since cases stand above this app.
    case_id = models.BigIntegerField("casus", null=True, blank=True)
    seat_id = models.BigIntegerField("stoel", null=True, blank=True)
    code_hash = models.CharField("afdruk van de code", max_length=64, unique=True)
    invited_by_user_id = models.BigIntegerField("uitgenodigd door", null=True, blank=True)
    invited_by_membership_id = models.BigIntegerField("namens", null=True, blank=True)
    # A role over the region: a region admin proposed it, and who invites agreed.
    proposed_by_user_id = models.BigIntegerField("voorgesteld door", null=True, blank=True)
    proposed_by_membership_id = models.BigIntegerField("voorgesteld namens", null=True, blank=True)
    invited_at = models.DateTimeField("uitgenodigd op")
    expires_at = models.DateTimeField("verloopt op")
    # Somebody whose account has no address opened the link while signed in.
    claimed_by_user_id = models.BigIntegerField("geopend door", null=True, blank=True)
    state = models.CharField("toestand", max_length=10, choices=State.choices, default=State.OPEN)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    answered_by_user_id = models.BigIntegerField("beantwoord door", null=True, blank=True)

    objects = OfferQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "uitnodiging aan een adres"
        verbose_name_plural = "uitnodigingen aan een adres"
        indexes: ClassVar = [
            models.Index(fields=["address"], condition=Q(state="open"), name="offer_waits"),
            models.Index(fields=["seat_id"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, seat_id__isnull=True, case_id__isnull=True)
                & ~Q(role="")
                | Q(
                    organisation__isnull=True, seat_id__isnull=False, case_id__isnull=False, role=""
                ),
                name="offer_work_or_seat",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")), name="offer_expires_later"
            ),
            # Without an inviter: by the operator, or in a kit.
            models.CheckConstraint(
                condition=~Q(role__in=sorted(REGION_WIDE))
                | Q(invited_by_user_id=None)
                | Q(proposed_by_user_id__isnull=False),
                name="offer_for_region_was_proposed",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by_user_id=None)
                | Q(invited_by_user_id__isnull=False)
                & ~Q(proposed_by_user_id=F("invited_by_user_id")),
                name="offer_proposed_by_another",
            ),
            models.UniqueConstraint(
                fields=["address", "organisation", "role"],
                condition=Q(state="open", organisation__isnull=False),
                name="offer_of_work_once",
            ),
            models.UniqueConstraint(
                fields=["seat_id"],
                condition=Q(state="open", seat_id__isnull=False),
                name="offer_of_seat_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role or 'stoel'} {self.public_id}"

    @property
    def is_from_client(self) -> bool:
        """Whoever sent it was at home, and not the operator or a kit."""
        return self.invited_by_user_id is not None and self.invited_by_membership_id is None

    @property
    def is_work(self) -> bool:
        return self.organisation_id is not None

    @property
    def role_label(self) -> str:
        return ROLES[self.role].label if self.role else ""

    @property
    def is_of_region(self) -> bool:
        """Given by two people of the region, or by the operator: no organisation decides of it."""
        return self.role in REGION_WIDE or self.proposed_by_user_id is not None

    def waits_at(self, at: dt.datetime) -> bool:
        """Still to be answered; read with `with_standing`."""
        open_still = self.state == self.State.OPEN and self.expires_at > at
        return open_still and getattr(self, "stands", True)

    def state_at(self, at: dt.datetime) -> str:
        """In words, for those who invited; read with `with_standing`."""
        if self.state == self.State.OPEN and self.expires_at <= at:
            return str(_("verlopen"))
        if self.state == self.State.OPEN and not getattr(self, "stands", True):
            return str(_("vervallen: wie uitnodigde, gaat hier niet meer over"))
        return str(self.get_state_display())


class RoleProposalQuerySet(RegionBoundQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The region admins of the region, and the admins of the organisation it is for."""
        rows = self.filter(region_id=actor.region_id)
        if actor.has(Permission.REGION_MANAGE):
            return rows
        if actor.has(Permission.ORGANISATION_MANAGE):
            return rows.filter(organisation_id=actor.organisation_id)
        return self.none()


class RoleProposal(RegionBound):
    """A role that a region admin proposes for an address. Another agrees; only then an offer."""

    class State(models.TextChoices):
        OPEN = "open", "wacht op een tweede persoon"
        AGREED = "agreed", "akkoord"
        REFUSED = "refused", "geweigerd"
        WITHDRAWN = "withdrawn", "ingetrokken"

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    typed = models.EmailField("zoals getypt")
    address = models.EmailField("adres")  # the same, as addresses are compared
    name = models.CharField("naam", max_length=120)
    role = models.CharField("rol", max_length=30, choices=ROLE_CHOICES)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    proposed_by_user_id = models.BigIntegerField("voorgesteld door")
    proposed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", verbose_name="voorgesteld namens"
    )
    proposed_at = models.DateTimeField("voorgesteld op")
    state = models.CharField("toestand", max_length=10, choices=State.choices, default=State.OPEN)
    answered_by_user_id = models.BigIntegerField("beantwoord door", null=True, blank=True)
    answered_by = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="beantwoord namens",
    )
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    why = models.CharField("waarom niet", max_length=200, blank=True, default="")

    objects = RoleProposalQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "voorgestelde rol"
        verbose_name_plural = "voorgestelde rollen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "refused"])
                | Q(answered_by_user_id__isnull=False)
                & ~Q(answered_by_user_id=F("proposed_by_user_id")),
                name="role_proposal_takes_two",
            ),
            models.UniqueConstraint(
                fields=["address", "organisation", "role"],
                condition=Q(state="open"),
                name="role_proposal_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.public_id}"

    @property
    def role_label(self) -> str:
        return ROLES[self.role].label
