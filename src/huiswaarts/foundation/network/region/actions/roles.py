"""A role over the region: one region admin proposes, a second person agrees, its owner accepts.

No account is looked up: what is proposed is for an address, and only that of the person who acts
is compared with it.
"""

from django.db import transaction

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import granting
from huiswaarts.foundation.accounts.actions import News, tell
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.actions import Recipient, record
from huiswaarts.foundation.events.models import Notification
from huiswaarts.foundation.network import policies
from huiswaarts.foundation.network.actions import send_offer
from huiswaarts.foundation.network.models import Offer, Organisation, RoleProposal
from huiswaarts.foundation.network.queries import lock_words
from huiswaarts.foundation.network.querysets import own_address
from huiswaarts.foundation.network.region.queries import (
    admins_of,
    central_of,
    seconds_of,
    stands_apart,
)

Kind, State = Notification.Kind, RoleProposal.State


class AlreadyProposedError(Exception):
    """The same role at the same organisation waits for this address."""


class ProposalClosedError(Exception):
    """Answered or withdrawn, just before."""


def _typed(*, by: Actor, email: str, **_: object) -> tuple[int, ...]:
    return _me(by, User.objects.normalise(email) or "")


def _proposed(*, by: Actor, proposal: RoleProposal, **_: object) -> tuple[int, ...]:
    return _me(by, proposal.address)


def _me(by: Actor, address: str) -> tuple[int, ...]:
    """Who acts, when this is their address; of anybody else nothing is asked."""
    return (by.user_id,) if address in list(own_address(by)) else ()


@granting(to=_typed)
@transaction.atomic
def propose_role(
    *, email: str, name: str, role: str, organisation: Organisation, by: Actor
) -> RoleProposal:
    """Nothing is sent to the address yet."""
    require(
        policies.propose_role(
            by,
            organisation,
            role,
            is_central=organisation == central_of(by),
            admins=admins_of(organisation, at=by.at).count(),
        )
    )
    proposal = RoleProposal(
        region_id=by.own_region_id,
        typed=email.strip(),
        address=User.objects.normalise(email) or "",
        name=name,
        role=role,
        organisation=organisation,
        proposed_by_user_id=by.user_id,
        proposed_by_id=by.own_membership_id,
        proposed_at=by.at,
    )
    lock_words(f"proposal:{proposal.address}:{organisation.pk}:{role}")
    same = RoleProposal.objects.visible_to(by).filter(
        state=State.OPEN, role=role, address=proposal.address, organisation=organisation
    )
    # Of somebody who is no region admin any more nobody can agree with it: this one replaces it.
    lapsed = list(same.filter(proposed_by__until_at__lte=by.at).values_list("pk", flat=True))
    same.filter(pk__in=lapsed).update(state=State.WITHDRAWN, answered_at=by.at)
    if same.exists():
        raise AlreadyProposedError
    proposal.save(force_insert=True)
    _note("network.role_proposed", proposal, by)
    _tell(Kind.ROLE_PROPOSED, proposal, seconds_of(proposal, at=by.at), by)
    return proposal


@granting(to=_proposed)
@transaction.atomic
def agree_role(*, proposal: RoleProposal, by: Actor) -> Offer:
    """By the second person; the address gets the offer, in the same transaction."""
    locked = _settle_proposal(proposal, State.AGREED, by)
    offer = Offer(
        organisation=locked.organisation,
        role=locked.role,
        name=locked.name,
        proposed_by_user_id=locked.proposed_by_user_id,
        proposed_by_membership_id=locked.proposed_by_id,
    )
    send_offer(offer=offer, email=locked.typed, by=by, at=by.at)
    _note("network.role_agreed", locked, by)
    _tell(Kind.ROLE_AGREED, locked, [_proposer(locked)], by)
    return offer


@transaction.atomic
def refuse_role(*, proposal: RoleProposal, why: str, by: Actor) -> None:
    locked = _settle_proposal(proposal, State.REFUSED, by, why=why)
    _note("network.role_refused", locked, by)
    _tell(Kind.ROLE_REFUSED, locked, [_proposer(locked)], by)


@transaction.atomic
def withdraw_role(*, proposal: RoleProposal, by: Actor) -> None:
    """By whoever proposed it, while it waits; what lapsed, by any region admin."""
    locked = _lock(proposal, by)
    require(policies.withdraw_role(by, locked))
    locked.state, locked.answered_at = State.WITHDRAWN, by.at
    locked.save(update_fields=["state", "answered_at"])
    _note("network.role_withdrawn", locked, by)


def _settle_proposal(
    proposal: RoleProposal, state: str, by: Actor, *, why: str = ""
) -> RoleProposal:
    locked = _lock(proposal, by)
    is_own, apart = bool(_me(by, locked.address)), stands_apart(by, locked)
    require(policies.answer_role(by, locked, is_own=is_own, apart=apart))
    locked.state, locked.why = state, why
    locked.answered_by_user_id, locked.answered_by_id = by.user_id, by.own_membership_id
    locked.answered_at = by.at
    locked.save(update_fields=["state", "why", "answered_by_user_id", "answered_by", "answered_at"])
    return locked


def _lock(proposal: RoleProposal, by: Actor) -> RoleProposal:
    rows = RoleProposal.objects.visible_to(by).filter(state=State.OPEN)
    rows = rows.select_related("organisation", "proposed_by")
    locked: RoleProposal | None = (
        rows.select_for_update(of=("self",)).filter(pk=proposal.pk).first()
    )
    if locked is None:
        raise ProposalClosedError
    return locked


def _proposer(proposal: RoleProposal) -> Recipient:
    return Recipient(proposal.proposed_by_user_id, proposal.proposed_by_id)


def _tell(kind: str, proposal: RoleProposal, to: list[Recipient], by: Actor) -> None:
    subject = f"network.roleproposal:{proposal.pk}"
    tell(news=News(kind, subject=subject, once=f"{kind}:{proposal.pk}"), to=to, by=by)


def _note(kind: str, proposal: RoleProposal, by: Actor) -> None:
    record(kind=kind, by=by, subject=f"network.roleproposal:{proposal.pk}", role=proposal.role)
