"""The pairs of deeds that may not both have their way, and what must hold when they are over.

A row makes a fresh table of Samir's (`Round`) and gives two deeds and the question afterwards.
`guards` are the locks and constraints that hold it; test_mutants takes them away.
"""

from . import (
    accounts,
    deaths,
    endings,
    meetings,
    offers,
    recoveries,
    roles,
    seats,
    tables,
)

SUBJECTS = (seats, endings, meetings, tables, deaths, offers, roles, recoveries, accounts)
PAIRS = {name: pair for subject in SUBJECTS for name, pair in subject.ROWS.items()}
assert len(PAIRS) == sum(len(subject.ROWS) for subject in SUBJECTS), "two pairs with one name"
