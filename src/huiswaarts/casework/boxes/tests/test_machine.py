"""Three people and two boxes, in any order: what must hold after every deed, does.

The world starts again for each example: the deeds of one example are undone at its end.
"""

import hypothesis.strategies as st
import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from huiswaarts.casework.boxes.actions.boxes import mark_not_needed, reopen
from huiswaarts.casework.boxes.entries import InvalidEntryError
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import Answer, Box, Check, Confirmation, DerivedAnswer
from huiswaarts.casework.cases.models import Case
from tests.database import as_owner

from .table import at

# per box: the answer that meets a point, and one that does not
BOXES = {
    "daily_life": {
        1: ("Maandag kook ik.", None),
        2: ("Tekenen.", None),
        3: ("Ja, in het park.", None),
    },
    "finances": {1: ("stable", "changing"), 3: ("none", "open"), 5: ("self", "guardian")},
}
PEOPLE = ("samir", "gerda", "wim")
whom = st.sampled_from(PEOPLE)
which = st.sampled_from(tuple(BOXES))


class Table(RuleBasedStateMachine):
    people = case = None
    reached: set = set()

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def person(self, name):
        return self.people.by_name[name.capitalize()]

    def tries(self, name, code, deed):
        """A deed that is refused leaves everything as it was."""
        with at(self.person(name), self.case, code) as box:
            before = footprint(self.case)
            try:
                deed(box)
            except (PermissionDenied, InvalidEntryError):
                assert footprint(self.case) == before

    @rule(name=whom, code=which, place=st.integers(0, 2), good=st.booleans(),
          label=st.sampled_from([None, 0, 2, 3]))  # fmt: skip
    def answer(self, name, code, place, good, label):
        number, (right, wrong) = list(BOXES[code].items())[place]
        value = right if good or wrong is None else wrong
        said = {"choice": value} if code == "finances" else {"text": value}
        self.tries(name, code, lambda box: box.answers(number, label=label, **said))

    @initialize(full=st.booleans())
    def begin(self, full):
        if full:
            self.all_about_money("samir")
            self.everyone_agrees()

    @rule(name=whom)
    def all_about_money(self, name):
        self.tries(name, "finances", lambda box: box.fills_all())

    @rule(name=whom, code=which, rule_=st.sampled_from(["client", "payment", "money"]),
          yes=st.booleans())  # fmt: skip
    def say(self, name, code, rule_, yes):
        if code == "daily_life" and rule_ != "client":
            return
        self.tries(name, code, lambda box: (box.confirms if yes else box.disagrees)(rule_))

    @rule()
    def everyone_agrees(self):
        self.tries("samir", "daily_life", lambda box: box.confirms("client"))
        for name, rule_ in (("samir", "client"), ("gerda", "money"), ("wim", "payment")):
            self.tries(name, "finances", lambda box, code=rule_: box.confirms(code))

    @rule(name=whom, yes=st.booleans())
    def tick(self, name, yes):
        manual = "travel_checked"
        self.tries(name, "daily_life", lambda box: box.ticks(manual, yes=yes))

    @rule(name=whom, code=which, aside=st.booleans())
    def open_or_put_aside(self, name, code, aside):
        def deed(box):
            action, why = (mark_not_needed, "not_at_play") if aside else (reopen, "too_old")
            here = box.box
            action(
                box=here, sight=box.sight, why=why, version=here.version, by=box.actor,
                at=box.actor.at,
            )  # fmt: skip

        self.tries(name, code, deed)

    @invariant()
    def a_full_box_is_full(self):
        with as_owner():
            for box in Box.objects.filter(case=self.case, box_type__code__in=BOXES):
                kind = kind_of(box.box_type_id)
                self.reached.add(box.state)
                met = Check.objects.filter(box=box, met=True).count()
                yes = set(
                    Confirmation.objects.filter(box=box, is_current=True, said="yes")
                    .values_list("rule__code", flat=True)
                )  # fmt: skip
                if box.state in ("filled", "proposed"):
                    assert met == len(kind.checks)
                if box.state == "filled":
                    assert yes == {one.code for one in kind.box.confirmations}
                if box.state in ("reopened", "not_needed"):
                    assert box.state_reason
                else:
                    assert box.state_reason == ""

    @invariant()
    def one_voice_says_one_thing_in_one_circle(self):
        with as_owner():
            rows = list(
                Answer.objects.filter(is_current=True).values_list(
                    "box", "question", "slot", "label"
                )
            )
            assert len(rows) == len(set(rows))

    @invariant()
    def the_list_counts_what_there_is(self):
        with as_owner():
            counted = Case.objects.get(pk=self.case.pk)
            boxes = Box.objects.filter(case=self.case)
            assert counted.boxes_filled == boxes.filter(state="filled").count()
            assert counted.boxes_needed == boxes.exclude(state="not_needed").count()

    @invariant()
    def nothing_is_derived_from_what_was_narrowed(self):
        with as_owner():
            hidden = Answer.objects.filter(is_current=True, slot="client", label__gt=0)
            for answer in hidden.select_related("question"):
                for derived in DerivedAnswer.objects.filter(box=answer.box).exclude(value=""):
                    source = derived.derivation.source
                    assert source.get("question") != answer.question.code


def footprint(case):
    """What a refusal must leave as it was."""
    with as_owner():
        return (
            list(Box.objects.filter(case=case).order_by("pk").values_list("state", "version")),
            Answer.objects.count(),
            Confirmation.objects.count(),
        )


@pytest.mark.slow
def test_boxes_keep_their_word_in_any_order(people, the_case, monkeypatch):
    reached = set()
    for name, value in {"people": people, "case": the_case, "reached": reached}.items():
        monkeypatch.setattr(Table, name, value)
    run_state_machine_as_test(
        Table,
        settings=settings(
            max_examples=8,
            stateful_step_count=8,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert reached >= {"proposed", "filled", "reopened"}
