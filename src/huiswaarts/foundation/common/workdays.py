"""Working days in the Netherlands: no weekends, no public holidays."""

import datetime as dt

from holidays import country_holidays

DAY = dt.timedelta(days=1)
SATURDAY = 5
HOLIDAYS = country_holidays("NL")


def is_workday(day: dt.date) -> bool:
    return day.weekday() < SATURDAY and day not in HOLIDAYS


def workdays_after(day: dt.date, number: int) -> dt.date:
    """The last day of a term of so many working days that begins the day after."""
    while number > 0:
        day += DAY
        number -= is_workday(day)
    return day


def latest_start(end: dt.date, number: int) -> dt.date:
    """The latest day whose term of so many working days has ended by `end`."""
    day = end
    while workdays_after(day, number) > end:
        day -= DAY
    return day
