"""Telling the table: who sits there gets the news, and whom no mail reaches gets it on paper."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from huiswaarts.casework.cases.models import Case, Commitment, Sharing, TeamMember
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import CARE, SeatKind
from huiswaarts.foundation.access.topics import Level, Topic
from huiswaarts.foundation.accounts.actions import News, tell
from huiswaarts.foundation.events.actions import Recipient
from huiswaarts.foundation.events.models import Notification

Kind = Notification.Kind
# Who may let the client in again, with somebody of another party.
HELPING = frozenset({*CARE, SeatKind.MUNICIPALITY, SeatKind.SUPPORTER})
Which = Callable[[TeamMember], bool]


@dataclass(frozen=True)
class Hands:
    """Who can hand a letter over at a table, and to whom: only the client gets one."""

    client: int | None = None  # the user
    helpers: tuple[Recipient, ...] = ()


def who_reads(topic: Topic, *, case_id: int, at: dt.datetime) -> Which:
    """The client, and the parties with whom this topic is shared. One query."""
    rows = Sharing.objects.current(at).filter(case_id=case_id, topic=topic)
    readers = rows.filter(level__gte=Level.READ)
    parties = set(readers.values_list("seat_kind", "organisation_id", "member_id"))

    def reads(seat: TeamMember) -> bool:
        ways = ((seat.kind, seat.organisation_id, None), (seat.kind, None, seat.pk))
        return seat.is_client or any(way in parties for way in ways)

    return reads


def of_kind(*kinds: str) -> Which:
    return lambda seat: seat.kind in kinds


def tell_table(*, news: News, case_id: int, by: Actor, which: Which) -> None:
    """The seats at the table that are meant; not to whoever did it."""
    rows = TeamMember.objects.active(by.at).filter(case_id=case_id)
    seats = [seat for seat in rows.select_related("membership", "case") if not _is_hushed(seat)]
    hands = Hands(
        client=next((seat.user_id for seat in seats if seat.is_client), None),
        helpers=tuple(_people(filter(of_kind(*CARE), seats))),
    )
    tell_people(news=news, to=_people(filter(which, seats)), hands=hands, by=by)


def _is_hushed(seat: TeamMember) -> bool:
    """Who died is not written to, nor are the relatives: a person does that."""
    return seat.membership_id is None and seat.case.status == Case.Status.DECEASED


def tell_owner(*, promise: Commitment, by: Actor) -> None:
    """That something was promised in somebody's name."""
    about = f"cases.commitment:{promise.pk}"
    news = News(kind=Kind.PROMISE_MADE, case_id=promise.case_id, subject=about)

    def owns(seat: TeamMember) -> bool:
        return seat.pk == promise.owner_id

    tell_table(news=news, case_id=promise.case_id, which=owns, by=by)


def tell_people(*, news: News, to: Iterable[Recipient], hands: Hands, by: Actor) -> None:
    """For a client whom nothing else reaches, the helpers are asked to hand it over: once a day,
    for all that is new.
    """
    reached = tell(news=news, to=to, by=by)
    if any(person.user_id == hands.client for person in reached.on_paper):
        paper = News(
            kind=Kind.ON_PAPER,
            case_id=news.case_id,
            subject=f"accounts.user:{hands.client}",
            once=f"paper:{hands.client}:{by.today}",
        )
        tell(news=paper, to=hands.helpers, by=by)


def _people(seats: Iterable[TeamMember]) -> list[Recipient]:
    """At work with the membership, else as client or relative; nobody for an empty chair."""
    found = []
    for seat in seats:
        if seat.membership is not None:
            found.append(Recipient(seat.membership.user_id, seat.membership_id))
        elif seat.user_id is not None:
            found.append(Recipient(seat.user_id))
    return found
