"""Everyone asks everything: the answers, kept for all tests of this folder."""

from tests.architecture.tree import urls

from .expected import SEAT
from .rows import ROWS
from .visitor import NOBODY

PEOPLE = (
    # own case
    "Samir", "Mina", "Sofie", "Bea", "Amir", "Wim", "Gerda", "Gijs",
    # same organisation, ended seat, same region, other region, strangers
    "Bo", "Eva", "Olga", "Petra", "Tina", "Fred", "Rob", "Hetty", "Hans", "Stan", "Ria",
    "Dora", "Dirk",
    NOBODY,
)  # fmt: skip
WITHOUT_WORK = {"Samir", "Mina", "Sofie", "Stan", "Dirk"}
# Which permission each person's role has; by hand, beside foundation/access/roles.py.
MAY = {
    "case_work": {"Bea", "Amir", "Wim", "Gerda", "Gijs", "Bo", "Eva", "Hans", "Ria", "Tina"},
    "case_register": {"Bea", "Amir", "Gerda", "Gijs", "Bo", "Eva", "Hans", "Ria"},
    "region_counts_view": {"Petra", "Tina"},
    "organisation_manage": {"Olga"},
    "access_log_review": {"Fred", "Dora"},
    "recovery_help": {"Hetty"},
    "region_manage": {"Rob"},
    "table_manage": {"Petra", "Tina"},
    "": set(PEOPLE) - WITHOUT_WORK - {NOBODY},
}
DOORS = {name: getattr(pattern.callback, "door", "?") for name, _, pattern in urls()}


def let_in(name):
    """Who passes the door of this URL, for Samir's case."""
    door = DOORS[name]
    if door in ("public", "keyed"):
        return set(PEOPLE)
    if door == "signed_in":
        return set(PEOPLE) - {NOBODY}
    if door == "seat":
        return WITHOUT_WORK
    if door == "case":
        return set(SEAT) - WITHOUT_WORK
    if door == "own_case":
        return set(SEAT) & WITHOUT_WORK
    return MAY[door.removeprefix("member:")]


class Harvest:
    """`harvest[who, name, method]`: asked once, when a test first wants it."""

    def __init__(self, town, visitors):
        self.town, self.visitors = town, visitors
        self.answers = {}

    def __getitem__(self, key):
        if key not in self.answers:
            who, name, method = key
            path = ROWS[name].path(name, self.town)
            self.answers[key] = self.visitors.ask(
                who, path, method=method, data={} if method == "post" else None
            )
        return self.answers[key]

    def everything(self, method):
        for name in ROWS:
            for who in PEOPLE:
                yield who, name, self[who, name, method]

    def deeper(self):
        """For whoever comes in, on the normal path: the other boxes, filters and exports."""
        for name, row in ROWS.items():
            for who in sorted(let_in(name) - {NOBODY}) if row.more or row.queries else ():
                for other in row.more:
                    yield who, name, self._asked(who, row.path(name, self.town, **other))
                for query in row.queries:
                    yield who, name, self._asked(who, f"{row.path(name, self.town)}?{query}")

    def pages(self):
        """All of these by their address."""
        for who, name, answer in self.everything("get"):
            yield who, ROWS[name].path(name, self.town), answer
        for name, row in ROWS.items():
            for who in sorted(let_in(name) - {NOBODY}) if row.more else ():
                for other in row.more:
                    path = row.path(name, self.town, **other)
                    yield who, path, self._asked(who, path)

    def _asked(self, who, path):
        if (who, path) not in self.answers:
            self.answers[who, path] = self.visitors.ask(who, path)
        return self.answers[who, path]


def strays(town, who, answer, *, typed=()):
    """What this answer shows that this person should not find: in words, for the report."""
    return sorted(
        town.items[token].what
        for token in answer.seen
        if who not in town.items[token].may and token not in typed
    )
