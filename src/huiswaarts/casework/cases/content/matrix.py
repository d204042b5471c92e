"""The access matrix: what each kind of seat gets of each topic by default. Pure, no Django."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.access.topics import DERIVED, Level
from huiswaarts.foundation.common.reading import Reader, load_yaml

PATH = Path(__file__).parent / "sharing.yaml"
GROUNDS = ("task", "contract", "consent", "vital")
SEATS = tuple(kind.value for kind in SeatKind)
LEVELS = tuple(level.name.lower() for level in Level)
OWN_BOXES = range(12, 25)


@dataclass(frozen=True)
class Reason:
    code: str
    ground: str
    purpose: str
    reason: str


@dataclass(frozen=True)
class SharingRule:
    """One cell of the matrix: what one kind of seat starts with for one topic."""

    seat_kind: str
    topic: int
    level: Level
    ceiling: Level
    floor: Level
    ground: str
    purpose: str
    reason: str
    client_can_switch: bool
    follows: int | None
    note: str


@dataclass(frozen=True)
class Matrix:
    version: int
    rules: tuple[SharingRule, ...]
    own_box: tuple[SharingRule, ...]
    topics: tuple[tuple[int, str, str], ...]

    def for_topic(self, topic: int) -> tuple[SharingRule, ...]:
        """The rules for a topic; a box of a region's own follows the rules for such boxes."""
        if topic in OWN_BOXES:
            return tuple(replace(rule, topic=topic) for rule in self.own_box)
        return tuple(rule for rule in self.rules if rule.topic == topic)

    def for_seat(self, seat_kind: str) -> tuple[SharingRule, ...]:
        return tuple(rule for rule in self.rules if rule.seat_kind == seat_kind)

    def rule(self, seat_kind: str, topic: int) -> SharingRule | None:
        """The rule for one seat and topic; None: this seat gets nothing of it, ever."""
        found = (rule for rule in self.for_topic(topic) if rule.seat_kind == seat_kind)
        return next(found, None)


def effective_level(
    rule: SharingRule, *, region: Level | None = None, client: Level | None = None
) -> Level:
    """The least of matrix, region and client; only a client's choice reaches the ceiling."""
    level = rule.level
    if client is not None and rule.client_can_switch:
        level = Level(max(min(client, rule.ceiling), rule.floor))
    return level if region is None else Level(min(level, region))


@cache
def default_matrix() -> Matrix:
    """The matrix that ships with the product."""
    return parse_matrix(load_yaml(PATH))


def parse_matrix(data: object) -> Matrix:
    """Read a matrix; raises FaultyContentError with all that is wrong."""
    reader = Reader()
    data = reader.mapping(data, ("version", "reasons", "topics", "own_box"))
    reasons = dict(_reasons(reader, data.get("reasons")))
    rules: list[SharingRule] = []
    topics: list[tuple[int, str, str]] = []
    for entry in reader.items(data, "topics"):
        row = reader.mapping(entry, ("topic", "code", "nl", "seats"))
        topics.append(
            (reader.number(row, "topic"), reader.text(row, "code"), reader.text(row, "nl"))
        )
        with reader.at(topics[-1][1]):
            rules.extend(_cells(reader, row.get("seats"), topics[-1][0], reasons))
    reader.unique((number for number, _, _ in topics), "topic")
    with reader.at("own_box"):
        own_box = tuple(_cells(reader, data.get("own_box"), OWN_BOXES.start, reasons))
    _check_following(reader, rules)
    result = Matrix(reader.number(data, "version"), tuple(rules), own_box, tuple(topics))
    reader.done()
    return result


def _reasons(reader: Reader, data: object) -> Iterator[tuple[str, Reason]]:
    for code, entry in (data if isinstance(data, dict) else {}).items():
        with reader.at(f"reason {code}"):
            one = reader.mapping(entry, ("ground", "purpose", "reason"))
            yield (
                code,
                Reason(
                    code,
                    reader.one_of(one.get("ground"), GROUNDS, "ground"),
                    reader.text(one, "purpose"),
                    reader.text(one, "reason"),
                ),
            )


CELL_KEYS = ("level", "ceiling", "floor", "because", "switch", "follows", "note")


def _cells(
    reader: Reader, data: object, topic: int, reasons: dict[str, Reason]
) -> Iterator[SharingRule]:
    for seat, entry in reader.mapping(data, SEATS).items():
        with reader.at(seat):
            cell = reader.mapping(entry, CELL_KEYS)
            because = reader.one_of(cell.get("because"), reasons, "because")
            if because:
                yield _cell(reader, cell, SharingPlace(seat, topic), reasons[because])


@dataclass(frozen=True)
class SharingPlace:
    seat: str
    topic: int


def _cell(
    reader: Reader, cell: dict[str, object], place: SharingPlace, because: Reason
) -> SharingRule:
    level = _level(reader, cell, "level", Level.NONE)
    rule = SharingRule(
        seat_kind=place.seat,
        topic=place.topic,
        level=level,
        ceiling=_level(reader, cell, "ceiling", level),
        floor=_level(reader, cell, "floor", Level.NONE),
        ground=because.ground,
        purpose=because.purpose,
        reason=because.reason,
        # what rests on consent can always be taken back
        client_can_switch=because.ground == "consent" or reader.truth(cell, "switch"),
        follows=place.topic - DERIVED if reader.truth(cell, "follows") else None,
        note=reader.text(cell, "note", optional=True),
    )
    _check_cell(reader, rule)
    return rule


def _level(reader: Reader, cell: dict[str, object], key: str, default: Level) -> Level:
    if key not in cell:
        return default
    name = reader.one_of(cell[key], LEVELS, key)
    return Level[name.upper()] if name else default


def _check_cell(reader: Reader, rule: SharingRule) -> None:
    if not rule.floor <= rule.level <= rule.ceiling:
        reader.fault("floor, level and ceiling must not decrease")
    if rule.ceiling == Level.NONE:
        reader.fault("a seat that gets nothing is left out")
    if rule.ground == "task" and rule.client_can_switch:
        reader.fault("what the law asks for cannot be switched off")
    if rule.ground != "consent" and rule.ceiling != rule.level:
        reader.fault("only the client's choice can widen")


def _check_following(reader: Reader, rules: list[SharingRule]) -> None:
    boxes = {(rule.seat_kind, rule.topic): rule for rule in rules}
    for rule in rules:
        box = boxes.get((rule.seat_kind, rule.topic - DERIVED))
        follows = rule.follows is not None
        writes = box is not None and box.ceiling == Level.WRITE
        if rule.topic > DERIVED and follows != writes:
            reader.fault(f"{rule.seat_kind}/{rule.topic}: follows exactly when it writes the box")
