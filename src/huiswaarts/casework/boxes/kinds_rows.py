"""From the rows of a region to the values that the rules work on."""

from functools import lru_cache
from typing import Any

from huiswaarts.casework.boxes.content.rules import parse_rule
from huiswaarts.casework.boxes.content.types import (
    BoxType,
    CheckRule,
    Choice,
    ConfirmRule,
    Derivation,
    Question,
)
from huiswaarts.casework.boxes.kinds import Kind
from huiswaarts.casework.boxes.models import (
    BoxCheckRule,
    BoxConfirmRule,
    BoxDerivation,
    BoxQuestion,
)
from huiswaarts.casework.boxes.models import BoxType as Row
from huiswaarts.foundation.common.reading import Reader


@lru_cache(maxsize=512)
def kind_of(box_type_id: int) -> Kind:
    """Kept, since rows of one version never change; a change is a new version."""
    row = Row.objects.get(pk=box_type_id)
    questions = {one.pk: _question(one) for one in _rows(BoxQuestion, row)}
    checks = {one.pk: _check(one) for one in _rows(BoxCheckRule, row)}
    confirmations = {one.pk: _confirm(one) for one in _rows(BoxConfirmRule, row)}
    derivations = {one.pk: _derivation(one) for one in _rows(BoxDerivation, row)}
    box = BoxType(
        code=row.code,
        order=row.order,
        topic=row.topic,
        gate=row.gate,
        optional=row.optional,
        conversation_only=row.conversation_only,
        **_texts(row.texts),
        intro_nl=row.intro.get("nl", ""),
        intro_en=row.intro.get("en", ""),
        fills_nl=row.fills,
        shared_nl=row.shared,
        source_lines=(),
        questions=tuple(questions.values()),
        checks=tuple(checks.values()),
        confirmations=tuple(confirmations.values()),
        derivations=tuple(derivations.values()),
    )
    return Kind(row.pk, row.version, box, questions, checks, confirmations, derivations)


def _rows(model: Any, row: Row) -> Any:
    return model.objects.filter(box_type=row).order_by("order")


def _texts(texts: dict[str, str], *, english: bool = True) -> dict[str, str]:
    names = ("nl", "en", "client_nl", "client_en") if english else ("nl", "client_nl", "client_en")
    return {name: texts.get(name, "") for name in names}


def _question(row: BoxQuestion) -> Question:
    return Question(
        number=row.number,
        code=row.code,
        nl=row.texts.get("nl", ""),
        en=row.texts.get("en", ""),
        about=row.about,
        kind=row.kind,
        choices=tuple(Choice(one["code"], one["nl"], one["en"]) for one in row.choices),
        help_nl=row.help.get("nl", ""),
        help_en=row.help.get("en", ""),
        forbids_medical=row.forbids_medical,
        label=row.label,
        required=row.required,
        after=row.after,
    )


def _check(row: BoxCheckRule) -> CheckRule:
    reader = Reader()
    rule = parse_rule(reader, row.rule) if row.rule is not None else None
    reader.done()
    return CheckRule(
        code=row.code,
        source=row.source,
        **_texts(row.texts, english=False),
        rule=rule,
        parties=tuple(row.parties),
    )


def _confirm(row: BoxConfirmRule) -> ConfirmRule:
    return ConfirmRule(
        code=row.code,
        parties=tuple(row.parties),
        **_texts(row.texts, english=False),
        source=row.source,
        required=row.required,
        covers=tuple(row.covers),
    )


def _derivation(row: BoxDerivation) -> Derivation:
    source = row.source
    return Derivation(
        code=row.code,
        **_texts(row.texts, english=False),
        topic=row.topic,
        seats=tuple(row.seat_kinds),
        question=source.get("question", ""),
        takes=source.get("takes", ""),
        mapping=tuple(source.get("mapping", {}).items()),
        checks=tuple(source.get("checks", ())),
        box_state=bool(source.get("box_state")),
    )
