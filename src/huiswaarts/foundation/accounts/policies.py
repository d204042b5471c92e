from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import YES, Decision, first_no, no, when
from huiswaarts.foundation.access.permissions import Permission
from huiswaarts.foundation.accounts.models import RecoveryRequest, User

TOO_NEW = (
    "Dit kan iemand die hier al twee weken aan tafel zit of bij de toegang werkt. Vraag een "
    "collega, of het hulppunt van de regio."
)


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


def ask_recovery(by: Actor, user: User, kind: str) -> Decision:
    """Who sits at the table of a client is asked by `cases`; who is whose admin, by `network`."""
    own = kind == RecoveryRequest.Kind.ACCESS
    return first_no(
        when(by.user_id != user.pk, "Dit kan niet voor uzelf. Vraag het aan iemand anders."),
        when(user.is_active, "Dit account is afgesloten."),
        when(
            own or by.has(Permission.ORGANISATION_MANAGE),
            "Dit vraagt een beheerder van de organisatie.",
        ),
    )


def stop_recovery(by: Actor, request: RecoveryRequest, staters: set[int]) -> Decision:
    return when(
        by.user_id == request.user_id or by.user_id in staters,
        "Stoppen kan alleen van wie het account is, of wie dit zelf vroeg.",
    )
