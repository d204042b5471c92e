"""Whose pages are measured; found as owner, before the app role begins."""

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Abs

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.foundation.network.models import Membership

ORDINARY = 15


def busiest():
    """The coordinator who holds a quarter of all."""
    return (
        Membership.objects.filter(role="access_worker")
        .annotate(held=Count("seats", filter=Q(seats__state="active")))
        .select_related("user")
        .order_by("-held")
        .first()
    )


def worker():
    """A support worker with an ordinary number of clients, one of whom fills boxes."""
    filling = Case.objects.filter(
        team__membership=OuterRef("pk"), team__state="active", phase="preparation", status="active"
    )
    return (
        Membership.objects.filter(Exists(filling), role="support_worker")
        .annotate(held=Count("seats", filter=Q(seats__state="active")))
        .annotate(off=Abs(F("held") - ORDINARY))
        .select_related("user")
        .order_by("off", "pk")
        .first()
    )


def case_of(membership):
    """A case in which boxes are being filled."""
    return (
        Case.objects.filter(
            team__membership=membership, team__state="active", phase="preparation", status="active"
        )
        .order_by("pk")
        .first()
    )


def client_of_region():
    return (
        TeamMember.objects.filter(
            kind="client",
            state="active",
            user__email__isnull=False,
            case__phase="preparation",
            case__status="active",
        )
        .select_related("user", "case")
        .order_by("pk")
        .first()
    )
