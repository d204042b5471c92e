"""Answering a question of a box: alone, together, on behalf of; adding; skipping; asking help."""

import datetime as dt
import hashlib
from typing import Any

from huiswaarts.casework.boxes import policies, states
from huiswaarts.casework.boxes.actions import notices
from huiswaarts.casework.boxes.actions.base import Held, one_transaction, take, tell, write_settled
from huiswaarts.casework.boxes.content.rules import Given
from huiswaarts.casework.boxes.content.types import Question
from huiswaarts.casework.boxes.entries import Entry, checked
from huiswaarts.casework.boxes.models import Answer, Box
from huiswaarts.casework.boxes.states import Stored
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import first_no, require
from huiswaarts.foundation.common.dates import as_day
from huiswaarts.foundation.common.ids import public_id

How = Answer.How


class NoSuchQuestionError(LookupError):
    """The box has no question with this number within the circle of who asks."""


class StaleAnswerError(Exception):
    """Someone saved another answer meanwhile. Both are here: nothing is overwritten or lost."""

    def __init__(self, mine: Entry, theirs: Answer | None) -> None:
        super().__init__("answered meanwhile")
        self.mine = mine
        self.theirs = theirs


@one_transaction
def answer_question(*, box: Box, sight: Sight, entry: Entry, by: Actor, at: dt.datetime) -> Answer:
    """Keep an answer as a new version; the ones before stay as history.

    Raises `InvalidEntryError`, `MedicalDetailError` or `StaleAnswerError`.
    """
    held = take(box)
    question_id, question = question_of(held, entry.question, sight)
    require(
        first_no(
            policies.fill(box, sight, withdrawn=held.withdrawn),
            policies.say_how(sight, entry.how),
        )
    )
    entry = checked(entry, question)
    before = held.standing.newest(question.code, max_label=sight.max_label)
    require(policies.replace_words(how=entry.how, before=before.how if before else ""))
    row = _stored(entry, question, before, sight=sight, least=_least(question, before, sight))
    if (before.public_id if before else "") != entry.seen:
        return _meanwhile(entry, row, before, by)
    _retire(held, question_id, (Answer.CLIENT_SLOT, Answer.MARK_SLOT), sight)
    changed = "" if before and row.says_the_same(before) else question.code
    settled = states.settle(
        held.kind.box,
        held.standing.with_row(row, sight.max_label),
        as_day(at),
        changed=changed,
    )
    write_settled(held, settled, _derived_words(held, question, entry, settled.derived))
    answer = _save(held, row, question_id, entry, by, at)
    tell(
        held,
        kind="boxes.answer_given",
        by=by,
        subject=f"boxes.answer:{answer.pk}",
        how=entry.how,
        label=row.label,
    )
    return answer


@one_transaction
def add_below(*, box: Box, sight: Sight, entry: Entry, by: Actor, at: dt.datetime) -> Answer:
    """A professional adds words below those of the client; one addition per organisation."""
    held = take(box)
    question_id, question = question_of(held, entry.question, sight)
    require(policies.add(box, sight, withdrawn=held.withdrawn))
    entry = checked(entry, question, words_only=True)
    slot = Answer.addition_slot(by.organisation_id or 0)
    before = held.standing.newest(question.code, slot, sight.max_label)
    below = held.standing.newest(question.code, max_label=sight.max_label)
    least = max(_least(question, before, sight), _least(question, below, sight))
    row = _stored(entry, question, before, sight=sight, least=least, slot=slot)
    if (before.public_id if before else "") != entry.seen:
        return _meanwhile(entry, row, before, by)
    _retire(held, question_id, (slot,), sight)
    # nothing to judge: an addition is no answer
    answer = _save(held, row, question_id, entry, by, at)
    tell(held, kind="boxes.addition_given", by=by, subject=f"boxes.answer:{answer.pk}")
    return answer


@one_transaction
def skip_question(
    *, box: Box, sight: Sight, question: int, by: Actor, at: dt.datetime
) -> Answer | None:
    """Not now. What was answered before stays; nothing is asked again because of it."""
    return _mark(box, sight, Entry(question, How.SKIPPED), by, at)


@one_transaction
def ask_help(*, box: Box, sight: Sight, question: int, by: Actor, at: dt.datetime) -> Answer | None:
    """The client asks for help with a question; who works with them sees that."""
    mark = _mark(box, sight, Entry(question, How.HELP), by, at)
    notices.help_was_asked(box, by)
    return mark


def _mark(box: Box, sight: Sight, entry: Entry, by: Actor, at: dt.datetime) -> Answer | None:
    held = take(box)
    question_id, question = question_of(held, entry.question, sight)
    require(policies.fill(box, sight, withdrawn=held.withdrawn))
    if entry.how == How.SKIPPED and held.standing.newest(question.code, max_label=sight.max_label):
        return None
    before = held.standing.newest(question.code, Answer.MARK_SLOT, sight.max_label)
    row = _stored(entry, question, before, sight=sight, least=question.label, slot=Answer.MARK_SLOT)
    _retire(held, question_id, (Answer.MARK_SLOT,), sight)
    mark = _save(held, row, question_id, entry, by, at)
    kind = "boxes.question_skipped" if entry.how == How.SKIPPED else "boxes.help_asked"
    tell(held, kind=kind, by=by, subject=f"boxes.answer:{mark.pk}")
    return mark


def question_of(held: Held, number: int, sight: Sight) -> tuple[int, Question]:
    found = held.kind.numbered(number)
    if found is None or found[1].label > sight.max_label:
        raise NoSuchQuestionError
    return found


def _least(question: Question, before: Stored | None, sight: Sight) -> int:
    """The widest circle allowed: only the client widens again what the client narrowed."""
    return (
        question.label if before is None or sight.is_client else max(question.label, before.label)
    )


def _stored(
    entry: Entry,
    question: Question,
    before: Stored | None,
    *,
    sight: Sight,
    least: int,
    slot: str = Answer.CLIENT_SLOT,
) -> Stored:
    kept = before.label if before else least
    label = max(kept, least) if entry.label is None else entry.label
    require(policies.set_label(sight, label=label, least=least))
    return Stored(
        public_id=public_id(),
        question=question.code,
        slot=slot,
        label=label,
        version=before.version + 1 if before else 1,
        given=Given(entry.choice, entry.text, entry.on, entry.number),
        how=entry.how,
        print=hashlib.md5(entry.text.encode(), usedforsecurity=False).hexdigest(),
    )


def _meanwhile(entry: Entry, row: Stored, before: Stored | None, by: Actor) -> Answer:
    """A doubled press finds its own answer; anything else is for people to settle."""
    theirs = _visible(before, by) if before else None
    if theirs is not None and before and row.says_the_same(before):
        return theirs
    raise StaleAnswerError(entry, theirs)


def _visible(row: Stored, by: Actor) -> Answer | None:
    rows = Answer.objects.visible_to(by).told()
    return rows.filter(public_id=row.public_id).first()


def _retire(held: Held, question_id: int, slots: tuple[str, ...], sight: Sight) -> None:
    code = held.kind.questions[question_id].code
    if any(held.standing.newest(code, slot, sight.max_label) for slot in slots):
        Answer.objects.filter(
            box=held.box,
            question_id=question_id,
            slot__in=slots,
            label__lte=sight.max_label,
            is_current=True,
        ).update(is_current=False)


def _save(
    held: Held, row: Stored, question_id: int, entry: Entry, by: Actor, at: dt.datetime
) -> Answer:
    box = held.box
    return Answer.objects.create(
        case_id=box.case_id,
        topic=box.topic,
        label=row.label,
        box=box,
        question_id=question_id,
        public_id=row.public_id,
        slot=row.slot,
        version=row.version,
        text=entry.text,
        choice=entry.choice,
        on_date=entry.on,
        number=entry.number,
        how=entry.how if row.slot != _added(row) else How.ADDITION,
        user_id=by.user_id,
        membership_id=by.membership_id,
        organisation_id=by.organisation_id,
        at=at,
    )


def _added(row: Stored) -> str:
    return row.slot if row.slot.startswith("org:") else ""


def _derived_words(held: Held, question: Question, entry: Entry, derived: Any) -> dict[str, str]:
    """Words for whoever may not read the box, unless the answer was narrowed."""
    return {
        one.code: entry.text
        for one in held.kind.box.derivations
        if one.question == question.code and one.takes == "words" and one.code not in derived
    }
