"""What the operator does for a region, named in the log: the first admins, and who coordinates."""

from django.db import transaction

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting
from huiswaarts.foundation.accounts.actions.invitations import mail_invitation
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.actions import record
from huiswaarts.foundation.network import policies
from huiswaarts.foundation.network.models import Membership, Organisation, Region
from huiswaarts.foundation.network.queries import lock_region, region_admins


@granting(to=lambda *, user, **_: (user.pk,))
@transaction.atomic
def appoint_region_admin(
    *, user: User, organisation: Organisation, operator: str, by: Actor
) -> Membership:
    """`user` is new: nothing happens to an account that somebody has. By mail, for a day."""
    lock_region(organisation.region_id)
    admins = region_admins(organisation.region_id, at=by.at).count()
    require(policies.appoint_region_admin(organisation, admins=admins, operator=operator))
    membership = Membership.objects.create(
        region_id=organisation.region_id,
        user=user,
        organisation=organisation,
        role="region_admin",
        from_at=by.at,
    )
    record(
        kind="network.region_admin_appointed",
        by=by,
        subject=f"network.membership:{membership.pk}",
        operator=operator,
    )
    mail_invitation(user=user, by=by, at=by.at)
    return membership


@transaction.atomic
def let_corporations_coordinate(*, region: Region, allowed: bool, operator: str, by: Actor) -> None:
    """May a housing corporation coordinate a case here? Who coordinates now goes on."""
    lock_region(region.pk)
    Region.objects.filter(pk=region.pk).update(corporation_coordinates=allowed)
    record(
        kind="network.corporation_coordinates",
        by=by,
        subject=f"network.region:{region.pk}",
        allowed=allowed,
        operator=operator,
    )
