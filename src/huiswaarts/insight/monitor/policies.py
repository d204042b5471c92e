from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import YES, Decision, no
from huiswaarts.foundation.access.permissions import Permission


def see_region_counts(actor: Actor) -> Decision:
    if actor.has(Permission.REGION_COUNTS_VIEW):
        return YES
    return no("De aantallen van de regio zijn voor beleid en voor wie tafels voorzit.")
