"""Sentences with names and texts of people in them: each ends in one full stop."""

import re
from collections.abc import Mapping

ENDS = (".", "!", "?", "…")
DOUBLED = re.compile(r"(?<![.])[.][.](?![.])")


def ends(text: str) -> str:
    """With a full stop, unless it ends already: "bij Ineke S." and "Dat wil ik!" do."""
    text = text.rstrip()
    return text if not text or text.endswith(ENDS) else f"{text}."


def filled(words: str, facts: Mapping[str, object]) -> str:
    """A name that ends in a full stop ends the sentence too."""
    return DOUBLED.sub(".", words.format(**facts))
