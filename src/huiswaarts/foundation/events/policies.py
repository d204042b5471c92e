from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import YES, Decision, no
from huiswaarts.foundation.access.permissions import Permission


def review_looks(actor: Actor) -> Decision:
    if actor.has(Permission.ACCESS_LOG_REVIEW):
        return YES
    return no("Alleen de functionaris gegevensbescherming kijkt het logboek na.")
