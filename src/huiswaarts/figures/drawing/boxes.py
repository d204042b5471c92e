"""A moving box of 72 by 64: flaps, fill and tape say how far it is, the object says which it is."""

from functools import lru_cache

# The object that sticks out of the open box, by code of the box.
OBJECTS: dict[str, str] = {
    "suitable_home": '<circle class="p" cx="36" cy="9" r="6.5"/><circle class="n" cx="36" cy="8" '
    'r="1.5"/><path class="p" d="M34.500 15.500h3v3h5v3h-3v3h-2v3h-3z"/>',
    "finances": '<circle class="p" cx="29" cy="14" r="8"/><path class="n" d="M29 10v8"/>'
    '<path class="p" d="M38 27V13h13v14M38 14l6.500 6 6.500-6"/>',
    "support": '<path class="p" d="M36 27C24 19 25 6 31 6c4 0 5 4 5 4s1-4 5-4c6 0 7 13-5 21z"/>',
    "daily_life": '<circle class="p" cx="28" cy="18" r="8.500"/><path class="n" d="M20 16c4 3 12 3 '
    '16 0M28 9.500c-3 5-3 12 0 17"/><path class="p" d="M44 27V16h5v11"/>'
    '<path class="p" d="M42.500 16c-1-6 2-8 4-12 2 4 5 6 4 12z"/>',
    "network_neighbourhood": '<path class="p" d="M36 27V15M36 17c-9 0-11-6-11-11 8 0 11 5 11 11z'
    'M36 20c0-7 4-11 11-11 0 7-4 11-11 11z"/>',
    "health": '<path class="p" d="M36 11c-3-3-11-2-11 6 0 5 2 8 4 10h14c2-2 4-5 4-10 '
    '0-8-8-9-11-6z"/>'
    '<path class="n" d="M36 11c0-4 1-6 5-7"/>',
    "tenancy_skills": '<path class="p" d="M34.500 17h3v10h-3z"/>'
    '<path class="p" d="M30 13h12v4H30z"/><path class="p" d="M30 13 27 3h18l-3 10z"/>'
    '<path class="n" d="M32.500 3.500 33.500 9M36 3.500V9M39.500 3.500 38.500 9"/>',
    "papers": '<path class="p" d="M25 27V7l11-2v22zM29 11l4-.7M29 15l4-.7"/>'
    '<path class="p" d="M38 27V11h10v16M41 15h4M41 19h4"/>',
    "moving_furnishing": '<path class="p" d="M34.500 17h3v10h-3z"/>'
    '<path class="p" d="M26 17l5-13h10l5 13z"/>',
    "relapse_aftercare": '<path class="n" d="M36 16v11"/><path class="p" d="M36 4c-10 0-14 8-14 13 '
    '3-3 6-3 7 0 2-3 5-3 7 0 2-3 5-3 7 0 1-3 4-3 7 0 0-5-4-13-14-13z"/>',
    "family_children": '<circle class="p" cx="28.500" cy="8" r="3.500"/>'
    '<circle class="p" cx="43.500" cy="8" r="3.500"/><circle class="p" cx="36" cy="16" r="10"/>'
    '<path class="n" d="M32.500 14v.01M39.500 14v.01M33 19c1.500 1.500 4.500 1.500 6 0"/>',
}
# A box that a region made itself: two books.
OTHER = (
    '<path class="p" d="M25 27V7h9v20zM28 11h3"/>'
    '<path class="p" d="M36 27 38 10l9 1.500-2 15.500z"/>'
)

STATES = ("empty", "in_progress", "proposed", "filled", "reopened", "not_needed")
SIZES = {
    "": "hw-doos",
    "klein": "hw-doos hw-doos--klein",
    "groot": "hw-doos hw-doos--groot",
    "horizon": "hw-doos hw-doos--groot hw-doos--horizon",
}

INSIDE = '<path class="b" d="M12 28 20 19h32l8 9z"/>'
LEFT_OPEN = '<path d="M12 28 20 19 9 11 1 20z"/>'
RIGHT_OPEN = '<path d="M60 28 52 19l11-8 8 9z"/>'
RIGHT_SHUT = '<path class="v" d="M60 28 52 19H32l4 9z"/>'
FRONT = '<path d="M12 28h48v35H12z"/>'
FRONT_FULL = '<path class="v" d="M12 28h48v35H12z"/>'
TORN_TAPE = '<path class="t" d="M33 28h6v9l-2-2-2 2-2-2z"/>'
ROOF = '<path d="M12 28 36 8v20zM60 28 36 8v20z"/><path class="s" d="M36 30v14"/>'
SHUT = (
    '<path class="v" d="M12 28 20 19h32l8 9z"/>' + FRONT_FULL + '<path class="t" '
    'd="M33 19h6l1 9v13l-2-2-2 2-2-2-2 2V28z"/><path class="n" d="m42 53 4 4 8-9"/>'
)
FLAT = '<path class="s" d="M6 54 18 44h48L54 54z"/><path class="s" d="M6 60h48l12-10"/>'
FRONT_TOP, FRONT_HEIGHT = 28, 35


def layer(fill: float) -> str:
    """The layer of cardboard: as high as the share of questions that has an answer."""
    height = round(max(0.0, min(1.0, fill)) * FRONT_HEIGHT)
    if not height:
        return ""
    return f'<path class="v" d="M12 {FRONT_TOP + FRONT_HEIGHT - height}h48v{height}H12z"/>'


def inner(code: str, state: str, fill: float) -> str:
    object_ = OBJECTS.get(code, OTHER)
    drawings = {
        "empty": INSIDE + LEFT_OPEN + RIGHT_OPEN + FRONT,
        "in_progress": INSIDE + object_ + LEFT_OPEN + RIGHT_OPEN + FRONT + layer(fill),
        "proposed": FRONT_FULL + ROOF,
        "filled": SHUT,
        "reopened": INSIDE + object_ + LEFT_OPEN + RIGHT_SHUT + FRONT + layer(fill) + TORN_TAPE,
        "not_needed": FLAT,
    }
    return drawings[state]


@lru_cache(maxsize=2048)
def box(code: str, state: str, fill: float = 0.0, size: str = "") -> str:
    return (
        f'<svg class="{SIZES[size]}" viewBox="0 0 72 64" aria-hidden="true" focusable="false">'
        f"{inner(code, state, fill)}</svg>"
    )
