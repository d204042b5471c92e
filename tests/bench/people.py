"""Whose pages are measured; found as owner, before the app role begins."""

import datetime as dt

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Abs
from django.utils import timezone

from huiswaarts.casework.cases.models import Case, Commitment, TeamMember
from huiswaarts.casework.meetings.models import AgendaItem, Meeting, MeetingPromise, Report
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


def meeting_of(case, worker):
    """One that has begun, with points of those at the table and promises, as owner."""
    begun = Meeting.objects.filter(case=case, status="planned").first()
    if begun is not None:
        return begun
    at = timezone.now() - dt.timedelta(hours=1)
    meeting = Meeting.objects.create(
        case=case, begins_at=at, place="home", made_by=worker, made_at=at
    )
    seat = TeamMember.objects.filter(case=case, membership=worker, state="active").first()
    told = {"case": case, "topic": 25}
    for n in range(10):
        AgendaItem.objects.create(
            meeting=meeting, by_seat=seat, what=f"Punt {n}", made_at=at, **told
        )
        promise = Commitment.objects.create(
            owner=seat, what=f"Belofte {n}", due_on=at.date(), made_at=at, **told
        )
        MeetingPromise.objects.create(meeting=meeting, promise=promise, **told)
    Report.objects.create(meeting=meeting, text="Wat wij afspraken.", **told)
    return meeting
