import datetime as dt
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from huiswaarts.foundation.accounts.codes import print_of
from huiswaarts.foundation.accounts.models import AccountChange, Invitation, SheetCode, User
from huiswaarts.foundation.common import normal

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def find_user(login: str) -> User | None:
    """By e-mail address, or by the login name from paper. One query either way."""
    login = normal.login(login)
    if "@" in login:
        return User.objects.alias(low=Lower("email")).filter(low=login).first()
    return User.objects.filter(username=login).first()


def open_invitation(*, code_hash: str, at: dt.datetime) -> Invitation | None:
    return (
        Invitation.objects.open(at)
        .select_related("user")
        .filter(code_hash=code_hash, user__is_active=True)
        .first()
    )


def invitation_of(*, code: str, at: dt.datetime) -> Invitation | None:
    return open_invitation(code_hash=print_of(code), at=at)


def was_used(user: User) -> bool:
    """The owner signed in or chose a password once, also when nothing of that is left now."""
    used = user.was_opened or has_second_factor(user)
    return used or Invitation.objects.filter(user=user, used_at__isnull=False).exists()


def used_among(users: Iterable[int | None]) -> set[int]:
    """As `was_used`, of many at once. One query."""
    mine = Q(user=OuterRef("pk"))
    used = (
        Q(last_login__isnull=False)
        | ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        | Exists(Authenticator.objects.filter(mine, type__in=FACTORS))
        | Exists(Invitation.objects.filter(mine, used_at__isnull=False))
    )
    ids = [one for one in users if one is not None]
    return set(User.objects.filter(used, pk__in=ids).values_list("pk", flat=True)) if ids else set()


def sheet_codes_left(user: User) -> int:
    return SheetCode.objects.unused().filter(user=user).count()


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def works(user: User, at: dt.datetime) -> bool:
    """Whoever works for an organisation needs a second step, as long as that lasts."""
    return bool(user.memberships.active(at).exists())


def has_work(user: User, at: dt.datetime) -> bool:
    """Works for an organisation, or will: the second step is not only this person's to give up."""
    return user.memberships.filter(Q(until_at=None) | Q(until_at__gt=at)).exists()


CHANGES_SHOWN = 20


def changes_of(user: User) -> list[AccountChange]:
    """What happened to one's own account, the newest first."""
    return list(AccountChange.objects.filter(user=user).order_by("-at", "-pk")[:CHANGES_SHOWN])


def is_last_admin(user: User, region_id: int | None, at: dt.datetime) -> bool:
    """The one region admin that is left, who cannot give that up."""
    admins = user.memberships.model.objects.active(at).filter(
        region_id=region_id, role="region_admin", user__is_active=True
    )
    return not admins.exclude(user_id=user.pk).exists()


def said_dead(user: User | AnonymousUser, at: dt.datetime) -> bool:
    """Somebody reported that this person died, and that can still be undone."""
    said_at = getattr(user, "death_reported_at", None)
    return said_at is not None and said_at > at - dt.timedelta(days=30)


def factors_of(user: User) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=user).order_by("created_at"))
