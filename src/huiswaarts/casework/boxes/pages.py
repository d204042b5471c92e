"""What the page of one box shows, put together from what the actor may see. No queries here."""

import datetime as dt
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from huiswaarts.casework.boxes import policies
from huiswaarts.casework.boxes.circle import Circle, VisibleFor
from huiswaarts.casework.boxes.content.types import CheckRule, ConfirmRule, Question
from huiswaarts.casework.boxes.kinds import Kind, say
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import Answer, Box, BoxType, Check, Confirmation
from huiswaarts.casework.boxes.queries import Contents, is_withdrawn
from huiswaarts.casework.cases.sight import Sight
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import Decision
from huiswaarts.foundation.access.seats import SeatKind
from huiswaarts.foundation.common import dates

How = Answer.How
MONTH = dt.timedelta(days=30)


@dataclass(frozen=True)
class AnswerLine:
    """One voice: what was said, by whom, when and how."""

    answer: Answer
    lines: tuple[str, ...]
    by: str
    is_old: bool = False


@dataclass(frozen=True)
class QuestionRow:
    number: int
    url: str  # of the question; what is added and what was said before stand below it
    place: int
    text: str
    help: str
    visible_for: VisibleFor
    main: AnswerLine | None = None
    additions: tuple[AnswerLine, ...] = ()
    mark: str = ""
    has_history: bool = False


@dataclass(frozen=True)
class CheckRow:
    code: str
    text: str
    met: bool
    by: str
    is_manual: bool
    may_tick: Decision


@dataclass(frozen=True)
class ConfirmRow:
    """Who says that it is right: their last word, and whether the actor may say it."""

    code: str
    text: str
    party: str
    said: str  # yes | no | lapsed | ""
    words: str
    reason: str
    may_confirm: Decision
    may_disagree: Decision
    covers: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True)
class DerivedRow:
    text: str
    value: str


@dataclass
class BoxPage:
    box: Box
    kind: Kind
    url: str  # everything that can be done here stands below it
    name: str
    intro: str
    word: str
    gate: str
    why: str
    may_read: Decision
    may_fill: Decision
    may_add: Decision
    may_reopen: Decision
    may_set_aside: Decision
    visible_for: VisibleFor
    questions: list[QuestionRow] = field(default_factory=list)
    checks: list[CheckRow] = field(default_factory=list)
    confirms: list[ConfirmRow] = field(default_factory=list)
    derived: list[DerivedRow] = field(default_factory=list)

    @property
    def answered(self) -> int:
        return sum(row.main is not None for row in self.questions)

    @property
    def total(self) -> int:
        return len(self.questions)

    @property
    def open_checks(self) -> int:
        return sum(not row.met for row in self.checks)


def box_page(
    box: Box, contents: Contents, circle: Circle, *, actor: Actor, sight: Sight
) -> BoxPage:
    kind = kind_of(box.box_type_id)
    url = reverse("boxes:box", args=[box.case.number, kind.code])
    maker = _Maker(box, kind, url, contents, circle, actor, sight)
    readable = policies.read(sight, box.topic)
    withdrawn = is_withdrawn(box)
    page = BoxPage(
        box=box,
        kind=kind,
        url=maker.url,
        name=maker.say(kind.box),
        intro=maker.say(kind.box, "intro"),
        word=Box.State(box.state).label,
        gate=BoxType.Gate(kind.box.gate).label,
        why=maker.why(),
        may_read=readable,
        may_fill=policies.fill(box, sight, withdrawn=withdrawn),
        may_add=policies.add(box, sight, withdrawn=withdrawn),
        may_reopen=policies.reopen(box, sight),
        may_set_aside=policies.mark_not_needed(box, sight),
        visible_for=circle.of_box(kind),
        derived=maker.derived(),
    )
    if readable:
        page.questions = maker.questions()
        page.checks = [maker.check(*item) for item in kind.checks.items()]
    page.confirms = [
        maker.confirm(*item)
        for item in kind.confirmations.items()
        # what the others say is not theirs to see
        if readable or policies.confirms_as(sight, item[1])
    ]
    return page


@dataclass
class _Maker:
    box: Box
    kind: Kind
    url: str
    contents: Contents
    circle: Circle
    actor: Actor
    sight: Sight

    def say(self, content: object, what: str = "") -> str:
        return say(content, what, client=self.sight.is_client, language=dates.language())

    def why(self) -> str:
        """Why it is open again or not needed, since when, and who said so."""
        if not self.box.state_reason:
            return ""
        reason = Box.Why(self.box.state_reason).label
        by = name_of(self.box.by_name, self.box) if self.box.state_by_id else ""
        return f"{reason}{f', {by}' if by else ''}, {dates.long_date(self.box.state_at)}"

    def questions(self) -> list[QuestionRow]:
        readable = self.kind.readable(self.sight.max_label)
        return [
            self.question(place, pk, one) for place, (pk, one) in enumerate(readable.items(), 1)
        ]

    def question(self, place: int, pk: int, question: Question) -> QuestionRow:
        main = self.contents.newest(pk)
        mark = self.contents.mark(pk)
        additions = self.contents.additions(pk)
        label = main.label if main else question.label
        return QuestionRow(
            number=question.number,
            url=f"{self.url}vraag/{question.number}/",
            place=place,
            text=self.say(question),
            help=self.say(question, "help"),
            visible_for=self.circle.of_answer(self.kind, label),
            main=self.line(question, main) if main else None,
            additions=tuple(self.line(question, one) for one in additions),
            mark=marked(mark, self.box) if mark else "",
            has_history=bool(main and main.version > 1) or any(a.version > 1 for a in additions),
        )

    def line(self, question: Question, answer: Answer) -> AnswerLine:
        months = self.box.case.region.stale_months
        return AnswerLine(
            answer,
            tuple(shown(question, answer)),
            told_by(answer, self.box),
            is_old=answer.is_clients and answer.at < self.actor.at - months * MONTH,
        )

    def check(self, pk: int, rule: CheckRule) -> CheckRow:
        check: Check | None = self.contents.checks.get(pk)
        by = ""
        if check is not None and check.user_id is not None:
            by = f"{name_of(check.by_name, self.box)}, {dates.long_date(check.at)}"
        return CheckRow(
            code=rule.code,
            text=self.say(rule),
            met=check is not None and check.met,
            by=by,
            is_manual=rule.is_manual,
            may_tick=policies.tick(self.box, self.sight, rule, withdrawn=is_withdrawn(self.box)),
        )

    def confirm(self, pk: int, rule: ConfirmRule) -> ConfirmRow:
        words = self.contents.words.get(pk)
        last = words[-1] if words else None
        return ConfirmRow(
            code=rule.code,
            text=self.say(rule),
            party=policies.words_of(rule.parties),
            said="" if last is None else (last.said if last.is_current else "lapsed"),
            words=self.said(last),
            reason=last.reason if last is not None and last.is_current else "",
            may_confirm=policies.confirm(
                self.box, self.sight, rule, open_points=self.open_points(rule)
            ),
            may_disagree=policies.judge(self.box, self.sight, rule),
            covers=tuple(
                self.say(one) for one in self.kind.box.derivations if one.code in rule.covers
            ),
            required=rule.required,
        )

    def open_points(self, rule: ConfirmRule) -> int:
        met = {
            self.kind.checks[pk].code
            for pk, check in self.contents.checks.items()
            if check.met and pk in self.kind.checks
        }
        derived = {
            self.kind.derivations[pk].code for pk, one in self.contents.derived.items() if one.value
        }
        return policies.open_points(self.kind.box, rule, met=met, derived=derived)

    def said(self, word: Confirmation | None) -> str:
        if word is None:
            return ""
        who = name_of(word.by_name, self.box)
        if word.seat_kind == SeatKind.CLIENT and word.how == How.TOGETHER:
            who = _("%(name)s, opgeschreven door %(who)s") % {
                "name": self.box.case.first_name,
                "who": who,
            }
        elif word.from_name:
            who = f"{who}, {word.from_name}"
        return f"{who}, {dates.long_date(word.at)}"

    def derived(self) -> list[DerivedRow]:
        return [
            DerivedRow(
                self.say(self.kind.derivations[pk]),
                one.value or _("nog niet bekend"),
            )
            for pk, one in sorted(
                self.contents.derived.items(),
                key=lambda item: list(self.kind.derivations).index(item[0]),
            )
        ]


def name_of(name: str | None, box: Box) -> str:
    """Clients have no name on their account: it is on the case."""
    return name or box.case.first_name


def told_by(answer: Answer, box: Box) -> str:
    """`Opgeschreven door Noor de Wit, met Daan erbij, woensdag 4 februari.`"""
    who, when = name_of(answer.by_name, box), dates.long_date(answer.at)
    told = {
        How.ALONE: _("%(who)s, zelf ingevuld, %(when)s."),
        How.TOGETHER: _("Opgeschreven door %(who)s, met %(client)s erbij, %(when)s."),
        How.ON_BEHALF: _("Opgeschreven door %(who)s namens %(client)s, %(when)s."),
        How.ADDITION: _("Aangevuld door %(who)s, %(organisation)s, %(when)s."),
        How.SKIPPED: _("Overgeslagen door %(who)s, %(when)s. Dat mag."),
        How.HELP: _("%(who)s vroeg hierbij om hulp, %(when)s."),
    }[How(answer.how)]
    return told % {
        "who": who,
        "when": when,
        "client": box.case.first_name,
        "organisation": answer.from_name or "",
    }


def marked(mark: Answer, box: Box) -> str:
    return told_by(mark, box)


def shown(question: Question, answer: Answer) -> list[str]:
    """The answer in words: the choice, the day or month, the number, and what was written."""
    lines = [_choice(question, answer.choice)]
    if answer.on_date is not None:
        month = question.kind == "month_text"
        lines.append((dates.month if month else dates.long_date)(answer.on_date))
    if answer.number is not None:
        lines.append(str(answer.number))
    return [line for line in (*lines, answer.text) if line]


def _choice(question: Question, code: str) -> str:
    if question.kind == "tick":
        return {"yes": _("Ja"), "no": _("Nee")}.get(code, "")
    chosen = next((one for one in question.choices if one.code == code), None)
    return say(chosen, language=dates.language()) if chosen else ""
