"""What happened to an account, for its owner to read: a mail about it says no more than that."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huiswaarts.foundation.access.actor import Actor


class AccountChangeQuerySet(models.QuerySet["AccountChange"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(user_id=actor.user_id)


class AccountChange(models.Model):
    """One thing that was asked or changed, and when; not by whom, and nothing of where they sit."""

    class What(models.TextChoices):
        PASSWORD = "password", _("Er is een nieuw wachtwoord gekozen.")
        SECOND_STEP = "second_step", _("De tweede stap van het inloggen is veranderd.")
        SHEET = "sheet", _("Er is een nieuw herstelblad gemaakt. Het oude werkt niet meer.")
        CODES = "codes", _("Er zijn nieuwe herstelcodes gemaakt. De oude werken niet meer.")
        WORD = "word", _("De manier waarop berichten aankomen is veranderd, of het nummer.")
        ASKED = "asked", _("Iemand vroeg om dit account weer open te maken.")
        RESET_ASKED = "reset_asked", _("Iemand vroeg om het inloggen opnieuw in te stellen.")
        CONFIRMED = "confirmed", _("Een tweede persoon bevestigde dat.")
        STOPPED = "stopped", _("Het verzoek van iemand anders is gestopt.")
        WORKS = "works", _("De code om weer in te loggen werkt.")
        WORK_ENDED = "work_ended", _("Werk of een rol bij een organisatie is beëindigd.")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="van"
    )
    what = models.CharField("wat", max_length=20, choices=What.choices)
    at = models.DateTimeField("wanneer")

    objects = AccountChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "gebeurtenis van een account"
        verbose_name_plural = "gebeurtenissen van een account"
        indexes: ClassVar = [models.Index(fields=["user", "-at"], name="change_of_account")]

    def __str__(self) -> str:
        return f"{self.what} {self.user_id}"
