"""The region itself (`region.yaml`) and its neighbourhoods (`neighbourhoods.geojson`)."""

import json
from typing import Any, NamedTuple

import yaml

from huiswaarts.doors.console.kits.cells import shown
from huiswaarts.doors.console.kits.faults import Faults
from huiswaarts.doors.console.kits.format import (
    AREA_COLUMNS,
    MAX_AREAS,
    MAX_MAP_PARTS,
    REGION_KEYS,
)

_MOST_BRACKETS = 50  # a flat list of keys needs none; a thousand in each other take a minute
_POLYGONS = {"Polygon": 1, "MultiPolygon": 2}
_ALLOWED_KEYS = ", ".join(REGION_KEYS)


class Area(NamedTuple):
    """A neighbourhood; `line` is the number of the feature, counted from 1."""

    line: int
    code: str
    name: str
    municipality: str
    geometry: dict[str, Any] | None


def from_yaml(text: str, label: str, faults: Faults) -> dict[str, tuple[int, str]]:
    """Reads the nodes only: nothing is constructed, doubled keys show, lines are known."""
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        faults.add(label, 1, "", "het bestand is geen YAML", "regels als `code: mijn-regio`")
        return {}
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        faults.add(label, line, "", "het bestand is geen YAML", "regels als `code: mijn-regio`")
        return {}
    if not isinstance(root, yaml.MappingNode):
        faults.add(label, 1, "", "het bestand heeft geen sleutels", _ALLOWED_KEYS)
        return {}
    found: dict[str, tuple[int, str]] = {}
    for key, value in root.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            faults.add(label, line, "", "hier staat meer dan één waarde", "sleutel: waarde")
        else:
            put(found, key.value, (line, value.value), label, faults)
    return found


def put(
    found: dict[str, tuple[int, str]],
    key: str,
    value: tuple[int, str],
    label: str,
    faults: Faults,
) -> None:
    """One key of the region; a doubled or unknown key is a fault."""
    if key in found:
        faults.add(
            label, value[0], key, "deze sleutel staat er twee keer in", "elke sleutel één keer"
        )
    elif key not in REGION_KEYS:
        faults.add(label, value[0], shown(key)[1:-1], "onbekende sleutel", _ALLOWED_KEYS)
    else:
        found[key] = value


def _no_constant(name: str) -> float:
    raise ValueError(name)


def from_geojson(text: str, label: str, faults: Faults) -> list[Area]:
    """The features; what is not a map at all is one fault."""
    # counted before it is read: each of them takes ten times the memory of its signs
    if text.count("[") + text.count("{") > MAX_MAP_PARTS:
        return _too_much(label, "er staan te veel punten in de grenzen", MAX_MAP_PARTS, faults)
    try:
        data = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        faults.add(label, line, "", "het bestand is geen JSON", "GeoJSON, FeatureCollection")
        return []
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        faults.add(
            label, 1, "features", "er is geen lijst van wijken", "GeoJSON, FeatureCollection"
        )
        return []
    if len(features) > MAX_AREAS:
        return _too_much(label, f"er staan {len(features)} wijken in", MAX_AREAS, faults)
    areas = (_area(n, feature, label, faults) for n, feature in enumerate(features, start=1))
    return [area for area in areas if area]


def _too_much(label: str, wrong: str, most: int, faults: Faults) -> list[Area]:
    faults.add(label, 1, "features", wrong, f"hoogstens {most}; maak de grenzen eenvoudiger")
    return []


def _area(line: int, feature: object, label: str, faults: Faults) -> Area | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict):
        faults.add(
            label, line, "properties", "deze wijk heeft geen gegevens", ", ".join(AREA_COLUMNS)
        )
        return None
    values = []
    for name in AREA_COLUMNS:
        value = properties.get(name)
        if not isinstance(value, str):
            faults.add(label, line, name, "ontbreekt of is geen tekst", ", ".join(AREA_COLUMNS))
            return None
        values.append(value)
    geometry = feature.get("geometry")
    if geometry is not None and not _is_polygon(geometry):
        faults.add(
            label,
            line,
            "geometry",
            "de grens klopt niet",
            "Polygon of MultiPolygon in WGS 84 (lengte, breedte), ringen gesloten",
        )
        return None
    code, name, municipality = values
    return Area(line, code, name, municipality, geometry)


def _is_polygon(geometry: object) -> bool:
    if not isinstance(geometry, dict) or set(geometry) - {"type", "coordinates", "bbox", "crs"}:
        return False
    depth = _POLYGONS.get(str(geometry.get("type")), 0)
    rings = geometry.get("coordinates")
    if not depth or not isinstance(rings, list) or not rings:
        return False
    if depth == 1:
        return all(_is_ring(ring) for ring in rings)
    return all(isinstance(part, list) and part and all(map(_is_ring, part)) for part in rings)


def _is_ring(ring: object) -> bool:
    """Closed. A small island that was simplified away is left with two equal positions."""
    if not isinstance(ring, list) or len(ring) < 2 or ring[0] != ring[-1]:  # noqa: PLR2004
        return False
    return all(_is_position(position) for position in ring)


def _is_position(position: object) -> bool:
    if not isinstance(position, list) or len(position) not in (2, 3):
        return False
    if not all(type(part) in (int, float) for part in position):
        return False
    return abs(position[0]) <= 180 and abs(position[1]) <= 90  # noqa: PLR2004
