"""An invitation is answered by whoever has the address; who invited hears which it was."""

import datetime as dt
from dataclasses import replace
from typing import NamedTuple

from django.db import IntegrityError, connection, transaction

from huiswaarts.foundation.access.actor import Actor, the_clock
from huiswaarts.foundation.access.granting import Own, granting
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions import News, tell
from huiswaarts.foundation.accounts.actions.declining import DECLINED
from huiswaarts.foundation.events.actions import Recipient, record
from huiswaarts.foundation.events.models import Notification
from huiswaarts.foundation.network import actions as network
from huiswaarts.foundation.network.models import Offer

Kind = Notification.Kind


ONE_SIDE = "nobody sits on both sides of one table"  # said by the database


class BothSidesError(Exception):
    """They work at this table: nobody is their own worker."""


class SeatedError(Exception):
    """They have a seat of their own at this table."""


REFUSALS: dict[str, type[Exception]] = {
    "closed": network.OfferClosedError,
    "own": network.OfferClosedError,
    "at_work": BothSidesError,
    "seated": SeatedError,
    "lapsed": network.OfferClosedError,
}


class Declined(NamedTuple):
    """Of an offer that nobody signed in for: whom to tell."""

    pk: int
    region_id: int
    case_id: int | None
    invited_by_user_id: int | None
    invited_by_membership_id: int | None
    proposed_by_user_id: int | None
    proposed_by_membership_id: int | None


def _own(*, by: Actor, **_: object) -> tuple[int, ...]:
    return (by.user_id,)


@granting(to=_own, own=Own.ACCEPTS_INVITATION)
@transaction.atomic
def accept(*, offer: Offer, name: str = "", by: Actor, at: dt.datetime) -> int | None:
    """The work begins, or the seat is theirs. Gives the membership, when it was work."""
    member = None
    with acting(_owner(offer, by)) as owner:
        if offer.is_work:
            member = _begin_work(offer, name, owner)
        else:
            _take_seat(offer, owner)
    _tell(offer, Kind.OFFER_ACCEPTED, at)
    return member


@transaction.atomic
def decline(*, offer: Offer, by: Actor, at: dt.datetime) -> None:
    """Everything stays as it was."""
    with acting(_owner(offer, by)) as owner:
        network.decline(offer=offer, by=owner, at=at)
    _tell(offer, Kind.OFFER_DECLINED, at)


@transaction.atomic
def decline_by_code(*, code_hash: str, at: dt.datetime) -> str:
    """By whoever holds the code of the mail, with no account: nothing of theirs is needed for a no.

    Gives what became of it: a second no, or one after an answer, changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from app_decline_offer(%s, %s)", [code_hash, at])
        answer, *found = cursor.fetchone()
    if answer == DECLINED:
        said_no = Declined(*found)
        with acting(the_clock(region_id=said_no.region_id, at=at, job="offers")) as clock:
            about = f"network.offer:{said_no.pk}"
            kind = "network.invitation_declined"
            record(kind=kind, by=clock, case_id=said_no.case_id, subject=about)
        _tell(said_no, Kind.OFFER_DECLINED, at)
    return str(answer)


def _owner(offer: Offer, by: Actor) -> Actor:
    """A person in the region of the offer, on neither side yet."""
    bare = Actor(user_id=by.user_id, name=by.name, region_id=offer.region_id, at=by.at)
    return replace(bare, second_step=by.second_step)


def _begin_work(offer: Offer, name: str, by: Actor) -> int:
    try:
        with transaction.atomic():
            return network.accept_work(offer=offer, name=name, by=by).pk
    except IntegrityError as error:
        if ONE_SIDE in str(error):
            raise BothSidesError from error
        raise


def _take_seat(offer: Offer, by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select app_take_seat(%s)", [offer.pk])
        why_not = cursor.fetchone()[0]
    if why_not:
        raise REFUSALS[why_not]
    record(
        kind="cases.invitation_accepted",
        by=by,
        case_id=offer.case_id,
        subject=f"cases.teammember:{offer.seat_id}",
    )


def _tell(offer: Offer | Declined, kind: str, at: dt.datetime) -> None:
    """The invitee may not read the inviting organisation, so the system role sends the notice."""
    if offer.invited_by_user_id is None:
        return
    makers = [Recipient(offer.invited_by_user_id, offer.invited_by_membership_id)]
    if offer.proposed_by_user_id is not None:
        makers.append(Recipient(offer.proposed_by_user_id, offer.proposed_by_membership_id))
    news = News(kind, case_id=offer.case_id, subject=f"network.offer:{offer.pk}")
    with acting(the_clock(region_id=offer.region_id, at=at, job="offers")) as clock:
        tell(news=news, to=makers, by=clock)
