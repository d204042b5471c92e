"""When the team sees each other again. Pure: no tables, no clock."""

import datetime as dt
from dataclasses import dataclass

from huiswaarts.foundation.common.workdays import DAY, is_workday

NEAR_MONTHS = 2  # before the month of the move the team meets more often
MONTH = dt.timedelta(days=30)
WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True)
class Rhythm:
    """What the region set: weeks between meetings, and close to the key."""

    weeks: int = 6
    weeks_near: int = 3


def next_day(last: dt.date, target_month: dt.date, rhythm: Rhythm) -> dt.date:
    """The day to propose: never a weekend or a holiday, counted from the last meeting."""
    near = target_month - NEAR_MONTHS * MONTH
    weeks = rhythm.weeks_near if last >= near else rhythm.weeks
    day = last + weeks * WEEK
    while not is_workday(day):
        day += DAY
    return day
