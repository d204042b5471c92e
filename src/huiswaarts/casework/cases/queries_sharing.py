"""Who sees what, put together for a page: topics x parties, and what the client said."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from huiswaarts.casework.cases.content.matrix import Matrix, default_matrix
from huiswaarts.casework.cases.models import Case, Consent, Sharing, TeamMember
from huiswaarts.casework.cases.policies_sharing import resume_sharing
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SEATS, SeatKind
from huiswaarts.foundation.access.topics import DERIVED, Level

BOX_TOPICS = range(1, 25)


@dataclass(frozen=True)
class PartyColumn:
    """A party at the table; `seat` is one of its seats, for links and names."""

    key: str
    seat: TeamMember
    name: str
    kind_label: str


@dataclass(frozen=True)
class Cell:
    """What one party sees of one topic, why, since when, and whether the client may choose."""

    party: PartyColumn
    shown: str  # all | part | status | none
    level: Level
    detail: str = ""
    reason: str = ""
    purpose: str = ""
    ground: str = ""
    rule: Sharing | None = None
    may_switch: bool = False
    floor: Level = Level.NONE

    @property
    def is_on(self) -> bool:
        return self.level > self.floor


@dataclass(frozen=True)
class TopicRow:
    topic: int
    code: str
    name: str
    cells: list[Cell]


@dataclass
class SharingTable:
    parties: list[PartyColumn] = field(default_factory=list)
    rows: list[TopicRow] = field(default_factory=list)


def sharing_table(
    case: Case, actor: Actor, sight: Sight, topics: Collection[int] = BOX_TOPICS
) -> SharingTable:
    """Boxes (or other topics) x parties as they are now. Two queries."""
    seats = TeamMember.objects.visible_to(actor).active(actor.at).filter(case=case)
    parties = parties_of(seats.select_related("organisation").order_by("id"))
    rules = _rules(case, actor)
    matrix = default_matrix()
    maker = _CellMaker(matrix, rules, sight)
    rows = [
        TopicRow(topic, code, name, [maker.cell(party, topic) for party in parties])
        for topic, code, name in matrix.topics
        if topic in topics
    ]
    return SharingTable(parties, rows)


def parties_of(seats: Iterable[TeamMember]) -> list[PartyColumn]:
    """Everyone but the client, a column per party; professionals first."""
    found: dict[str, PartyColumn] = {}
    for seat in seats:
        if seat.is_client:
            continue
        key = f"{seat.kind}-{seat.organisation_id or seat.public_id}"
        name = seat.organisation.name if seat.organisation else seat.name
        found.setdefault(key, PartyColumn(key, seat, name, SEATS[seat.kind].label))
    order = list(SEATS)
    return sorted(
        found.values(),
        key=lambda p: (not SEATS[p.seat.kind].professional, order.index(SeatKind(p.seat.kind))),
    )


def _rules(case: Case, actor: Actor) -> dict[tuple[str, int | None, int | None, int], Sharing]:
    rows = Sharing.objects.visible_to(actor).current(actor.at).filter(case=case)
    return {(r.seat_kind, r.organisation_id, r.member_id, r.topic): r for r in rows}


@dataclass
class _CellMaker:
    matrix: Matrix
    rules: dict[tuple[str, int | None, int | None, int], Sharing]
    sight: Sight

    def rule(self, party: PartyColumn, topic: int) -> Sharing | None:
        seat = party.seat
        organisation = seat.organisation_id if SEATS[seat.kind].professional else None
        member = None if SEATS[seat.kind].professional else seat.pk
        return self.rules.get((seat.kind, organisation, member, topic))

    def cell(self, party: PartyColumn, topic: int) -> Cell:
        rule, derived = self.rule(party, topic), self.rule(party, topic + DERIVED)
        default = self.matrix.rule(party.seat.kind, topic)
        if rule is None or default is None:
            return Cell(party, "none", Level.NONE)
        level = Level(rule.level)
        part = derived is not None and derived.level >= Level.READ and level < Level.READ
        part_default = self.matrix.rule(party.seat.kind, topic + DERIVED) if part else None
        return Cell(
            party=party,
            shown="part" if part else ("none", "status", "all", "all")[level],
            level=level,
            detail=(part_default.note if part_default else "") or default.note,
            reason=(part_default or default).reason,
            purpose=rule.purpose,
            ground=rule.get_ground_display(),
            rule=rule,
            may_switch=rule.client_decides
            and (level > default.floor or bool(resume_sharing(self.sight, party.seat))),
            floor=default.floor,
        )


@dataclass(frozen=True)
class TopicCell:
    topic: int
    code: str
    name: str
    cell: Cell


def cells_of(table: SharingTable, seat: TeamMember) -> list[TopicCell]:
    """The column of the party of this seat."""
    found = []
    for row in table.rows:
        for cell in row.cells:
            theirs = cell.party.seat
            party = theirs.organisation_id == seat.organisation_id and theirs.kind == seat.kind
            if party and (seat.organisation_id is not None or theirs.pk == seat.pk):
                found.append(TopicCell(row.topic, row.code, row.name, cell))
    return found


@dataclass(frozen=True)
class Choice:
    """The last word of the client about one kind of consent for one care provider."""

    kind: str
    party: PartyColumn
    said: str

    @property
    def word(self) -> str:
        return {"yes": "ja", "no": "nee", "withdrawn": "ingetrokken"}.get(
            self.said, "niet gevraagd"
        )


def choices(case: Case, actor: Actor, parties: list[PartyColumn]) -> list[Choice]:
    """Secrecy and service per care provider. One query."""
    last: dict[tuple[str, int | None], str] = {}
    rows = Consent.objects.visible_to(actor).filter(case=case, kind__in=("secrecy", "service"))
    for row in rows.order_by("at", "id"):
        last[(row.kind, row.organisation_id)] = row.said
    care = (SeatKind.BW_PROVIDER, SeatKind.AMBULATORY_PROVIDER)
    return [
        Choice(kind, party, last.get((kind, party.seat.organisation_id), ""))
        for party in parties
        if party.seat.kind in care
        for kind in (Consent.Kind.SECRECY, Consent.Kind.SERVICE)
    ]


def secrecy_withdrawn(case_id: int, actor: Actor) -> bool:
    """The client took back that this organisation may tell the others: nothing new goes in."""
    last = (
        Consent.objects.visible_to(actor)
        .filter(case_id=case_id, kind="secrecy", organisation_id=actor.organisation_id)
        .order_by("-at", "-id")
        .first()
    )
    return last is not None and last.said == Consent.Said.WITHDRAWN


def topic_of(code: str) -> int | None:
    """None: there is no such topic, for anyone."""
    return next((number for number, name, _ in default_matrix().topics if name == code), None)


def current_rule(actor: Actor, seat: TeamMember, code: str) -> Sharing | None:
    """The rule of the party of this seat for a topic by its code, as it is now."""
    topic = topic_of(code)
    professional = SEATS[seat.kind].professional
    return (
        Sharing.objects.visible_to(actor)
        .current(actor.at)
        .filter(
            case_id=seat.case_id,
            seat_kind=seat.kind,
            organisation_id=seat.organisation_id if professional else None,
            member_id=None if professional else seat.pk,
            topic=topic,
        )
        .first()
    )
