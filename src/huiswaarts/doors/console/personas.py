"""Who one can be in the demo: a few people of each region whose pages are worth seeing."""

import json
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.network.models import Membership, Region

# Role, kind of organisation, what is said of them when not the role.
PROFESSIONALS = (
    ("support_worker", "sheltered_care_provider", "begeleider beschermd wonen"),
    ("support_worker", "ambulatory_provider", "begeleider na de verhuizing"),
    ("housing_consultant", "housing_corporation", ""),
    ("access_worker", "municipality", ""),
    ("table_chair", "", "voorzitter van een casustafel"),
    ("policy_officer", "", ""),
    ("organisation_admin", "", ""),
    ("privacy_officer", "", ""),
    ("region_admin", "", ""),
    ("help_desk", "", ""),
)
LIVELY = ("preparation", "home_search", "agreement")


def write_personas() -> None:
    """As owner, after loading: the demo page itself cannot look behind the wall."""
    regions = list(Region.objects.order_by("pk"))
    shown = [{"name": region.name, "personas": _of(region, regions)} for region in regions]
    path = settings.VAR / "demo-personas.json"
    path.write_text(json.dumps(shown, ensure_ascii=False, indent=1), encoding="utf-8")


def _of(region: Region, regions: list[Region]) -> list[dict[str, str]]:
    found = [_client(region), _relative(region)]
    found += [_professional(region, *one) for one in PROFESSIONALS]
    other = next((one for one in reversed(regions) if one.pk != region.pk), None)
    if other is not None:
        stranger = _professional(other, "access_worker", "municipality", "")
        if stranger:
            stranger["what"] = f"een vreemde: {stranger['what']}, ziet hier niets"
            found.append(stranger)
    return [one for one in found if one]


def _client(region: Region) -> dict[str, str] | None:
    seat = _lively(TeamMember.objects.filter(case__region=region, kind="client")).first()
    return _row(seat.user.email, seat.case.client_name, "cliënt") if seat else None


def _relative(region: Region) -> dict[str, str] | None:
    seats = TeamMember.objects.filter(case__region=region, kind="relative")
    seat = _lively(seats).order_by("-sees", "pk").first()
    return _row(seat.user.email, seat.name, f"naaste van {seat.case.first_name}") if seat else None


def _lively(seats: Any) -> Any:
    """Seats of people with e-mail in cases where something happens."""
    return (
        seats.filter(
            state="active", until_at=None, user__email__isnull=False, case__status="active"
        )
        .select_related("user", "case")
        .annotate(
            lively=Count("pk", filter=Q(case__phase__in=LIVELY)),
            sees=Count("sharings", filter=Q(sharings__level__gte=1, sharings__until_at=None)),
        )
        .order_by("-lively", "-case__boxes_filled", "pk")
    )


def best_of(region: Region, role: str, organisation: str) -> Membership | None:
    """Who of this role, at this kind of organisation, has most to see."""
    people = Membership.objects.active(timezone.now()).filter(region=region, role=role)
    if organisation:
        people = people.filter(organisation__kind=organisation)
    active = Q(seats__state="active", seats__case__status="active")
    return (
        people.filter(user__email__isnull=False)
        .annotate(
            seated=Count("seats", filter=active),
            coordinated=_coordinated(),
            colleagues=_colleagues(),
        )
        .select_related("user", "organisation")
        .order_by("-coordinated", "-seated", "-colleagues", "pk")
        .first()
    )


def _professional(region: Region, role: str, organisation: str, said: str) -> dict[str, str] | None:
    best = best_of(region, role, organisation)
    if best is None:
        return None
    what = f"{said or ROLES[role].label}, {best.organisation.name}"
    return _row(best.user.email, best.user.name, what, work=best.pk)


def _coordinated() -> Any:
    mine = Case.objects.filter(coordinator=OuterRef("pk"), status="active").order_by()
    counted = mine.values("coordinator").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _colleagues() -> Any:
    return Count("organisation__memberships", distinct=True)


def _row(email: str | None, name: str, what: str, work: int | None = None) -> dict[str, str] | None:
    """`key` is what the button sends: who, and for which work."""
    return {"key": f"{email} {work or ''}", "name": name, "what": what} if email else None
