"""May this day be asked, answered, chosen? Pure; every no has its reason."""

import datetime as dt
from collections.abc import Sequence

from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.policies import still_open
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.casework.meetings.models import DatePoll, PollDay
from huiswaarts.casework.meetings.policies import plan
from huiswaarts.foundation.access.decisions import Decision, first_no, when

FEWEST, MOST = 2, 6  # days


def ask(case: Case, sight: Sight, *, is_open: bool) -> Decision:
    return first_no(
        plan(case, sight),
        when(not is_open, "Er staat al een vraag open. Kies daar een dag uit, of stop ermee."),
    )


def days(asked: Sequence[dt.datetime], at: dt.datetime) -> Decision:
    return first_no(
        when(len(set(asked)) >= FEWEST, "Noem minstens twee dagen."),
        when(len(asked) <= MOST, f"Noem hoogstens {MOST} dagen."),
        when(len(set(asked)) == len(asked), "Dit moment staat er twee keer."),
        when(all(day > at for day in asked), "Noem dagen die nog komen."),
    )


def answer(case: Case, sight: Sight, poll: DatePoll) -> Decision:
    return first_no(
        still_open(case),
        when(sight.reads_card, "U bent niet gevraagd voor dit overleg."),
        _open(poll),
    )


def choose(
    case: Case, sight: Sight, poll: DatePoll, day: PollDay | None, at: dt.datetime
) -> Decision:
    """Also without a day: may this person choose one."""
    return first_no(
        plan(case, sight),
        _open(poll),
        when(day is None or day.begins_at > at, "Dit moment is al voorbij. Kies een andere dag."),
    )


def _open(poll: DatePoll) -> Decision:
    return when(poll.ended_at is None, "Er is al een dag gekozen, of de vraag is gestopt.")
