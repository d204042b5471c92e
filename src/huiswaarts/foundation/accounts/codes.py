"""Codes of invitations: long and random for a mail, readable and typable for paper."""

import secrets

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.utils.crypto import salted_hmac

from huiswaarts.foundation.common import normal
from huiswaarts.foundation.common.ids import random_code

PAPER_LENGTH = 12  # 29**12 is 58 bits, with a limit on tries and one day to live


def mail_code() -> str:
    return secrets.token_urlsafe(32)


def paper_code() -> str:
    code = random_code(PAPER_LENGTH)
    return "-".join(code[start : start + 4] for start in range(0, PAPER_LENGTH, 4))


def step_of(secret: str, code: str) -> int | None:
    """The half minute that a code of the app belongs to, when that is about now."""
    shown = {format_hotp_value(hotp_value(secret, n)): n for n in yield_hotp_counters_from_time()}
    return shown.get(code)


def print_of(code: str) -> str:
    """What is kept. With the server's key, so that a stolen table cannot be searched.

    Of a code from paper whatever way it is typed; one from a mail is a link, so as it is.
    """
    text = normal.paper_code(code).replace("-", "") or code.strip()
    return salted_hmac("huiswaarts.accounts.code", text, algorithm="sha256").hexdigest()
