"""Seats and work offered to an address: sent, withdrawn and answered."""

from django.utils import timezone

from huiswaarts.casework.cases.actions import people as case_people
from huiswaarts.casework.cases.actions.offers import accept
from huiswaarts.casework.cases.models import TeamMember
from huiswaarts.casework.cases.queries_offers import find_waiting
from huiswaarts.casework.journey.leaving import end_membership
from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions.lockout import INVITED, _key
from huiswaarts.foundation.accounts.models import Attempt, User
from huiswaarts.foundation.common.ids import public_id
from huiswaarts.foundation.events.models import Event
from huiswaarts.foundation.network.actions import invite_colleague, withdraw_work
from huiswaarts.foundation.network.models import Membership, Offer

from .rounds import SOON, Pair, colleague
from .stage import GoneError

ADDRESS = "nour@voorbeeld.nl"


def offer_seat(round_):
    def do(actor, case, sight):
        seat = TeamMember.objects.get(pk=round_.free_seat.pk)
        case_people.invite_by_mail(case=case, seat=seat, email=ADDRESS, by=actor, at=actor.at)

    return do


def offer_work(address):
    def make(round_):
        def do(actor):
            invite_colleague(
                email=address, name="Nour", role="support_worker", by=actor, at=actor.at
            )

        return do

    return make


def take_back_seat(round_):
    def do(actor, case, sight):
        seat = TeamMember.objects.get(pk=round_.free_seat.pk)
        case_people.withdraw_invitation(case=case, seat=seat, offer=round_.offer, by=actor)

    return do


def take_back_work(round_):
    def do(actor):
        withdraw_work(offer=round_.offer, by=actor, at=actor.at)

    return do


def say_yes(round_):
    """Nour, who has no side here yet."""

    def do():
        nour, at = User.objects.get(email=round_.address), timezone.now()
        me = Actor(user_id=nour.pk, name="Nour", region_id=None, at=at, second_step=True)
        with acting(me):
            waiting = find_waiting(me, round_.offer.public_id)
            if waiting is None:
                raise GoneError("no longer waits")
            accept(offer=waiting.offer, name="Nour", by=me, at=at)

    return do


def nothing_sent(round_):
    """And nobody used up anything today."""
    Offer.objects.filter(state="open").update(state="withdrawn", answered_at=round_.people.at)
    Attempt.objects.all().delete()
    colleague(round_, "Otto", "De Luwte", "organisation_admin")


def a_free_seat(round_):
    nothing_sent(round_)
    round_.free_seat = TeamMember.objects.create(
        case=round_.case, kind="supporter", name="Nour", state="active",
        from_at=round_.people.at - SOON,
    )  # fmt: skip


def _sent(round_, who, **what):
    round_.address = f"{public_id().lower()}@voorbeeld.nl"  # somebody new each time
    User.objects.create(email=round_.address, password="x")
    by, at = round_.people.by_name[who], round_.people.at
    round_.offer = Offer.objects.create(
        region_id=round_.case.region_id, typed=round_.address, address=round_.address, name="Nour",
        code_hash=public_id() + public_id(), invited_by_user_id=by.user.pk,
        invited_by_membership_id=by.membership.pk, invited_at=at, expires_at=at + SOON, **what,
    )  # fmt: skip


def a_seat_offered(round_):
    a_free_seat(round_)
    _sent(round_, "Bea", case_id=round_.case.pk, seat_id=round_.free_seat.pk)


def work_offered(round_):
    nothing_sent(round_)
    own = round_.people.organisations["De Luwte"]
    _sent(round_, "Olga", organisation=own, role="support_worker")


def end_prepared(round_):
    def do(actor):
        work = Membership.objects.select_related("organisation").get(pk=round_.prepared.pk)
        end_membership(membership=work, reason="Toch niet", by=actor)

    return do


def prepared_work_offered(round_):
    """A kit prepared it under a placeholder."""
    nothing_sent(round_)
    own = round_.people.organisations["De Luwte"]
    round_.prepared = Membership.objects.create(
        region_id=round_.case.region_id, organisation=own, role="support_worker",
        user=User.objects.create(name="Nour"), from_at=round_.people.at - SOON,
    )  # fmt: skip
    _sent(round_, "Olga", organisation=own, role="support_worker", membership=round_.prepared)


def begun_or_ended(round_):
    """Nobody begins work that ended; whoever ended it first left nothing to begin."""
    work = Membership.objects.get(pk=round_.prepared.pk)
    offer = Offer.objects.get(pk=round_.offer.pk)
    if offer.state == "accepted":  # begun, and perhaps ended after that
        return Membership.objects.filter(user__email=round_.address).exists()
    return offer.state == "withdrawn" and work.until_at is not None


def one_is_left(round_):
    nothing_sent(round_)
    key = _key(INVITED, str(round_.people.olga.user.pk))
    Attempt.objects.bulk_create(
        Attempt(key=key, at=round_.people.at) for _ in range(INVITED.tries - 1)
    )


def one_offer_waits(round_):
    return Offer.objects.filter(state="open").count() == 1


def yes_or_withdrawn(round_):
    """Whoever withdrew it and was told so, let nobody in."""
    taken = round_.offer.pk
    of_offer = Event.objects.filter(subject=f"network.offer:{taken}")
    withdrawn = of_offer.filter(kind="network.invitation_withdrawn").exists()
    if round_.offer.is_work:
        inside = Membership.objects.filter(user__email=round_.address, until_at=None).exists()
    else:
        seat = TeamMember.objects.select_related("user").get(pk=round_.free_seat.pk)
        inside = seat.user is not None and seat.user.email == round_.address
    return inside != withdrawn


ROWS = {
    "seat offered twice": Pair(
        ("Bea", offer_seat), ("Gerda", offer_seat), one_offer_waits, a_free_seat,
        ("case", "words", "offer_of_seat_once"), gate=3,
    ),
    "work offered twice": Pair(
        ("Olga", offer_work(ADDRESS), "work"), ("Otto", offer_work(ADDRESS), "work"),
        one_offer_waits, nothing_sent, ("words", "offer_of_work_once"), gate=3,
    ),
    "seat accepted, withdrawn": Pair(
        ("Nour", say_yes, "account"), ("Bea", take_back_seat), yes_or_withdrawn, a_seat_offered,
        ("open seat",),
    ),
    "work accepted, withdrawn": Pair(
        ("Nour", say_yes, "account"), ("Olga", take_back_work, "work"), yes_or_withdrawn,
        work_offered, ("open work",),
    ),
    "work accepted, prepared work ended": Pair(
        ("Nour", say_yes, "account"), ("Olga", end_prepared, "work"), begun_or_ended,
        prepared_work_offered, ("order",),
    ),
    "last invitation of the day sent twice": Pair(
        ("Olga", offer_work("een@voorbeeld.nl"), "work"),
        ("Olga", offer_work("twee@voorbeeld.nl"), "work"), one_offer_waits, one_is_left,
        ("tries",),
    ),
}  # fmt: skip
