from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import YES, Decision, no
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.network.models import Membership


def manage_people(actor: Actor, role: str | None = None) -> Decision:
    if not actor.has(Permission.ORGANISATION_MANAGE):
        return no("Alleen de beheerder van de organisatie regelt mensen en stoelen.")
    if role is not None and role not in ROLES:
        return no("Deze rol bestaat niet.")
    return YES


def manage_member(actor: Actor, membership: Membership) -> Decision:
    """Of the own organisation, and never one's own rights."""
    if not manage_people(actor):
        return manage_people(actor)
    if membership.organisation_id != actor.organisation_id:
        return no("Deze persoon werkt niet bij uw organisatie.")
    if membership.user_id == actor.user_id:
        return no("Uw eigen rechten regelt een andere beheerder.")
    return YES
