"""Before the time is up the page asks; what was typed outlives the session."""

import pytest
from playwright.sync_api import expect

from huiswaarts.casework.cases.models import Case
from huiswaarts.foundation.accounts import middleware
from tests.database import as_owner
from tests.journeys import hands
from tests.journeys.conftest import cookie_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
IDLE = 18  # seconds; the page asks six before the end, and meanwhile it is looked at


@pytest.fixture(autouse=True)
def _quick(settings, monkeypatch):
    settings.SESSION_IDLE_AT_WORK = IDLE
    monkeypatch.setattr(middleware, "EXACT_TO", 0)


def asked(someone):
    return someone.page.get_by_role("heading", name="Bent u er nog?")


@hands.only(hands.KEYBOARD)
def test_bea_says_that_she_is_there_and_later_is_not(visit, bea, the_case):
    someone = visit(bea, f"/casussen/{the_case.number}/")
    expect(asked(someone)).to_be_visible(timeout=25_000)
    someone.look()
    someone.page.keyboard.press("Enter")
    expect(asked(someone)).to_be_hidden()
    expect(asked(someone)).to_be_visible(timeout=25_000)
    someone.page.wait_for_url("**/inloggen/**")
    assert "Samir" not in someone.page.content()


@hands.only(hands.KEYBOARD)
def test_what_bea_typed_is_saved_after_signing_in_again(visit, site, bea, the_case):
    someone = visit(bea, f"/casussen/{the_case.number}/volgende-stap/")
    someone.fill("Wat gebeurt er als eerste?", "Samen naar de woonbeurs")
    expect(someone.page.get_by_role("heading", name="U bent uitgelogd")).to_be_visible(
        timeout=40_000
    )
    someone.look()
    someone.page.context.add_cookies([cookie_of(bea, site)])
    someone.page.get_by_role("button", name="Terug naar de pagina").press("Enter")
    someone.fill("Op welke dag?", "2027-01-15").press("Bewaar")
    with as_owner():
        assert Case.objects.get(pk=the_case.pk).follow_up_what == "Samen naar de woonbeurs"
