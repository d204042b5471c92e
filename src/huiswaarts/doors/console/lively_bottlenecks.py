"""The register of the demo regions: what holds people up, noted by one and known by others."""

import datetime as dt

from huiswaarts.foundation.network.models import Membership, Region
from huiswaarts.foundation.network.queries import actor_of_membership
from huiswaarts.institutions.bottlenecks.actions import (
    Words,
    note_bottleneck,
    recognise_bottleneck,
)
from huiswaarts.institutions.bottlenecks.models import Bottleneck

ROLES = ("support_worker", "housing_consultant", "access_worker")
NOTED = (
    Words(
        "home",
        "Te weinig kleine woningen onder de huurgrens",
        "Wie klaar is om te verhuizen wacht langer dan het werk aan de dozen duurt.",
        "region",
    ),
    Words(
        "support_gap",
        "De nieuwe begeleiding begint weken na de sleutel",
        "De beschikking komt pas als het adres bekend is. Daardoor valt er een gat.",
        "region",
    ),
    Words(
        "allocation_rules",
        "Inschrijfduur telt niet mee na jaren in de opvang",
        "Wie lang in de opvang woonde begint bij nul.",
        "national",
    ),
)


def note_bottlenecks(now: dt.datetime) -> None:
    """In every region that has none: by each in turn, and recognised by the others."""
    for region in Region.objects.order_by("pk"):
        if Bottleneck.objects.filter(region=region).exists():
            continue
        rows = Membership.objects.filter(region=region, role__in=ROLES, until_at=None)
        people: dict[int, Membership] = {}
        for work in rows.select_related("user", "organisation").order_by("pk"):
            people.setdefault(work.organisation_id, work)
        actors = [actor_of_membership(one, name=one.user.name, at=now) for one in people.values()]
        for turn, words in enumerate(NOTED[: len(actors)]):
            made = note_bottleneck(words=words, by=actors[turn])
            for other in actors[turn + 1 :]:
                recognise_bottleneck(bottleneck=made, by=other)
