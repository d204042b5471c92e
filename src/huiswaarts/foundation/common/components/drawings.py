"""Box, horizon, seat, road, path, mark, level: drawn, always with the word beside it."""

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from huiswaarts.figures.drawing import boxes, icons
from huiswaarts.figures.drawing import horizon as sky
from huiswaarts.figures.drawing.road import road as draw_road
from huiswaarts.foundation.common.components.base import icon, pick, reader_only, safe

# kind: (sign, class)
MARKS: dict[str, tuple[str, str]] = {
    "klaar": ("vink", "hw-merk hw-merk--klaar"),
    "letop": ("klok", "hw-merk hw-merk--letop"),
    "laat": ("waarschuwing", "hw-merk hw-merk--laat"),
    "wacht": ("zandloper", "hw-merk"),
    "vlam": ("vlam", "hw-merk hw-merk--vlam"),
    "nog": ("rondje", "hw-merk"),
    "slot": ("slot", "hw-merk"),
    "info": ("info", "hw-merk"),
}
STATE_CLASSES = {"done": "is-klaar", "now": "is-nu", "later": "is-straks"}


# state of a box: kind of mark and the word
BOX_WORDS = {
    "empty": ("nog", gettext_noop("Leeg")),
    "in_progress": ("wacht", gettext_noop("Wordt gevuld")),
    "proposed": ("wacht", gettext_noop("Vol, wacht op akkoord")),
    "filled": ("klaar", gettext_noop("Klaar")),
    "reopened": ("letop", gettext_noop("Weer open")),
    "not_needed": ("nog", gettext_noop("Niet nodig")),
}
LEVEL_WORDS = {
    "all": gettext_noop("Alles"),
    "part": gettext_noop("Een deel"),
    "status": gettext_noop("Alleen of het klaar is"),
    "none": gettext_noop("Niets"),
}
STATE_WORDS = {
    "done": gettext_noop("klaar"),
    "now": gettext_noop("nu"),
    "later": gettext_noop("nog niet"),
}


def share(fill: float, answered: int | None, total: int | None) -> float:
    """Rounded, so that the drawings stay few and the cache small."""
    if total:
        fill = (answered or 0) / total
    return round(float(fill or 0), 2)


def box(
    code: str,
    state: str,
    fill: float = 0.0,
    size: str = "",
    answered: int | None = None,
    total: int | None = None,
) -> SafeString:
    return safe(boxes.box(code, state, share(fill, answered, total), size))


def box_mark(state: str) -> SafeString:
    return mark(BOX_WORDS[state][0], box_word(state))


def box_word(state: str) -> str:
    return _(BOX_WORDS[state][1])


def horizon(
    context: Context, *, box_code: str | None = None, state: str | None = None, high: bool = False
) -> SafeString:
    """The row of houses; on the page of a box that box stands in front of it."""
    request = context.get("request")
    seed = crc32(request.path.encode()) if request else 0
    drawn = sky.horizon(seed % len(sky.LIGHTABLE), high=bool(high))
    if box_code and state:
        drawn = boxes.box(box_code, state, 0.5, "horizon") + drawn
    return safe(drawn)


def mark(kind: str, word: object) -> SafeString:
    sign, klass = MARKS[kind]
    return format_html('<span class="{}">{}<span>{}</span></span>', klass, icon(sign), word)


def level(name: str, detail: object = "") -> SafeString:
    extra = format_html('<br><span class="hw-zacht">{}</span>', detail) if detail else ""
    return format_html(
        '<span class="hw-mag">{}<span><strong>{}</strong>{}</span></span>',
        safe(icons.level(name)),
        _(LEVEL_WORDS[name]),
        extra,
    )


def seat_figure(*, empty: bool = False) -> SafeString:
    return safe(icons.seat(empty=bool(empty)))


def seat(name: object, what: object = "", note: object = "", *, empty: bool = False) -> SafeString:
    """A list item: who sits here, or that nobody does and who will fill it."""
    who = format_html("<strong>{}</strong>{}", name, format_html(", {}", what) if what else "")
    below = format_html('<br><span class="hw-klein hw-zacht">{}</span>', note) if note else ""
    return format_html(
        '<li class="{}">{}<div>{}{}</div></li>',
        "hw-stoel hw-stoel--leeg" if empty else "hw-stoel",
        seat_figure(empty=empty),
        who,
        below,
    )


def step_item(step: object, klass: str, extra: object = "") -> SafeString:
    state = str(pick(step, "state", "later"))
    note = pick(step, "note")
    return format_html(
        '<li class="{}"{}>{}<span>{}</span>{}{}</li>',
        klass,
        safe(' aria-current="step"') if state == "now" else "",
        extra,
        pick(step, "label"),
        reader_only(f" ({_(STATE_WORDS[state])})"),
        format_html('<span class="hw-stap__bij">{}</span>', note) if note else "",
    )


def road(phases: Sequence[object]) -> SafeString:
    """The phases for the team: over a hill when there is room, a list below."""
    named = (
        tuple(str(pick(phase, name)) for name in ("label", "state", "note")) for phase in phases
    )
    return _road(get_language(), tuple(named))


@lru_cache(maxsize=256)
def _road(_language: str | None, named: tuple[tuple[str, ...], ...]) -> SafeString:
    """The same for everyone who is as far: drawn once."""
    if not named:
        return safe("")
    phases = [
        {"label": label, "state": state or "later", "note": note} for label, state, note in named
    ]
    states = [phase["state"] for phase in phases]
    now = states.index("now") if "now" in states else states.count("done")
    items = format_html_join(
        "",
        "{}",
        (
            (step_item(phase, STATE_CLASSES[state]),)
            for phase, state in zip(phases, states, strict=True)
        ),
    )
    return format_html(
        '<div class="hw-weg">{}<ol class="hw-weg__fasen">{}</ol></div>',
        safe(draw_road(now, len(phases))),
        items,
    )


def path(steps: Sequence[object]) -> SafeString:
    """The plan for the client, top to bottom; a step with home=True is the house at the end."""
    items = []
    for step in steps:
        home = bool(pick(step, "home"))
        klass = "is-thuis" if home else STATE_CLASSES[str(pick(step, "state", "later"))]
        items.append((step_item(step, klass, safe(icons.HOUSE) if home else ""),))
    return format_html('<ol class="hw-pad">{}</ol>', format_html_join("", "{}", items))


def progress_marks(total: int, at: int) -> SafeString:
    """Little boxes above a question: before is full, here is half."""
    kinds = ["is-vol" if n < at else "is-hier" if n == at else "" for n in range(1, total + 1)]
    spans = "".join(f'<span class="{kind}"></span>' if kind else "<span></span>" for kind in kinds)
    return safe(f'<div class="hw-streepjes" aria-hidden="true">{spans}</div>')
