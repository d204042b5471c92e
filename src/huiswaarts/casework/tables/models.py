"""Tables of a region: where organisations meet, hand things on, and decide about one case."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.tables.querysets import (
    HandoffQuerySet,
    OfTableQuerySet,
    TableItemQuerySet,
    TableSeatQuerySet,
)
from huiswaarts.foundation.common.ids import public_id
from huiswaarts.foundation.network.models import Membership, RegionBound

PROTECT = models.PROTECT
TRIED_LINES = 10
SEEN_AFTER = dt.timedelta(days=14)  # a table still reads what it decided


class Table(RegionBound):
    """A table other than the team of a case. Everybody at work in the region knows that it is."""

    class Kind(models.TextChoices):
        CASE = "case_table", "casustafel"
        STEERING = "steering", "regietafel"
        THEME = "theme", "thematafel"
        SECOND_RING = "second_ring", "tweede ring"

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    kind = models.CharField("soort", max_length=20, choices=Kind.choices)
    name = models.CharField("naam", max_length=100)
    purpose = models.CharField("waarvoor", max_length=300)
    why_new = models.CharField("waarom een nieuwe tafel", max_length=300, blank=True)
    weeks = models.PositiveSmallIntegerField("weken tussen overleggen", default=6)
    chair = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", verbose_name="voorzitter"
    )
    # Never the chair: nobody makes themself one. Empty: by whoever loaded the region.
    chair_by_user_id = models.BigIntegerField("benoemd door", null=True, blank=True)
    made_at = models.DateTimeField("gemaakt op")
    closed_at = models.DateTimeField("gestopt op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)

    class Meta:
        verbose_name = "tafel"
        verbose_name_plural = "tafels"

    def __str__(self) -> str:
        return self.name

    @property
    def chairs_by_itself(self) -> bool:
        """Somebody made themself chair, when that was still possible: a second person confirms."""
        return self.chair_by_user_id == self.chair.user_id

    @property
    def has_chair(self) -> bool:
        """Whoever chaired it may have left; then a policy officer names another."""
        return self.chair.until_at is None  # work ends at once, never on a day to come

    @property
    def decides_on_cases(self) -> bool:
        return self.kind == self.Kind.CASE


class TableSeat(models.Model):
    """Who sits there, and what they may decide for their organisation."""

    table = models.ForeignKey(Table, on_delete=PROTECT, related_name="seats", verbose_name="tafel")
    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    membership = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="table_seats", verbose_name="lidmaatschap"
    )
    mandate = models.CharField("mandaat", max_length=200)
    from_at = models.DateTimeField("vanaf")
    until_at = models.DateTimeField("tot", null=True, blank=True)

    objects = TableSeatQuerySet.as_manager()

    class Meta:
        verbose_name = "tafellid"
        verbose_name_plural = "tafelleden"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["table", "membership"], condition=Q(until_at=None), name="table_seat_once"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class TableMeeting(models.Model):
    """When a table meets. For its members."""

    table = models.ForeignKey(
        Table, on_delete=PROTECT, related_name="meetings", verbose_name="tafel"
    )
    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    begins_at = models.DateTimeField("begint op")
    minutes = models.PositiveSmallIntegerField("minuten", default=90)
    place = models.CharField("waar", max_length=100)
    cancelled_at = models.DateTimeField("afgezegd op", null=True, blank=True)

    objects = OfTableQuerySet.as_manager()

    class Meta:
        verbose_name = "tafeloverleg"
        verbose_name_plural = "tafeloverleggen"
        indexes: ClassVar = [models.Index(fields=["table", "begins_at"])]

    def __str__(self) -> str:
        return self.public_id


class Handoff(models.Model):
    """What one table hands to another; answered at the next meeting there. Never about a person."""

    class Kind(models.TextChoices):
        QUESTION = "question", "vraag"
        DECISION = "decision", "besluit"
        INFORMATION = "information", "informatie"

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    from_table = models.ForeignKey(
        Table, on_delete=PROTECT, related_name="handed", verbose_name="van"
    )
    to_table = models.ForeignKey(
        Table, on_delete=PROTECT, related_name="received", verbose_name="aan"
    )
    kind = models.CharField("soort", max_length=12, choices=Kind.choices)
    subject = models.CharField("waarover", max_length=300)
    due_on = models.DateField("antwoord uiterlijk op")
    made_by = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", verbose_name="doorgegeven door"
    )
    made_at = models.DateTimeField("doorgegeven op")
    answer = models.CharField("antwoord", max_length=500, blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    answered_by = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", null=True, verbose_name="beantwoord door"
    )

    objects = HandoffQuerySet.as_manager()

    class Meta:
        verbose_name = "doorgifte"
        verbose_name_plural = "doorgiften"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer="") ^ Q(answered_at__isnull=False),
                name="handoff_answered_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class TableItem(models.Model):
    """A question about one case at a case table. The table reads this, and nothing else of it."""

    class Knows(models.TextChoices):
        JOINS = "joins", "weet het en komt mee"
        KNOWS = "knows", "weet het en komt niet"
        CHOSE_NOT_TO = "chose_not_to", "wilde er niet bij zijn"

    class Pattern(models.TextChoices):
        ONE_OFF = "one_off", "eenmalig"
        PATTERN = "pattern", "patroon"

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    table = models.ForeignKey(Table, on_delete=PROTECT, related_name="items", verbose_name="tafel")
    case = models.ForeignKey(
        Case, on_delete=PROTECT, related_name="table_items", verbose_name="casus"
    )
    who = models.CharField("over wie", max_length=60)  # first name and initial
    tried = models.TextField("wat is geprobeerd", max_length=1000)
    question = models.CharField("vraag", max_length=300)
    client_knows = models.CharField("cliënt", max_length=20, choices=Knows.choices)
    brought_by = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", verbose_name="ingebracht door"
    )
    brought_at = models.DateTimeField("ingebracht op")
    due_on = models.DateField("besluit uiterlijk op")
    decision = models.TextField("besluit", max_length=500, blank=True)
    deviation = models.CharField("afwijking van een regel", max_length=300, blank=True)
    pattern = models.CharField("eenmalig of patroon", max_length=10, choices=Pattern.choices)
    decided_at = models.DateTimeField("besloten op", null=True, blank=True)
    decided_by = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", null=True, verbose_name="besloten door"
    )
    version = models.PositiveIntegerField("versie", default=1)

    objects = TableItemQuerySet.as_manager()

    class Meta:
        verbose_name = "tafelpunt"
        verbose_name_plural = "tafelpunten"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["table", "case"],
                condition=Q(decided_at=None),
                name="one_open_item_of_a_case",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decision="", pattern="")
                | (Q(decided_at__isnull=False) & ~Q(decision="") & ~Q(pattern="")),
                name="item_decided_says_which",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
