"""Who sees a box or an answer, in words with the reason. Pure over the rules of sharing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huiswaarts.casework.boxes.kinds import Kind, say
from huiswaarts.casework.cases.models import Case
from huiswaarts.casework.cases.sight import Rule
from huiswaarts.foundation.access.seats import SEATS, Label
from huiswaarts.foundation.access.topics import DERIVED, Level
from huiswaarts.foundation.common.dates import language


@dataclass(frozen=True)
class VisibleFor:
    """`summary` goes after "Zichtbaar voor:", `reason` opens below it."""

    summary: str
    reason: str


@dataclass(frozen=True)
class Circle:
    """The parties of a case with what they get; the client always sees everything."""

    case: Case
    rules: Sequence[Rule]
    client: bool  # said to the client ("jij")

    def of_box(self, kind: Kind) -> VisibleFor:
        return self._words(kind, label=Label.TEAM)

    def of_answer(self, kind: Kind, label: int) -> VisibleFor:
        return self._words(kind, label=label)

    def _words(self, kind: Kind, *, label: int) -> VisibleFor:
        readers = [
            rule.name
            for rule in self.rules
            if rule.topic == kind.topic
            and rule.level >= Level.READ
            and SEATS[rule.seat_kind].max_label >= label
        ]
        me = _("jij") if self.client else self.case.first_name
        reason = [self._narrowed(label)] if label else []
        reason += [self._partly(kind, rule) for rule in self._partial(kind)]
        if not reason and self.client:
            reason = [_("Bij Mijn team staat waarom. Daar kun je ook kiezen wie wat ziet.")]
        elif not reason:
            reason = ["Bij Wie ziet wat staat per partij waarom."]
        return VisibleFor(join_words([me, *_once(readers)]), " ".join(reason))

    def _narrowed(self, label: int) -> str:
        return {
            Label.TEAM_MINUS_CORPORATION: _("De woningcorporatie leest dit antwoord niet."),
            Label.CARE_CIRCLE: _("Alleen jij en je begeleiders lezen dit antwoord.")
            if self.client
            else _("Alleen de cliënt en de begeleiders lezen dit antwoord."),
            Label.CLIENT_ONLY: _("Alleen jij leest dit antwoord.")
            if self.client
            else _("Alleen de cliënt leest dit antwoord."),
        }[label]

    def _partial(self, kind: Kind) -> list[Rule]:
        return [
            rule for rule in self.rules if rule.topic == kind.topic and rule.level == Level.STATUS
        ]

    def _partly(self, kind: Kind, status: Rule) -> str:
        derived = any(
            rule.topic == kind.topic + DERIVED
            and rule.level >= Level.READ
            and rule.party == status.party
            for rule in self.rules
        )
        what = [
            say(one, client=self.client, language=language())
            for one in kind.box.derivations
            if status.seat_kind in one.seats
        ]
        name = status.name
        if not derived or not what:
            return _("%(name)s ziet alleen of de doos klaar is.") % {"name": name}
        things = "; ".join(text[:1].lower() + text[1:] for text in what)
        return _("%(name)s leest de antwoorden niet, en ziet alleen: %(things)s.") % {
            "name": name,
            "things": things,
        }


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))


def join_words(names: Sequence[str]) -> str:
    if len(names) < 2:  # noqa: PLR2004
        return "".join(names)
    return _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
