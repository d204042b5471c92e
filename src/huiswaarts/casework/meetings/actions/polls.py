"""Finding a day: asked, answered, chosen or dropped."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from huiswaarts.casework.cases.actions.telling import tell_table, who_reads
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.meetings import policies_polls as policies
from huiswaarts.casework.meetings.actions.meetings import Plan, plan_meeting
from huiswaarts.casework.meetings.models import DatePoll, Meeting, PollAnswer, PollDay
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.topics import Topic
from huiswaarts.foundation.accounts.actions import News
from huiswaarts.foundation.events.actions import record
from huiswaarts.foundation.events.actions.versions import save_version
from huiswaarts.foundation.events.models import Notification


@dataclass(frozen=True)
class Asked:
    """Which moments, and what the meeting will be."""

    kind: str
    minutes: int
    place: str
    days: Sequence[dt.datetime]


@transaction.atomic
def ask_days(*, case: Case, asked: Asked, sight: Sight, by: Actor) -> DatePoll:
    is_open = DatePoll.objects.filter(case=case, ended_at=None).exists()
    require(policies.ask(case, sight, is_open=is_open))
    require(policies.days(asked.days, by.at))
    poll = DatePoll.objects.create(
        case=case,
        kind=asked.kind,
        minutes=asked.minutes,
        place=asked.place,
        made_by_id=by.own_membership_id,
        made_at=by.at,
    )
    PollDay.objects.bulk_create(
        PollDay(case=case, poll=poll, begins_at=day) for day in sorted(asked.days)
    )
    _note("meetings.days_asked", poll, by)
    tell_table(
        news=News(
            kind=Notification.Kind.DAYS_ASKED,
            case_id=case.pk,
            subject=f"meetings.datepoll:{poll.pk}",
        ),
        case_id=case.pk,
        which=who_reads(Topic.COMMON, case_id=case.pk, at=by.at),
        by=by,
    )
    return poll


@transaction.atomic
def answer_days(*, poll: DatePoll, said: Mapping[PollDay, str], sight: Sight, by: Actor) -> None:
    """Again as often as one likes; what is not said stays as it was."""
    require(policies.answer(poll.case, sight, poll))
    for day, can in said.items():
        PollAnswer.objects.update_or_create(
            day=day,
            seat=sight.seat,
            defaults={"case_id": poll.case_id, "can": can, "answered_at": by.at},
        )
    _note("meetings.days_answered", poll, by)


@transaction.atomic
def choose_day(*, poll: DatePoll, day: PollDay, version: int, sight: Sight, by: Actor) -> Meeting:
    """The meeting is planned as any other: everybody is invited. Two who choose make one."""
    require(policies.choose(poll.case, sight, poll, day, by.at))
    plan = Plan(poll.kind, day.begins_at, poll.minutes, poll.place)
    meeting = plan_meeting(case=poll.case, plan=plan, sight=sight, by=by)
    save_version(poll, version=version, ended_at=by.at, meeting=meeting)
    _note("meetings.day_chosen", poll, by)
    return meeting


@transaction.atomic
def drop_poll(*, poll: DatePoll, version: int, sight: Sight, by: Actor) -> None:
    require(policies.choose(poll.case, sight, poll, None, by.at))
    save_version(poll, version=version, ended_at=by.at)
    _note("meetings.poll_dropped", poll, by)


def _note(kind: str, poll: DatePoll, by: Actor) -> None:
    record(kind=kind, by=by, case_id=poll.case_id, subject=f"meetings.datepoll:{poll.pk}")
