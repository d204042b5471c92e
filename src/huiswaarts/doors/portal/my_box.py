"""One box as its client or a relative reads it, put together from what they may see."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from huiswaarts.casework.boxes import policies
from huiswaarts.casework.boxes.circle import Circle, VisibleFor
from huiswaarts.casework.boxes.content.types import ConfirmRule, Question
from huiswaarts.casework.boxes.kinds import Kind, say
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import Answer, Box, Confirmation
from huiswaarts.casework.boxes.pages import shown
from huiswaarts.casework.boxes.queries import Contents
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.decisions import Decision
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.common import dates

How = Answer.How


@dataclass(frozen=True)
class Voice:
    """What one person said: in lines, and by whom and when."""

    lines: tuple[str, ...]
    by: str
    is_old: bool = False


@dataclass(frozen=True)
class QuestionRow:
    place: int
    text: str
    visible_for: VisibleFor
    main: Voice | None
    below: tuple[Voice, ...]
    mark: str
    has_history: bool


@dataclass(frozen=True)
class Point:
    text: str
    met: bool


@dataclass(frozen=True)
class Word:
    """What others say of the whole box."""

    text: str
    said: str  # yes | no | lapsed | ""
    by: str
    reason: str


@dataclass
class MyBox:
    box: Box
    kind: Kind
    name: str
    intro: str
    visible_for: VisibleFor
    may_read: bool
    may_fill: Decision
    why_open: str
    questions: list[QuestionRow] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    mine: ConfirmRule | None = None
    my_word: Word | None = None
    open_points: int = 0
    may_confirm: bool = False
    may_disagree: bool = False

    @property
    def answered(self) -> int:
        return sum(row.main is not None for row in self.questions)

    @property
    def total(self) -> int:
        return len(self.questions)

    @property
    def is_open(self) -> bool:
        return self.box.state in (Box.State.EMPTY, Box.State.IN_PROGRESS, Box.State.REOPENED)

    @property
    def next_place(self) -> int:
        """The first question without an answer; when there is none, the first."""
        return next((row.place for row in self.questions if row.main is None), 1)


def my_box(box: Box, contents: Contents, circle: Circle, sight: Sight) -> MyBox:
    kind = kind_of(box.box_type_id)
    readable = sight.may_read(box.topic)
    page = MyBox(
        box=box,
        kind=kind,
        name=in_words(kind.box, client=sight.is_client),
        intro=in_words(kind.box, "intro"),
        visible_for=circle.of_box(kind),
        may_read=readable,
        may_fill=policies.fill(box, sight),
        why_open=why_open(box) if sight.is_client else "",
    )
    if readable:
        page.questions = _questions(page, contents, circle, sight)
        page.points = [
            Point(
                in_words(rule, client=sight.is_client),
                pk in contents.checks and contents.checks[pk].met,
            )
            for pk, rule in kind.checks.items()
        ]
        _judgements(page, contents, sight)
    return page


def in_words(content: object, what: str = "", *, client: bool = True) -> str:
    """To a relative in words about the client, as far as these are there in the language."""
    language = dates.language()
    return say(content, what, client=client or not hasattr(content, language), language=language)


def why_open(box: Box) -> str:
    """Why it is open again, or not needed."""
    return (
        {
            Box.Why.ANSWER_CHANGED: _("Er is een antwoord veranderd."),
            Box.Why.CHECK_CHANGED: _("Een punt is niet meer in orde."),
            Box.Why.DISAGREED: _("Iemand zei: dit klopt niet."),
            Box.Why.SOMETHING_CHANGED: _("Er is iets veranderd."),
            Box.Why.SOMETHING_WRONG: _("Er klopt iets niet."),
            Box.Why.SOMETHING_MISSING: _("Er mist nog iets."),
            Box.Why.TOO_OLD: _("De antwoorden zijn oud."),
            Box.Why.CLIENT_WISH: _("Jij wilde dat."),
            Box.Why.NEEDED_AFTER_ALL: _("Het is toch nodig."),
            Box.Why.NOT_AT_PLAY: _("Dit speelt nu niet bij jou."),
            Box.Why.ARRANGED_ELSEWHERE: _("Dit is al ergens anders geregeld."),
            Box.Why.CLIENT_CHOICE: _("Jij wilde deze doos niet vullen."),
        }.get(Box.Why(box.state_reason), "")
        if box.state_reason
        else ""
    )


def _questions(page: MyBox, contents: Contents, circle: Circle, sight: Sight) -> list[QuestionRow]:
    rows = []
    for place, (pk, question) in enumerate(page.kind.readable(sight.max_label).items(), 1):
        main, mark = contents.newest(pk), contents.mark(pk)
        below = contents.additions(pk)
        rows.append(
            QuestionRow(
                place=place,
                text=in_words(question),
                visible_for=circle.of_answer(page.kind, main.label if main else question.label),
                main=voice(question, main, page.box.case, sight) if main else None,
                below=tuple(voice(question, one, page.box.case, sight) for one in below),
                mark=mark_words(mark) if mark and sight.is_client else "",
                has_history=bool(main and main.version > 1),
            )
        )
    return rows


def voice(question: Question, answer: Answer, case: Case, sight: Sight) -> Voice:
    return Voice(tuple(shown(question, answer)), told_by(answer, case, sight))


def told_by(answer: Answer, case: Case, sight: Sight) -> str:
    """Who said it, how and when; the client is called `jij`."""
    when = dates.long_date(answer.at)
    name = answer.by_name
    me = _("Jij") if sight.is_client else case.first_name
    if answer.how == How.ALONE:
        return _("%(who)s, %(when)s") % {"who": me, "when": when}
    if answer.how == How.TOGETHER:
        told = _("%(who)s, samen met %(name)s, %(when)s")
    elif answer.how == How.ON_BEHALF:
        told = _("%(name)s schreef dit op voor %(whom)s, %(when)s")
    else:
        told = _("%(name)s van %(organisation)s schreef dit erbij, %(when)s")
    return told % {
        "who": me,
        "whom": _("jou") if sight.is_client else case.first_name,
        "name": name,
        "when": when,
        "organisation": answer.from_name or "",
    }


def mark_words(mark: Answer) -> str:
    when = dates.long_date(mark.at)
    if mark.how == How.HELP:
        return _("Je vroeg hulp bij deze vraag, %(when)s.") % {"when": when}
    return _("Overgeslagen. Dat mag.")


def _judgements(page: MyBox, contents: Contents, sight: Sight) -> None:
    """The word of the client apart, those of the others in a row."""
    for pk, rule in page.kind.confirmations.items():
        said = contents.words.get(pk)
        last = said[-1] if said else None
        word = _word(in_words(rule, client=sight.is_client), last, page.box.case, sight)
        if SeatKind.CLIENT not in rule.parties:
            page.words.append(word)
            continue
        page.mine, page.my_word = rule, word
        page.open_points = policies.open_points(
            page.kind.box, rule, met=_met(page, contents), derived=()
        )
        page.may_disagree = sight.is_client and bool(policies.judge(page.box, sight, rule))
        page.may_confirm = page.may_disagree and page.open_points == 0


def _met(page: MyBox, contents: Contents) -> set[str]:
    return {
        rule.code
        for pk, rule in page.kind.checks.items()
        if pk in contents.checks and contents.checks[pk].met
    }


def _word(text: str, last: Confirmation | None, case: Case, sight: Sight) -> Word:
    if last is None:
        return Word(text, "", "", "")
    if not last.is_current:
        return Word(text, "lapsed", "", "")
    who = last.by_name or (_("Jij") if sight.is_client else case.first_name)
    by = _("%(who)s, %(when)s") % {"who": who, "when": dates.long_date(last.at)}
    return Word(text, last.said, by, last.reason)
