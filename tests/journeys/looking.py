"""What every journey checks of every page it passes: axe, reflow, contrast of borders, complaints.

look(page)              all of it, with a message that says what and where
"""

from pathlib import Path

AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js").read_text()
# With the tags: the default run leaves out target-size.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What is in order is not described element by element: that took three quarters of the time.
RUN = """tags => axe.run({
  runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'],
}).then(found => found.violations)"""
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')]
    .filter(el => !el.closest('svg') && el.getBoundingClientRect().right > width + 1)
    .slice(0, 5).map(el => el.outerHTML.slice(0, 120));
}"""
# Borders of what one can use: 3:1 against what is behind them (WCAG 1.4.11).
FAINT = """() => {
  const channel = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const ratio = (a, b) => {
    const [hi, lo] = [light(a), light(b)].sort((x, y) => y - x);
    return (hi + .05) / (lo + .05);
  };
  const behind = el => {
    for (let at = el; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const used = 'input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=file]),'
    + 'textarea, select, button, a.utrecht-button, .hw-keuze label, .hw-schuif input';
  return [...document.querySelectorAll(used)].filter(el => {
    const style = getComputedStyle(el);
    if (!el.offsetParent || parseFloat(style.borderTopWidth) === 0) return false;
    const around = behind(el.parentElement);
    const edge = parse(style.borderTopColor);
    const inside = behind(el);
    return Math.max(ratio(edge, around), ratio(inside, around)) < 3;
  }).map(el => el.outerHTML.slice(0, 120));
}"""
# Two things with one name break labels, errors and focus after a swap.
DOUBLE_IDS = """() => {
  const seen = new Set();
  return [...document.querySelectorAll('[id]')].map(el => el.id)
    .filter(id => seen.has(id) || !seen.add(id));
}"""


def violations(page):
    page.evaluate(AXE)
    found = page.evaluate(RUN, TAGS)
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


def look(page):
    faults = {
        "axe": violations(page),
        "breder dan het scherm": page.evaluate(TOO_WIDE),
        "rand te licht": page.evaluate(FAINT),
        "dubbele id": page.evaluate(DOUBLE_IDS),
    }
    assert not any(faults.values()), f"{page.url}: { ({k: v for k, v in faults.items() if v}) }"
