"""Letting somebody in again: asked, stated, stopped, and the code that two halves give."""

import datetime as dt

from django.utils import timezone

from huiswaarts.casework.cases.actions.recovery import ask_at_table
from huiswaarts.foundation.accounts import codes
from huiswaarts.foundation.accounts.actions.invitations import accept_invitation
from huiswaarts.foundation.accounts.actions.recovery import (
    Seen,
    open_recovery,
    second_recovery,
    stop_recovery,
)
from huiswaarts.foundation.accounts.models import Invitation, RecoveryRequest, RecoveryStatement
from huiswaarts.foundation.events.models import Event

from .rounds import Pair
from .stage import GoneError

DAY = dt.timedelta(days=1)
HALVES = ("EERSTEHELFT", "TWEEDEHELFT")


def ask(round_):
    def do(actor, case, sight):
        seen = Seen(on=actor.today, place="home")
        ask_at_table(case=case, seat=round_.seat("Samir"), seen=seen, sight=sight, by=actor)

    return do


def _found(round_):
    return RecoveryRequest.objects.select_related("user").get(pk=round_.request.pk)


def state(round_):
    def do(actor):
        seen = Seen(on=actor.today, place="counter")
        second_recovery(request=_found(round_), seen=seen, by=actor)

    return do


def stop(round_):
    """Dit ben ik niet."""

    def do(actor):
        stop_recovery(request=_found(round_), by=actor)

    return do


def open_code(round_):
    def do():
        first, second = HALVES
        opened = open_recovery(first=first, second=second, at=timezone.now())
        if opened is None:
            raise GoneError("these codes do not work")

    return do


def choose_password(round_):
    def do():
        accept_invitation(
            invitation=round_.invitation, password="negen wolken boven het plein", at=timezone.now()
        )

    return do


def nothing_asked(round_):
    mine = round_.seat("Samir").user_id
    open_ = RecoveryRequest.objects.filter(user_id=mine, stopped_at=None, used_at=None)
    open_.update(stopped_at=round_.people.at)
    Invitation.objects.filter(user_id=mine, used_at=None).delete()


def asked(round_, **more):
    nothing_asked(round_)
    at = round_.people.at
    round_.request = RecoveryRequest.objects.create(
        user_id=round_.seat("Samir").user_id, kind="access", region_id=round_.case.region_id,
        case_id=round_.case.pk, asked_at=at - 3 * DAY, wide_from=at + DAY,
        expires_at=at + 20 * DAY, **more,
    )  # fmt: skip
    _stated(round_, 1, "Bea")


def _stated(round_, number, who):
    work = round_.people.by_name[who].membership
    RecoveryStatement.objects.create(
        request=round_.request, number=number, user_id=work.user_id, membership_id=work.pk,
        organisation_id=work.organisation_id, party=f"organisation:{work.organisation_id}",
        seen_on=round_.people.at.date(), place="home", at=round_.people.at - 3 * DAY,
        half_hash=codes.print_of(f"{HALVES[number - 1]}"),
    )  # fmt: skip


def both_stated(round_):
    """A day ago and longer: the halves work."""
    RecoveryStatement.objects.update(half_hash="")  # of earlier rounds
    at = round_.people.at
    asked(round_, confirmed_at=at - 2 * DAY, works_from=at - DAY)
    _stated(round_, 2, "Gerda")


def code_opened(round_):
    both_stated(round_)
    round_.invitation = Invitation.objects.create(
        user_id=round_.request.user_id, kind="recovery", region_id=round_.request.region_id,
        code_hash=codes.print_of(f"{round_.request.pk}"), recovery_id=round_.request.pk,
        created_at=round_.people.at, expires_at=timezone.now() + DAY,
    )  # fmt: skip


def one_request(round_):
    of_case = RecoveryRequest.objects.filter(case_id=round_.case.pk)
    return of_case.count() == of_case.filter(stopped_at=None).count() == 1


def nothing_stated_after_the_stop(round_):
    kinds = ("accounts.recovery_confirmed", "accounts.recovery_stopped")
    told = Event.objects.filter(case_id=round_.case.pk, kind__in=kinds).order_by("pk")
    return list(told.values_list("kind", flat=True)) in ([kinds[1]], list(kinds))


def stopped_or_used(round_):
    """What was stopped lets nobody in, and who is told "stopped" stopped it."""
    request = _found(round_)
    kinds = ("accounts.recovery_used", "accounts.recovery_stopped")
    told = Event.objects.filter(case_id=round_.case.pk, kind__in=kinds).count()
    left = Invitation.objects.open(timezone.now()).filter(recovery_id=request.pk).exists()
    return told == 1 and not left and (request.used_at is None) == bool(request.stopped_at)


ROWS = {
    "recovery asked twice": Pair(
        ("Bea", ask), ("Gerda", ask), one_request, nothing_asked,
        ("case", "account", "one_recovery_at_a_time"),
    ),
    "recovery stated, stopped": Pair(
        ("Gerda", state, "work"), ("Samir", stop, "work"), nothing_stated_after_the_stop, asked,
        ("account", "request"),
    ),
    "recovery opened, stopped": Pair(
        ("Samir", open_code, "account"), ("Samir", stop, "work"), stopped_or_used, both_stated,
        ("account",),
    ),
    "recovery used, stopped": Pair(
        ("Samir", stop, "work"), ("Samir", choose_password, "account"), stopped_or_used,
        code_opened, ("account", "request"),
    ),
}  # fmt: skip
