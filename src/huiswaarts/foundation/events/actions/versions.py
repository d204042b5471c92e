"""Two people in one form: the second is told what the first did, and nothing is lost."""

from typing import Any

from django.db.models import F

Versioned = Any  # a row with a `version`


class StaleError(Exception):
    """Somebody changed this meanwhile; `now` is how it is at this moment."""

    def __init__(self, now: Versioned) -> None:
        super().__init__(f"changed meanwhile: {now}")
        self.now = now


def save_version(thing: Versioned, *, version: int, **values: Any) -> None:
    """Write these values if the row still is of this version; else `StaleError`."""
    rows = type(thing).objects.filter(pk=thing.pk, version=version)
    if not rows.update(version=F("version") + 1, **values):
        raise StaleError(type(thing).objects.get(pk=thing.pk))
    for name, value in values.items():
        setattr(thing, name, value)
    thing.version = version + 1
