"""Who should see what: the access matrix (domain reference 3.19) as a literal table.

Written by hand beside `sharing.yaml`, on purpose: an oracle that reads what the product reads
proves nothing. R is reading the content, S only whether it is ready. The relative and the
supporter see what the client switched on (tests/people.py).
"""

CLIENT, BW, AMB, COR, MUN, GUEST, REL, SUP = (
    "client", "bw_provider", "ambulatory_provider", "corporation", "municipality", "guest",
    "relative", "supporter",
)  # fmt: skip
# topic: who reads it
READS = {
    0: {CLIENT, BW, AMB, COR, MUN, REL, SUP},
    1: {CLIENT, BW, AMB, COR, MUN, REL, SUP},  # suitable home
    2: {CLIENT, BW, AMB, MUN, SUP},  # finances: the corporation sees the payment method only
    3: {CLIENT, BW, AMB, MUN},  # support
    4: {CLIENT, BW, AMB, MUN},  # daily life
    5: {CLIENT, BW, AMB, MUN, REL},  # people and neighbourhood
    6: {CLIENT, BW, AMB},  # health
    7: {CLIENT, BW, AMB, COR, MUN},  # tenancy skills
    8: {CLIENT, BW, AMB, MUN},  # papers
    9: {CLIENT, BW, AMB, MUN},  # moving and furnishing
    10: {CLIENT, BW, AMB},  # relapse and aftercare
    11: {CLIENT, BW, AMB},  # family and children
    25: {CLIENT, BW, AMB, COR, MUN},  # what is agreed at the table
    # what is derived: payment method, worker and dates, neighbours choice, number and validity …
    34: {CLIENT, BW, AMB, COR, MUN},
    35: {CLIENT, BW, AMB, COR, MUN},
    37: {CLIENT, BW, AMB, COR},
    40: {CLIENT, BW, COR},
    41: {CLIENT, BW, AMB, COR},
    42: {CLIENT, BW, AMB, COR, MUN},
    43: {CLIENT, BW, AMB, COR},
}
# How far the circles of an answer reach: 0 team, 1 without the corporation, 2 care, 3 client.
CIRCLE = {
    0: {CLIENT, BW, AMB, COR, MUN, GUEST, REL, SUP},
    1: {CLIENT, BW, AMB, MUN, REL, SUP},
    2: {CLIENT, BW, AMB},
    3: {CLIENT},
}
EVERY_SEAT = CIRCLE[0]
# Who sits at Samir's table, by name; everyone else has no seat there (any more).
SEAT = {
    "Samir": CLIENT, "Bea": BW, "Amir": AMB, "Wim": COR, "Gerda": MUN, "Gijs": GUEST,
    "Mina": REL, "Sofie": SUP,
}  # fmt: skip
AT_STANS, AT_DIRKS = {"Stan", "Hans"}, {"Dirk", "Ria"}
ZUIDVEEN = {
    "Bea", "Bo", "Eva", "Olga", "Amir", "Wim", "Gerda", "Petra", "Tina", "Fred", "Gijs", "Hans",
    "Rob", "Hetty",
}  # fmt: skip
DRENTHE = {"Ria", "Dora"}


def readers(topic, label=0):
    """By name, who reads this of Samir's case."""
    kinds = READS[topic] & CIRCLE[label]
    return {name for name, kind in SEAT.items() if kind in kinds}


def at_the_table():
    return set(SEAT)
