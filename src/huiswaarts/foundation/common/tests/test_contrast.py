"""The colours of the look, light and dark: text 4.5:1, borders and signs 3:1 (WCAG 1.4.11)."""

import re
from pathlib import Path

import pytest

import huiswaarts.foundation.common

THEME = (
    Path(huiswaarts.foundation.common.__file__).parent / "static/huiswaarts/huiswaarts-thema.css"
)
TEXT = [
    ("inkt", "papier"),
    ("inkt", "vlak"),
    ("inkt-zacht", "papier"),
    ("inkt-zacht", "vlak"),
    ("inkt", "deur-licht"),
    ("inkt", "vlam-licht"),
    ("inkt", "rood-licht"),
    ("inkt", "letop-licht"),
    ("inkt", "karton-licht"),
    ("inkt-zacht", "karton-licht"),
    ("deur", "papier"),
    ("deur", "vlak"),
    ("deur", "rood-licht"),
    ("deur", "letop-licht"),
    ("deur", "deur-licht"),
    ("deur-donker", "papier"),
    ("op-deur", "deur"),
    ("op-deur", "deur-donker"),
    ("op-lucht", "lucht"),
    ("op-lucht-zacht", "lucht"),
    ("rood", "papier"),
    ("rood", "vlak"),
    ("rood", "karton-licht"),
    ("letop", "papier"),
    ("letop", "vlak"),
    ("vlam", "papier"),
]
SIGNS = [
    ("lijn-sterk", "papier"),
    ("lijn-sterk", "vlak"),
    ("karton-lijn", "papier"),
    ("karton-lijn", "karton"),
    ("karton-lijn", "karton-licht"),
    ("vlam", "vlam-licht"),
    ("raam", "lucht"),
    ("deur", "karton-licht"),
    ("focus", "papier"),
    ("focus", "vlak"),
    ("rood", "rood-licht"),
    ("letop", "letop-licht"),
    ("deur", "deur-licht"),
]
PAIRS = [(*pair, 4.5) for pair in TEXT] + [(*pair, 3.0) for pair in SIGNS]


def tokens():
    css = THEME.read_text()
    light, dark = css.split("@media (prefers-color-scheme: dark)", 1)

    def read(part):
        return dict(re.findall(r"--hw-([a-z-]+): (#[0-9a-f]{6})", part))

    first = read(light)
    return {"light": first, "dark": first | read(dark.split("/* De open tokens", 1)[0])}


def luminance(colour):
    def channel(value):
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(colour[n : n + 2], 16)) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_what_must_be_seen_can_be_seen(scheme, front, back, least):
    colours = tokens()[scheme]
    assert ratio(colours[front], colours[back]) >= least


def test_the_measure_itself():
    assert round(ratio("#000000", "#ffffff"), 1) == 21.0
    assert ratio("#777777", "#ffffff") < 4.5
