"""A colleague who lost the second step: one admin asks, another agrees."""

from django.db import transaction

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting
from huiswaarts.foundation.accounts.actions import News, tell
from huiswaarts.foundation.accounts.actions.recovery import Place, Seen, ask_recovery
from huiswaarts.foundation.accounts.models import RecoveryRequest
from huiswaarts.foundation.accounts.models_recovery import KNOWN
from huiswaarts.foundation.events.actions import Recipient
from huiswaarts.foundation.events.models import Notification
from huiswaarts.foundation.network import policies
from huiswaarts.foundation.network.models import Membership


def _colleague(*, membership: Membership, **_: object) -> tuple[int, ...]:
    return (membership.user_id,)


@granting(to=_colleague, reason="Uw eigen rechten regelt een andere beheerder.")
@transaction.atomic
def ask_reset(*, membership: Membership, by: Actor) -> RecoveryRequest:
    """Nothing happens to the account yet. The owner hears of it at once and can stop it."""
    require(policies.manage_member(by, membership))
    request, _ = ask_recovery(
        user=membership.user,
        kind=RecoveryRequest.Kind.SECOND_FACTOR,
        place=Place(organisation_id=membership.organisation_id),
        seen=Seen(),
        by=by,
    )
    news = News(kind=Notification.Kind.RECOVERY_ASKED, once=f"recovery:{request.pk}")
    tell(news=news, to=_who_can_agree(membership, by), by=by)
    return request


def _who_can_agree(membership: Membership, by: Actor) -> list[Recipient]:
    """Another admin of the organisation, neither of them new; else those of the region."""
    others = Membership.objects.active(by.at).filter(region_id=by.own_region_id)
    others = others.exclude(user_id__in=(by.user_id, membership.user_id))
    own = others.filter(role="organisation_admin", organisation_id=membership.organisation_id)
    known = own.filter(from_at__lte=by.at - KNOWN) if _is_known(by) else own.none()
    rows = list(known) or list(others.filter(role="region_admin"))
    return [Recipient(one.user_id, one.pk) for one in rows]


def _is_known(by: Actor) -> bool:
    mine = Membership.objects.filter(pk=by.membership_id or 0, from_at__lte=by.at - KNOWN)
    return mine.exists()
