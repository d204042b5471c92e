"""In a demo the invented people have said yes already: each gets an account at their address."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.doors.console.kits.load_network import placeholder
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.events.models import OutboxMessage
from huiswaarts.foundation.network.models import Offer

_BATCH = 2_000


@transaction.atomic
def welcome_everybody() -> int:
    """As the owner. Whoever had an account before this kit is asked, as in real life."""
    of_kit = Q(membership__isnull=False) | Q(seat_id__isnull=False)
    waiting = Offer.objects.filter(of_kit, state=Offer.State.OPEN, invited_by_user_id=None)
    before = set(User.objects.exclude(email=None).values_list("email", flat=True))
    waiting = waiting.exclude(address__in=before).select_related("membership__user")
    seats = TeamMember.objects.filter(pk__in=waiting.values("seat_id"))
    seat_of = seats.select_related("user").in_bulk()
    made: dict[str, User] = {}
    answered = [
        offer
        for offer in waiting.order_by("pk")
        if (
            _sits_down(seat_of[offer.seat_id], offer, made) if offer.seat_id else _work(offer, made)
        )
    ]
    Offer.objects.bulk_update(
        answered, ["state", "answered_at", "answered_by_user_id"], batch_size=_BATCH
    )
    letters = OutboxMessage.objects.waiting().filter(kind=OutboxMessage.Kind.INVITATION)
    letters.filter(address__in={offer.typed for offer in answered}).delete()
    return len(made)


def _work(offer: Offer, made: dict[str, User]) -> bool:
    assert offer.membership is not None  # noqa: S101  asked by the caller
    user = _account(offer, offer.membership.user, made)
    if offer.membership.user_id != user.pk:
        offer.membership.user = user
        offer.membership.save(update_fields=["user"])
    return True


def _sits_down(seat: TeamMember, offer: Offer, made: dict[str, User]) -> bool:
    """False for somebody who works at that table: nobody sits on both sides, also in a demo."""
    user = _account(offer, seat.user or placeholder(), made)
    if seat.user_id != user.pk:
        seat.user = user
        try:
            with transaction.atomic():
                seat.save(update_fields=["user"])
        except IntegrityError:
            offer.state = Offer.State.OPEN
            return False
    return True


def _account(offer: Offer, holder: User, made: dict[str, User]) -> User:
    """The placeholder that an address meets first becomes its account, and says yes."""
    user = made.setdefault(offer.address, holder)
    if user.email is None:
        user.email = offer.address
        user.save()
    offer.state, offer.answered_at = Offer.State.ACCEPTED, timezone.now()
    offer.answered_by_user_id = user.pk
    return user
