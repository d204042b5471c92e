"""What the operator does for a region, named in the log: the first admins, and who coordinates."""

from django.db import transaction
from django.db.models.functions import Lower

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting, nobody
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.actions import record
from huiswaarts.foundation.network import policies
from huiswaarts.foundation.network.actions import send_offer, withdraw_offer
from huiswaarts.foundation.network.models import Offer, Organisation, Region
from huiswaarts.foundation.network.queries import lock_region, region_admins, region_admins_invited


@granting(to=nobody)  # whose the address is, is known when its owner says yes
@transaction.atomic
def appoint_region_admin(
    *, email: str, name: str, organisation: Organisation, operator: str, by: Actor
) -> Offer:
    """An offer to an address. Whether somebody has an account with it is asked nowhere; only that
    it is not of a region admin who is one already, for then one person would be both.
    """
    region_id = organisation.region_id
    lock_region(region_id)
    address = User.objects.normalise(email)
    sitting = region_admins(region_id, at=by.at).annotate(low=Lower("user__email"))
    addresses = [low for low in sitting.values_list("low", flat=True) if low]
    # The same address again is the same invitation, sent anew.
    invited = region_admins_invited(region_id, at=by.at).exclude(address__in=[address, *addresses])
    waiting = list(invited.order_by("address").values_list("address", flat=True).distinct())
    require(
        policies.appoint_region_admin(
            organisation,
            is_one=address in addresses,
            admins=sitting.values("user_id").distinct().count(),
            waiting=waiting,
            operator=operator,
        )
    )
    offer = Offer(organisation=organisation, role="region_admin", name=name)
    send_offer(offer=offer, email=email, by=by, at=by.at)
    record(
        kind="network.region_admin_appointed",
        by=by,
        subject=f"network.offer:{offer.pk}",
        operator=operator,
    )
    return offer


@transaction.atomic
def withdraw_appointment(*, email: str, region: Region, operator: str, by: Actor) -> bool:
    """What the operator sent to a wrong address, where there may be no region admin to do it."""
    lock_region(region.pk)
    address = User.objects.normalise(email)
    sent = Offer.objects.filter(region=region, role="region_admin", address=address)
    found = sent.filter(state=Offer.State.OPEN, invited_by_user_id=None).first()
    if found is None:
        return False
    withdraw_offer(offer=found, by=by, at=by.at)
    record(
        kind="network.region_admin_uninvited",
        by=by,
        subject=f"network.offer:{found.pk}",
        operator=operator,
    )
    return True


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
