"""What a region may know of its cases: counts, with small numbers hidden."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import connection

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.permissions import Permission

Counts = dict[str, int]


@dataclass(frozen=True)
class RegionCounts:
    """Raw counts per subject, by code; for `monitor.tables` only, never for a page."""

    phases: Counts = field(default_factory=dict)
    outcomes: Counts = field(default_factory=dict)
    kickoffs: Counts = field(default_factory=dict)
    empty_seats: Counts = field(default_factory=dict)


SUBJECTS = {
    "phase": "phases",
    "outcome": "outcomes",
    "kickoff": "kickoffs",
    "empty_seat": "empty_seats",
}


def region_counts(actor: Actor) -> RegionCounts:
    """One query, through the function that gives numbers and never a case."""
    if not actor.has(Permission.REGION_COUNTS_VIEW):
        raise PermissionDenied("De aantallen van de regio zijn voor beleid en tafelvoorzitters.")
    found: dict[str, Counts] = {name: {} for name in SUBJECTS.values()}
    with connection.cursor() as cursor:
        cursor.execute("select what, code, total from app_region_counts()")
        for what, code, total in cursor.fetchall():
            found[SUBJECTS[what]][code] = total
    return RegionCounts(**found)
