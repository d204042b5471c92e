"""The contact card: all that somebody who may not read the case sees of it.

Not a model: it has the fields that are on the card and no others, so a template cannot show more.
"""

from dataclasses import dataclass
from typing import ClassVar

from huiswaarts.casework.cases.models.case import Named

GUEST, WAS_GUEST, EARLY, OVER, UNSHARED = "guest", "was_guest", "early", "over", "unshared"
WORDS = {
    GUEST: "U bent hier te gast. U ziet alleen de contactkaart en waarvoor u komt.",
    WAS_GUEST: "U was hier te gast. U leest er niets meer.",
    EARLY: "Deze casus is nog niet begonnen. Tot dan ziet u alleen de contactkaart.",
    OVER: "Deze casus is voorbij. U ziet alleen nog de contactkaart.",
    UNSHARED: "U ziet van deze casus alleen de contactkaart.",
}


@dataclass(frozen=True)
class ContactCard(Named):
    """Whose case it is, its number, and at work whom to call; after a guest's time the number."""

    shown_as: ClassVar = "cases.case"  # in the access record

    pk: int
    region_id: int
    number: str
    client_name: str
    why: str
    contact: str = ""

    @property
    def short_name(self) -> str:
        return super().short_name if self.client_name else f"casus {self.number}"

    @property
    def is_past(self) -> bool:
        """There is nothing left to do here."""
        return self.why in (WAS_GUEST, OVER)

    @property
    def words(self) -> str:
        """Why there is no more, for a professional."""
        return WORDS[self.why]
