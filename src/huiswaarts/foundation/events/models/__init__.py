from huiswaarts.foundation.events.models.outbox import Notification, OutboxMessage
from huiswaarts.foundation.events.models.records import (
    AccessRecord,
    Event,
    LookReview,
    Submission,
)

__all__ = [
    "AccessRecord",
    "Event",
    "LookReview",
    "Notification",
    "OutboxMessage",
    "Submission",
]
