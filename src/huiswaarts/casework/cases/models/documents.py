from typing import ClassVar

from django.db import models
from django.db.models import Q

from huiswaarts.casework.cases.models.bases import ScopedRow
from huiswaarts.casework.cases.models.guests import GuestPass
from huiswaarts.casework.cases.models.team import TeamMember
from huiswaarts.casework.cases.querysets import DocumentQuerySet
from huiswaarts.foundation.common.ids import public_id

PROTECT = models.PROTECT


class Document(ScopedRow):
    """A file at the table: read by whoever reads its topic, put there by whoever writes it.

    The row says what the file is; the bytes are in a store, under a key that says nothing.
    """

    class What(models.TextChoices):
        LETTER = "letter", "brief"
        FORM = "form", "formulier of aanvraag"
        PROOF = "proof", "bewijs, zoals een inkomensverklaring"
        PLAN = "plan", "plan of overzicht"
        PHOTO = "photo", "foto"
        OTHER = "other", "iets anders"

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpg", "foto"
        PNG = "png", "afbeelding"
        DOCX = "docx", "Word-document"
        ODT = "odt", "tekstdocument"
        TEXT = "txt", "platte tekst"

    class State(models.TextChoices):
        QUARANTINE = "quarantine", "in quarantaine"
        READY = "ready", "klaar"
        REFUSED = "refused", "geweigerd"

    public_id = models.CharField("kenmerk", max_length=12, unique=True, default=public_id)
    name = models.CharField("naam", max_length=120)
    what = models.CharField("wat het is", max_length=10, choices=What.choices)
    kind = models.CharField("soort bestand", max_length=4, choices=Kind.choices)
    size = models.PositiveIntegerField("grootte")
    sha256 = models.CharField("controlegetal", max_length=64)
    storage_key = models.CharField("plaats", max_length=70, unique=True)
    state = models.CharField(
        "toestand", max_length=10, choices=State.choices, default=State.QUARANTINE
    )
    why = models.CharField("reden", max_length=20, blank=True)  # a code of files/words.py
    put_by = models.ForeignKey(
        TeamMember, on_delete=PROTECT, related_name="+", null=True, verbose_name="toegevoegd door"
    )
    put_at = models.DateTimeField("toegevoegd op")
    withdrawn_at = models.DateTimeField("teruggetrokken op", null=True, blank=True)
    # From then on the bytes are gone, or go with the next sweep; that it was here stays known.
    wiped_at = models.DateTimeField("gewist op", null=True, blank=True)
    # Read by this guest too, as long as the pass is open.
    guest_pass = models.ForeignKey(
        GuestPass, on_delete=PROTECT, related_name="documents", null=True, verbose_name="gastpas"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        indexes: ClassVar = [
            models.Index(fields=["scope"]),
            models.Index(
                fields=["id"], condition=Q(state="quarantine"), name="document_quarantined"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="refused") ^ Q(why=""), name="document_refused_has_reason"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="document_is_not_empty"),
            models.CheckConstraint(
                condition=Q(wiped_at=None) | Q(withdrawn_at__isnull=False),
                name="document_wiped_was_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_ready(self) -> bool:
        """Only then it leaves the house."""
        return self.state == self.State.READY and self.withdrawn_at is None

    @property
    def file_name(self) -> str:
        """With the ending of what it really is, whatever it was called."""
        return f"{self.name}.{self.kind}"
