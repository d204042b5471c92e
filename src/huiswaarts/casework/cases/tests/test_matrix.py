"""The data of the access matrix against the table of the domain reference, written out again."""

import re

import pytest

from huiswaarts.casework.cases.content.matrix import (
    SEATS,
    default_matrix,
    effective_level,
    parse_matrix,
)
from huiswaarts.foundation.access.topics import Level
from huiswaarts.foundation.common.reading import FaultyContentError

# W write, R read, S status, - nothing, c: nothing until the client switches it on (to read),
# C: nothing until the client switches it on (to write)
TABLE = """
 0 common                W c R R R R S
 1 suitable_home         W c W W W R -
 2 finances              W c W W S W C
 3 support               W c W W S W -
 4 daily_life            W c W W S R -
 5 network_neighbourhood W c W W S R -
 6 health                W c W W S S -
 7 tenancy_skills        W c W W W R -
 8 papers                W - W R S R -
 9 moving_furnishing     W c W W S R -
10 relapse_aftercare     W c W W S S -
11 family_children       W c W W S S -
25 report                R c W W W W -
26 agreement             R c R R W R -
27 offer                 W c R R W R -
28 flare                 W - W W W W -
34 finances_derived      W - W W R W C
35 support_derived       W - W W R W -
37 network_derived       W - W W R - -
40 papers_derived        W - W - R - -
41 moving_derived        W - W W R - -
42 relapse_derived       W - W W R R -
43 family_derived        W - W W R - -
"""
COLUMNS = (
    "client",
    "relative",
    "bw_provider",
    "ambulatory_provider",
    "corporation",
    "municipality",
    "guest",
)


def letter(rule):
    if rule is None:
        return "-"
    if rule.level == Level.NONE:
        return {Level.READ: "c", Level.WRITE: "C"}[rule.ceiling]
    return rule.level.name[0]


ROWS = [line.split() for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_the_matrix_is_the_table(row):
    matrix = default_matrix()
    assert [letter(matrix.rule(seat, int(row[0]))) for seat in COLUMNS] == row[2:]


def test_no_topic_outside_the_table():
    assert {number for number, _, _ in default_matrix().topics} == {int(row[0]) for row in ROWS}


def test_a_supporter_is_like_a_relative():
    matrix = default_matrix()
    for topic in range(64):
        relative, supporter = matrix.rule("relative", topic), matrix.rule("supporter", topic)
        assert letter(relative) == letter(supporter)


def test_only_what_the_client_chooses_can_widen():
    for rule in default_matrix().rules:
        if rule.ceiling > rule.level:
            assert rule.ground == "consent"
            assert rule.client_can_switch


def test_nobody_but_client_and_care_reads_the_health_box_unasked():
    readers = {r.seat_kind for r in default_matrix().for_topic(6) if r.level >= Level.READ}
    assert readers == {"client", "bw_provider", "ambulatory_provider"}


def test_every_cell_says_why_in_one_short_sentence_or_two():
    for rule in default_matrix().rules:
        assert rule.purpose
        assert not rule.purpose.endswith(".")
        assert rule.reason.endswith(".")
        assert not re.search(r"\bart(ikel)?\b", rule.reason)
        assert all(len(part.split()) <= 16 for part in rule.reason.split(". "))


def test_client_narrows_with_effect_and_never_below_the_floor():
    matrix = default_matrix()
    home = matrix.rule("corporation", 1)
    assert effective_level(home) == Level.WRITE
    assert effective_level(home, client=Level.NONE) == Level.STATUS
    assert effective_level(home, region=Level.READ) == Level.READ
    sister = matrix.rule("relative", 1)
    assert effective_level(sister) == Level.NONE
    assert effective_level(sister, client=Level.WRITE) == Level.READ
    assert effective_level(sister, client=Level.READ, region=Level.STATUS) == Level.STATUS


def test_what_cannot_be_switched_ignores_a_switch():
    rule = default_matrix().rule("municipality", 3)
    assert effective_level(rule, client=Level.NONE) == Level.WRITE


def test_the_effective_level_is_never_above_the_ceiling():
    for rule in default_matrix().rules:
        for region in (None, *Level):
            for client in (None, *Level):
                level = effective_level(rule, region=region, client=client)
                assert level <= rule.ceiling
                assert region is None or level <= region


def test_a_box_of_the_region_itself_has_rules_and_its_derived_topic_none():
    matrix = default_matrix()
    assert {rule.topic for rule in matrix.for_topic(12)} == {12}
    assert {rule.seat_kind for rule in matrix.for_topic(24)} == set(SEATS) - {"guest"}
    assert matrix.for_topic(44) == ()


def test_all_faults_are_named_at_once():
    cell = {"level": "write", "ceiling": "read", "because": "law", "switch": True}
    data = {
        "version": "1",
        "reasons": {"law": {"ground": "task", "purpose": "x", "reason": "y."}},
        "topics": [
            {"topic": 1, "code": "a", "nl": "A", "seats": {"client": cell, "neighbour": {}}},
            {"topic": 1, "code": "b", "nl": "B", "seats": {"client": {"because": "nothing"}}},
        ],
        "own_box": {},
    }
    with pytest.raises(FaultyContentError) as raised:
        parse_matrix(data)
    text = str(raised.value)
    for part in ("decrease", "law asks", "neighbour", "nothing", "twice", "version"):
        assert part in text
