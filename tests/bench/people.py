"""Whose pages are measured; found as owner, before the app role begins."""

import datetime as dt

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Abs, Mod
from django.utils import timezone

from huiswaarts.casework.boxes.models import Answer
from huiswaarts.casework.cases.models import Case, Commitment, TeamMember
from huiswaarts.casework.meetings.models import AgendaItem, Meeting, MeetingPromise, Report
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import Notification
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


def messages_for(membership, meeting, many=10_000):
    """An inbox of somebody who never tidies up, as owner: about a meeting, a promise, a case."""
    had = Notification.objects.filter(user_id=membership.user_id, once_key__startswith="bench:")
    promise = Commitment.objects.filter(case=meeting.case).first()
    about = (
        ("meeting_planned", f"meetings.meeting:{meeting.pk}"),
        ("promise_late", f"cases.commitment:{promise.pk}"),
        ("no_follow_up", ""),
    )
    if had.count() < many:
        Notification.objects.bulk_create(
            (
                Notification(
                    region_id=meeting.case.region_id, user_id=membership.user_id,
                    membership_id=membership.pk, case_id=meeting.case_id, kind=about[n % 3][0],
                    subject=about[n % 3][1], once_key=f"bench:{membership.pk}:{n}",
                    at=timezone.now() - n * dt.timedelta(minutes=1), number=7,
                )
                for n in range(many)
            ),
            batch_size=2000,
            ignore_conflicts=True,
        )  # fmt: skip


def many_people(many=160):
    """As many as sit at a large table, with an address, as owner."""
    User.objects.bulk_create(
        (User(username=f"bench-{n}", email=f"bench-{n}@voorbeeld.nl") for n in range(many)),
        ignore_conflicts=True,
    )
    return list(User.objects.filter(username__startswith="bench-").values_list("pk", flat=True))


def words():
    """One that is everywhere, and one in a hundredth of the texts; made so once, as owner."""
    return "zus", "schommel"


def hide_a_word():
    texts = Answer.objects.annotate(turn=Mod(F("pk"), 100)).filter(turn=7, is_current=True)
    if not texts.filter(text__startswith="Er staat een schommel").exists():
        texts.exclude(text="").update(text="Er staat een schommel in de tuin.")
