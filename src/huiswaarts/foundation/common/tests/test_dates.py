from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from huiswaarts.foundation.common import dates

TODAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 3), "dinsdag 3 maart"),
        (date(2025, 12, 31), "woensdag 31 december 2025"),
        (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), "dinsdag 3 maart"),
    ],
)
def test_a_date_has_its_day_and_the_year_when_it_is_another(day, words):
    assert dates.long_date(day, today=TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 3), "vandaag, dinsdag 3 maart"),
        (date(2026, 3, 4), "morgen, woensdag 4 maart"),
        (date(2026, 3, 2), "gisteren, maandag 2 maart"),
        (date(2026, 3, 8), "over 5 dagen, zondag 8 maart"),
        (date(2026, 2, 26), "5 dagen geleden, donderdag 26 februari"),
        (date(2026, 9, 1), "dinsdag 1 september"),
    ],
)
def test_a_relative_date_never_stands_alone(day, words):
    assert dates.relative(day, today=TODAY) == words


def test_clock_and_moment_are_in_dutch_time():
    evening = datetime(2026, 3, 3, 13, 5, tzinfo=UTC)
    assert dates.clock(evening) == "14.05 uur"
    assert dates.clock(time(9, 0)) == "9.00 uur"
    assert dates.date_and_time(evening, today=TODAY) == "dinsdag 3 maart om 14.05 uur"


def test_in_english():
    with translation.override("en"):
        assert dates.long_date(TODAY, today=TODAY) == "Tuesday 3 March"
        assert dates.relative(date(2026, 3, 4), today=TODAY) == "tomorrow, Wednesday 4 March"
        assert dates.month(TODAY) == "March 2026"


def test_a_language_without_names_of_its_own_gets_dutch():
    with translation.override("fr"):
        assert dates.month(TODAY) == "maart 2026"
