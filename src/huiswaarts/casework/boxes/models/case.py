from typing import ClassVar

from django.db import models
from django.db.models import Q

from huiswaarts.casework.boxes.models.content import (
    BoxCheckRule,
    BoxConfirmRule,
    BoxDerivation,
    BoxQuestion,
    BoxType,
)
from huiswaarts.casework.boxes.querysets import OwnQuerySet, ScopedQuerySet, StatusQuerySet
from huiswaarts.casework.cases.models import Case, ScopedRow
from huiswaarts.foundation.access.seats import SEAT_CHOICES
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.common.ids import public_id
from huiswaarts.foundation.network.models import Membership, Organisation

PROTECT = models.PROTECT


class Box(ScopedRow):
    """A theme of one case. Seen from level status: its state, never an answer."""

    class State(models.TextChoices):
        EMPTY = "empty", "Leeg"
        IN_PROGRESS = "in_progress", "Wordt gevuld"
        PROPOSED = "proposed", "Vol, wacht op akkoord"
        FILLED = "filled", "Klaar"
        REOPENED = "reopened", "Weer open"
        NOT_NEEDED = "not_needed", "Niet nodig"

    class Why(models.TextChoices):
        ANSWER_CHANGED = "answer_changed", "een antwoord is veranderd"
        CHECK_CHANGED = "check_changed", "een punt is niet meer in orde"
        DISAGREED = "disagreed", "iemand zei: klopt niet"
        SOMETHING_CHANGED = "something_changed", "er is iets veranderd"
        SOMETHING_WRONG = "something_wrong", "er klopt iets niet"
        SOMETHING_MISSING = "something_missing", "er ontbreekt iets"
        TOO_OLD = "too_old", "de antwoorden zijn oud"
        CLIENT_WISH = "client_wish", "de cliënt wil dat"
        NEEDED_AFTER_ALL = "needed_after_all", "het is toch nodig"
        NOT_AT_PLAY = "not_at_play", "dit speelt niet"
        ARRANGED_ELSEWHERE = "arranged_elsewhere", "dit is al ergens anders geregeld"
        CLIENT_CHOICE = "client_choice", "de cliënt wil dit niet"

    by_name: str | None  # who changed the state, of `find_box`
    has_documents: bool  # of `find_box` too
    DONE = (State.FILLED, State.NOT_NEEDED)

    case = models.ForeignKey(Case, on_delete=PROTECT, related_name="boxes", verbose_name="casus")
    box_type = models.ForeignKey(
        BoxType, on_delete=PROTECT, related_name="+", verbose_name="soort doos"
    )
    state = models.CharField("toestand", max_length=12, choices=State.choices, default=State.EMPTY)
    state_at = models.DateTimeField("sinds")
    # Why it was opened again or is not needed: a code, since who sees only the state sees this.
    state_reason = models.CharField("reden", max_length=30, choices=Why.choices, blank=True)
    state_by = models.ForeignKey(
        User, on_delete=PROTECT, related_name="+", null=True, blank=True, verbose_name="door"
    )
    version = models.PositiveIntegerField("versie", default=1)

    objects = StatusQuerySet.as_manager()

    class Meta:
        verbose_name = "verhuisdoos"
        verbose_name_plural = "verhuisdozen"
        indexes: ClassVar = [models.Index(fields=["scope"], name="box_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "topic"], name="box_once"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.state}"

    @property
    def is_done(self) -> bool:
        return self.state in self.DONE


class Answer(ScopedRow):
    """One version of what was said to a question; the newest is current, the rest is history.

    `slot` keeps voices apart: the client's words, what each party added below them, and the
    mark "skipped" or "help asked", which is no answer.
    """

    class How(models.TextChoices):
        ALONE = "alone", "zelf ingevuld"
        TOGETHER = "together", "samen ingevuld"
        ON_BEHALF = "on_behalf", "opgeschreven namens de cliënt"
        ADDITION = "addition", "aanvulling"
        SKIPPED = "skipped", "overgeslagen"
        HELP = "help", "hulp gevraagd"

    by_name: str  # of `told()`
    from_name: str | None
    CLIENT_SLOT = "client"
    MARK_SLOT = "mark"

    case = models.ForeignKey(Case, on_delete=PROTECT, related_name="answers", verbose_name="casus")
    box = models.ForeignKey(Box, on_delete=PROTECT, related_name="answers", verbose_name="doos")
    question = models.ForeignKey(
        BoxQuestion, on_delete=PROTECT, related_name="+", verbose_name="vraag"
    )
    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    slot = models.CharField("stem", max_length=24, default=CLIENT_SLOT)
    version = models.PositiveIntegerField("versie", default=1)
    is_current = models.BooleanField("geldt nu", default=True)
    text = models.TextField("antwoord", blank=True, max_length=4000)
    choice = models.CharField("keuze", max_length=40, blank=True)
    on_date = models.DateField("datum", null=True, blank=True)
    number = models.PositiveIntegerField("aantal", null=True, blank=True)
    how = models.CharField("hoe", max_length=12, choices=How.choices)
    user = models.ForeignKey(User, on_delete=PROTECT, related_name="+", verbose_name="door")
    membership = models.ForeignKey(
        Membership,
        on_delete=PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="lidmaatschap",
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="organisatie",
    )
    at = models.DateTimeField("wanneer")

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        indexes: ClassVar = [
            models.Index(fields=["scope"], name="answer_scope"),
            models.Index(fields=["box", "question"], name="answer_of_box"),
        ]
        constraints: ClassVar = [
            # Per circle, so that what is hidden from someone never stands in their way.
            models.UniqueConstraint(
                fields=["box", "question", "slot", "label"],
                condition=Q(is_current=True),
                name="answer_current_once",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_clients(self) -> bool:
        return self.slot == self.CLIENT_SLOT

    @staticmethod
    def addition_slot(organisation_id: int) -> str:
        return f"org:{organisation_id}"


class Check(ScopedRow):
    """A condition of the box that someone, or a rule, found met or not met."""

    by_name: str | None  # of `told()`
    from_name: str | None
    case = models.ForeignKey(Case, on_delete=PROTECT, related_name="checks", verbose_name="casus")
    box = models.ForeignKey(Box, on_delete=PROTECT, related_name="checks", verbose_name="doos")
    rule = models.ForeignKey(
        BoxCheckRule, on_delete=PROTECT, related_name="+", verbose_name="doosregel"
    )
    met = models.BooleanField("in orde", default=False)
    note = models.CharField("toelichting", max_length=300, blank=True)
    user = models.ForeignKey(
        User, on_delete=PROTECT, related_name="+", null=True, blank=True, verbose_name="door"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="organisatie",
    )
    at = models.DateTimeField("wanneer")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "controle"
        verbose_name_plural = "controles"
        indexes: ClassVar = [models.Index(fields=["scope"], name="check_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["box", "rule"], name="check_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.met}"


class Confirmation(ScopedRow):
    """What one party says of one box, "dit klopt" or "klopt niet"; the last word counts.

    No longer current: someone said something else since, or it lapsed when the box changed.
    """

    class Said(models.TextChoices):
        YES = "yes", "dit klopt"
        NO = "no", "klopt niet"

    by_name: str | None  # of `told()`
    from_name: str | None
    case = models.ForeignKey(
        Case, on_delete=PROTECT, related_name="confirmations", verbose_name="casus"
    )
    box = models.ForeignKey(
        Box, on_delete=PROTECT, related_name="confirmations", verbose_name="doos"
    )
    rule = models.ForeignKey(
        BoxConfirmRule, on_delete=PROTECT, related_name="+", verbose_name="akkoordregel"
    )
    said = models.CharField("zei", max_length=8, choices=Said.choices)
    reason = models.CharField("waarom", max_length=500, blank=True)
    seat_kind = models.CharField("stoel", max_length=20, choices=SEAT_CHOICES)
    how = models.CharField("hoe", max_length=12, choices=Answer.How.choices)
    user = models.ForeignKey(User, on_delete=PROTECT, related_name="+", verbose_name="door")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="organisatie",
    )
    is_current = models.BooleanField("geldt nu", default=True)
    at = models.DateTimeField("wanneer")

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "akkoord"
        verbose_name_plural = "akkoorden"
        indexes: ClassVar = [models.Index(fields=["scope"], name="confirmation_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["box", "rule"],
                condition=Q(is_current=True),
                name="confirmation_current_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.said}"


class DerivedAnswer(ScopedRow):
    """What others see instead of an answer, e.g. "geregeld: ja". Written with the answer."""

    case = models.ForeignKey(
        Case, on_delete=PROTECT, related_name="derived_answers", verbose_name="casus"
    )
    box = models.ForeignKey(Box, on_delete=PROTECT, related_name="derived", verbose_name="doos")
    derivation = models.ForeignKey(
        BoxDerivation, on_delete=PROTECT, related_name="+", verbose_name="afgeleide vraag"
    )
    value = models.TextField("waarde", max_length=4000, blank=True)
    at = models.DateTimeField("wanneer")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "afgeleid antwoord"
        verbose_name_plural = "afgeleide antwoorden"
        indexes: ClassVar = [models.Index(fields=["scope"], name="derived_scope")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["box", "derivation"], name="derived_once"),
        ]

    def __str__(self) -> str:
        return str(self.derivation_id)
