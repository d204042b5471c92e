"""The term of an answer runs over weekends, Easter and King's Day."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from huiswaarts.foundation.common.workdays import is_workday, latest_start, workdays_after

DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2034, 12, 31))
TERMS = st.integers(1, 30)


def test_ten_working_days_from_a_friday():
    assert workdays_after(dt.date(2026, 11, 6), 10) == dt.date(2026, 11, 20)


def test_easter_and_the_kings_day_do_not_count():
    # 2026: Good Friday 3 April, Easter Monday 6 April, King's Day Monday 27 April
    assert workdays_after(dt.date(2026, 4, 2), 1) == dt.date(2026, 4, 7)
    assert workdays_after(dt.date(2026, 4, 24), 1) == dt.date(2026, 4, 28)
    # in 2025 the 27th was a Sunday, so the day was the Saturday before
    assert is_workday(dt.date(2025, 4, 28))


def test_christmas_and_new_year_do_not_count():
    assert workdays_after(dt.date(2026, 12, 24), 1) == dt.date(2026, 12, 28)
    assert workdays_after(dt.date(2026, 12, 31), 1) == dt.date(2027, 1, 4)


@given(DAYS, TERMS)
def test_a_term_ends_on_a_working_day_and_holds_as_many(day, number):
    end = workdays_after(day, number)
    between = (day + dt.timedelta(days=n) for n in range(1, (end - day).days + 1))
    assert is_workday(end)
    assert sum(map(is_workday, between)) == number


@given(DAYS, TERMS)
def test_the_latest_start_is_the_last_day_that_is_in_time(end, number):
    start = latest_start(end, number)
    assert workdays_after(start, number) <= end
    assert workdays_after(start + dt.timedelta(days=1), number) > end
