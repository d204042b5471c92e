"""One normal form for each kind of value that people type: to check, to compare and to remember.

Whoever compares or keeps such a value asks here first, so that the form, the check and the memory
cannot disagree: a code with a dash in it is the same code.
"""

import unicodedata

from huiswaarts.foundation.common.ids import ALPHABET

GROUP = 4
DOTS = str.maketrans({"\u3002": "."})  # the full stop of Chinese and Japanese keyboards


def email(text: str) -> str:
    """Small letters, no spaces, the name of the mail server as mail servers write it."""
    plain = unicodedata.normalize("NFKC", _plain(text).lower())
    name, at, server = plain.rpartition("@")
    labels = server.translate(DOTS).rstrip(".").split(".")
    return f"{name}{at}{'.'.join(map(_label, labels))}"


def login(text: str) -> str:
    """What somebody signs in with: an address, or the login name from paper (`7kq4-2m9f`)."""
    plain = _plain(text)
    if "@" in plain:
        return email(plain)
    return (_grouped(plain, 2 * GROUP) or plain).lower()


def case_number(text: str) -> str:
    """`7KQ4-2M9F`, however it was typed; nothing when it is no case number."""
    return _grouped(text, 2 * GROUP)


def paper_code(text: str) -> str:
    """`7KQ4-2M9F-XY3Z`, however it was typed; nothing when it is no such code."""
    return _grouped(text, 3 * GROUP)


def app_code(text: str) -> str:
    """Of an authenticator app, or a recovery code: without what was typed between the digits."""
    return _bare(text)


def file_name(text: str) -> str:
    """Written the same by every computer: a Mac writes é as two characters."""
    visible = (c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    return " ".join("".join(visible).split())


def _plain(text: str) -> str:
    """Without spaces and what cannot be seen; full-width letters and digits are ordinary ones."""
    kept = unicodedata.normalize("NFKC", text)
    shown = "".join(c for c in kept if c.isspace() or unicodedata.category(c)[0] != "C")
    return unicodedata.normalize("NFKC", "".join(shown.split()))


def _bare(text: str) -> str:
    """Letters and digits alone; the digits of every script are 0 to 9."""
    letters = (c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
    return "".join(_digit(c) for c in letters).upper()


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _grouped(text: str, length: int) -> str:
    bare = _bare(text)
    if len(bare) != length or not set(bare) <= set(ALPHABET):
        return ""
    return "-".join(bare[start : start + GROUP] for start in range(0, length, GROUP))


def _label(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode()
