"""What this app writes: what happened and who looked, news for people, and mail to send."""

from huiswaarts.foundation.events.actions.notices import (
    Recipient,
    mark_all_read,
    mark_read,
    write_notices,
)
from huiswaarts.foundation.events.actions.outbox import (
    Errand,
    claim_mail,
    hold_mail,
    mark_mail_failed,
    mark_mail_sent,
    queue_invitations,
    queue_mail,
    queue_ready,
    release_mail,
    stop_mail,
)
from huiswaarts.foundation.events.actions.records import (
    AlreadySentError,
    Looked,
    claim_submission,
    finish_submission,
    record,
    record_access,
    review_look,
    sent_before,
)

__all__ = [
    "AlreadySentError",
    "Errand",
    "Looked",
    "Recipient",
    "claim_mail",
    "claim_submission",
    "finish_submission",
    "hold_mail",
    "mark_all_read",
    "mark_mail_failed",
    "mark_mail_sent",
    "mark_read",
    "queue_invitations",
    "queue_mail",
    "queue_ready",
    "record",
    "record_access",
    "release_mail",
    "review_look",
    "sent_before",
    "stop_mail",
    "write_notices",
]
