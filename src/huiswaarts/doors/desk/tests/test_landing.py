"""Whoever signs in lands on a page of their own role."""

import pytest

from tests.people import sign_in


@pytest.mark.parametrize("who", ["Olga", "Petra", "Fred", "Rob", "Hetty"])
def test_every_role_without_cases_lands_on_a_page(client, people, who):
    sign_in(client, people.by_name[who])
    assert client.get("/", follow=True).status_code == 200
