"""Words that may not stand in an address, sealed so that they can: docs/adr/0019.

Nothing is kept. Only the session that sealed them opens them, for as long as a session lasts.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

BLOCK = 128  # a sealed text does not show how long it is


def seal(words: str, request: HttpRequest) -> str:
    raw = words.encode()
    return _key(request).encrypt(raw.ljust(-(-len(raw) // BLOCK) * BLOCK, b"\0")).decode()


def opened(token: str, request: HttpRequest) -> str | None:
    """The words, or None when this session did not seal them."""
    try:
        raw = _key(request).decrypt(token.encode(), ttl=settings.SESSION_COOKIE_AGE)
    except InvalidToken:
        return None
    return raw.rstrip(b"\0").decode()


def _key(request: HttpRequest) -> Fernet:
    of = salted_hmac("huiswaarts.sealed", request.session.session_key or "", algorithm="sha256")
    return Fernet(base64.urlsafe_b64encode(of.digest()))
