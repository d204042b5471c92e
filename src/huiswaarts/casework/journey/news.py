"""The inbox, read: each message with what it is about, as far as the reader may see that now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from huiswaarts.casework.boxes.kinds import say
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import Box
from huiswaarts.casework.cases.models import (
    Case,
    Commitment,
    ContactCard,
    GuestPass,
    TeamMember,
)
from huiswaarts.casework.cases.queries import cards_of, visible_offers
from huiswaarts.casework.cases.queries_team import name_of
from huiswaarts.casework.meetings.models import DatePoll, Meeting
from huiswaarts.casework.tables.models import Handoff, Table, TableItem
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.common.dates import date_and_time, language, long_date
from huiswaarts.foundation.events.models import Notification
from huiswaarts.foundation.network.models import Membership, Offer, RoleProposal

PAGE = 30
# What a message can be about; without one that is in view there is nothing to tell.
ABOUT: Mapping[str, Any] = {
    "meetings.meeting": Meeting,
    "meetings.datepoll": DatePoll,
    "cases.commitment": Commitment,
    "cases.guestpass": GuestPass,
    "boxes.box": Box,
    "network.membership": Membership,
    "network.offer": Offer,
    "network.roleproposal": RoleProposal,
    "cases.teammember": TeamMember,
    "tables.table": Table,
    "tables.handoff": Handoff,
    "tables.tableitem": TableItem,
}


# All that somebody is told who gets the contact card only.
ON_CARD = (Notification.Kind.GUEST_INVITED, Notification.Kind.GUEST_NOT_NEEDED)
ASKS: Mapping[str, Callable[[TeamMember], bool]] = {
    Notification.Kind.COORDINATION_ASKED: lambda seat: seat.asks_coordination,
    Notification.Kind.SEAT_END_ASKED: lambda seat: seat.is_suspended,
}
WITH: Mapping[Any, tuple[str, ...]] = {
    Membership: ("user",),
    Case: ("coordinator__user",),
    TeamMember: ("case", "membership__user", "organisation"),
    RoleProposal: ("organisation", "proposed_by__user"),
}


@dataclass(frozen=True)
class Told:
    """`case` and `about` are None when there is none, or the reader sees it no longer."""

    notice: Notification
    case: Case | ContactCard | None = None
    about: Any = None

    @property
    def is_new(self) -> bool:
        return self.notice.read_at is None

    @property
    def is_gone(self) -> bool:
        """It is about something that this reader does not see any more: nothing is told of it."""
        without_case = self.notice.is_about("network.membership")  # to whoever never sees the case
        lost_case = self.notice.case_id is not None and self.case is None and not without_case
        if isinstance(self.case, ContactCard):
            lost_case = self.notice.kind not in ON_CARD
        kind = self.notice.subject.partition(":")[0]
        return lost_case or (kind in ABOUT and self.about is None)

    @property
    def is_answered(self) -> bool:
        """It asked something about a seat, and nobody waits for that answer any more."""
        asks = ASKS.get(self.notice.kind)
        return asks is not None and self.about is not None and not asks(self.about)

    @property
    def number(self) -> str:
        return self.case.number if self.case else ""

    @property
    def box_code(self) -> str:
        return kind_of(self.about.box_type_id).code

    def facts(self, *, client: bool) -> dict[str, object]:
        """What a sentence about it can name."""
        known: dict[str, object] = {"days": self.notice.number}
        if self.case:
            known["who"] = self.case.short_name
        if isinstance(self.case, Case):
            known["coordinator"] = self.case.coordinator.user.name
        return known | FACTS[type(self.about)](self.about, client)


def _meeting(meeting: Meeting | GuestPass, client: bool) -> dict[str, object]:  # noqa: ARG001, FBT001
    begins = meeting.begins_at
    return {"when": date_and_time(begins), "day": long_date(timezone.localdate(begins))}


def _promise(promise: Commitment, client: bool) -> dict[str, object]:  # noqa: ARG001, FBT001
    return {"what": promise.what, "day": long_date(promise.due_on)}


def _box(box: Box, client: bool) -> dict[str, object]:  # noqa: FBT001
    return {"box": say(kind_of(box.box_type_id).box, client=client, language=language())}


FACTS: Mapping[type, Callable[[Any, bool], dict[str, object]]] = {
    Meeting: _meeting,
    GuestPass: _meeting,
    DatePoll: lambda *_: {},
    Commitment: _promise,
    Box: _box,
    Table: lambda table, _: {"what": table.name},
    Handoff: lambda handoff, _: {"what": handoff.subject},
    TableItem: lambda item, _: {"who": item.who},
    Offer: lambda offer, _: {"what": offer.typed},
    Membership: lambda work, _: {"name": work.user.name, "role": work.role_label},
    RoleProposal: lambda role, _: {
        "name": role.proposed_by.user.name,
        "what": role.name,
        "role": role.role_label,
        "why": role.why,
    },
    TeamMember: lambda seat, _: {
        "name": name_of(seat, seat.case),
        "what": name_of(seat, seat.case),
        "why": seat.answer_why,
        "because": f". Waarom: {seat.answer_why}" if seat.answer_why else "",
        "party": seat.organisation.name if seat.organisation else "",
    },
    type(None): lambda *_: {"name": "Een cliënt"},  # whose name no message tells
}


def page_of_news(actor: Actor, page: int) -> tuple[list[Told], bool]:
    """Newest first, and whether there is more. At most nine queries, however many there are."""
    rows = Notification.objects.visible_to(actor).order_by("-at", "-id")
    start = (page - 1) * PAGE
    notices = list(rows[start : start + PAGE + 1])
    return told(actor, notices[:PAGE]), len(notices) > PAGE


def shown_of(found: Iterable[Told]) -> list[Any]:
    """The rows of which a page of these tells, for the access record."""
    seen = [one for one in found if not one.is_gone]
    return [row for one in seen for row in (one.case, one.about) if row is not None]


def find_news(actor: Actor, public_id: str) -> Told | None:
    notices = Notification.objects.visible_to(actor).filter(public_id=public_id)
    return next(iter(told(actor, notices)), None)


def told(actor: Actor, notices: Iterable[Notification]) -> list[Told]:
    notices = list(notices)
    ids = {one.case_id for one in notices if one.case_id}
    cases: dict[int, Case | ContactCard] = {**_by_id(actor, Case, ids)}
    if others := ids - cases.keys():
        cases |= cards_of(others)
    about = {
        kind: _by_id(actor, model, {n.subject_id for n in notices if n.is_about(kind)})
        for kind, model in ABOUT.items()
    }
    return [
        Told(
            one,
            cases.get(one.case_id or 0),
            about.get(one.subject.partition(":")[0], {}).get(one.subject_id),
        )
        for one in notices
    ]


def _by_id(actor: Actor, model: Any, ids: set[int]) -> Mapping[int, Any]:
    if not ids:
        return {}
    seen: Any = visible_offers(actor) if model is Offer else model.objects.visible_to(actor)
    rows = seen.filter(pk__any=sorted(ids))
    return {row.pk: row for row in (rows.select_related(*WITH[model]) if model in WITH else rows)}
