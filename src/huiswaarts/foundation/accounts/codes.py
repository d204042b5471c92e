"""Codes of invitations: long and random for a mail, readable and typable for paper."""

import secrets

from django.utils.crypto import salted_hmac

from huiswaarts.foundation.common import normal as normal_form
from huiswaarts.foundation.common.ids import random_code

PAPER_LENGTH = 12  # 29**12 is 58 bits, with a limit on tries and one day to live


def mail_code() -> str:
    return secrets.token_urlsafe(32)


def paper_code() -> str:
    code = random_code(PAPER_LENGTH)
    return "-".join(code[start : start + 4] for start in range(0, PAPER_LENGTH, 4))


def normal(code: str) -> str:
    """A code from paper as it is printed; one from a mail as it is, since that is a link."""
    return paper.replace("-", "") if (paper := normal_form.paper_code(code)) else code.strip()


def print_of(code: str) -> str:
    """What is kept. With the server's key, so that a stolen table cannot be searched."""
    text = normal(code)
    return salted_hmac("huiswaarts.accounts.code", text, algorithm="sha256").hexdigest()
