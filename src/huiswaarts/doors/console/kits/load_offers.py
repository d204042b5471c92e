"""Everybody whose address a file brings is invited: it makes no account known, and changes none."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from huiswaarts.doors.console.kits.bulk import rows_of, sql
from huiswaarts.foundation.accounts import codes
from huiswaarts.foundation.common import normal
from huiswaarts.foundation.events.actions import queue_invitations
from huiswaarts.foundation.events.outbox import OFFERED
from huiswaarts.foundation.network.models import Membership, Offer

if TYPE_CHECKING:
    from huiswaarts.doors.console.kits.load import Loading


def offer_work(loading: "Loading", made: Iterable[tuple[Membership, str]]) -> None:
    """Work that waits under a placeholder, for each membership."""
    _send(
        loading,
        (
            Offer(
                typed=email,
                name=one.user.name,
                organisation_id=one.organisation_id,
                role=one.role,
                membership=one,
            )
            for one, email in made
        ),
    )


def offer_seats(loading: "Loading") -> None:
    """New seats of clients, relatives and supporters for whom the kit has an address."""
    _send(loading, _seats())


def _seats() -> Iterator[Offer]:
    for seat_id, case_id, name, address in rows_of(sql("offers")):
        yield Offer(typed=address, name=name, case_id=case_id, seat_id=seat_id)


def _send(loading: "Loading", offers: Iterable[Offer]) -> None:
    at, fresh, letters = timezone.now(), [], []
    for offer in offers:
        code = codes.mail_code()
        offer.region = loading.region
        offer.address = normal.email(offer.typed)
        offer.code_hash = codes.print_of(code)
        offer.invited_at, offer.expires_at = at, at + OFFERED
        fresh.append(offer)
        letters.append((offer.typed, code))
    Offer.objects.bulk_create(fresh, batch_size=2_000)
    queue_invitations(letters=letters, at=at)
    loading.report.add("offers", len(fresh))
