"""What a policy officer reads of the region."""

from huiswaarts.insight.monitor.queries import RegionCounts
from huiswaarts.insight.monitor.tables import region_tables


def table(counts, code):
    return next(one for one in region_tables(counts) if one.code == code)


def test_a_small_region_still_says_something_about_phases():
    counts = RegionCounts(phases={"in_view": 4, "registration": 3, "preparation": 6, "living": 12})
    phases = table(counts, "phases")
    assert [line.count for line in phases.lines] == [13, 12]
    assert phases.lines[0].label == "In beeld tot en met Dozen vullen"
    assert phases.total == 25


def test_fewer_than_ten_in_all_is_no_number_at_all():
    counts = RegionCounts(phases={"living": 9}, outcomes={"wlz": 3})
    assert table(counts, "phases").lines == ()
    assert table(counts, "phases").total is None
    assert table(counts, "outcomes").lines == ()


def test_late_kickoffs_are_hidden_when_few_and_cannot_be_subtracted():
    kickoffs = table(RegionCounts(kickoffs={"in_time": 30, "late": 4}), "kickoffs")
    assert [line.count for line in kickoffs.lines] == [None, None]


def test_empty_seats_stand_alone():
    seats = table(
        RegionCounts(empty_seats={"ambulatory_provider": 11, "corporation": 9}), "empty_seats"
    )
    assert [line.count for line in seats.lines] == [None, 11, None, None]
    assert seats.total is None


def test_rare_outcomes_are_put_together():
    outcomes = table(RegionCounts(outcomes={"own_lease": 40, "wlz": 6, "detention": 5}), "outcomes")
    assert [(line.label, line.count) for line in outcomes.lines] == [
        ("eigen huurcontract", 40),
        ("Iets anders", 11),
    ]
