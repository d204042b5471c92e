"""No to a code on paper, said with that code: no password is chosen, no account begins."""

import datetime as dt

from django.db import transaction

from huiswaarts.foundation.access.actor import the_clock
from huiswaarts.foundation.access.session import acting
from huiswaarts.foundation.accounts.actions.locks import lock_account
from huiswaarts.foundation.accounts.actions.telling import News, tell
from huiswaarts.foundation.accounts.asked import Paper, paper_of
from huiswaarts.foundation.accounts.models import Invitation
from huiswaarts.foundation.accounts.queries import was_used
from huiswaarts.foundation.events.actions import Recipient, record
from huiswaarts.foundation.events.models import Notification

DECLINED, ANSWERED, CLOSED = "declined", "answered", "closed"


@transaction.atomic
def decline_paper(*, code_hash: str, at: dt.datetime) -> str:
    """Gives what became of it: a second no, or one after a password, changes nothing."""
    paper, found = paper_of(code_hash, at=at), Invitation.objects.filter(code_hash=code_hash)
    first = found.first()
    if first is None:
        return CLOSED
    lock_account(first.user_id)
    invitation = found.select_related("user").get()
    if invitation.used_at or invitation.declined_at:
        return ANSWERED
    if paper is None or invitation.withdrawn_at or was_used(invitation.user):
        return CLOSED
    invitation.declined_at = invitation.withdrawn_at = at
    invitation.save(update_fields=["declined_at", "withdrawn_at"])
    _tell(invitation, paper, at)
    return DECLINED


def _tell(invitation: Invitation, paper: Paper, at: dt.datetime) -> None:
    """Nobody is signed in, so the system role writes it."""
    if invitation.region_id is None or invitation.created_by_user_id is None:
        return
    inviter = Recipient(invitation.created_by_user_id, invitation.created_by_membership_id)
    subject = f"cases.teammember:{paper.seat_id}" if paper.seat_id else ""
    news = News(Notification.Kind.OFFER_DECLINED, case_id=paper.case_id, subject=subject)
    with acting(the_clock(region_id=invitation.region_id, at=at, job="invitations")) as clock:
        about = f"accounts.user:{invitation.user_id}"
        record(kind="accounts.invitation_declined", by=clock, case_id=paper.case_id, subject=about)
        if paper.seat_id is not None:
            tell(news=news, to=[inviter], by=clock)
