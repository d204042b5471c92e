import datetime as dt

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import YES, Decision, first_no, no, when
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.access.role_rules import (
    REGION_WIDE,
    RULES,
    Giver,
    may_second,
    roles_by,
)
from huiswaarts.foundation.access.roles import ROLES
from huiswaarts.foundation.network.models import Membership, Offer, Organisation, RoleProposal

NOT_APART = (
    "Wie akkoord geeft, staat los van wie dit voorstelde. U bent nog geen twee weken beheerder, of "
    "een van u beiden kwam hier door een uitnodiging van de ander of van iemand die de ander "
    "uitnodigde. Een ander geeft antwoord."
)
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


def invite_beside(waiting: Offer | None) -> Decision:
    """`waiting`: what two of the region gave to the same address, which nobody replaces alone."""
    return when(
        waiting is None,
        "Voor dit adres wacht al een uitnodiging voor deze rol, van de regiobeheerder.",
    )


def invite_address(*, is_own: bool) -> Decision:
    """`is_own` when the address is that of who invites; of anybody else nothing is asked."""
    return when(not is_own, "Niemand nodigt zichzelf uit. Een ander doet dat.")


def manage_member(actor: Actor, membership: Membership) -> Decision:
    """Of the own organisation, and never one's own rights."""
    if not manage_people(actor):
        return manage_people(actor)
    if membership.organisation_id != actor.organisation_id:
        return no("Deze persoon werkt niet bij uw organisatie.")
    if membership.user_id == actor.user_id:
        return no("Uw eigen rechten regelt een andere beheerder.")
    return YES


def end_work(actor: Actor, membership: Membership) -> Decision:
    """What the own organisation gave. A role over the region was given by two others."""
    return first_no(
        manage_member(actor, membership),
        when(
            membership.role not in REGION_WIDE,
            "Deze rol reikt over de hele regio. Een regiobeheerder beëindigt die, of uw collega "
            "zelf.",
        ),
    )


def manage_offer(actor: Actor, offer: Offer, *, is_own: bool) -> Decision:
    """What two gave over the region, or the operator, is no organisation's to take back; nor is it
    for whoever was invited (`is_own`), who says no themself.
    """
    if offer.is_of_region:
        return first_no(
            when(
                actor.has(Permission.REGION_MANAGE),
                "Deze uitnodiging gaat over de hele regio. Een regiobeheerder trekt die in.",
            ),
            when(offer.region_id == actor.region_id, "Deze uitnodiging is niet van uw regio."),
            when(not is_own, "Deze uitnodiging is aan uzelf. U zegt er zelf ja of nee op."),
        )
    return first_no(
        manage_people(actor),
        when(
            offer.organisation_id == actor.organisation_id,
            "Deze uitnodiging is niet van uw organisatie.",
        ),
    )


def answer(actor: Actor, offer: Offer) -> Decision:
    """Nobody gives themself a place by inviting, or proposing, the own address."""
    return when(
        actor.user_id not in (offer.invited_by_user_id, offer.proposed_by_user_id),
        "Deze uitnodiging hebt u zelf gemaakt. Een ander nodigt u uit.",
    )


def begin_work(actor: Actor, offer: Offer) -> Decision:
    """Work asks for a second step in the session in which one says yes to it."""
    return first_no(
        answer(actor, offer),
        when(actor.second_step, "Rond eerst de tweede stap van het inloggen af."),
    )


def appoint_region_admin(
    organisation: Organisation, *, is_one: bool, admins: int, waiting: list[str], operator: str
) -> Decision:
    """By the operator, who says their name, until there are two people who can go on together.

    `is_one` when the address is of a region admin already; `waiting` are invited, unanswered.
    """
    return first_no(
        when(bool(operator.strip()), "Zeg wie u bent: de naam komt in het logboek."),
        when(
            organisation.kind in RULES["region_admin"].kinds,
            "Een regiobeheerder werkt bij de centrumgemeente.",
        ),
        when(not is_one, "Dit adres is al van een regiobeheerder. De tweede is iemand anders."),
        when(admins < ENOUGH, "Deze regio heeft al twee regiobeheerders."),
        when(
            admins + len(waiting) < ENOUGH,
            f"Deze regio heeft al twee regiobeheerders, of genoeg uitnodigingen. Nu zijn het er "
            f"{admins}, en op antwoord wacht: {', '.join(waiting)}.",
        ),
    )


def manage_region(actor: Actor) -> Decision:
    return when(
        actor.has(Permission.REGION_MANAGE), "Alleen een regiobeheerder regelt rollen van de regio."
    )


def propose_role(
    actor: Actor, organisation: Organisation, role: str, *, is_central: bool, admins: int
) -> Decision:
    """What a region admin may propose: the table says it. `admins` the organisation has."""
    there = {key for key, _ in roles_by(Giver.REGION, organisation.kind, is_central=is_central)}
    return first_no(
        manage_region(actor),
        when(organisation.region_id == actor.region_id, "Deze organisatie is niet van uw regio."),
        when(role in there, "Deze rol bestaat niet bij deze organisatie."),
        when(
            role in REGION_WIDE or admins == 0,
            "Deze organisatie heeft al een beheerder. Die nodigt zelf collega's uit.",
        ),
    )


def answer_role(actor: Actor, proposal: RoleProposal, *, is_own: bool, apart: bool) -> Decision:
    """The second person: `is_own` when it was proposed for their own address, `apart` when neither
    they nor who proposed it came by the other, and nobody was made for it.
    """
    there = proposal.organisation_id == actor.organisation_id
    return first_no(
        when(proposal.state == RoleProposal.State.OPEN, "Dit voorstel is al beantwoord."),
        when(proposal.region_id == actor.region_id, "Dit voorstel is niet van uw regio."),
        when(
            proposal.proposed_by_user_id != actor.user_id,
            "U hebt dit zelf voorgesteld. Een tweede persoon stemt in.",
        ),
        when(not is_own, "Dit voorstel gaat over uzelf. Een ander stemt in."),
        when(
            may_second(proposal.role, acting=actor.role, works_there=there),
            "Een regiobeheerder stemt in met dit voorstel.",
        ),
        when(
            still_proposed(proposal, actor.at),
            "Wie dit voorstelde, is geen regiobeheerder meer. Stel het opnieuw voor.",
        ),
        when(apart, NOT_APART),
    )


def still_proposed(proposal: RoleProposal, at: dt.datetime) -> bool:
    """No when who proposed it is a region admin no longer: then nobody can agree with it."""
    until = proposal.proposed_by.until_at
    return until is None or until > at


def withdraw_role(actor: Actor, proposal: RoleProposal) -> Decision:
    """By whoever proposed it, as a region admin; what lapsed, by any region admin."""
    return first_no(
        manage_region(actor),
        when(proposal.state == RoleProposal.State.OPEN, "Dit voorstel is al beantwoord."),
        when(
            proposal.proposed_by_user_id == actor.user_id or not still_proposed(proposal, actor.at),
            "Alleen wie dit voorstelde, trekt het in.",
        ),
    )


def end_role(actor: Actor, membership: Membership, *, admins: int) -> Decision:
    """A role over the region: by a region admin, or one's own. `admins` the region has now."""
    own = membership.user_id == actor.user_id
    return first_no(
        when(membership.region_id == actor.region_id, "Deze persoon werkt niet in uw regio."),
        when(membership.role in REGION_WIDE, "Deze rol regelt de beheerder van de organisatie."),
        when(own or actor.has(Permission.REGION_MANAGE), "Een regiobeheerder beëindigt deze rol."),
        when(
            not own or membership.role != "region_admin" or admins > 1,
            "U bent de laatste regiobeheerder. Vraag de beheerder van de installatie.",
        ),
    )
