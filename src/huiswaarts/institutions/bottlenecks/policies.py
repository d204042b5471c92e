"""May this be noted or recognised? Pure; every no has its reason."""

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import Decision, first_no, when
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.institutions.bottlenecks.models import Bottleneck

MANY = 2  # organisations that make it more than one's own
WORKS = (Permission.CASE_WORK, Permission.TABLE_MANAGE)


def note(actor: Actor) -> Decision:
    return when(
        any(actor.has(one) for one in WORKS),
        "Een knelpunt noteren doet wie met cliënten of aan tafels werkt.",
    )


def recognise(actor: Actor, bottleneck: Bottleneck) -> Decision:
    return first_no(
        note(actor),
        when(
            bottleneck.organisation_id != actor.organisation_id,
            "Uw organisatie noteerde dit zelf.",
        ),
    )
