"""Reads hand-written data files strictly: every fault is kept, so that one run shows them all."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml


class FaultyContentError(ValueError):
    """A data file does not hold what it must hold; `faults` lists all that is wrong."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(self.faults))


class Reader:
    """Takes values out of loaded data; a fault is noted with the place where it stands."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._place: list[str] = []

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        self._place.append(place)
        try:
            yield
        finally:
            self._place.pop()

    def fault(self, what: str) -> None:
        self.faults.append(f"{'/'.join(self._place)}: {what}")

    def done(self) -> None:
        if self.faults:
            raise FaultyContentError(self.faults)

    def mapping(self, data: object, allowed: Iterable[str]) -> dict[str, Any]:
        if not isinstance(data, dict):
            self.fault(f"expected named values, found {data!r}")
            return {}
        allowed = set(allowed)
        for key in data.keys() - allowed:
            self.fault(f"unknown key {key!r}, allowed: {', '.join(sorted(allowed))}")
        return data

    def text(self, data: Mapping[str, Any], key: str, *, optional: bool = False) -> str:
        value = data.get(key, "")
        if not isinstance(value, str) or (not optional and not value.strip()):
            self.fault(f"{key} must be a text, found {value!r}")
            return ""
        return value.strip()

    def number(self, data: Mapping[str, Any], key: str, default: int | None = None) -> int:
        value = data.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(f"{key} must be a whole number, found {value!r}")
            return 0
        return value

    def truth(self, data: Mapping[str, Any], key: str, *, default: bool = False) -> bool:
        value = data.get(key, default)
        if not isinstance(value, bool):
            self.fault(f"{key} must be true or false, found {value!r}")
            return default
        return value

    def one_of(self, value: object, allowed: Iterable[str], what: str) -> str:
        allowed = tuple(allowed)
        if value not in allowed:
            self.fault(f"{what} {value!r} is unknown, allowed: {', '.join(allowed)}")
            return ""
        return str(value)

    def items(self, data: Mapping[str, Any], key: str) -> list[Any]:
        value = data.get(key, [])
        if not isinstance(value, list):
            self.fault(f"{key} must be a list, found {value!r}")
            return []
        return value

    def some_of(self, data: Mapping[str, Any], key: str, allowed: Iterable[str]) -> tuple[str, ...]:
        allowed = tuple(allowed)
        return tuple(self.one_of(value, allowed, key) for value in self.items(data, key))

    def unique(self, values: Iterable[object], what: str) -> None:
        seen: set[object] = set()
        for value in values:
            if value in seen:
                self.fault(f"{what} {value!r} occurs twice")
            seen.add(value)


def load_yaml(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise FaultyContentError([f"{path.name}: {error}"]) from error
