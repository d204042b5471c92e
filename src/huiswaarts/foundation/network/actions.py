"""Inviting by address: what is offered waits until whoever has the address accepts it.

No account is looked up, made or changed here before its owner answers, so the same statements run
for every address and nothing can be learned from them.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.decisions import require
from huiswaarts.foundation.access.granting import Own, granting, nobody
from huiswaarts.foundation.access.session import as_the_clock
from huiswaarts.foundation.accounts import codes
from huiswaarts.foundation.accounts.actions import News, tell
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.common.ids import public_id
from huiswaarts.foundation.events import actions as events
from huiswaarts.foundation.events.actions import Recipient
from huiswaarts.foundation.events.models import Notification
from huiswaarts.foundation.events.outbox import OFFERED
from huiswaarts.foundation.network import policies, quotas
from huiswaarts.foundation.network.models import Membership, Offer, Organisation
from huiswaarts.foundation.network.queries import lock_words
from huiswaarts.foundation.network.querysets import own_address

State = Offer.State


class OfferClosedError(Exception):
    """Answered, withdrawn, lapsed or too old; which of these is not told."""


class WorksHereError(Exception):
    """They work there in this role already, and the kit prepared seats under another membership."""


REFUSALS: dict[str, type[Exception]] = {
    "closed": OfferClosedError,
    "second_step": PermissionDenied,
    "lapsed": OfferClosedError,
    "works_here": WorksHereError,
}


@granting(to=nobody)  # whose the address is, is known when its owner says yes
@transaction.atomic
def invite_colleague(*, email: str, name: str, role: str, by: Actor, at: dt.datetime) -> Offer:
    """Work in the own organisation, offered to an address."""
    own = Organisation.objects.get(pk=by.own_organisation_id)
    require(policies.give_role(by, own, role))
    require(policies.invite_beside(_given_by_region(own, role, email, at)))
    offer = Offer(organisation_id=by.own_organisation_id, role=role, name=name)
    return send_offer(offer=offer, email=email, by=by, at=at)


def _given_by_region(own: Organisation, role: str, email: str, at: dt.datetime) -> Offer | None:
    same = Offer.objects.open(at).standing(at).filter(organisation=own, role=role)
    address = User.objects.normalise(email) or ""
    found: Offer | None = same.filter(address=address, proposed_by_user_id__isnull=False).first()
    return found


@transaction.atomic
def send_offer(*, offer: Offer, email: str, by: Actor, at: dt.datetime) -> Offer:
    """Writes the offer and the mail; the caller asked whether `by` may. Replaces an open one.

    The one way out for a mail to an address that somebody typed, so the count of a day is here.
    """
    quotas.take(quotas.INVITATIONS, by=by, at=at)
    offer.typed, offer.address = email.strip(), User.objects.normalise(email) or ""
    require(policies.invite_address(is_own=offer.address in list(own_address(by))))
    # Who invites at the same moment waits here, and then replaces what was just sent.
    key = f"{offer.address}:{offer.organisation_id}:{offer.role}"
    lock_words(f"offer:{key if offer.is_work else offer.seat_id}")
    same = Offer.objects.filter(state=State.OPEN)
    if offer.is_work:
        same = same.filter(address=offer.address, organisation=offer.organisation, role=offer.role)
        offer.membership_id = _prepared(offer)
    else:
        same = same.filter(seat_id=offer.seat_id)
    same.update(state=State.REPLACED, answered_at=at)
    code = codes.mail_code()
    offer.region_id = by.own_region_id
    offer.code_hash = codes.print_of(code)
    # The operator is nobody who signs in.
    offer.invited_by_user_id = by.user_id or None
    offer.invited_by_membership_id = by.membership_id
    offer.invited_at, offer.expires_at = at, at + OFFERED
    offer.save(force_insert=True)
    events.queue_invitations(letters=[(offer.typed, code)], at=at)
    _note("network.invited", offer, by)
    return offer


def _prepared(offer: Offer) -> int | None:
    """The work that a kit prepared for this address, which nobody began yet."""
    same = Offer.objects.filter(
        address=offer.address, organisation=offer.organisation, role=offer.role
    )
    waiting = same.filter(membership__isnull=False, membership__until_at=None)
    return waiting.exclude(state=State.ACCEPTED).values_list("membership", flat=True).first()


@transaction.atomic
def withdraw_offer(*, offer: Offer, by: Actor, at: dt.datetime) -> None:
    """The caller asked whether `by` may invite here."""
    taken_back = Offer.objects.filter(pk=offer.pk, state=State.OPEN)
    if not taken_back.update(state=State.WITHDRAWN, answered_at=at):
        raise OfferClosedError
    _note("network.invitation_withdrawn", offer, by)


@transaction.atomic
def withdraw_work(*, offer: Offer, by: Actor, at: dt.datetime) -> None:
    """Of the own organisation; by a region admin, what two gave over the region."""
    is_own = offer.claimed_by_user_id == by.user_id or offer.address in list(own_address(by))
    require(policies.manage_offer(by, offer, is_own=is_own))
    withdraw_offer(offer=offer, by=by, at=at)
    if offer.is_of_region:
        _tell_makers(offer, by)


def _tell_makers(offer: Offer, by: Actor) -> None:
    """Who proposed it and who agreed, but not whoever takes it back. By the clock: of the news of
    another nobody writes a row.
    """
    pairs = (
        (offer.proposed_by_user_id, offer.proposed_by_membership_id),
        (offer.invited_by_user_id, offer.invited_by_membership_id),
    )
    to = [Recipient(user, work) for user, work in pairs if user]  # `tell` leaves out `by`
    news = News(Notification.Kind.OFFER_WITHDRAWN, subject=f"network.offer:{offer.pk}")
    with as_the_clock(by, job="offers") as clock:
        tell(news=news, to=to, by=clock)


def claim_offer(*, code_hash: str) -> bool:
    """By whoever is signed in with an account without an address: the link in the mail is proof
    enough, unless somebody else signs in with that address.
    """
    with connection.cursor() as cursor:
        cursor.execute("select app_claim_offer(%s)", [code_hash])
        return bool(cursor.fetchone()[0])


def _owner(*, by: Actor, **_: object) -> tuple[int, ...]:
    return (by.user_id,)


@granting(to=_owner, own=Own.ACCEPTS_INVITATION)
@transaction.atomic
def accept_work(*, offer: Offer, name: str, by: Actor) -> Membership:
    """By whoever has the address, signed in with a second step: from now on they work there."""
    require(policies.begin_work(by, offer))
    with connection.cursor() as cursor:
        cursor.execute("select * from app_accept_work(%s, %s)", [offer.pk, public_id()])
        why_not, member_id = cursor.fetchone()
    if why_not:
        raise REFUSALS[why_not]
    user = User.objects.select_for_update().get(pk=by.user_id)
    if not user.name:  # clients have none; colleagues must know with whom they work
        user.name = name or offer.name
        user.save(update_fields=["name"])
    _note("network.invitation_accepted", offer, by)
    return Membership.objects.get(pk=member_id)


@transaction.atomic
def decline(*, offer: Offer, by: Actor, at: dt.datetime) -> Offer:
    """Everything stays as it was."""
    mine = Offer.objects.to(by).select_for_update(of=("self",))
    locked: Offer | None = mine.filter(pk=offer.pk).first()
    if locked is None:
        raise OfferClosedError
    require(policies.answer(by, locked))
    locked.state, locked.answered_at = State.DECLINED, at
    locked.answered_by_user_id = by.user_id
    locked.save(update_fields=["state", "answered_at", "answered_by_user_id"])
    _note("network.invitation_declined", locked, by)
    return locked


def _note(kind: str, offer: Offer, by: Actor) -> None:
    events.record(kind=kind, by=by, case_id=offer.case_id, subject=f"network.offer:{offer.pk}")
