"""How often a secret may be tried. Why not django-axes: docs/adr/0004-lock-out.md."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils.crypto import salted_hmac

from huiswaarts.foundation.accounts.models import Attempt, SpentCode

QUARTER = 15 * 60
KEPT = dt.timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """So many tries in so many seconds, in any such stretch of time."""

    name: str
    tries: int
    seconds: int = QUARTER
    # Counted one at a time. Not for a whole network: its people would wait for each other.
    exact: bool = True


PASSWORD = Limit("password", 10)  # of an account, from devices that it never came in with
DEVICE = Limit("device", 10)  # of an account, from one device that it came in with before
REPEAT = Limit("repeat", 10)  # of the password by someone who is in already
SECOND_FACTOR = Limit("second_factor", 10)
NETWORK = Limit("network", 100, exact=False)
INVITATION = Limit("invitation", 20, exact=False)  # codes typed from paper, of a network
DOUBLES = Limit("doubles", 20, seconds=24 * 3600)  # looks whether somebody is known, of a worker
INVITED = Limit("invited", 20, seconds=24 * 3600)  # invitations by mail, of one person
SHEET = Limit("sheet", 10)  # codes of the recovery sheet of an account
RESET = Limit("reset", 3, seconds=3600)
RESET_NETWORK = Limit("reset_network", 20, exact=False)

Claim = tuple[Limit, str]


def take_tries(*, claims: Sequence[Claim], at: dt.datetime) -> list[Attempt] | None:
    """A try of each, or None when one of them has no more. A refusal is one cheap query."""
    keys = {_key(limit, of): limit for limit, of in claims}
    if _full(keys, at):
        return None
    with transaction.atomic():
        for key in sorted(key for key, limit in keys.items() if limit.exact):
            _lock(key)
        if _full(keys, at):  # another took the last one while this one waited
            return None
        return Attempt.objects.bulk_create(Attempt(key=key, at=at) for key in keys)


def is_last(*, claim: Claim, at: dt.datetime) -> bool:
    """After a try was taken: there is no more."""
    limit, of = claim
    return _full({_key(limit, of): limit}, at)


def give_back(*, tries: Sequence[Attempt], at: dt.datetime) -> None:
    """The secret was right: that was no guess. Old tries go with it."""
    mine = Q(pk__in=[attempt.pk for attempt in tries])
    Attempt.objects.filter(mine | Q(at__lt=at - KEPT)).delete()


def spend(*, account: str, step: int, at: dt.datetime) -> bool:
    """Whether the code of this half minute was still good. One row, so once in every process."""
    SpentCode.objects.filter(at__lt=at - KEPT).delete()
    key = salted_hmac("huiswaarts.accounts.spent", f"{account}:{step}").hexdigest()
    return SpentCode.objects.get_or_create(key=key, defaults={"at": at})[1]


def _key(limit: Limit, of: str) -> str:
    return salted_hmac("huiswaarts.accounts.attempt", f"{limit.name}:{of}").hexdigest()


def _full(keys: dict[str, Limit], at: dt.datetime) -> bool:
    names = [f"tried_{number}" for number in range(len(keys))]
    counts = {
        name: Count("pk", filter=Q(key=key, at__gt=at - dt.timedelta(seconds=limit.seconds)))
        for name, (key, limit) in zip(names, keys.items(), strict=True)
    }
    tried = Attempt.objects.filter(key__in=keys).aggregate(**counts)
    limits = zip(names, keys.values(), strict=True)
    return any(tried[name] >= limit.tries for name, limit in limits)


def _lock(key: str) -> None:
    """Until the end of the transaction; the same key is the same number in every process."""
    number = int.from_bytes(bytes.fromhex(key)[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [number])
