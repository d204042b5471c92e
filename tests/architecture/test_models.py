"""Every row has a home, points only downwards, and is never swept along with another."""

import pytest
from django.db import models

from .tree import app_of, foreign_keys, may_know, own_models

# Why a row belongs to no region and no case.
GLOBAL = {
    "network.Region": "is the region",
    "accounts.User": "a person may work in two regions",
    "accounts.Invitation": "to a person, who may work in two regions",
    "accounts.MailWish": "of a person, who may work in two regions",
    "accounts.RecoveryRequest": "of a person; which region and case is known above `accounts`",
    "accounts.RecoveryStatement": "with the request that it is about",
    "accounts.SheetCode": "of a person, who may work in two regions",
    "meetings.CalendarFeed": "of a person, who may have no work; gives what both locks give",
    "events.OutboxMessage": "may go to an address, of which nobody asked whose it is",
    "accounts.Attempt": "a keyed print; before anyone is known",
    "accounts.AccountChange": "of an account, which may have seats and work in several regions",
    "accounts.SpentCode": "a keyed print, of a half minute of an account",
    "events.AccessRecord": "also keeps refusals of whom nobody knows",
}
HOMES = {"network.Region", "cases.Case"}
# In `events` plain ids say where a row belongs, for it knows nobody above it.
IDS = {"region_id", "user_id"}
READ_OTHERWISE = {
    "network.Region": "its name is on every page of its own people",
    "network.ServiceArea": "which organisation works where: no person in it",
    "events.Event": "by `cases.queries`: whose it is, is known above `events`",
    "events.AccessRecord": "by `cases.queries`: whose it is, is known above `events`",
    "events.LookReview": "with the access record that it is about",
}
MAX_TABLES = 10
EXEMPT_TABLES: dict[str, str] = {}  # app -> why; may only shrink


def leads_home(model, seen=frozenset()):
    """Through required keys, a row reaches exactly one region or case."""
    if model._meta.label in HOMES:
        return True
    if app_of(model) == "foundation.events":
        return any(f.name in IDS and not f.null for f in model._meta.fields)
    parents = [f.related_model for f in foreign_keys(model) if not f.null]
    return any(leads_home(p, seen | {model}) for p in parents if p not in seen)


def test_every_model_reaches_a_region_or_a_case():
    lost = {m._meta.label for m in own_models() if not leads_home(m)}
    assert lost <= set(GLOBAL), lost - set(GLOBAL)
    needless = set(GLOBAL) - lost - HOMES
    assert not needless, f"no longer an exception: {needless}"


def test_no_foreign_key_points_up():
    """A string ("cases.Case") escapes the import contract, so the keys themselves are walked."""
    upward = [
        f"{model._meta.label}.{key.name} -> {key.related_model._meta.label}"
        for model in own_models()
        for key in foreign_keys(model)
        if key.related_model.__module__.startswith("huiswaarts.")
        and not may_know(app_of(model), app_of(key.related_model))
    ]
    assert not upward


def test_nothing_is_deleted_along_with_another():
    swept = [
        f"{model._meta.label}.{key.name}"
        for model in own_models()
        for key in foreign_keys(model)
        if key.remote_field.on_delete is not models.PROTECT
    ]
    assert not swept


def test_reading_goes_through_visible_to():
    bare = {
        m._meta.label for m in own_models() if not hasattr(m._default_manager.all(), "visible_to")
    }
    assert bare == set(READ_OTHERWISE)


def test_no_model_hides_work_in_save_or_delete():
    hiding = [
        f"{m._meta.label}.{method}"
        for m in own_models()
        for base in m.__mro__
        if base.__module__.startswith("huiswaarts.")
        for method in ("save", "delete", "full_clean")
        if method in vars(base)
    ]
    assert not hiding


@pytest.mark.parametrize("app", sorted({m._meta.app_label for m in own_models()}))
def test_an_app_stays_small(app):
    tables = [m._meta.label for m in own_models() if m._meta.app_label == app]
    if app in EXEMPT_TABLES:
        assert len(tables) > MAX_TABLES, "no longer needs its exemption"
    else:
        assert len(tables) <= MAX_TABLES, tables
