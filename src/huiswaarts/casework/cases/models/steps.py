from django.db import models

from huiswaarts.casework.cases.models.bases import CaseBound
from huiswaarts.casework.cases.models.case import Case
from huiswaarts.foundation.network.models import Membership

PROTECT = models.PROTECT
GATES = {
    "register_for_home": "Aanmelden voor een woning",
    "sign": "Tekenen",
    "key": "De sleutel",
}


class GateOverride(CaseBound):
    """The team decided to pass a gate with open boxes. Shown for ever."""

    gate = models.CharField("poort", max_length=30)
    why = models.CharField("waarom", max_length=500)
    review_on = models.DateField("opnieuw bekijken op")
    by_membership = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    at = models.DateTimeField("wanneer")

    class Meta:
        verbose_name = "teambesluit"
        verbose_name_plural = "teambesluiten"

    def __str__(self) -> str:
        return self.gate

    @property
    def gate_label(self) -> str:
        return GATES.get(self.gate, self.gate)


class PhaseMove(CaseBound):
    """Each step of the case from phase to phase, or of its status, with its reason."""

    from_phase = models.CharField("van", max_length=20)
    to_phase = models.CharField("naar", max_length=20)
    from_status = models.CharField("van toestand", max_length=20)
    to_status = models.CharField("naar toestand", max_length=20)
    reason = models.CharField("reden", max_length=500, blank=True)
    override = models.ForeignKey(
        GateOverride,
        on_delete=PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="teambesluit",
    )
    by_membership = models.ForeignKey(
        Membership, on_delete=PROTECT, related_name="+", null=True, verbose_name="door"
    )
    at = models.DateTimeField("wanneer")

    class Meta:
        verbose_name = "fasestap"
        verbose_name_plural = "fasestappen"

    def __str__(self) -> str:
        return f"{self.from_phase} > {self.to_phase}"

    @property
    def said(self) -> str:
        """`Van Aanmelden naar Eerste teamoverleg`, or what became of it."""
        if self.from_phase == self.to_phase:
            status = dict(Case.Status.choices).get(self.to_status, self.to_status)
            return f"Toestand: {status}"
        phases = dict(Case.Phase.choices)
        return f"Van {phases[self.from_phase]} naar {phases[self.to_phase]}"
