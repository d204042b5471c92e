"""The phases as a path over a hill, the house at the end. Steps are 100 wide."""

from functools import lru_cache

from huiswaarts.figures.drawing.boxes import inner

FOOT, TOP, STEEPNESS, STEP = 112.0, 46.0, 1.35, 100


def point(index: int, count: int) -> tuple[float, float]:
    share = index / max(count - 1, 1)
    return 50.0 + STEP * index, round(FOOT - (FOOT - TOP) * share**STEEPNESS, 1)


def curve(first: int, last: int, count: int) -> str:
    """A smooth line through the points first to last; level in every point."""
    x, y = point(first, count)
    parts = [f"M{x:g} {y}"]
    for index in range(first + 1, last + 1):
        next_x, next_y = point(index, count)
        middle = (x + next_x) / 2
        parts.append(f"C{middle:g} {y} {middle:g} {next_y} {next_x:g} {next_y}")
        x, y = next_x, next_y
    return "".join(parts)


def house(count: int) -> str:
    x, y = point(count - 1, count)
    base = y + 2
    return (
        f'<path class="h" d="M{x - 24:g} {base:g}V{base - 28:g}L{x:g} {base - 48:g}'
        f'l24 20v28z"/><rect class="hw-raam" x="{x - 15:g}" y="{base - 24:g}" width="11" '
        f'height="13"/><path class="h" d="M{x + 2:g} {base:g}v-20h12v20"/>'
    )


def mark(index: int, now: int, count: int) -> str:
    x, y = point(index, count)
    if index < now:
        return (
            f'<circle class="k" cx="{x:g}" cy="{y}" r="12"/>'
            f'<path class="w" d="m{x - 5:g} {y + 0.5:g} 3.5 4 6-8"/>'
        )
    if index == now:
        return (
            f'<g transform="translate({x - 30:g} {y - 52:g}) scale(.83)"><g class="hw-doos">'
            f"{inner('papers', 'in_progress', 0.5)}</g></g>"
        )
    return f'<circle class="o" cx="{x:g}" cy="{y}" r="8"/>'


@lru_cache(maxsize=64)
def road(now: int, count: int) -> str:
    """`now` is the index of the current phase; count when all are behind."""
    width, last = STEP * count, count - 1
    end_y = point(last, count)[1]
    reached = min(now, last)
    ground = (
        f'<path class="grond" d="{curve(0, last, count)}C{width - 20} {end_y - 2:g} {width} '
        f'{end_y - 2:g} {width} {end_y - 2:g}V136H0V{FOOT:g}Z"/>'
    )
    ahead = f'<path class="nog" d="{curve(reached, last, count)}"/>' if reached < last else ""
    behind = f'<path class="af" d="{curve(0, reached, count)}"/>' if reached > 0 else ""
    marks = "".join(mark(index, now, count) for index in range(last))
    return (
        f'<svg class="hw-weg__lijn" viewBox="0 0 {width} 136" aria-hidden="true" '
        f'focusable="false">{ground}{ahead}{behind}{house(count)}{marks}</svg>'
    )
