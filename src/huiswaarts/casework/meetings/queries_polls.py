"""The open question when everybody can, as a table of days and people."""

from collections.abc import Iterable
from dataclasses import dataclass

from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries_team import name_of, team_of
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.meetings.models import DatePoll, PollAnswer, PollDay
from huiswaarts.foundation.access.topics import Level, Topic


@dataclass(frozen=True)
class DayRow:
    """One day, with who said what; "" is nothing yet."""

    day: PollDay
    cells: list[tuple[str, str]]
    mine: str

    @property
    def yes(self) -> int:
        return sum(can == PollAnswer.Can.YES for _, can in self.cells)


@dataclass(frozen=True)
class Board:
    """The question, who is asked, and what they said."""

    poll: DatePoll
    people: list[str]
    rows: list[DayRow]

    @property
    def has_answered(self) -> bool:
        return any(row.mine for row in self.rows)

    @property
    def best(self) -> int:
        return max((row.yes for row in self.rows), default=0)


def open_poll(case: Case, sight: Sight) -> DatePoll | None:
    """One query."""
    if not sight.reads_card:
        return None
    poll = DatePoll.objects.seen_by(sight).filter(ended_at=None).first()
    if poll is not None:
        poll.case = case
    return poll


def find_poll(case: Case, sight: Sight, public_id: str) -> DatePoll | None:
    """Also one that has ended: the answer to a late press is clear then."""
    poll = DatePoll.objects.seen_by(sight).filter(public_id=public_id).first()
    if poll is not None:
        poll.case = case
    return poll


def days_of(poll: DatePoll) -> list[PollDay]:
    return list(PollDay.objects.filter(poll=poll, case_id=poll.case_id).order_by("begins_at"))


def board_of(poll: DatePoll, sight: Sight) -> Board:
    """Three queries, however many days and people."""
    people = [(name_of(seat, poll.case), seat) for seat in asked(team_of(sight), sight)]
    days = days_of(poll)
    answers = PollAnswer.objects.seen_by(sight).filter(day__in=days)
    said = {(row.day_id, row.seat_id): row.can for row in answers}
    return Board(
        poll=poll,
        people=[name for name, _ in people],
        rows=[
            DayRow(
                day,
                [(name, said.get((day.pk, seat.pk), "")) for name, seat in people],
                said.get((day.pk, sight.seat.pk), ""),
            )
            for day in days
        ],
    )


def asked(team: Iterable[TeamMember], sight: Sight) -> list[TeamMember]:
    """Who reads the contact card, with one's own name."""
    rules = [rule for rule in sight.rules if rule.topic == Topic.COMMON]
    readers = [rule for rule in rules if rule.level >= Level.READ]
    return [
        seat
        for seat in team
        if seat.state == TeamMember.State.ACTIVE
        and (seat.membership_id or seat.user_id)
        and (
            seat.is_client
            or any(one.party_has(seat.kind, seat.organisation_id, seat.pk) for one in readers)
        )
    ]
