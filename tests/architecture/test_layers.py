"""Every folder has its place in the import contract, also when nothing imports it yet."""

import pytest

from .tree import SRC, contracts, layers

WINGS = [part for layer in layers("huiswaarts") for part in layer]
INSIDE = "Inside an app"


def folders(path):
    return {p.name for p in path.iterdir() if p.is_dir() and not p.name.startswith(("_", "."))}


def test_every_wing_has_a_place():
    assert folders(SRC) <= set(WINGS)


@pytest.mark.parametrize("wing", [w for w in WINGS if w != "config"])
def test_every_app_has_a_place(wing):
    known = {app for layer in layers(f"huiswaarts.{wing}") for app in layer} | {"outreach"}
    assert folders(SRC / wing) <= known


def test_every_layered_contract_is_exhaustive():
    loose = [
        c["name"]
        for c in contracts()
        if c["type"] == "layers" and not c.get("exhaustive") and not c["name"].startswith(INSIDE)
    ]
    assert not loose


def test_every_app_keeps_the_order_inside():
    inside = next(c for c in contracts() if c["name"].startswith(INSIDE))
    apps = {
        f"huiswaarts.{wing}.{app}"
        for wing in WINGS
        if wing not in ("config", "figures")
        for app in folders(SRC / wing)
    }
    # plain helpers of everyone, and the command: neither has urls, views and actions
    apart = {"huiswaarts.foundation.common", "huiswaarts.doors.console"}
    assert apps - apart <= set(inside["containers"])
