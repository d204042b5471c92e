"""How far one actor sees into one case: read once a request, asked often."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import QuerySet

from huiswaarts.casework.cases.models import Case, ContactCard, Sharing, TeamMember
from huiswaarts.casework.cases.querysets import own_seats, someone
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SEATS, Label, SeatKind
from huiswaarts.foundation.access.topics import Level, Topic
from huiswaarts.foundation.common.kept import kept


class Rule(NamedTuple):
    """One rule of sharing that holds now, with the name of the party it is about."""

    topic: int
    level: int
    seat_kind: str
    organisation_id: int | None
    member_id: int | None
    ground: str
    organisation: str | None
    member: str | None

    @property
    def party(self) -> tuple[str, int | None, int | None]:
        return (self.seat_kind, self.organisation_id, self.member_id)

    def party_has(self, kind: str, organisation_id: int | None, seat_id: int) -> bool:
        """Is this seat one of the party that the rule is about?"""
        if self.seat_kind != kind:
            return False
        if self.organisation_id is not None:
            return self.organisation_id == organisation_id
        return self.member_id == seat_id

    @property
    def name(self) -> str:
        return self.organisation or self.member or ""


@dataclass(frozen=True)
class Sight:
    """The seats of the actor in this case and, per topic, the level their party has."""

    case_id: int
    seats: tuple[TeamMember, ...]
    levels: dict[int, Level] = field(default_factory=dict)
    grounds: dict[int, str] = field(default_factory=dict)
    # topic, level and how far the labels reach, per rule: a second seat never lends its reach
    grants: tuple[tuple[int, Level, int], ...] = ()
    card_only: bool = False
    is_coordinator: bool = False
    sealed: bool = False  # what only the client reads is shut, just after a recovery
    # all that hold in this case, professionals first; empty for whoever reads no contact card
    rules: tuple[Rule, ...] = ()

    @property
    def seat(self) -> TeamMember:
        return self.seats[0]

    @property
    def user_id(self) -> int | None:
        """Of who sits there for themselves, not for work."""
        return self.seat.user_id

    @property
    def kind(self) -> str:
        return self.seat.kind

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(seat.kind for seat in self.seats)

    @property
    def is_client(self) -> bool:
        return SeatKind.CLIENT in self.kinds

    @property
    def is_professional(self) -> bool:
        return any(SEATS[kind].professional for kind in self.kinds)

    @property
    def max_label(self) -> int:
        far = max(SEATS[kind].max_label for kind in self.kinds)
        return min(far, Label.CARE_CIRCLE) if self.sealed else far

    @property
    def reads_card(self) -> bool:
        """Team, dates and reasons; who does not, gets the contact card and comes no further than
        the door (doors.py).
        """
        return self.may_read(Topic.COMMON)

    def _shut(self, topic: int) -> bool:
        """Before a case begins and when it is over, but for whoever coordinates it."""
        return self.card_only and not (topic == Topic.COMMON and self.is_coordinator)

    def level(self, topic: int) -> Level:
        if self.is_client:
            return Level.WRITE
        if self._shut(topic):
            return Level.NONE
        return self.levels.get(topic, Level.NONE)

    def reach(self, topic: int, level: Level) -> int:
        """The furthest label of this topic that is seen at this level; -1 is none."""
        if self.is_client:
            return Label.CARE_CIRCLE if self.sealed else Label.CLIENT_ONLY
        if self._shut(topic):
            return -1
        far = (label for t, given, label in self.grants if t == topic and given >= level)
        return max(far, default=-1)

    def may_read(self, topic: int) -> bool:
        return self.level(topic) >= Level.READ

    def may_write(self, topic: int) -> bool:
        return self.level(topic) >= Level.WRITE

    def ground(self, topic: int) -> str:
        return "own_data" if self.is_client else self.grounds.get(topic, "")


def sight_of(actor: Actor, case: Case) -> Sight | None:
    """Two queries; None when the actor has no seat in this case now."""
    who = actor.membership_id or actor.user_id
    seats = tuple(_seats(case.pk, who, actor.at, professional=actor.is_professional))
    if not seats:
        return None
    everyone = rules_of(case, actor)
    rules = _own(everyone, seats)
    levels: dict[int, Level] = {}
    grounds: dict[int, str] = {}
    for rule in rules:
        level = Level(rule.level)
        if level > levels.get(rule.topic, Level.NONE):
            levels[rule.topic], grounds[rule.topic] = level, rule.ground
    is_client = any(seat.is_client for seat in seats)
    return Sight(
        case_id=case.pk,
        seats=seats,
        levels=levels,
        grounds=grounds,
        grants=tuple(
            (rule.topic, Level(rule.level), SEATS[rule.seat_kind].max_label) for rule in rules
        ),
        card_only=case.shows_card_only,
        sealed=is_client and _is_sealed(seats, actor),
        is_coordinator=actor.is_professional and case.coordinator_id == actor.membership_id,
        rules=everyone if is_client or levels.get(Topic.COMMON, 0) >= Level.READ else (),
    )


def _is_sealed(seats: tuple[TeamMember, ...], actor: Actor) -> bool:
    until = (seat.user.client_only_from for seat in seats if seat.user)
    return any(moment and moment > actor.at for moment in until)


def sight_on_card(actor: Actor, card: ContactCard) -> Sight | None:
    """Of who gets the contact card only: a seat, and no topic. One query."""
    who = actor.membership_id or actor.user_id
    seats = tuple(_seats(card.pk, who, actor.at, professional=actor.is_professional))
    return Sight(case_id=card.pk, seats=seats, card_only=True) if seats else None


@kept
def _seats(case: Any, who: Any, at: Any, *, professional: bool) -> QuerySet[TeamMember]:
    mine = own_seats(someone(who, at, professional=professional))
    return (
        TeamMember.objects.filter(mine, case_id=case)
        .select_related("organisation", "user")
        .order_by("id")
    )


@kept
def _rules(case: Any, at: Any) -> QuerySet[Sharing, Any]:
    rows = Sharing.objects.current(at).filter(case_id=case).order_by("id")
    return rows.values_list(*Rule._fields[:6], "organisation__name", "member__name")


def rules_of(case: Case, actor: Actor) -> tuple[Rule, ...]:
    """Plain values: every page of a case reads them all."""
    found = (Rule(*row) for row in _rules(case.pk, actor.at))
    return tuple(sorted(found, key=lambda rule: not SEATS[rule.seat_kind].professional))


def _own(rules: tuple[Rule, ...], seats: tuple[TeamMember, ...]) -> list[Rule]:
    """Of the own parties only. A client needs none: their own case is theirs."""
    parties = {(seat.kind, seat.organisation_id, seat.pk) for seat in seats}
    return [
        rule
        for rule in rules
        if any(
            rule.seat_kind == kind
            and (
                (rule.organisation_id is not None and rule.organisation_id == organisation)
                or rule.member_id == seat
            )
            for kind, organisation, seat in parties
        )
    ]
