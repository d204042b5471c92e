"""When the client takes secrecy back, what a provider put there stays in the care circle."""

import pytest
from django.core.exceptions import PermissionDenied

from huiswaarts.casework.boxes.tests.documents import put, visible
from huiswaarts.casework.boxes.tests.table import at
from huiswaarts.casework.cases.models import Consent
from huiswaarts.casework.journey.consents import say_choice


def test_when_secrecy_is_taken_back_it_stays_in_the_circle(people, the_case, bea, samir):
    put(bea, the_case, code="suitable_home")
    assert visible(people.by_name["Wim"], the_case)
    with at(samir, the_case) as here:
        seat = people.seat_of["Samir", "Bea"]
        said = Consent.Said.WITHDRAWN
        say_choice(
            case=the_case, about=(Consent.Kind.SECRECY, seat), said=said, sight=here.sight,
            by=here.actor,
        )  # fmt: skip
    assert not visible(people.by_name["Wim"], the_case)
    assert visible(people.by_name["Amir"], the_case)
    with pytest.raises(PermissionDenied, match="wil niet meer"):
        put(bea, the_case)
