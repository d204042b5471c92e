"""Where the bytes are: a folder, or a service that speaks S3. Nothing unharmed is assumed."""

import datetime as dt
import hashlib
import logging
import secrets
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages

log = logging.getLogger("huiswaarts.documents")


class StoreError(Exception):
    """The store does not answer, or does not have what should be there."""


class DamagedFileError(StoreError):
    """What is in the store is not what was put there."""


def print_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def keep(data: bytes) -> str:
    """Put it in the store, under a new key that says nothing; returns the key."""
    key = secrets.token_hex(32)
    key = f"{key[:2]}/{key[2:]}"
    try:
        return str(_store().save(key, ContentFile(data)))
    except Exception as fault:  # every kind of store has errors of its own
        log.exception("a document could not be stored")
        raise StoreError from fault


def fetch(key: str, *, sha256: str) -> bytes:
    """The bytes as they were put there: one that flipped is never given."""
    try:
        with _store().open(key) as file:
            data = bytes(file.read())
    except Exception as fault:
        log.exception("a document could not be read")
        raise StoreError from fault
    if print_of(data) != sha256:
        log.error("a document is not what was stored")
        raise DamagedFileError
    return data


def drop(key: str) -> None:
    """What was refused is not kept."""
    try:
        _store().delete(key)
    except Exception as fault:
        log.exception("a document could not be dropped")
        raise StoreError from fault


def keys_before(moment: dt.datetime) -> Iterator[list[str]]:
    """What has been in the store since before this moment, a folder at a time."""
    store = _store()
    try:
        for folder in sorted(store.listdir("")[0]):
            keys = [f"{folder}/{name}" for name in sorted(store.listdir(folder)[1])]
            yield [key for key in keys if store.get_modified_time(key) < moment]
    except FileNotFoundError:  # a folder in which nothing was kept yet, or that was just emptied
        return
    except Exception as fault:
        log.exception("the store could not be looked through")
        raise StoreError from fault


def _store() -> Any:
    return storages["documents"]
