"""Which database, as which role: from a whole URL (production) or from the embedded cluster."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from huiswaarts.foundation.common import environment

ROLES = ("app", "owner")


def var() -> Path:
    return environment.data_folder()


def secret_key() -> str:
    told = os.environ.get("HUISWAARTS_SECRET_KEY")
    return told or environment.ensure_secrets()["secret_key"]


def role() -> str:
    named = os.environ.get("HUISWAARTS_ROLE") or "app"
    if named not in ROLES:
        message = f"HUISWAARTS_ROLE is app or owner, not {named!r}"
        raise ImproperlyConfigured(message)
    return named


def databases() -> dict[str, dict[str, Any]]:
    """Django's DATABASES. The app role unless told otherwise: never the owner by accident."""
    prefix = "HUISWAARTS_" if role() == "app" else "HUISWAARTS_OWNER_"
    url = os.environ.get(f"{prefix}DATABASE_URL")
    place = from_url(url) if url else embedded(f"hw_{role()}")
    options = place.pop("OPTIONS", {})
    # Our questions are short: compiling one costs more than it ever gives back. A question is
    # prepared once a connection; its plan is kept only under the lens (access/session.py).
    options.setdefault("options", "-c jit=off -c plan_cache_mode=force_custom_plan")
    options |= {"server_side_binding": True, "prepare_threshold": 2}
    if pooled():
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    return {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            **place,
            "OPTIONS": options,
            "CONN_MAX_AGE": 0,
            "DISABLE_SERVER_SIDE_CURSORS": True,
        }
    }


def pooled() -> bool:
    """A server keeps connections; a command and a test use one and close it."""
    return os.environ.get("HUISWAARTS_POOL") == "1"


def embedded(name: str) -> dict[str, Any]:
    return {
        "HOST": "127.0.0.1",
        "PORT": str(environment.pg_port()),
        "NAME": "huiswaarts",
        "USER": name,
        "PASSWORD": environment.ensure_secrets()[name],
    }


def from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        message = "A database URL starts with postgresql://"
        raise ImproperlyConfigured(message)
    return {
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
