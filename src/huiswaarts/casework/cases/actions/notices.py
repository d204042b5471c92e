"""Who hears of it when somebody wants to coordinate, and when access stops, ends or opens again."""

from collections.abc import Iterator
from enum import StrEnum

from django.db import connection

from huiswaarts.casework.cases.actions.telling import Hands, Kind, Which, tell_people, tell_table
from huiswaarts.casework.cases.models import Case, TeamMember
from huiswaarts.casework.cases.queries_questions import asked_of, coordinator_gone
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SEATS, SeatKind
from huiswaarts.foundation.access.session import as_the_clock
from huiswaarts.foundation.accounts.actions import News
from huiswaarts.foundation.events.actions import Recipient
from huiswaarts.foundation.network.models import Membership


class Outcome(StrEnum):
    """What became of a question about a seat."""

    STOPPED = "stopped"  # access stands still; others are asked
    ENDED = "ended"
    OPENED = "opened"  # by a no, taken back, or by the clock
    PASSED = "passed"  # who asked coordinates
    HANDED_OVER = "handed_over"  # nobody asked
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # also when the seat of whoever asked ended
    DROPPED = "dropped"  # access of whoever asked stood still before anybody answered


SEAT_ENDED = {
    "self": Kind.SEAT_ENDED,
    "asker": Kind.SEAT_ENDED,
    "coordinator": Kind.SEAT_ENDED,
    "client": Kind.SEAT_ENDED,
    "asked": Kind.SEAT_ENDED,
    "admin": Kind.COLLEAGUE_SETTLED,
}
# Who hears of which outcome, and as what: the first part that somebody has counts. The parts come
# from the database (sql/hearers.sql); `asked` is whoever was asked for an answer and sits there
# still, `admin` the admins of the organisation of that seat.
HEARS: dict[Outcome, dict[str, Kind]] = {
    Outcome.STOPPED: {"self": Kind.SEAT_STOPPED, "admin": Kind.COLLEAGUE_STOPPED},
    Outcome.ENDED: SEAT_ENDED,
    Outcome.OPENED: {
        part: Kind.SEAT_OPENED if kind == Kind.SEAT_ENDED else kind
        for part, kind in SEAT_ENDED.items()
    },
    Outcome.PASSED: dict.fromkeys(("coordinator", "client", "asked"), Kind.COORDINATION_PASSED),
    Outcome.HANDED_OVER: dict.fromkeys(("coordinator", "client"), Kind.COORDINATION_PASSED),
    Outcome.REFUSED: {
        "self": Kind.COORDINATION_REFUSED,
        "coordinator": Kind.COORDINATION_SETTLED,
        "asked": Kind.COORDINATION_SETTLED,
    },
    Outcome.WITHDRAWN: {
        "coordinator": Kind.COORDINATION_SETTLED,
        "asked": Kind.COORDINATION_SETTLED,
    },
}
HEARS[Outcome.DROPPED] = {"self": Kind.COORDINATION_SETTLED} | HEARS[Outcome.WITHDRAWN]
OF_THE_CASE = {Outcome.PASSED, Outcome.HANDED_OVER}  # not of one seat
OF_A_COLLEAGUE = {Kind.COLLEAGUE_STOPPED, Kind.COLLEAGUE_SETTLED}  # to whoever never sees the case


def tell_outcome(
    outcome: Outcome, seat: TeamMember, by: Actor, *, before: Membership | None = None
) -> None:
    """Everybody whom it concerns; `before` coordinated until now, perhaps without a seat here.

    The seat is known by its ids alone: whoever ended the own seat sees the case no more.
    """
    with as_the_clock(by, job="seats") as clock:
        around = _around(seat)
        hands = Hands(
            client=next((who.user_id for part, who in around if part == "client"), None),
            helpers=tuple(who for part, who in around if part == "helper"),
        )
        for news, to in _letters(outcome, seat, around, before):
            tell_people(news=news, to=to, hands=hands, by=clock)


def _letters(
    outcome: Outcome,
    seat: TeamMember,
    around: list[tuple[str, Recipient]],
    before: Membership | None,
) -> Iterator[tuple[News, list[Recipient]]]:
    """One kind of message at a time, and one message for each."""
    kind_of: dict[Recipient, Kind] = {}
    for part, kind in HEARS[outcome].items():
        for named, who in around:
            if named == part:
                kind_of.setdefault(who, kind)
    if before is not None:
        kind_of.setdefault(Recipient(before.user_id, before.pk), Kind.COORDINATION_PASSED)
    for kind in dict.fromkeys(kind_of.values()):
        news = _news(kind, seat, of_the_case=outcome in OF_THE_CASE)
        yield news, _in_order({who for who, heard in kind_of.items() if heard == kind})


def tell_asked(seat: TeamMember, by: Actor) -> None:
    """Who answers: the coordinator, or when that person is gone the other parties."""
    case = seat.case
    team = TeamMember.objects.active(by.at).filter(case=case)
    if coordinator_gone(case, team, by):
        others, left = _others(seat.organisation_id), case.coordinator_id
        which = lambda one: others(one) and one.membership_id != left  # noqa: E731
    else:
        which = lambda one: one.membership_id == case.coordinator_id  # noqa: E731
    tell_table(news=_news(Kind.COORDINATION_ASKED, seat), case_id=case.pk, by=by, which=which)


def tell_stopped(seat: TeamMember, by: Actor) -> None:
    """Whose access stopped and their organisation; and who decides about it."""
    tell_outcome(Outcome.STOPPED, seat, by)
    tell_table(
        news=_news(Kind.SEAT_END_ASKED, seat),
        case_id=seat.case_id,
        by=by,
        which=_others(by.organisation_id, seat.organisation_id),
    )


def tell_still_asked(case: Case, by: Actor) -> None:
    """Whoever coordinates from now on has the questions that stand open."""
    asks = TeamMember.objects.filter(
        case=case, state=TeamMember.State.ACTIVE, question=TeamMember.Question.COORDINATION
    )
    for seat in asks.filter(answer="").exclude(membership=case.coordinator_id):
        seat.case = case
        tell_asked(seat, by)


def tell_guest_asked(seat: TeamMember, by: Actor) -> None:
    """The client knows who may come to the table, before somebody does."""
    news = _news(Kind.GUEST_ASKED, seat)
    tell_table(news=news, case_id=seat.case_id, by=by, which=lambda one: one.is_client)


def open_questions(work: Membership, by: Actor) -> list[tuple[Outcome, TeamMember]]:
    """What is asked about the seats of a colleague who leaves, and what will become of it."""
    with as_the_clock(by, job="seats"):
        found = asked_of(work.pk)
    coordination = TeamMember.Question.COORDINATION
    return [
        (Outcome.WITHDRAWN if seat.question == coordination else Outcome.ENDED, seat)
        for seat in found
    ]


def _around(seat: TeamMember) -> list[tuple[str, Recipient]]:
    with connection.cursor() as cursor:
        cursor.execute("select part, user_id, membership_id from app_around_seat(%s)", [seat.pk])
        return [(part, Recipient(user_id, work)) for part, user_id, work in cursor.fetchall()]


def _news(kind: Kind, seat: TeamMember, *, of_the_case: bool = False) -> News:
    subject = "" if of_the_case else f"cases.teammember:{seat.pk}"
    if kind in OF_A_COLLEAGUE:
        subject = f"network.membership:{seat.membership_id}"
    return News(kind=kind, case_id=seat.case_id, subject=subject)


def _in_order(people: set[Recipient]) -> list[Recipient]:
    return sorted(people, key=lambda one: (one.user_id, one.membership_id or 0))


def _others(*organisations: int | None) -> Which:
    """The parties that may answer: other organisations, no guests; and the client."""

    def may_answer(seat: TeamMember) -> bool:
        works = SEATS[seat.kind].professional and seat.kind != SeatKind.GUEST
        return seat.is_client or (works and seat.organisation_id not in organisations)

    return may_answer
