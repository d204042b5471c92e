"""Samir's table, seen from the boxes: one sentence to let someone do something."""

from contextlib import contextmanager

from huiswaarts.casework.boxes.actions.answers import add_below, answer_question
from huiswaarts.casework.boxes.actions.checks import Word, confirm, disagree, tick_check
from huiswaarts.casework.boxes.entries import Entry
from huiswaarts.casework.boxes.models import Answer, Box
from huiswaarts.casework.boxes.queries import contents_of, find_box
from huiswaarts.casework.cases.sight import sight_of
from huiswaarts.foundation.access.session import acting
from tests.people import actor_of

How = Answer.How
MONEY = "finances"
# the answers that make the box about money full, by question number
FULL_MONEY = {
    1: {"choice": "stable"},
    3: {"choice": "none"},
    4: {"choice": "none"},
    5: {"choice": "guardian", "text": "De bewindvoerder betaalt."},
    8: {"text": "Wij bellen elkaar."},
    10: {"choice": "enough"},
    12: {"text": "Bea belt."},
    13: {"number": 5},
}


class At:
    """One person at the table of one case, in one box."""

    def __init__(self, person, case, code):
        self.case, self.code = case, code
        self.actor = actor_of(person)

    @property
    def sight(self):
        return sight_of(self.actor, self.case)

    @property
    def box(self):
        box = find_box(self.case, self.code, self.actor)
        box.case = self.case
        return box

    @property
    def state(self):
        return Box.objects.get(case=self.case, box_type__code=self.code).state

    @property
    def contents(self):
        return contents_of(self.box, self.sight)

    def _how(self):
        return How.ALONE if self.sight.is_client else How.TOGETHER

    def entry(self, number, /, **said):
        said.setdefault("how", self._how())
        if "seen" not in said:
            now = self.current(number)
            said["seen"] = now.public_id if now else ""
        return Entry(question=number, **said)

    def question_id(self, number):
        from huiswaarts.casework.boxes.kinds_rows import kind_of

        return kind_of(self.box.box_type_id).numbered(number)[0]

    def current(self, number):
        return self.contents.newest(self.question_id(number))

    def answers(self, number, /, **said):
        return answer_question(
            box=self.box, sight=self.sight, entry=self.entry(number, **said), by=self.actor,
            at=self.actor.at,
        )  # fmt: skip

    def adds(self, number, text, seen="", **said):
        entry = Entry(question=number, how=How.ADDITION, text=text, seen=seen, **said)
        return add_below(
            box=self.box, sight=self.sight, entry=entry, by=self.actor, at=self.actor.at
        )

    def fills_all(self, answers=None):
        for number, said in (answers or FULL_MONEY).items():
            self.answers(number, **said)

    def _says(self, action, code, reason="", yes=True, version=None):
        word = Word(code, yes, self.box.version if version is None else version, reason)
        return action(box=self.box, sight=self.sight, word=word, by=self.actor, at=self.actor.at)

    def confirms(self, code, **more):
        return self._says(confirm, code, **more)

    def disagrees(self, code, reason="Dit klopt niet meer", **more):
        return self._says(disagree, code, reason=reason, yes=False, **more)

    def ticks(self, code, **more):
        return self._says(tick_check, code, **more)

    def derived(self):
        from huiswaarts.casework.boxes.kinds_rows import kind_of

        codes = kind_of(self.box.box_type_id).derivations
        return {codes[pk].code: one.value for pk, one in self.contents.derived.items()}


@contextmanager
def at(person, case, code=MONEY):
    where = At(person, case, code)
    with acting(where.actor):
        yield where
