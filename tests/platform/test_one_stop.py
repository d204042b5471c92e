"""No message has two full stops, whatever the names in it end with."""

import pytest

from huiswaarts.doors.desk import inbox as desk
from huiswaarts.doors.portal import inbox as portal
from huiswaarts.foundation.common.sentences import DOUBLED, filled

NAMES = ("who", "name", "what", "when", "day", "box", "days", "role", "why", "because", "party",
         "coordinator")  # fmt: skip
FACTS = dict.fromkeys(NAMES, "Ineke S.")


@pytest.mark.parametrize("sentences", [desk.SENTENCES, portal.SENTENCES])
def test_messages_end_once(sentences):
    for kind, words in sentences.items():
        assert not DOUBLED.search(filled(str(words), FACTS)), kind
    plain = [
        kind for kind, words in sentences.items() if DOUBLED.search(str(words).format(**FACTS))
    ]
    assert plain, "without the helper there would be some"
