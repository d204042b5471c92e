"""Puts the catalogue of moving boxes in the database for a region: once per version."""

from typing import Any

from huiswaarts.casework.boxes.content.parse import catalogue
from huiswaarts.casework.boxes.content.rules import rule_as_data
from huiswaarts.casework.boxes.content.types import BoxType as Source
from huiswaarts.casework.boxes.content.types import Derivation
from huiswaarts.casework.boxes.models import (
    BoxCheckRule,
    BoxConfirmRule,
    BoxDerivation,
    BoxQuestion,
    BoxType,
)
from huiswaarts.foundation.network.models import Region


def install(region: Region) -> dict[str, BoxType]:
    """The types of the newest version by their code; what is there already is left alone."""
    source = catalogue()
    for box in source.boxes:
        known = BoxType.objects.filter(region=region, code=box.code, version=source.version)
        if not known.exists():
            _install_box(region, box, source.version)
    if region.catalogue_version < source.version:
        region.catalogue_version = source.version
        region.save(update_fields=["catalogue_version"])
    types = BoxType.objects.filter(region=region, version=region.catalogue_version)
    return {one.code: one for one in types}


def _install_box(region: Region, box: Source, version: int) -> None:
    made = BoxType.objects.create(
        region=region,
        code=box.code,
        version=version,
        topic=box.topic,
        order=box.order,
        gate=box.gate,
        optional=box.optional,
        conversation_only=box.conversation_only,
        texts=_texts(box.nl, box.en, box.client_nl, box.client_en),
        intro={"nl": box.intro_nl, "en": box.intro_en},
    )
    _questions(made, box)
    BoxCheckRule.objects.bulk_create(
        BoxCheckRule(
            box_type=made,
            code=one.code,
            order=order,
            texts={"nl": one.nl},
            client_texts={"nl": one.client_nl, "en": one.client_en},
            rule=rule_as_data(one.rule) if one.rule else None,
            parties=list(one.parties),
        )
        for order, one in enumerate(box.checks, start=1)
    )
    BoxConfirmRule.objects.bulk_create(
        BoxConfirmRule(
            box_type=made,
            code=one.code,
            order=order,
            texts=_texts(one.nl, "", one.client_nl, one.client_en),
            parties=list(one.parties),
            required=one.required,
        )
        for order, one in enumerate(box.confirmations, start=1)
    )
    BoxDerivation.objects.bulk_create(
        BoxDerivation(
            box_type=made,
            code=one.code,
            order=order,
            texts=_texts(one.nl, "", one.client_nl, one.client_en),
            topic=one.topic,
            source=_source(one),
            seat_kinds=list(one.seats),
        )
        for order, one in enumerate(box.derivations, start=1)
    )


def _questions(made: BoxType, box: Source) -> None:
    BoxQuestion.objects.bulk_create(
        BoxQuestion(
            box_type=made,
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
        )
        for order, one in enumerate(box.in_reading_order, start=1)
    )


def _texts(nl: str, en: str, client_nl: str, client_en: str) -> dict[str, str]:
    texts = {"nl": nl, "en": en, "client_nl": client_nl, "client_en": client_en}
    return {language: text for language, text in texts.items() if text}


def _source(one: Derivation) -> dict[str, Any]:
    if one.question:
        return {"question": one.question, "takes": one.takes, "mapping": dict(one.mapping)}
    return {"box": "filled"} if one.box_state else {"checks": list(one.checks)}
