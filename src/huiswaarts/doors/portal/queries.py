"""What Mijn Thuis shows, noted as looked at while it is read."""

from dataclasses import dataclass

from huiswaarts.casework.boxes.queries import Front, boxes_of
from huiswaarts.casework.cases.doors import CaseRequest
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SEATS, TEAM_SEATS, SeatKind


@dataclass(frozen=True)
class Chair:
    """A seat as the client sees it; empty ones too."""

    name: str
    what: str
    seat: TeamMember | None = None

    @property
    def empty(self) -> bool:
        return self.seat is None

    @property
    def is_me(self) -> bool:
        return self.seat is not None and self.seat.is_client


def my_team(request: CaseRequest, case: Case, actor: Actor) -> list[Chair]:
    """Who sits at the table, first names and what they do; one query."""
    seats = list(
        TeamMember.objects.visible_to(actor)
        .active(actor.at)
        .filter(case=case)
        .select_related("membership__user", "organisation")
        .order_by("id")
    )
    request.looked.at("cases.teammember", *(seat.pk for seat in seats))
    chairs = [_chair(seat, case) for seat in seats]
    if len(seats) > 1:
        taken = {seat.kind for seat in seats}
        chairs += [
            Chair("", SEATS[kind].client_label)
            for kind in TEAM_SEATS
            if kind not in taken and kind != SeatKind.CLIENT
        ]
    return chairs


def _chair(seat: TeamMember, case: Case) -> Chair:
    label = SEATS[seat.kind].client_label
    if seat.is_client:
        return Chair(case.first_name, label, seat)
    if seat.membership is not None:
        return Chair(seat.membership.user.name, f"{label}, {seat.organisation}", seat)
    return Chair(seat.name, label, seat)


def my_boxes(request: CaseRequest, case: Case, actor: Actor) -> list[Front]:
    """The boxes that this person may see, in the order of the catalogue."""
    fronts = boxes_of(case, actor, request.sight)
    request.looked.at("boxes.box", *(front.box.pk for front in fronts))
    return fronts
