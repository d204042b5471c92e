"""What the guard tests walk over: the source, the models, the URLs and the layers."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "huiswaarts"


def name(path):
    return path.relative_to(SRC).as_posix()


def python_files():
    apart = {"migrations", "tests"}
    return sorted(p for p in SRC.rglob("*.py") if not apart & set(p.relative_to(SRC).parts))


def templates():
    return sorted(SRC.rglob("templates/**/*.html"))


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def words(path):
    """`casework/cases/actions/sharing.py` -> {casework, cases, actions, sharing}."""
    return set(path.relative_to(SRC).with_suffix("").parts)


def own_models():
    return [m for m in apps.get_models() if m.__module__.startswith("huiswaarts.")]


def own_tables():
    """Models and the join tables that Django makes."""
    every = apps.get_models(include_auto_created=True)
    return [m for m in every if m._meta.app_label in {o._meta.app_label for o in own_models()}]


def foreign_keys(model):
    return [f for f in model._meta.get_fields() if isinstance(f, models.ForeignKey)]


def urls(patterns=None, prefix="", names=()) -> Iterator[tuple[str, str, URLPattern]]:
    """(view name with namespaces, route, pattern) of every URL there is."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*names, entry.namespace) if entry.namespace else names
            yield from urls(entry.url_patterns, route, inner)
        else:
            yield ":".join((*names, entry.name or "?")), route, entry


@cache
def contracts():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["tool"]["importlinter"]["contracts"]


@cache
def layers(container):
    """[[left], [middle, its peer], [right]]: who may import whom inside a folder."""
    for contract in contracts():
        if contract["type"] == "layers" and contract["containers"] == [container]:
            return [[one.strip(" ()") for one in layer.split("|")] for layer in contract["layers"]]
    return []


def may_know(knower, known):
    """May this app (`casework.boxes`) know that one, by the import contract?"""
    if knower == known:
        return True
    (wing, app), (other_wing, other_app) = knower.split("."), known.split(".")
    if wing != other_wing:
        return _level("huiswaarts", wing) < _level("huiswaarts", other_wing)
    container = f"huiswaarts.{wing}"
    return _level(container, app) < _level(container, other_app)


def _level(container, part):
    return next(i for i, layer in enumerate(layers(container)) if part in layer)


def app_of(model):
    """`casework.boxes`"""
    return ".".join(model.__module__.split(".")[1:3])
