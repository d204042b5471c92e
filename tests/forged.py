"""Rows that somebody writes past the actions, to see the second lock refuse them."""

import uuid

from django.db import transaction

from huiswaarts.foundation.events.models import Notification


def tell_by_hand(*, by, to, kind, subject):
    """As the product writes it: asked back, a message would be refused to all but its reader."""
    told = Notification(
        region_id=by.region_id, user_id=to.user.pk, membership_id=to.membership.pk, kind=kind,
        subject=subject, at=by.at, once_key=uuid.uuid4().hex,
    )  # fmt: skip
    with transaction.atomic():
        Notification.objects.bulk_create([told], ignore_conflicts=True)
