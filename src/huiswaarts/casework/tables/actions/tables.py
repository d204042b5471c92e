"""Tables: made, filled with people who have a mandate, planned; and what they hand on."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from huiswaarts.casework.cases.locks import locked_member, waited
from huiswaarts.casework.tables import policies
from huiswaarts.casework.tables.locks import lock_table
from huiswaarts.casework.tables.models import Handoff, Table, TableMeeting, TableSeat
from huiswaarts.casework.tables.queries import decides_first, next_day_of, sits_at
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting
from huiswaarts.foundation.access.session import as_the_clock
from huiswaarts.foundation.accounts.actions import News, tell
from huiswaarts.foundation.common.texts import kept
from huiswaarts.foundation.events.actions import Recipient, record
from huiswaarts.foundation.events.actions.versions import save_version
from huiswaarts.foundation.events.models import Notification
from huiswaarts.foundation.network.models import Membership

Kind = Notification.Kind
NAME, PURPOSE, MANDATE, PLACE, SUBJECT, ANSWER = 100, 300, 200, 100, 300, 500  # characters


@dataclass(frozen=True)
class Plan:
    """What a new table is for; `why_new` when there is another already."""

    kind: str
    name: str
    purpose: str
    weeks: int
    why_new: str = ""


@granting(to=lambda *, chair, **_: (chair.user_id,), reason=policies.NOT_CHAIR)
@transaction.atomic
def make_table(*, plan: Plan, chair: Membership, by: Actor) -> Table:
    """Whoever makes it names who chairs it: somebody else, who sits there from the first day."""
    others = Table.objects.visible_to(by).filter(closed_at=None).count()
    require(policies.make(by, others=others, why_new=plan.why_new))
    table = Table(
        region_id=by.own_region_id,
        kind=plan.kind,
        name=kept(plan.name, max_length=NAME),
        purpose=kept(plan.purpose, max_length=PURPOSE),
        why_new=kept(plan.why_new, max_length=PURPOSE),
        weeks=plan.weeks,
        chair=chair,
        chair_by_user_id=by.user_id,
        made_at=by.at,
    )
    require(policies.chairs(table, locked_member(chair), waited(by)))
    table.save()
    note("tables.table_made", table, by)
    _tell(Kind.TABLE_CHAIRED, table, chair, by)
    return table


@granting(
    to=lambda *, member, **_: (member.user_id,),
    reason="U zet uzelf niet aan een tafel. Dat doet iemand anders.",
)
@transaction.atomic
def seat_member(*, table: Table, member: Membership, mandate: str, by: Actor) -> TableSeat:
    member = locked_member(member)
    lock_table(table)
    now = waited(by)
    seats = TableSeat.objects.current(now.at).filter(table=table, membership=member)
    require(policies.seat(now, table, member, sits=seats.exists()))
    seat = TableSeat.objects.create(
        table=table, membership=member, mandate=kept(mandate, max_length=MANDATE), from_at=by.at
    )
    note("tables.member_seated", table, by, member=member.pk)
    _tell(Kind.TABLE_SEATED, table, member, by)
    return seat


@transaction.atomic
def end_table_seat(*, seat: TableSeat, by: Actor) -> TableSeat:
    """A second press changes nothing."""
    lock_table(seat.table)
    seat.refresh_from_db(fields=["until_at"])
    require(policies.arrange(by, seat.table))
    if seat.until_at is None:
        seat.until_at = by.at
        seat.save(update_fields=["until_at"])
        note("tables.member_left", seat.table, by, member=seat.membership_id)
        _tell_all(Kind.TABLE_LEFT, seat.table, [seat.membership], by)
    return seat


@granting(
    to=lambda *, seat, **_: (seat.membership.user_id,),
    reason=policies.NOT_CHAIR,
)
@transaction.atomic
def hand_over_chair(*, table: Table, seat: TableSeat, version: int, by: Actor) -> Table:
    """To somebody who sits there. Whoever chaired it keeps a seat only if they had one."""
    seat.membership = locked_member(seat.membership)
    lock_table(table)
    seat.refresh_from_db(fields=["until_at"])
    require(policies.hand_over(waited(by), table, seat))
    before = table.chair
    save_version(table, version=version, chair_id=seat.membership_id, chair_by_user_id=by.user_id)
    note("tables.chair_handed_over", table, by, member=seat.membership_id)
    _tell(Kind.TABLE_CHAIRED, table, seat.membership, by)
    _tell_all(Kind.TABLE_UNCHAIRED, table, [before], by)
    return table


@transaction.atomic
def stop_table(*, table: Table, version: int, by: Actor) -> Table:
    """What was said there stays; nothing is handed to it any more."""
    lock_table(table)
    require(policies.stop(by, table, waits=decides_first(table)))
    save_version(table, version=version, closed_at=by.at)
    note("tables.table_stopped", table, by)
    _tell_all(Kind.TABLE_STOPPED, table, _around(table, by), by)
    return table


@transaction.atomic
def plan_table_meeting(
    *, table: Table, begins_at: dt.datetime, minutes: int, place: str, by: Actor
) -> TableMeeting:
    lock_table(table)
    sits = sits_at(table, by.membership_id, waited(by).at)
    require(policies.plan(by, table, sits=sits))
    meeting = TableMeeting.objects.create(
        table=table,
        begins_at=begins_at,
        minutes=minutes,
        place=kept(place, max_length=PLACE),
    )
    note("tables.meeting_planned", table, by)
    return meeting


@transaction.atomic
def cancel_table_meeting(*, meeting: TableMeeting, by: Actor) -> TableMeeting:
    lock_table(meeting.table)
    meeting.refresh_from_db(fields=["cancelled_at"])
    require(policies.arrange(by, meeting.table))
    if meeting.cancelled_at is None:
        meeting.cancelled_at = by.at
        meeting.save(update_fields=["cancelled_at"])
        note("tables.meeting_cancelled", meeting.table, by)
        _tell_all(Kind.TABLE_MEETING_OFF, meeting.table, _around(meeting.table, by), by)
    return meeting


@transaction.atomic
def hand_off(*, sender: Table, receiver: Table, kind: str, subject: str, by: Actor) -> Handoff:
    """Answered by the next meeting of the other table."""
    lock_table(sender, receiver)
    sits = sits_at(sender, by.membership_id, waited(by).at)
    require(policies.hand_off(sender, receiver, sits=sits))
    handoff = Handoff.objects.create(
        from_table=sender,
        to_table=receiver,
        kind=kind,
        subject=kept(subject, max_length=SUBJECT),
        due_on=next_day_of(receiver, by.today),
        made_by_id=by.own_membership_id,
        made_at=by.at,
    )
    note("tables.handed_off", sender, by, to=receiver.pk)
    return handoff


@transaction.atomic
def answer_handoff(*, handoff: Handoff, answer: str, by: Actor) -> Handoff:
    lock_table(handoff.to_table)
    handoff.refresh_from_db(fields=["answered_at"])
    sits = sits_at(handoff.to_table, by.membership_id, waited(by).at)
    require(policies.answer(handoff, sits=sits))
    handoff.answer = kept(answer, max_length=ANSWER)
    handoff.answered_at = by.at
    handoff.answered_by_id = by.own_membership_id
    handoff.save(update_fields=["answer", "answered_at", "answered_by"])
    note("tables.handoff_answered", handoff.to_table, by, to=handoff.from_table_id)
    return handoff


def _tell(kind: Kind, table: Table, member: Membership, by: Actor) -> None:
    news = News(kind=kind, subject=f"tables.table:{table.pk}")
    tell(news=news, to=[Recipient(member.user_id, member.pk)], by=by)


def _around(table: Table, by: Actor) -> list[Membership]:
    """Who sits there now, and who chairs it."""
    seats = TableSeat.objects.current(by.at).filter(table=table).select_related("membership")
    return [table.chair, *(seat.membership for seat in seats)]


def _tell_all(kind: Kind, table: Table, members: list[Membership], by: Actor) -> None:
    """What was taken from somebody is told by the clock: they may see nothing of it any more."""
    news = News(kind=kind, subject=f"tables.table:{table.pk}")
    with as_the_clock(by, job="tables") as clock:
        tell(news=news, to=[Recipient(one.user_id, one.pk) for one in members], by=clock)


def note(kind: str, table: Table, by: Actor, **codes: Any) -> None:
    record(kind=kind, by=by, subject=f"tables.table:{table.pk}", **codes)
