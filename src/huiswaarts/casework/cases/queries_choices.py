"""What forms about a table let one choose from."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SEAT_ORGANISATIONS, SEATS, SeatKind
from huiswaarts.foundation.network.models import Membership, Municipality, Organisation


def municipalities_of(actor: Actor) -> QuerySet[Municipality]:
    return Municipality.objects.visible_to(actor).order_by("name")


def organisations_for(kind: str, case: Case) -> QuerySet[Organisation]:
    """Those of the region that fit this kind of seat."""
    rows = Organisation.objects.filter(region_id=case.region_id).order_by("name")
    fitting = SEAT_ORGANISATIONS.get(SeatKind(kind), ())
    return rows.filter(kind__in=fitting) if fitting else rows


def colleagues_for(kind: str, actor: Actor) -> QuerySet[Membership]:
    """People of the own organisation with a role that fits this kind of seat; not oneself."""
    rows = (
        Membership.objects.visible_to(actor)
        .active(actor.at)
        .filter(Q(organisation_id=actor.organisation_id), user__is_active=True)
        .exclude(user_id=actor.user_id)
        .select_related("user")
        .order_by("user__name", "id")
    )
    roles = SEATS[kind].roles
    return rows.filter(role__in=roles) if roles else rows


def seat_in(case: Case, actor: Actor, public_id: str) -> TeamMember | None:
    """One seat at this table, by its public id."""
    return (
        TeamMember.objects.visible_to(actor)
        .filter(case=case, public_id=public_id)
        .select_related("case__region", "organisation", "membership__user", "user")
        .first()
    )


def requested_seat(actor: Actor, public_id: str) -> TeamMember | None:
    """A seat for which the own organisation was asked; without its case."""
    rows = TeamMember.objects.visible_to(actor).filter(Q(organisation_id=actor.organisation_id))
    return rows.filter(public_id=public_id, state=TeamMember.State.REQUESTED).first()


def seat_of_organisation(actor: Actor, public_id: str) -> TeamMember | None:
    """A seat of one of the own people; without its case."""
    rows = TeamMember.objects.visible_to(actor).filter(Q(organisation_id=actor.organisation_id))
    return rows.select_related("membership__user").filter(public_id=public_id).first()


def own_organisation(actor: Actor) -> Organisation | None:
    return Organisation.objects.visible_to(actor).filter(Q(pk=actor.organisation_id)).first()


def proposer_of(seat: TeamMember) -> Membership | None:
    return Membership.objects.filter(Q(pk=seat.proposed_by)).select_related("user").first()


def proposers_of(seats: Iterable[TeamMember]) -> dict[int, Membership]:
    """Who proposed for these seats, or asks something about them. One query."""
    ids = {pk for seat in seats for pk in (seat.proposed_by, seat.question_by) if pk}
    return Membership.objects.select_related("user", "organisation").in_bulk(ids) if ids else {}
