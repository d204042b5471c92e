import datetime as dt

import pytest

from huiswaarts.casework.journey.recoveries import tell_recoveries
from huiswaarts.foundation.access.actor import the_clock

DAY = dt.timedelta(days=1)


@pytest.fixture
def tick(people, the_case):
    """The clock of the region, so many days from now; twice, as a job may run."""

    def run(days):
        clock = the_clock(region_id=the_case.region_id, at=people.at + days * DAY, job="recoveries")
        return tell_recoveries(clock) + 100 * tell_recoveries(clock)

    return run
