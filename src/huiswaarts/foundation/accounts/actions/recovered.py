"""The end of a recovery: it was used, or stopped; then nothing on the account asks for it."""

import datetime as dt

from django.db import connection
from django.db.models import QuerySet

from huiswaarts.foundation.access.actor import Actor
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions.telling import News, tell
from huiswaarts.foundation.accounts.models import Invitation, RecoveryRequest
from huiswaarts.foundation.events.actions import Recipient, record


def finish_recovery(*, invitation: Invitation, at: dt.datetime) -> bool:
    """In the transaction in which the new password was chosen: what two people stated is used.

    No when it was stopped meanwhile.
    """
    owner = Actor(user_id=invitation.user_id, name="", region_id=invitation.region_id, at=at)
    with acting(owner):
        mine = RecoveryRequest.objects.open(at).filter(user_id=invitation.user_id)
        request = mine.filter(pk=invitation.recovery_id or 0).first()
        if request is None:
            return False
        request.used_at = at
        request.save(update_fields=["used_at"])
        _stop_others(mine, request, owner)
        note("accounts.recovery_used", request, owner)
        unclaim(invitation.user_id)
    return True


def _stop_others(mine: QuerySet[RecoveryRequest], used: RecoveryRequest, owner: Actor) -> None:
    """The owner is in: what people of another table began is needed no more."""
    others = mine.filter(kind=used.kind).exclude(pk=used.pk)
    others.update(stopped_at=owner.at, stopped_by=owner.user_id)


def unclaim(user_id: int) -> None:
    """Nothing stands open about this account: also nothing that whoever acts does not see."""
    with connection.cursor() as cursor:
        cursor.execute("select app_unclaim(%s)", [user_id])


def tell_staters(kind: str, request: RecoveryRequest, by: Actor) -> None:
    """Those who asked for it or stated it; whoever does this knows already."""
    to = [Recipient(one.user_id, one.membership_id) for one in request.statements.all()]
    subject = f"accounts.recoveryrequest:{request.pk}"
    tell(news=News(kind, subject=subject, once=f"{kind}:{request.pk}"), to=to, by=by)


def note(kind: str, request: RecoveryRequest, by: Actor) -> None:
    subject = f"accounts.user:{request.user_id}"
    record(kind=kind, by=by, case_id=request.case_id, subject=subject)
