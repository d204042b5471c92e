from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import YES, Decision, first_no, no
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.accounts.models import User


def may_invite(by: Actor, user: User) -> Decision:
    """Who someone may invite follows from the seat or membership, and is asked there."""
    return first_no(
        YES
        if by.has(Permission.ORGANISATION_MANAGE)
        or by.has(Permission.CASE_WORK)
        or not by.is_professional  # a client, for the own table: asked in `cases.policies.invite`
        else no("Alleen een beheerder of een teamlid kan iemand uitnodigen."),
        YES if user.is_active else no("Dit account is afgesloten."),
        YES if by.user_id != user.pk else no("U kunt uzelf niet uitnodigen."),
    )


def may_manage_sign_in(by: Actor, user: User) -> Decision:
    return first_no(
        YES
        if by.has(Permission.ORGANISATION_MANAGE)
        else no("Alleen de beheerder van de organisatie kan dit."),
        YES if by.user_id != user.pk else no("Laat dit voor uzelf doen door een andere beheerder."),
    )
