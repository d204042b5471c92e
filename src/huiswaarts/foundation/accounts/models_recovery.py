"""Ways back for who cannot sign in any more: the recovery sheet."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from huiswaarts.foundation.access.actor import Actor


class SheetCodeQuerySet(models.QuerySet["SheetCode"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(user_id=actor.user_id)

    def unused(self) -> Self:
        return self.filter(used_at=None, ended_at=None)


class SheetCode(models.Model):
    """One code of a recovery sheet, as a print: the code itself is on the owner's paper alone."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="sheet_codes",
        verbose_name="gebruiker",
    )
    code_hash = models.CharField("afdruk van de code", max_length=64, unique=True)
    made_at = models.DateTimeField("gemaakt op")
    used_at = models.DateTimeField("gebruikt op", null=True, blank=True)
    ended_at = models.DateTimeField("vervallen op", null=True, blank=True)

    objects = SheetCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "herstelcode"
        verbose_name_plural = "herstelcodes"
        indexes: ClassVar = [
            models.Index(
                fields=["user"],
                condition=models.Q(used_at=None, ended_at=None),
                name="sheet_code_unused",
            ),
        ]

    def __str__(self) -> str:
        return f"herstelcode van {self.user_id}"
