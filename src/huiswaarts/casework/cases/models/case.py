"""A case: one person's road from sheltered housing to a home of their own."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from huiswaarts.casework.cases.querysets import CARD_PHASES, CARD_STATUSES, CaseQuerySet
from huiswaarts.foundation.common.ids import case_number
from huiswaarts.foundation.network.models import Membership, Municipality, Region

PROTECT = models.PROTECT


class Named:
    """How somebody is called in a sentence, from the whole name."""

    client_name: Any

    @property
    def first_name(self) -> str:
        return str(self.client_name.split(" ", 1)[0])

    @property
    def short_name(self) -> str:
        """`Daan V.`: enough for a team that knows him."""
        first, _, rest = self.client_name.partition(" ")
        return f"{first} {rest.split()[-1][0]}." if rest.split() else first

    @property
    def as_sentence(self) -> str:
        """The short name where another sentence follows, with one full stop."""
        return f"{self.short_name.removesuffix('.')}."


class Case(Named, models.Model):
    class Setting(models.TextChoices):
        BW = "bw", "beschermd wonen"
        MO = "mo", "maatschappelijke opvang"
        SUPPORTED_HOME = "supported_home", "beschermd thuis"
        OTHER = "other", "ergens anders"

    class Trajectory(models.TextChoices):
        TEAM_THUIS = "team_thuis", "Team Thuis"
        HOUSING_FIRST = "housing_first", "Housing First"

    class Household(models.TextChoices):
        SINGLE = "single", "alleen"
        SINGLE_PARENT = "single_parent", "met kinderen"
        COUPLE = "couple", "met partner"

    class Phase(models.TextChoices):
        IN_VIEW = "in_view", "In beeld"
        REGISTRATION = "registration", "Aanmelden"
        KICKOFF = "kickoff", "Eerste teamoverleg"
        PREPARATION = "preparation", "Dozen vullen"
        HOME_SEARCH = "home_search", "Woning zoeken"
        AGREEMENT = "agreement", "Tekenen"
        MOVE_IN = "move_in", "Verhuizen"
        CARE_HANDOVER = "care_handover", "Omklappen"
        LIVING = "living", "Wonen met afspraken"
        CONVERSION = "conversion", "Contract op eigen naam"
        PILOT_LIGHT = "pilot_light", "Waakvlam"
        CLOSED = "closed", "Afgerond"

    class Status(models.TextChoices):
        ACTIVE = "active", "loopt"
        ON_HOLD = "on_hold", "even stil"
        RELAPSE = "relapse", "terugval"
        STOPPED = "stopped", "gestopt"
        TRANSFERRED = "transferred", "overgedragen aan een andere regio"
        DECEASED = "deceased", "overleden"
        REGISTERED_IN_ERROR = "registered_in_error", "per ongeluk aangemeld"

    class Outcome(models.TextChoices):
        OWN_LEASE = "own_lease", "eigen huurcontract"
        OWN_LEASE_WITH_CONDITIONS = "own_lease_with_conditions", "eigen contract met afspraken"
        INTERMEDIARY_ONGOING = "intermediary_ongoing", "huurt via de aanbieder"
        SUPPORTED_HOME = "supported_home", "beschermd thuis"
        MOVED_TO_FAMILY = "moved_to_family", "woont bij familie"
        WLZ = "wlz", "langdurige zorg (Wlz)"
        RETURNED_BW = "returned_bw", "terug naar beschermd wonen"
        RETURNED_MO = "returned_mo", "terug naar de opvang"
        MOVED_REGION = "moved_region", "naar een andere regio"
        DETENTION = "detention", "detentie"
        DECEASED = "deceased", "overleden"
        STOPPED_BY_CLIENT = "stopped_by_client", "zelf gestopt"
        UNKNOWN = "unknown", "onbekend"

    region = models.ForeignKey(Region, on_delete=PROTECT, related_name="+", verbose_name="regio")
    number = models.CharField("nummer", max_length=9, unique=True, default=case_number)
    external_key = models.CharField("sleutel van de regio", max_length=60, blank=True)
    client_name = models.CharField("naam cliënt", max_length=120)
    # The year alone: enough to recognise someone, no date of birth is kept.
    birth_year = models.PositiveSmallIntegerField("geboortejaar")
    setting = models.CharField("woont nu", max_length=20, choices=Setting.choices)
    trajectory = models.CharField("traject", max_length=20, choices=Trajectory.choices)
    household = models.CharField("huishouden", max_length=20, choices=Household.choices)
    municipality_origin = models.ForeignKey(
        Municipality, on_delete=PROTECT, related_name="+", verbose_name="gemeente van herkomst"
    )
    municipality_stay = models.ForeignKey(
        Municipality, on_delete=PROTECT, related_name="+", verbose_name="gemeente van verblijf"
    )
    municipality_choice = models.ForeignKey(
        Municipality, on_delete=PROTECT, related_name="+", verbose_name="gemeente van keuze"
    )
    phase = models.CharField("fase", max_length=20, choices=Phase.choices, default=Phase.IN_VIEW)
    phase_since = models.DateField("fase sinds")
    status = models.CharField(
        "toestand", max_length=20, choices=Status.choices, default=Status.ACTIVE
    )
    status_reason = models.CharField("reden", max_length=200, blank=True)
    # Reported by one person, and not undone; `deceased` only after another confirmed it.
    death_reported_at = models.DateTimeField("overlijden gemeld op", null=True, blank=True)
    review_on = models.DateField("opnieuw bekijken op", null=True, blank=True)
    outcome = models.CharField("uitkomst", max_length=30, choices=Outcome.choices, blank=True)
    target_month = models.DateField("wil verhuizen in")
    registered_on = models.DateField("aangemeld op")
    kickoff_on = models.DateField("eerste teamoverleg op", null=True, blank=True)
    expected_outflow_on = models.DateField("verwachte uitstroom bij start", null=True, blank=True)
    kickoff_late_reason = models.CharField("reden late start", max_length=300, blank=True)
    closed_on = models.DateField("afgerond op", null=True, blank=True)
    coordinator = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", verbose_name="coördinator"
    )
    follow_up_on = models.DateField("volgende stap op", null=True, blank=True)
    follow_up_what = models.CharField("volgende stap", max_length=200, blank=True)
    # Kept by the actions of `boxes`, so that a list needs no look into the boxes.
    boxes_filled = models.PositiveSmallIntegerField("dozen klaar", default=0)
    boxes_needed = models.PositiveSmallIntegerField("dozen nodig", default=0)
    version = models.PositiveIntegerField("versie", default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "casus"
        verbose_name_plural = "casussen"
        indexes: ClassVar = [
            models.Index(fields=["region", "phase"]),
            models.Index(fields=["coordinator"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "external_key"],
                condition=~Q(external_key=""),
                name="case_external_key_once",
            ),
            models.CheckConstraint(
                condition=Q(kickoff_on=None) | Q(expected_outflow_on__isnull=False),
                name="case_outflow_frozen_at_kickoff",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_closed(self) -> bool:
        return self.phase == self.Phase.CLOSED or self.status in CARD_STATUSES

    @property
    def shows_card_only(self) -> bool:
        """Before it begins and after it ends all but the client and who coordinates see the
        contact card only.
        """
        return self.phase in CARD_PHASES or self.status in CARD_STATUSES

    @property
    def gates_advise_only(self) -> bool:
        return self.trajectory == self.Trajectory.HOUSING_FIRST
