"""What the catalogue of moving boxes is made of: frozen values, no Django."""

from dataclasses import dataclass

from huiswaarts.foundation.access.seats import SeatKind

from .rules import Rule

GATES = ("register_for_home", "sign", "key")
# A kind that ends in _text takes words without a choice or date too: people may just tell.
KINDS = ("text", "choice", "choice_text", "date", "date_text", "month_text", "number", "tick")
WORD_KINDS = frozenset({"text", "choice_text", "date_text", "month_text"})
CHOICE_KINDS = frozenset({"choice", "choice_text"})
DATE_KINDS = frozenset({"date", "date_text", "month_text", "tick"})
# Who may tick, confirm, or read a derived answer. A relative only helps the client.
PARTIES = (
    SeatKind.CLIENT.value,
    SeatKind.BW_PROVIDER.value,
    SeatKind.AMBULATORY_PROVIDER.value,
    SeatKind.CORPORATION.value,
    SeatKind.MUNICIPALITY.value,
    SeatKind.GUEST.value,
)
TICK_CHOICES = ("yes", "no")


@dataclass(frozen=True)
class Choice:
    code: str
    nl: str
    en: str


@dataclass(frozen=True)
class Question:
    """One question. `number` is how kits name it; `after` is where an own question is shown."""

    number: int
    code: str
    nl: str
    en: str
    about: str
    kind: str
    choices: tuple[Choice, ...] = ()
    help_nl: str = ""
    help_en: str = ""
    forbids_medical: bool = True
    label: int = 0
    required: bool = True
    after: str = ""

    @property
    def takes_words(self) -> bool:
        return self.kind in WORD_KINDS

    @property
    def takes_choice(self) -> bool:
        return self.kind in CHOICE_KINDS or self.kind == "tick"

    @property
    def takes_date(self) -> bool:
        return self.kind in DATE_KINDS

    @property
    def takes_number(self) -> bool:
        return self.kind == "number"

    @property
    def choice_codes(self) -> tuple[str, ...]:
        return TICK_CHOICES if self.kind == "tick" else tuple(one.code for one in self.choices)


@dataclass(frozen=True)
class CheckRule:
    """One thing that must be so before the box is full: a rule, or a tick by a party."""

    code: str
    source: int
    nl: str
    client_nl: str
    client_en: str
    rule: Rule | None = None
    parties: tuple[str, ...] = ()

    @property
    def is_manual(self) -> bool:
        return self.rule is None


@dataclass(frozen=True)
class ConfirmRule:
    """Who says that it is right; one of `parties` is enough."""

    code: str
    parties: tuple[str, ...]
    nl: str
    client_nl: str
    client_en: str
    source: int = 0
    required: bool = True
    # A confirming party that may not read the box sees only these derived answers.
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Derivation:
    """An answer of its own, made out of the box, for parties who may not read the box."""

    code: str
    nl: str
    client_nl: str
    client_en: str
    topic: int
    seats: tuple[str, ...]
    # question: the choice, date, number or words of one question; rule: yes or no.
    question: str = ""
    takes: str = ""
    mapping: tuple[tuple[str, str], ...] = ()
    checks: tuple[str, ...] = ()
    box_state: bool = False


@dataclass(frozen=True)
class BoxType:
    code: str
    order: int
    topic: int
    gate: str
    optional: bool
    conversation_only: bool
    nl: str
    en: str
    client_nl: str
    client_en: str
    intro_nl: str
    intro_en: str
    fills_nl: str
    shared_nl: str
    source_lines: tuple[str, ...]
    questions: tuple[Question, ...]
    checks: tuple[CheckRule, ...]
    confirmations: tuple[ConfirmRule, ...]
    derivations: tuple[Derivation, ...]

    def question(self, code: str) -> Question:
        return next(one for one in self.questions if one.code == code)

    def numbered(self, number: int) -> Question:
        return next(one for one in self.questions if one.number == number)

    @property
    def in_reading_order(self) -> tuple[Question, ...]:
        """The questions as a person meets them: an own question right after its parent."""
        order: list[Question] = [one for one in self.questions if not one.after]
        for extra in (one for one in self.questions if one.after):
            place = max(i for i, one in enumerate(order) if extra.after in (one.code, one.after))
            order.insert(place + 1, extra)
        return tuple(order)


@dataclass(frozen=True)
class Catalogue:
    version: int
    boxes: tuple[BoxType, ...]

    def box(self, code: str) -> BoxType:
        return next(one for one in self.boxes if one.code == code)

    def behind_gate(self, gate: str) -> tuple[BoxType, ...]:
        """The boxes that must be full for a gate: its own and those of the gates before it."""
        upto = GATES[: GATES.index(gate) + 1]
        return tuple(one for one in self.boxes if one.gate in upto)
