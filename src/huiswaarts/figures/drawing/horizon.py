"""Evening above every page: a row of gables on the horizon and one lit window."""

from functools import lru_cache

GROUND = "M0 122V114C300 90 520 112 732 106 S 822 104 822 104V122z"
TREE = "M788 108V88M788 92c-13 0-16-9-11-15 0-9 8-13 12-13s11 4 11 13c5 6 1 15-12 15z"
GABLES = (
    "M822 122V80L848 60L874 80V122z"
    "M874 122V66h5.75v-8h5.75v-8h5.75v-8h11.5v8h5.75v8h5.75v8h5.75V122z"
    "M920 122V68H994V122z"
    "M994 122V74c10 0 8-18 14-24h16c6 6 6 24 14 24V122z"
    "M1038 122V84L1058 64L1078 84V122z"
    "M1078 122V64L1096 42V38h10v4L1124 64V122z"
    "M1124 122V76H1184V122z"
    "M1184 122V76L1209 56L1234 76V122z"
    "M1234 122V70h5.75v-8h5.75v-8h5.75v-8h11.5v8h5.75v8h5.75v8h5.75V122z"
    "M1280 122V62c10 0 8-18 15-24h16c6 6 6 24 15 24V122z"
    "M1326 122V86L1348 66L1370 86V122z"
    "M1369 122V108C1400 106 1440 110 1440 110V122z"
)
# Per house: the left edges of its windows and the top of each floor.
FLOORS: list[tuple[tuple[float, ...], tuple[int, ...]]] = [
    ((835.8, 853.2), (90,)),
    ((885.8, 901.2), (72, 90)),
    ((935.0, 953.5, 972.0), (78, 96)),
    ((1005.2, 1019.8), (78, 96)),
    ((1047.8, 1061.2), (94,)),
    ((1089.8, 1105.2), (68, 86, 104)),
    ((1135.5, 1150.5, 1165.5), (86, 104)),
    ((1197.2, 1213.8), (86, 104)),
    ((1245.8, 1261.2), (76, 94)),
    ((1291.8, 1307.2), (66, 84, 102)),
    ((1337.2, 1351.8), (96,)),
]
WINDOWS = [(x, y) for xs, ys in FLOORS for y in ys for x in xs]
ALWAYS_IN_VIEW = 1080
# On a phone only the right end of the row is in view; the lit window must be there too.
LIGHTABLE = [window for window in WINDOWS if window[0] > ALWAYS_IN_VIEW]


@lru_cache(maxsize=128)
def horizon(seed: int = 0, *, high: bool = False) -> str:
    """The same page always has the same window lit; another page another one."""
    lit = LIGHTABLE[seed % len(LIGHTABLE)]
    dark = "".join(f"M{x:g} {y}h7v10h-7z" for x, y in WINDOWS if (x, y) != lit)
    return (
        f'<svg class="hw-horizon{" hw-horizon--hoog" if high else ""}" viewBox="0 0 1440 120" '
        'preserveAspectRatio="xMaxYMax slice" aria-hidden="true" focusable="false">'
        f'<path class="hw-huizen" d="{GROUND}{GABLES}"/><path class="hw-boom" d="{TREE}"/>'
        f'<path class="hw-ruiten" d="{dark}"/>'
        f'<rect class="hw-raam" x="{lit[0]:g}" y="{lit[1]}" width="7" height="10"/></svg>'
    )
