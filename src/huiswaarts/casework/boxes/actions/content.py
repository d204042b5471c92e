"""The catalogue as rows of a region. For the owner of the tables: users change no content."""

from typing import Any

from django.db import transaction

from huiswaarts.casework.boxes.content.parse import catalogue
from huiswaarts.casework.boxes.content.rules import rule_as_data
from huiswaarts.casework.boxes.content.types import Catalogue, Derivation
from huiswaarts.casework.boxes.kinds_rows import kind_of
from huiswaarts.casework.boxes.models import (
    BoxCheckRule,
    BoxConfirmRule,
    BoxDerivation,
    BoxQuestion,
    BoxType,
)
from huiswaarts.foundation.network.models import Region


@transaction.atomic
def load_catalogue(region: Region, source: Catalogue | None = None) -> dict[str, BoxType]:
    """The box types of the newest version by code. A version that is there is left alone.

    A new version makes new rows; a case keeps the types that it was opened with.
    """
    source = source or catalogue()
    if not BoxType.objects.filter(region=region, version=source.version).exists():
        made = _types(region, source)
        _questions(made, source)
        _check_rules(made, source)
        _confirm_rules(made, source)
        _derivations(made, source)
        kind_of.cache_clear()
    if region.catalogue_version < source.version:
        region.catalogue_version = source.version
        region.save(update_fields=["catalogue_version"])
    types = BoxType.objects.filter(region=region, version=region.catalogue_version)
    return {one.code: one for one in types.order_by("order")}


def _types(region: Region, source: Catalogue) -> dict[str, BoxType]:
    rows = BoxType.objects.bulk_create(
        BoxType(
            region=region,
            code=box.code,
            version=source.version,
            topic=box.topic,
            order=box.order,
            gate=box.gate,
            optional=box.optional,
            conversation_only=box.conversation_only,
            texts=_texts(box),
            intro={"nl": box.intro_nl, "en": box.intro_en},
            fills=box.fills_nl,
            shared=box.shared_nl,
        )
        for box in source.boxes
    )
    return {row.code: row for row in rows}


def _questions(made: dict[str, BoxType], source: Catalogue) -> None:
    BoxQuestion.objects.bulk_create(
        BoxQuestion(
            box_type=made[box.code],
            code=one.code,
            order=order,
            number=one.number,
            texts={"nl": one.nl, "en": one.en},
            kind=one.kind,
            choices=[{"code": c.code, "nl": c.nl, "en": c.en} for c in one.choices],
            help={"nl": one.help_nl, "en": one.help_en} if one.help_nl else {},
            about=one.about,
            required=one.required,
            forbids_medical=one.forbids_medical,
            label=one.label,
            after=one.after,
        )
        for box in source.boxes
        for order, one in enumerate(box.in_reading_order, start=1)
    )


def _check_rules(made: dict[str, BoxType], source: Catalogue) -> None:
    BoxCheckRule.objects.bulk_create(
        BoxCheckRule(
            box_type=made[box.code],
            code=one.code,
            order=order,
            source=one.source,
            texts=_texts(one),
            rule=rule_as_data(one.rule) if one.rule else None,
            parties=list(one.parties),
        )
        for box in source.boxes
        for order, one in enumerate(box.checks, start=1)
    )


def _confirm_rules(made: dict[str, BoxType], source: Catalogue) -> None:
    BoxConfirmRule.objects.bulk_create(
        BoxConfirmRule(
            box_type=made[box.code],
            code=one.code,
            order=order,
            source=one.source,
            texts=_texts(one),
            parties=list(one.parties),
            required=one.required,
            covers=list(one.covers),
        )
        for box in source.boxes
        for order, one in enumerate(box.confirmations, start=1)
    )


def _derivations(made: dict[str, BoxType], source: Catalogue) -> None:
    BoxDerivation.objects.bulk_create(
        BoxDerivation(
            box_type=made[box.code],
            code=one.code,
            order=order,
            texts=_texts(one),
            topic=one.topic,
            source=_source(one),
            seat_kinds=list(one.seats),
        )
        for box in source.boxes
        for order, one in enumerate(box.derivations, start=1)
    )


def _texts(one: Any) -> dict[str, str]:
    names = ("nl", "en", "client_nl", "client_en")
    return {name: getattr(one, name) for name in names if getattr(one, name, "")}


def _source(one: Derivation) -> dict[str, Any]:
    if one.question:
        return {"question": one.question, "takes": one.takes, "mapping": dict(one.mapping)}
    return {"box_state": True} if one.box_state else {"checks": list(one.checks)}
