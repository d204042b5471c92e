"""A case and what belongs to it, a file per subject."""

from huiswaarts.casework.cases.models.bases import CaseBound, ScopedRow
from huiswaarts.casework.cases.models.card import ContactCard
from huiswaarts.casework.cases.models.case import Case
from huiswaarts.casework.cases.models.documents import Document
from huiswaarts.casework.cases.models.guests import GuestPass
from huiswaarts.casework.cases.models.promises import Commitment
from huiswaarts.casework.cases.models.sharing import Consent, RegionRule, Sharing
from huiswaarts.casework.cases.models.steps import GateOverride, PhaseMove
from huiswaarts.casework.cases.models.team import TeamMember

__all__ = [
    "Case",
    "CaseBound",
    "Commitment",
    "Consent",
    "ContactCard",
    "Document",
    "GateOverride",
    "GuestPass",
    "PhaseMove",
    "RegionRule",
    "ScopedRow",
    "Sharing",
    "TeamMember",
]
