from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from huiswaarts.foundation.access.actor import Actor


class Event(models.Model):
    """What happened: append-only, ids and codes only, never names or text.

    Read through `cases.queries.visible_events`: only there is known who sits where.
    """

    region_id = models.BigIntegerField("regio")
    kind = models.CharField("soort", max_length=60)
    case_id = models.BigIntegerField("casus", null=True, blank=True)
    topic = models.PositiveSmallIntegerField("onderwerp", default=0)
    subject = models.CharField("waarover", max_length=60, blank=True)  # "boxes.box:12"
    codes = models.JSONField("codes", default=dict, blank=True)  # e.g. {"from": "in_view"}
    user_id = models.BigIntegerField("door", null=True, blank=True)
    membership_id = models.BigIntegerField("lidmaatschap", null=True, blank=True)
    organisation_id = models.BigIntegerField("organisatie", null=True, blank=True)
    at = models.DateTimeField("wanneer")

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        indexes: ClassVar = [
            models.Index(fields=["case_id", "-at"]),
            models.Index(fields=["region_id", "-at"]),
            models.Index(fields=["user_id", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class AccessRecord(models.Model):
    """Who opened what, why, by which rule: one row a page, written with the page.

    Read through `cases.queries.visible_looks`.
    """

    class Outcome(models.TextChoices):
        SHOWN = "shown", "getoond"
        REFUSED = "refused", "geweigerd"
        FAILED = "failed", "mislukt"

    region_id = models.BigIntegerField("regio", null=True, blank=True)
    at = models.DateTimeField("wanneer")
    user_id = models.BigIntegerField("wie", null=True, blank=True)
    membership_id = models.BigIntegerField("lidmaatschap", null=True, blank=True)
    organisation_id = models.BigIntegerField("organisatie", null=True, blank=True)
    on_behalf_of = models.CharField("namens", max_length=40, blank=True)  # "organisation:3"
    action = models.CharField("handeling", max_length=60)  # the name of the URL
    outcome = models.CharField("uitkomst", max_length=10, choices=Outcome.choices)
    case_id = models.BigIntegerField("casus", null=True, blank=True)
    items = ArrayField(models.CharField(max_length=60), verbose_name="getoond", default=list)
    rule = models.CharField("regel", max_length=60)  # "seat:bw_provider"
    ground = models.CharField("grond", max_length=30, blank=True)
    purpose = models.CharField("doel", max_length=60, blank=True)

    class Meta:
        verbose_name = "inzageregel"
        verbose_name_plural = "inzageregels"
        indexes: ClassVar = [
            models.Index(fields=["case_id", "-at"]),
            models.Index(fields=["region_id", "-at"]),
            models.Index(fields=["user_id", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.outcome}"


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(user_id=actor.user_id)


class Submission(models.Model):
    """A form that was sent: its key makes a doubled POST have one effect."""

    user_id = models.BigIntegerField("van")
    key = models.UUIDField("sleutel")
    url = models.CharField("daarna naar", max_length=300)
    at = models.DateTimeField("wanneer")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "inzending"
        verbose_name_plural = "inzendingen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user_id", "key"], name="submission_once"),
        ]

    def __str__(self) -> str:
        return str(self.key)


class LookReview(models.Model):
    """What the privacy officer found of one access record: in order, or a question."""

    class Verdict(models.TextChoices):
        IN_ORDER = "in_order", "in orde"
        QUESTION = "question", "navragen"

    record = models.ForeignKey(
        AccessRecord, on_delete=models.PROTECT, related_name="reviews", verbose_name="inzageregel"
    )
    region_id = models.BigIntegerField("regio")
    verdict = models.CharField("oordeel", max_length=10, choices=Verdict.choices)
    user_id = models.BigIntegerField("door")
    at = models.DateTimeField("wanneer")

    class Meta:
        verbose_name = "nazicht"
        verbose_name_plural = "nazichten"
        indexes: ClassVar = [models.Index(fields=["record", "-at"])]

    def __str__(self) -> str:
        return self.verdict
