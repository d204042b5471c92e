from django.db import models
from django.db.models import F

from huiswaarts.casework.cases.models.case import Case
from huiswaarts.casework.cases.querysets import CaseBoundQuerySet
from huiswaarts.foundation.access.seats import Label
from huiswaarts.foundation.access.topics import LABELS, TOPICS

PROTECT = models.PROTECT


class CaseBound(models.Model):
    """Base of what everyone who reads the contact card of a case may read."""

    case = models.ForeignKey(
        Case, on_delete=PROTECT, related_name="%(class)ss", verbose_name="casus"
    )

    objects = CaseBoundQuerySet.as_manager()

    class Meta:
        abstract = True


class ScopedRow(models.Model):
    """Base of what is seen by topic: `scope` is case, topic and label in one number."""

    case = models.ForeignKey(
        Case, on_delete=PROTECT, related_name="%(class)ss", verbose_name="casus"
    )
    topic = models.PositiveSmallIntegerField("onderwerp")
    label = models.PositiveSmallIntegerField("kring", choices=Label.CHOICES, default=Label.TEAM)
    scope = models.GeneratedField(
        expression=F("case") * (TOPICS * LABELS) + F("topic") * LABELS + F("label"),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    class Meta:
        abstract = True
