"""Text messages, behind one function. By default they are files: choosing a provider is the
region's, and each has its own way; a backend is a dotted path to `send(number, text)`.
"""

import uuid
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

CODE = "Code voor een nieuw wachtwoord: {code}. Vul hem binnen een uur in op {place}."
NOTICE = (
    "Er is iets gevraagd of veranderd over inloggen of berichten bij Huiswaarts. "
    "Log in en kijk of het klopt."
)
TEXT = "Er staat iets voor je klaar in Huiswaarts. Log in om het te zien."


def send(number: str, text: str) -> None:
    """Raises OSError when it cannot be sent now; it is tried again then."""
    backend: Callable[[str, str], None] = import_string(settings.SMS_BACKEND)
    backend(number, text)


def to_file(number: str, text: str) -> None:
    folder = Path(settings.VAR) / "sms"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / f"{uuid.uuid4().hex}.txt").write_text(f"{number}\n{text}\n", encoding="utf-8")
