"""Signs of 24 by 24. A sign never stands alone: there is always a word beside it."""

ICONS: dict[str, str] = {
    "vink": '<path d="m4 13 5 5L20 6"/>',
    "klok": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
    "waarschuwing": '<path d="M12 3 2 20h20z"/><path d="M12 10v4M12 17v.01"/>',
    "zandloper": '<path d="M6 3h12M6 21h12M7 3c0 6 10 6 10 9s-10 3-10 9'
    'M17 3c0 6-10 6-10 9s10 3 10 9"/>',
    "vlam": '<path d="M12 3c1 4 5 6 5 11a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 3 2 3 1-3 0-6 1-10z"/>',
    "rondje": '<circle cx="12" cy="12" r="8"/>',
    "oog": '<path d="M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12z"/>'
    '<circle cx="12" cy="12" r="3"/>',
    "verder": '<path d="m9 5 7 7-7 7"/>',
    "terug": '<path d="m15 5-7 7 7 7"/>',
    "weg": '<path d="M14 4h6v6M20 4l-9 9M18 14v6H4V6h6"/>',
    "printer": '<path d="M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.500v.01"/>',
    "opslaan": '<path d="M12 3v12M7 10l5 5 5-5M4 20h16"/>',
    "slot": '<path d="M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4"/>',
    "zoek": '<circle cx="10.500" cy="10.500" r="6.500"/><path d="m15.500 15.500 5.500 5.500"/>',
    "mens": '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-5 4-7 8-7s8 2 8 7"/>',
    "kruis": '<path d="m5 5 14 14M19 5 5 19"/>',
    "plus": '<path d="M12 4v16M4 12h16"/>',
    "potlood": '<path d="M4 20l1-5L16 4l4 4L9 19z"/>',
    "hulp": '<circle cx="12" cy="12" r="9"/>'
    '<path d="M9 9.500a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17.500v.01"/>',
}


def icon(name: str) -> str:
    """The sign by name; an unknown name is a mistake of the maker, so it fails loudly."""
    return (
        '<svg class="hw-icoon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f"{ICONS[name]}</svg>"
    )


LEVELS: dict[str, str] = {
    "all": '<circle class="m" cx="9" cy="9" r="8"/>',
    "part": '<path class="m" d="M9 1a8 8 0 0 1 0 16z"/>',
    "status": '<circle class="m" cx="9" cy="9" r="2.5"/>',
    "none": '<path d="m4 14 10-10"/>',
}


def level(name: str) -> str:
    return (
        '<svg class="hw-niv" viewBox="0 0 18 18" aria-hidden="true" focusable="false">'
        f'<circle cx="9" cy="9" r="8"/>{LEVELS[name]}</svg>'
    )


SEATED = (
    '<circle class="vol" cx="26" cy="13" r="10"/>'
    '<path class="vol" d="M9 44V36c0-7 7-11 17-11s17 4 17 11v8z"/>'
    '<path d="M12 44v14M40 44v14M7 44h38"/>'
)
EMPTY_SEAT = '<path d="M13 44V10h26v34M13 20h26M7 44h38M12 44v14M40 44v14"/>'


def seat(*, empty: bool) -> str:
    return (
        '<svg viewBox="0 0 52 60" aria-hidden="true" focusable="false">'
        f"{EMPTY_SEAT if empty else SEATED}</svg>"
    )


FLAME = (
    '<svg class="hw-vlam" viewBox="0 0 48 56" aria-hidden="true" focusable="false">'
    '<path d="M24 3c2 10 16 17 16 32a16 16 0 0 1-32 0c0-7 4-11 8-16 0 6 2 9 5 10 3-8 0-17 3-26z"/>'
    '<path class="k" d="M24 28c1 6 7 8 7 14a7 7 0 0 1-14 0c0-5 5-7 7-14z"/></svg>'
)
HOUSE = (
    '<svg class="hw-pad__huis" viewBox="0 0 40 40" aria-hidden="true" focusable="false">'
    '<path d="M5 36V18L20 5l15 13v18z"/><rect class="hw-raam" x="10" y="20" width="8" height="8"/>'
    '<path d="M22 36V22h8v14"/></svg>'
)
LOGO = (
    '<svg viewBox="0 0 40 40" aria-hidden="true" focusable="false" fill="none" '
    'stroke="currentColor" stroke-width="2.75" stroke-linejoin="round" stroke-linecap="round">'
    '<path d="M7 18v17h26V18"/><path d="M7 18 20 6l13 12"/>'
    '<path d="M7 18 2.500 13.5M33 18l4.500-4.500"/><path d="M7 18h26"/>'
    '<path class="hw-logo__deur" d="M16.500 35v-9.500h7V35"/></svg>'
)
