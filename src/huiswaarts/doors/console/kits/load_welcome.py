"""In a demo the invented people have said yes already: each gets an account at their address."""

from django.db import transaction
from django.utils import timezone

from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import OutboxMessage
from huiswaarts.foundation.network.models import Offer


@transaction.atomic
def welcome_everybody() -> int:
    """As the owner. Whoever had an account before this kit is asked, as in real life."""
    waiting = Offer.objects.filter(
        state=Offer.State.OPEN, membership__isnull=False, invited_by_user_id=None
    )
    before = set(User.objects.exclude(email=None).values_list("email", flat=True))
    made: dict[str, User] = {}
    for offer in waiting.select_related("membership__user").order_by("pk"):
        if offer.address not in before and offer.membership is not None:
            _welcome(offer, made)
    letters = OutboxMessage.objects.waiting().filter(kind=OutboxMessage.Kind.INVITATION)
    letters.filter(address__in=made).delete()
    return len(made)


def _welcome(offer: Offer, made: dict[str, User]) -> None:
    assert offer.membership is not None  # noqa: S101  asked by the caller
    user = made.setdefault(offer.address, offer.membership.user)
    if user.email is None:
        user.email = offer.address
        user.save(update_fields=["email"])
    if offer.membership.user_id != user.pk:
        offer.membership.user = user
        offer.membership.save(update_fields=["user"])
    offer.state, offer.answered_at = Offer.State.ACCEPTED, timezone.now()
    offer.answered_by_user_id = user.pk
    offer.save(update_fields=["state", "answered_at", "answered_by_user_id"])
