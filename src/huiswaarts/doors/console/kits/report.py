"""What loading did: what is new, and what is different and was left alone."""

from dataclasses import dataclass, field

_MAX_DIFFERENCES = 200
_WORDS = {
    "organisations": ("organisatie", "organisaties"),
    "memberships": ("medewerker", "medewerkers"),
    "offers": ("uitnodiging", "uitnodigingen"),
    "cases": ("persoon op weg naar huis", "mensen op weg naar huis"),
    "seats": ("plaats in een team", "plaatsen in een team"),
    "boxes": ("verhuisdoos", "verhuisdozen"),
    "answers": ("antwoord", "antwoorden"),
}


@dataclass(slots=True)
class Report:
    region: str
    new: dict[str, int] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    differing: int = 0

    def add(self, what: str, count: int) -> None:
        self.new[what] = self.new.get(what, 0) + count

    def differs(self, file: str, key: str, columns: str) -> None:
        """Keys and columns only: a report may end up in a mailbox."""
        self.differing += 1
        if len(self.differences) < _MAX_DIFFERENCES:
            self.differences.append(f"{file}: {key}: {columns}")

    def lines(self) -> list[str]:
        told = [f"De kit van {self.region} is geladen."]
        changed = {what: count for what, count in self.new.items() if count and what in _WORDS}
        if not changed:
            told[0] = f"De kit van {self.region} was al geladen; er is niets veranderd."
        told += [f"  nieuw: {n} {_WORDS[what][n != 1]}" for what, n in changed.items()]
        if self.differing:
            told.append("Dit is hier anders dan in de kit, en zo gelaten:")
            told += [f"  {line}" for line in self.differences]
        if self.differing > len(self.differences):
            told.append(f"  … en nog {self.differing - len(self.differences)}")
        return told
