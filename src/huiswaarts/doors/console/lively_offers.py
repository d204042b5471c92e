"""What waits for an answer in the demo regions: an invitation, and a role that two people give."""

import datetime as dt

from django.db import transaction

from huiswaarts.doors.console.personas import PROFESSIONALS, best_of
from huiswaarts.foundation.access.role_rules import Giver, roles_by
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.network.actions import invite_colleague
from huiswaarts.foundation.network.models import Membership, Offer, Region, RoleProposal
from huiswaarts.foundation.network.queries import actor_of_membership, region_admins
from huiswaarts.foundation.network.region.actions.roles import propose_role

PROPOSED, NAME = "policy_officer", "Marijke Vos"


def set_offers(now: dt.datetime) -> None:
    """In every region where nothing waits yet."""
    for region in Region.objects.order_by("pk"):
        if not Offer.objects.filter(region=region, state=Offer.State.OPEN).exists():
            _invite(region, now)
        if not RoleProposal.objects.filter(region=region).exists():
            _propose(region, now)


def _invite(region: Region, now: dt.datetime) -> None:
    """One persona invites another, who works elsewhere: both have it on their pages."""
    admin = best_of(region, "organisation_admin", "")
    if admin is None:
        return
    roles = [key for key, _ in roles_by(Giver.ORGANISATION, admin.organisation.kind)]
    workers = (best_of(region, role, kind) for role, kind, _ in PROFESSIONALS if role in roles)
    elsewhere = (one for one in workers if one and one.organisation_id != admin.organisation_id)
    worker = next((one for one in elsewhere if one.user_id != admin.user_id), None)
    if worker is not None and worker.user.email:
        by = actor_of_membership(admin, name=admin.user.name, at=now)
        told = {"email": worker.user.email, "name": worker.user.name, "role": worker.role}
        invite_colleague(**told, by=by, at=now)


def _propose(region: Region, now: dt.datetime) -> None:
    """By another region admin than the persona, who finds it to answer."""
    persona = best_of(region, "region_admin", "")
    admins = region_admins(region.pk, at=now).select_related("user", "organisation")
    proposer: Membership | None = next((one for one in admins if one != persona), None)
    if proposer is None:
        return
    domain = (proposer.user.email or "").rpartition("@")[2]
    email = f"{NAME.lower().replace(' ', '.')}@{domain}"
    by = actor_of_membership(proposer, name=proposer.user.name, at=now)
    place = proposer.organisation
    with transaction.atomic(), acting(by):
        propose_role(email=email, name=NAME, role=PROPOSED, organisation=place, by=by)
