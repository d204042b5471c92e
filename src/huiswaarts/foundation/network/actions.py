"""People of an organisation: inviting a colleague into it."""

import datetime as dt

from django.db import transaction

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting
from huiswaarts.foundation.accounts.actions.invitations import mail_invitation
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events import actions as events
from huiswaarts.foundation.network import policies
from huiswaarts.foundation.network.models import Membership, Organisation


class AlreadyMemberError(Exception):
    """This person already has this role here."""


def _addressee(*, email: str, **_: object) -> list[int]:
    address = User.objects.normalise(email)
    return list(User.objects.filter(email=address).values_list("pk", flat=True))


@granting(to=_addressee, reason="U kunt uzelf niet uitnodigen.")
@transaction.atomic
def invite_colleague(*, email: str, name: str, role: str, by: Actor, at: dt.datetime) -> Membership:
    """A colleague gets a membership and, when new here, a mail with a single-use link.

    Who already has an account elsewhere keeps it: name and password are not touched.
    """
    own = Organisation.objects.get(pk=by.own_organisation_id)
    require(policies.give_role(by, own, role))
    address = User.objects.normalise(email)
    user = User.objects.filter(email=address).first()
    is_new = user is None
    if user is None:
        user = User.objects.create_user(email=address, name=name, needs_second_factor=True)
    elif (
        Membership.objects.active(at)
        .filter(user=user, organisation_id=by.own_organisation_id, role=role)
        .exists()
    ):
        raise AlreadyMemberError
    membership = Membership.objects.create(
        region_id=by.own_region_id,
        user=user,
        organisation_id=by.own_organisation_id,
        role=role,
        from_at=at,
    )
    if not user.needs_second_factor:
        user.needs_second_factor = True
        user.save(update_fields=["needs_second_factor"])
    if is_new:
        mail_invitation(user=user, by=by, at=at)
    events.record(
        kind="network.colleague_invited", by=by, subject=f"network.membership:{membership.pk}"
    )
    return membership
