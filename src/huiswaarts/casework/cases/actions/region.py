"""A region narrows what a kind of seat may see; done by the operator, as owner."""

import datetime as dt

from django.db import transaction

from huiswaarts.casework.cases.models import RegionRule, Sharing
from huiswaarts.foundation.access.topics import Level
from huiswaarts.foundation.network.models import Region

BATCH = 5000


@transaction.atomic
def narrow_region(
    *, region: Region, seat_kind: str, topic: int, ceiling: Level, reason: str, at: dt.datetime
) -> int:
    """Lower the ceiling for parties now at the table and for those to come.

    Only ever lower: what a region once narrowed stays narrowed here. Returns how many running
    rules came down.
    """
    known = RegionRule.objects.filter(region=region, seat_kind=seat_kind, topic=topic).first()
    if known is None:
        RegionRule.objects.create(
            region=region, seat_kind=seat_kind, topic=topic, ceiling=ceiling, reason=reason
        )
    else:
        known.ceiling = min(Level(known.ceiling), ceiling)
        known.reason = reason
        known.save(update_fields=["ceiling", "reason"])
    running = Sharing.objects.filter(
        case__region=region, seat_kind=seat_kind, topic=topic, until_at=None, ceiling__gt=ceiling
    )
    old = list(running.select_for_update(of=("self",)))
    running.update(until_at=at)
    Sharing.objects.bulk_create([_lower(rule, ceiling, at) for rule in old], batch_size=BATCH)
    return len(old)


def _lower(rule: Sharing, ceiling: Level, at: dt.datetime) -> Sharing:
    same = ("case_id", "seat_kind", "organisation_id", "member_id", "topic", "ground", "purpose")
    return Sharing(
        **{name: getattr(rule, name) for name in same},
        client_decides=rule.client_decides,
        level=min(Level(rule.level), ceiling),
        ceiling=ceiling,
        set_by=Sharing.SetBy.REGION,
        from_at=at,
    )
