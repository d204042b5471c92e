"""What one party sees of each topic, and what the client said about its help; in plain words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from huiswaarts.casework.boxes.kinds import Kind
from huiswaarts.casework.boxes.queries import kinds_of_case
from huiswaarts.casework.cases import policies_sharing as policies
from huiswaarts.casework.cases.doors import CaseRequest
from huiswaarts.casework.cases.models import Case, Consent, TeamMember
from huiswaarts.casework.cases.queries_sharing import (
    BOX_TOPICS,
    TopicCell,
    cells_of,
    choices,
    parties_of,
    sharing_table,
)
from huiswaarts.doors.portal.my_box import in_words
from huiswaarts.doors.portal.words import ground_words, reason_words, topic_words
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.seats import SEATS
from huiswaarts.foundation.access.topics import Topic

SHOWN_TOPICS = (int(Topic.COMMON), *BOX_TOPICS)


@dataclass(frozen=True)
class TopicRow:
    """One box or other topic, for one party."""

    code: str
    name: str
    shown: str  # all | part | status | none
    detail: str  # of a part: which
    why: str
    rule_id: int | None
    is_on: bool
    may_switch: bool
    ends: bool  # when the client stops sharing with this party
    stays: bool


def party_rows(request: CaseRequest, case: Case, actor: Actor, seat: TeamMember) -> list[TopicRow]:
    """Three queries."""
    kinds = kinds_of_case(case, actor)
    table = sharing_table(case, actor, request.sight, SHOWN_TOPICS)
    cells = [
        one for one in cells_of(table, seat) if one.topic == Topic.COMMON or one.topic in kinds
    ]
    request.looked.at("cases.sharing", *(one.cell.rule.pk for one in cells if one.cell.rule))
    return [_row(one, seat, kinds.get(one.topic)) for one in cells]


def _row(one: TopicCell, seat: TeamMember, kind: Kind | None) -> TopicRow:
    cell, rule = one.cell, one.cell.rule
    ends = rule is not None and cell.shown != "none" and policies.ends_when_stopped(rule)
    return TopicRow(
        code=one.code,
        name=in_words(kind.box) if kind else topic_words(one.topic),
        shown=cell.shown,
        detail=_parts(kind, seat) if kind and cell.shown == "part" else "",
        why=f"{ground_words(rule.ground)} {reason_words(seat.kind, one.topic)}" if rule else "",
        rule_id=rule.pk if rule else None,
        is_on=cell.is_on,
        may_switch=rule is not None and cell.may_switch,
        ends=ends,
        stays=rule is not None and cell.shown != "none" and not ends,
    )


def _parts(kind: Kind, seat: TeamMember) -> str:
    """What this party gets instead of the answers."""
    return "; ".join(in_words(one) for one in kind.box.derivations if seat.kind in one.seats)


@dataclass(frozen=True)
class Choice:
    """Secrecy or help: what the client said last about this care provider."""

    kind: str
    said: str
    question: str
    meaning: str
    now: str


def party_choices(case: Case, actor: Actor, seat: TeamMember) -> list[Choice]:
    """One query, for whoever gives care."""
    if not SEATS[seat.kind].professional or seat.organisation is None:
        return []
    return [
        _choice(one.kind, one.said, seat.organisation.name)
        for one in choices(case, actor, parties_of([seat]))
    ]


def _choice(kind: str, said: str, name: str) -> Choice:
    if kind == Consent.Kind.SECRECY:
        question = _("Mag %(name)s het team vertellen wat nodig is?")
        meaning = _(
            "Je begeleider mag niets over jou vertellen als jij dat niet wilt. Zeg je nee, dan "
            "blijft wat zij opschrijven bij je begeleiders. Wat al gelezen is, blijft gelezen."
        )
    else:
        question = _("Wil je hulp van %(name)s?")
        meaning = _("Zeg je nee, dan stopt deze hulp. Je huur stopt daar nooit door.")
    words: dict[str, str] = {
        Consent.Said.YES: _("Je zei ja."),
        Consent.Said.NO: _("Je zei nee."),
        Consent.Said.WITHDRAWN: _("Je zei ja, en later toch niet."),
    }
    now = words.get(said, _("Je hebt hier nog niets over gezegd."))
    return Choice(kind, said, question % {"name": name}, meaning, now)
