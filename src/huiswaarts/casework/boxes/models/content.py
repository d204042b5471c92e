"""Content is rows with a version, a region and a text per language.

`texts` holds `nl` and `en`, and for what the client reads in other words `client_nl`, `client_en`.
Rules read these rows as the frozen values of `content.types` (see `queries.kind_of`).
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import get_language

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import Label
from huiswaarts.foundation.network.models import RegionBound

PROTECT = models.PROTECT


def for_the_client(texts: dict[str, str]) -> str:
    """In the language of the page and the words for the client, as far as they are there."""
    language = (get_language() or "nl")[:2]
    names = (f"client_{language}", language, "client_nl", "nl")
    return next((texts[name] for name in names if texts.get(name)), "")


class ContentQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Content holds no person: who is in the region may read it."""
        return self.filter(box_type__region_id=actor.region_id)


class BoxType(RegionBound):
    """One theme of a region's catalogue. A case keeps the version it was opened with."""

    class Gate(models.TextChoices):
        REGISTER_FOR_HOME = "register_for_home", "aanmelden voor een woning"
        SIGN = "sign", "tekenen"
        KEY = "key", "de sleutel"

    code = models.SlugField("code")
    version = models.PositiveIntegerField("versie", default=1)
    topic = models.PositiveSmallIntegerField("onderwerp")
    order = models.PositiveSmallIntegerField("volgorde")
    gate = models.CharField("poort", max_length=30, choices=Gate.choices)
    optional = models.BooleanField("alleen als dat speelt", default=False)
    conversation_only = models.BooleanField("alleen vinkjes en datums", default=False)
    texts = models.JSONField("naam", default=dict)
    intro = models.JSONField("uitleg", default=dict, blank=True)
    fills = models.CharField("wie vult", max_length=200, blank=True)
    shared = models.CharField("wat anderen zien", max_length=500, blank=True)

    class Meta:
        verbose_name = "soort doos"
        verbose_name_plural = "soorten dozen"
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "code", "version"], name="box_type_once"),
            models.UniqueConstraint(fields=["region", "topic", "version"], name="box_topic_once"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        return for_the_client(self.texts)


class Content(models.Model):
    box_type = models.ForeignKey(
        BoxType, on_delete=PROTECT, related_name="%(class)ss", verbose_name="soort doos"
    )
    code = models.SlugField("code", max_length=60)
    order = models.PositiveSmallIntegerField("volgorde")
    texts = models.JSONField("tekst", default=dict)

    objects = ContentQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return self.code

    @property
    def text(self) -> str:
        return for_the_client(self.texts)


class BoxQuestion(Content):
    """`number` is how kits name it, for ever; `order` is the order in which it is read."""

    class Kind(models.TextChoices):
        TEXT = "text", "eigen woorden"
        CHOICE = "choice", "keuze"
        CHOICE_TEXT = "choice_text", "keuze met eigen woorden"
        DATE = "date", "datum"
        DATE_TEXT = "date_text", "datum met eigen woorden"
        MONTH_TEXT = "month_text", "maand met eigen woorden"
        NUMBER = "number", "aantal"
        TICK = "tick", "ja of nee, met datum"

    number = models.PositiveSmallIntegerField("nummer")
    kind = models.CharField("soort", max_length=12, choices=Kind.choices)
    # [{"code": …, "nl": …, "en": …}]
    choices = models.JSONField("keuzes", default=list, blank=True)
    help = models.JSONField("hulp", default=dict, blank=True)
    about = models.CharField("kort", max_length=80, blank=True)
    required = models.BooleanField("nodig om vol te zijn", default=True)
    forbids_medical = models.BooleanField("geen medische informatie", default=True)
    label = models.PositiveSmallIntegerField("kring", choices=Label.CHOICES, default=Label.TEAM)
    after = models.SlugField("na vraag", max_length=60, blank=True)

    class Meta(Content.Meta):
        verbose_name = "doosvraag"
        verbose_name_plural = "doosvragen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["box_type", "code"], name="box_question_once"),
            models.UniqueConstraint(fields=["box_type", "number"], name="box_question_number"),
        ]


class BoxCheckRule(Content):
    """When is the box full? `rule` is typed data (content.rules); empty = ticked by a party."""

    source = models.PositiveSmallIntegerField("regel van de bron", default=0)
    rule = models.JSONField("regel", null=True, blank=True)
    parties = models.JSONField("wie vinkt af", default=list, blank=True)  # seat kinds

    class Meta(Content.Meta):
        verbose_name = "doosregel"
        verbose_name_plural = "doosregels"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["box_type", "code"], name="box_check_rule_once"),
        ]


class BoxConfirmRule(Content):
    """Who says "dit klopt"; one of `parties` is enough. `covers`: derived answers it is about."""

    source = models.PositiveSmallIntegerField("regel van de bron", default=0)
    parties = models.JSONField("wie bevestigt", default=list)
    required = models.BooleanField("nodig", default=True)
    covers = models.JSONField("waarover", default=list, blank=True)

    class Meta(Content.Meta):
        verbose_name = "akkoordregel"
        verbose_name_plural = "akkoordregels"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["box_type", "code"], name="box_confirm_rule_once"),
        ]


class BoxDerivation(Content):
    """What another party gets instead of the answer: its own row with its own topic."""

    topic = models.PositiveSmallIntegerField("onderwerp")
    # {"question": …, "takes": …, "mapping": …} | {"checks": […]} | {"box_state": true}
    source = models.JSONField("bron")
    seat_kinds = models.JSONField("voor wie", default=list)

    class Meta(Content.Meta):
        verbose_name = "afgeleide vraag"
        verbose_name_plural = "afgeleide vragen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["box_type", "code"], name="box_derivation_once"),
        ]
