from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import YES, Decision, first_no, no, when
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.role_rules import REGION_WIDE, RULES, Giver, roles_by
from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.network.models import Membership, Offer, Organisation

ENOUGH = 2  # region admins: two can do what takes two


def manage_people(actor: Actor) -> Decision:
    if not actor.has(Permission.ORGANISATION_MANAGE):
        return no("Alleen de beheerder van de organisatie regelt mensen en stoelen.")
    return YES


def give_role(actor: Actor, organisation: Organisation, role: str) -> Decision:
    """What the admin of an organisation may give to a colleague: the table says it."""
    mine = [key for key, _ in roles_by(Giver.ORGANISATION, organisation.kind)]
    return first_no(
        manage_people(actor),
        when(organisation.pk == actor.organisation_id, "Dit is niet uw organisatie."),
        when(role in ROLES, "Deze rol bestaat niet."),
        when(
            role not in REGION_WIDE,
            "Deze rol reikt over de hele regio. De regiobeheerder stelt iemand voor, en een "
            "tweede persoon stemt in.",
        ),
        when(role in mine, "Deze rol bestaat niet in uw soort organisatie."),
    )


def manage_member(actor: Actor, membership: Membership) -> Decision:
    """Of the own organisation, and never one's own rights."""
    if not manage_people(actor):
        return manage_people(actor)
    if membership.organisation_id != actor.organisation_id:
        return no("Deze persoon werkt niet bij uw organisatie.")
    if membership.user_id == actor.user_id:
        return no("Uw eigen rechten regelt een andere beheerder.")
    return YES


def manage_offer(actor: Actor, offer: Offer) -> Decision:
    return first_no(
        manage_people(actor),
        when(
            offer.organisation_id == actor.organisation_id,
            "Deze uitnodiging is niet van uw organisatie.",
        ),
    )


def answer(actor: Actor, offer: Offer) -> Decision:
    """Nobody gives themself a place by inviting the own address."""
    return when(
        offer.invited_by_user_id != actor.user_id,
        "Deze uitnodiging hebt u zelf gemaakt. Een ander nodigt u uit.",
    )


def appoint_region_admin(organisation: Organisation, *, admins: int, operator: str) -> Decision:
    """By the operator, who says their name, until there are two who can go on together."""
    return first_no(
        when(bool(operator.strip()), "Zeg wie u bent: de naam komt in het logboek."),
        when(
            organisation.kind in RULES["region_admin"].kinds,
            "Een regiobeheerder werkt bij de centrumgemeente.",
        ),
        when(admins < ENOUGH, "Deze regio heeft al twee regiobeheerders."),
    )
