"""From a request: which network, and which devices of an account have been seen before."""

import ipaddress
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from huiswaarts.foundation.accounts.actions.lockout import (
    DEVICE,
    NETWORK,
    PASSWORD,
    SECOND_FACTOR,
    Claim,
)
from huiswaarts.foundation.accounts.models import User
from huiswaarts.foundation.common import normal

COOKIE = "hw_apparaat"
SALT = "huiswaarts.accounts.device"
LASTS = 180 * 24 * 3600
PEOPLE = 5  # that share one computer


def network(request: HttpRequest) -> str:
    """What one subscriber has: an IPv4 address, or the first half of an IPv6 address."""
    address = ipaddress.ip_address(_address(request))
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped or address.version == 4:  # noqa: PLR2004
        return str(mapped or address)
    return str(ipaddress.ip_network((address, 64), strict=False))


def _address(request: HttpRequest) -> str:
    """The last address that a proxy of ours wrote; what came before it anyone may invent."""
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    proxies = settings.TRUSTED_PROXIES
    text = told[-proxies] if 0 < proxies <= len(told) else request.META.get("REMOTE_ADDR", "")
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return "0.0.0.0"  # noqa: S104  no address: all of these share one count
    return text


def known(request: HttpRequest, user: User) -> str:
    """The number that this device got at an earlier sign-in of this account, or nothing."""
    return _seen(request).get(user.public_id, "")


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """After a whole sign-in: mistakes of others will not keep this device out."""
    seen = _seen(request)
    number = seen.pop(user.public_id, "") or secrets.token_urlsafe(9)
    newest = dict(list(seen.items())[-(PEOPLE - 1) :]) | {user.public_id: number}
    response.set_cookie(
        COOKIE,
        signing.dumps(newest, salt=SALT),
        max_age=LASTS,
        path="/inloggen/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def password_claims(request: HttpRequest, login: str, user: User | None) -> list[Claim]:
    """A known device counts by itself; all others share the count of the account."""
    if user is not None and (number := known(request, user)):
        return [(DEVICE, f"{user.public_id}:{number}")]
    account = user.public_id if user is not None else f"?{normal.login(login)}"
    return [(PASSWORD, account), (NETWORK, network(request))]


def code_claims(request: HttpRequest, user: User) -> list[Claim]:
    number = known(request, user)
    return [(SECOND_FACTOR, f"{user.public_id}:{number}" if number else user.public_id)]


def _seen(request: HttpRequest) -> dict[str, str]:
    try:
        told = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}
    return told if isinstance(told, dict) else {}
