"""Bottlenecks: noted, recognised by another organisation, and that taken back."""

from dataclasses import dataclass

from django.db import transaction

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.events.actions import record
from huiswaarts.institutions.bottlenecks import policies
from huiswaarts.institutions.bottlenecks.models import Bottleneck, Recognition
from huiswaarts.institutions.bottlenecks.nobody import about_nobody

TITLE, DESCRIPTION = 120, 1000  # characters


@dataclass(frozen=True)
class Words:
    """What happens, of which kind, and how far it reaches."""

    category: str
    title: str
    description: str
    reach: str


@transaction.atomic
def note_bottleneck(*, words: Words, by: Actor) -> Bottleneck:
    """The organisation that notes it recognises it too. Raises `RefusedTextError`."""
    require(policies.note(by))
    made = Bottleneck.objects.create(
        region_id=by.own_region_id,
        category=words.category,
        title=about_nobody(words.title, max_length=TITLE),
        description=about_nobody(words.description, max_length=DESCRIPTION),
        reach=words.reach,
        organisation_id=by.own_organisation_id,
        membership_id=by.own_membership_id,
        noted_at=by.at,
    )
    _recognise(made, by)
    _note("bottlenecks.bottleneck_noted", made, by)
    return made


@transaction.atomic
def recognise_bottleneck(*, bottleneck: Bottleneck, by: Actor) -> bool:
    """Once for each organisation, whoever of it presses: whether this was the first press."""
    require(policies.recognise(by, bottleneck))
    first = _recognise(bottleneck, by)
    if first:
        _note("bottlenecks.bottleneck_recognised", bottleneck, by)
    return first


@transaction.atomic
def withdraw_recognition(*, bottleneck: Bottleneck, by: Actor) -> bool:
    """Whether there was one to take back."""
    require(policies.recognise(by, bottleneck))
    mine = Recognition.objects.standing().filter(
        bottleneck=bottleneck, organisation_id=by.own_organisation_id
    )
    withdrawn = bool(mine.update(withdrawn_at=by.at, membership_id=by.own_membership_id))
    if withdrawn:
        _note("bottlenecks.recognition_withdrawn", bottleneck, by)
    return withdrawn


def _recognise(bottleneck: Bottleneck, by: Actor) -> bool:
    """Whether it did not stand yet; of two who press at once the second waits for the first."""
    said = {"membership_id": by.own_membership_id, "at": by.at, "withdrawn_at": None}
    one, made = Recognition.objects.select_for_update().get_or_create(
        bottleneck=bottleneck, organisation_id=by.own_organisation_id, defaults=said
    )
    if made or one.withdrawn_at is None:
        return made
    return bool(Recognition.objects.filter(pk=one.pk).update(**said))


def _note(kind: str, bottleneck: Bottleneck, by: Actor) -> None:
    record(kind=kind, by=by, subject=f"bottlenecks.bottleneck:{bottleneck.pk}")
